"""Reporting a quarter of an activity; one small form, made for a phone."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indikator.views.putusan import baca_versi, pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.jendela import wajib_terbuka
from kinerja.organisasi.tanggal import tulis_triwulan
from kinerja.perjanjian.forms_rencana import RealisasiForm
from kinerja.perjanjian.models import TriwulanAksi
from kinerja.perjanjian.selectors.rencana_pilihan import berikut_ditunggu, pilihan_bukti
from kinerja.perjanjian.services.rencana_realisasi import jendela_aksi, laporkan
from kinerja.perjanjian.views.rencana import alamat_rencana, jalur_rencana, lingkup_kegiatan

# rule → the field its message stands beside; any other stands above the form
KOLOM_GALAT = {
    "status_kosong": "status",
    "keluaran_kosong": "realisasi",
    "serapan_kosong": "serapan",
    "kendala_kosong": "kendala",
    "bukti_asing": "bukti",
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def isi(request: HttpRequest, pk: int, triwulan: int) -> HttpResponse:
    """The report of one quarter; a clash keeps what was typed and shows what is stored."""
    baris = _ambil(request, pk, triwulan)
    bukti = pilihan_bukti(baris)
    awal = RealisasiForm.awal(baris)
    form = RealisasiForm(request.POST if request.method == "POST" else None, baris=baris, bukti=bukti, initial=awal)
    if request.method != "POST":
        return _tampil(request, baris, form, baris.versi)
    versi = baca_versi(request)
    if form.is_valid():
        try:
            laporkan(
                pelaku=pengguna(request),
                baris=baris,
                laporan=form.laporan(),
                bukti=form.bukti_terpilih(),
                versi=versi,
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            form.add_error(KOLOM_GALAT.get(salah.kode), salah.pesan)
            if salah.kode == "bentrok_versi":
                # Both have been seen: saving again means the typed ones.
                return _tampil(request, baris, form, baris.versi, bentrok=True)
        else:
            return _lanjut(request, baris)
    return _tampil(request, baris, form, versi)


def _ambil(request: HttpRequest, pk: int, triwulan: int) -> TriwulanAksi:
    kumpulan = TriwulanAksi.objects.select_related(
        "kegiatan__unit__instansi", "kegiatan__indikator__sasaran__periode__instansi", "diisi_oleh"
    )
    hasil: TriwulanAksi = akses.ambil(kumpulan, user=request.user, aksi=Aksi.ISI, kegiatan=pk, triwulan=triwulan)
    return hasil


def _lanjut(request: HttpRequest, baris: TriwulanAksi) -> HttpResponse:
    """Back to the plan, or on to the next activity of the quarter that waits for its report."""
    sebutan = tulis_triwulan(baris.triwulan)
    lingkup = lingkup_kegiatan(baris.kegiatan)
    if "lanjut" in request.POST:
        berikut = berikut_ditunggu(baris)
        if berikut is not None:
            messages.success(request, f"Realisasi {sebutan} disimpan. Ini kegiatan berikutnya.")
            return redirect("perjanjian:rencana_isi", berikut, baris.triwulan)
        messages.success(request, f"Realisasi {sebutan} disimpan. Semua kegiatan {sebutan} sudah dilaporkan.")
        return redirect(alamat_rencana(lingkup))
    messages.success(request, f"Realisasi {sebutan} disimpan.")
    return redirect(alamat_rencana(lingkup, baris.kegiatan))


def _tampil(
    request: HttpRequest, baris: TriwulanAksi, form: RealisasiForm, versi: int, *, bentrok: bool = False
) -> HttpResponse:
    kegiatan, tertutup = baris.kegiatan, ""
    try:
        wajib_terbuka(jendela_aksi(baris), timezone.now())
    except PelanggaranAturan as salah:
        tertutup = salah.pesan
    lingkup = lingkup_kegiatan(kegiatan)
    konteks: dict[str, Any] = {
        "judul": f"Realisasi {tulis_triwulan(baris.triwulan)} {lingkup.periode.tahun}",
        "jalur": jalur_rencana(lingkup),
        "unit": kegiatan.unit,
        "baris": baris,
        "kegiatan": kegiatan,
        "form": form,
        "versi": versi,
        "bentrok": bentrok,
        "tertutup": tertutup,
        "alamat_bukti": reverse("indikator:bukti", args=[kegiatan.indikator_id, baris.triwulan]),
        "alamat_rencana": alamat_rencana(lingkup, kegiatan),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "perjanjian/rencana/isi.html", konteks, status=status)
