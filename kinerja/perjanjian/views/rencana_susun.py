"""Planning: an activity made, changed, moved, taken out."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from indikator.models import Indikator
from indikator.views.putusan import baca_versi, pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.forms_rencana import RencanaForm
from kinerja.perjanjian.models import KegiatanAksi
from kinerja.perjanjian.selectors.rencana import susun_kegiatan
from kinerja.perjanjian.selectors.rencana_pilihan import pilihan_anggaran, pilihan_jabatan
from kinerja.perjanjian.services import rencana as layanan
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup
from kinerja.perjanjian.views.rencana import alamat_rencana, ambil_kegiatan, jalur_rencana, lingkup_kegiatan

# rule → the field its message stands beside; any other stands above the form
KOLOM_GALAT = {
    "kegiatan_kosong": "uraian",
    "satuan_kosong": "satuan",
    "penanggung_jawab_kosong": "jabatan",
    "target_kosong": "target_1",
    "kumulatif_menurun": "pola",
    "anggaran_asing": "anggaran",
    "anggaran_melebihi_pagu": "anggaran",
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def baru(request: HttpRequest, unit: int, tahun: int, indikator: int) -> HttpResponse:
    """A new activity for an indicator the unit answers for; "simpan dan tambah lagi" comes back here."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.SUSUN_PK)
    user = pengguna(request)
    milik = Indikator.objects.milik(lingkup.unit, lingkup.periode).select_related("sasaran__periode")
    untuk: Indikator = akses.ambil(milik, user=user, aksi=Aksi.BACA, pk=indikator)
    form = _form(request, lingkup)
    if request.method == "POST" and form.is_valid():
        try:
            kegiatan = layanan.tambah(
                pelaku=user, unit=lingkup.unit, indikator=untuk, rencana=form.rencana(), kini=timezone.now()
            )
        except PelanggaranAturan as salah:
            form.add_error(KOLOM_GALAT.get(salah.kode), salah.pesan)
        else:
            messages.success(request, "Kegiatan ditambahkan ke Rencana Aksi.")
            if "lagi" in request.POST:
                return redirect("perjanjian:rencana_baru", *lingkup.alamat, untuk.pk)
            return redirect(alamat_rencana(lingkup, kegiatan))
    return _tampil(request, lingkup, form, f"Kegiatan baru untuk {untuk.kode}", untuk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the plan of an activity; a clash keeps what was typed and shows what is stored."""
    kegiatan = ambil_kegiatan(request, pk, Aksi.SUSUN_PK)
    lingkup, bentrok = lingkup_kegiatan(kegiatan), False
    form = _form(request, lingkup, kegiatan)
    versi = kegiatan.versi
    if request.method == "POST":
        versi = baca_versi(request)
        if form.is_valid():
            try:
                layanan.ubah(
                    pelaku=pengguna(request),
                    kegiatan=kegiatan,
                    rencana=form.rencana(),
                    versi=versi,
                    kini=timezone.now(),
                )
            except PelanggaranAturan as salah:
                form.add_error(KOLOM_GALAT.get(salah.kode), salah.pesan)
                bentrok = salah.kode == "bentrok_versi"
            else:
                messages.success(request, "Rencana kegiatan disimpan.")
                return redirect(alamat_rencana(lingkup, kegiatan))
    # After a clash both have been seen: saving again means the typed ones.
    isi = {"kegiatan": kegiatan, "versi": kegiatan.versi if bentrok else versi}
    if bentrok:
        isi["tersimpan"] = susun_kegiatan(kegiatan)
    return _tampil(request, lingkup, form, "Ubah rencana kegiatan", kegiatan.indikator, isi)


@require_POST
@login_required
def hapus(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an activity out of the plan."""
    kegiatan = ambil_kegiatan(request, pk, Aksi.SUSUN_PK)
    layanan.hapus(pelaku=pengguna(request), kegiatan=kegiatan, versi=baca_versi(request), kini=timezone.now())
    messages.success(request, "Kegiatan dihapus dari Rencana Aksi. Isinya tetap tercatat dalam jejak audit.")
    return redirect(alamat_rencana(lingkup_kegiatan(kegiatan)))


@require_POST
@login_required
def geser(request: HttpRequest, pk: int, langkah: str) -> HttpResponse:
    """Move an activity one place up or down in its indicator's list."""
    kegiatan = ambil_kegiatan(request, pk, Aksi.SUSUN_PK)
    if langkah not in (layanan.NAIK, layanan.TURUN):
        raise Http404
    layanan.geser(pelaku=pengguna(request), kegiatan=kegiatan, langkah=langkah, kini=timezone.now())
    return redirect(alamat_rencana(lingkup_kegiatan(kegiatan), kegiatan))


def _form(request: HttpRequest, lingkup: Lingkup, kegiatan: KegiatanAksi | None = None) -> RencanaForm:
    user = pengguna(request)
    return RencanaForm(
        request.POST if request.method == "POST" else None,
        jabatan=pilihan_jabatan(user, lingkup.unit, kegiatan.jabatan if kegiatan else None),
        anggaran=pilihan_anggaran(user, lingkup.unit, lingkup.periode, kegiatan.anggaran if kegiatan else None),
        initial=RencanaForm.awal(layanan.baca_rencana(kegiatan)) if kegiatan else None,
    )


def _tampil(
    request: HttpRequest,
    lingkup: Lingkup,
    form: RencanaForm,
    judul: str,
    indikator: Indikator,
    lain: dict[str, Any] | None = None,
) -> HttpResponse:
    isi = {
        "judul": judul,
        "jalur": jalur_rencana(lingkup),
        "unit": lingkup.unit,
        "indikator": indikator,
        "form": form,
        "alamat_rencana": alamat_rencana(lingkup),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "perjanjian/rencana/form.html", isi | (lain or {}), status=status)
