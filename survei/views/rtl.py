"""The follow-up plan: a line made, changed, taken out; its evidence downloaded."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.services.berkas import tipe_bernama
from indikator.views.bukti import kirim_berkas
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan
from survei.forms.rtl import RtlForm
from survei.models import RencanaTindakLanjut, Survei
from survei.selectors import rtl as baca
from survei.services import rtl as layanan
from survei.views.dasar import ambil_survei, baca_versi, jalur_survei, pengguna


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def baru(request: HttpRequest, pk: int) -> HttpResponse:
    """A new line; `?unsur=` chooses the unsur it is about."""
    survei = ambil_survei(request, pk)
    form = _form(request, survei, initial={"unsur": request.GET.get("unsur", "")})
    if request.method == "POST" and form.is_valid():
        try:
            layanan.tambah(
                pelaku=pengguna(request),
                survei=survei,
                unsur=form.unsur_terpilih,
                rencana=form.rencana(),
                berkas=form.cleaned_data["berkas"],
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            _tandai(form, salah)
        else:
            messages.success(request, "Rencana tindak lanjut disimpan.")
            return _kembali(survei)
    return _tampil(request, survei, form, "Rencana tindak lanjut baru")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a line, report progress, attach evidence; a clash keeps what was typed and shows what is stored."""
    rtl = _ambil(request, pk, Aksi.KELOLA_SURVEI)
    survei, bentrok = rtl.survei, False
    form = _form(request, survei, rtl=rtl, initial=RtlForm.awal(rtl))
    versi = rtl.versi
    if request.method == "POST":
        versi = baca_versi(request)
        if form.is_valid():
            try:
                layanan.ubah(
                    pelaku=pengguna(request),
                    rtl=rtl,
                    rencana=form.rencana(),
                    berkas=form.cleaned_data["berkas"],
                    versi=versi,
                    kini=timezone.now(),
                )
            except PelanggaranAturan as salah:
                _tandai(form, salah)
                bentrok = salah.kode == "bentrok_versi"
            else:
                messages.success(request, "Rencana tindak lanjut disimpan.")
                return _kembali(survei)
    # After a clash both have been seen: saving again means the typed ones.
    isi = {"rtl": rtl, "versi": rtl.versi if bentrok else versi, "tersimpan": baca.baris_rtl(survei, rtl)}
    return _tampil(request, survei, form, "Ubah rencana tindak lanjut", isi | {"bentrok": bentrok})


@require_POST
@login_required
def hapus(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out."""
    rtl = _ambil(request, pk, Aksi.KELOLA_SURVEI)
    layanan.hapus(pelaku=pengguna(request), rtl=rtl, versi=baca_versi(request), kini=timezone.now())
    messages.success(request, "Rencana dihapus dari daftar. Isinya tetap tercatat dalam jejak audit.")
    return _kembali(rtl.survei)


@require_safe
@login_required
def bukti(request: HttpRequest, pk: int) -> FileResponse:
    """The evidence file of a line."""
    rtl = _ambil(request, pk, Aksi.BACA)
    if not rtl.bukti:
        raise Http404
    return kirim_berkas(rtl.bukti, nama=rtl.bukti_nama, tipe=tipe_bernama(rtl.bukti_nama))


def _ambil(request: HttpRequest, pk: int, aksi: Aksi) -> RencanaTindakLanjut:
    kumpulan = RencanaTindakLanjut.objects.select_related("survei__unit__instansi", "unsur", "jabatan")
    hasil: RencanaTindakLanjut = akses.ambil(kumpulan, user=request.user, aksi=aksi, pk=pk)
    return hasil


def _form(request: HttpRequest, survei: Survei, **lain: Any) -> RtlForm:
    jabatan = Jabatan.objects.untuk(pengguna(request)).filter(unit__instansi=survei.unit.instansi_id)
    terkirim = request.method == "POST"
    return RtlForm(
        request.POST if terkirim else None,
        request.FILES if terkirim else None,
        survei=survei,
        unsur=baca.pilihan_unsur(survei),
        jabatan=jabatan.select_related("unit").order_by("unit__jalur", "nama"),
        **lain,
    )


def _tandai(form: RtlForm, salah: PelanggaranAturan) -> None:
    """A refused file is said beside the file, everything else above the form."""
    form.add_error("berkas" if salah.kode.startswith("bukti_") else None, salah.pesan)


def _tampil(
    request: HttpRequest, survei: Survei, form: RtlForm, judul: str, lain: dict[str, Any] | None = None
) -> HttpResponse:
    alamat = reverse("survei:hasil", args=[survei.pk])
    isi = {
        "judul": judul,
        "jalur": [*jalur_survei(survei), ("Hasil", alamat)],
        "survei": survei,
        "form": form,
        "alamat_hasil": alamat,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "survei/rtl/form.html", isi | (lain or {}), status=status)


def _kembali(survei: Survei) -> HttpResponse:
    return redirect(reverse("survei:hasil", args=[survei.pk]) + "#rtl")
