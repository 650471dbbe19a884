"""Verifying: the queue, and one unit's quarter line by line (rules.md 5)."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from indikator.alur import Status
from indikator.models import Realisasi
from indikator.selectors.antrean import antrean as baca_antrean
from indikator.selectors.antrean import jumlah_menunggu
from indikator.selectors.lembar_periksa import ambil_lembar
from indikator.selectors.pemeriksaan import periksa
from indikator.services import alur_kerja
from indikator.views.putusan import (
    Gagal,
    ambil_baris,
    ambil_unit,
    baca_pilihan,
    baca_versi,
    pengguna,
    putuskan_banyak,
    sebab,
)
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit


@require_safe
@login_required
def antrean(request: HttpRequest) -> HttpResponse:
    """Units and quarters with lines that wait for this verifier."""
    akses.wajib(request.user, Aksi.VERIFIKASI)
    baris = baca_antrean(pengguna(request), Aksi.VERIFIKASI)
    kini = timezone.now()
    isi = {
        "judul": "Verifikasi",
        "antrean": [(b, b.usia(kini), _alamat(b.unit_id, b.tahun, b.triwulan)) for b in baris],
        "jumlah": jumlah_menunggu(baris),
    }
    return render(request, "indikator/verifikasi/antrean.html", isi)


@require_safe
@login_required
def lembar(request: HttpRequest, unit: int, tahun: int, triwulan: int) -> HttpResponse:
    """One unit's quarter: waiting lines in full, the others in a table."""
    return _lembar(request, ambil_unit(request, unit, Aksi.VERIFIKASI), tahun, triwulan)


@require_POST
@login_required
def terima(request: HttpRequest, unit: int, tahun: int, triwulan: int) -> HttpResponse:
    """Accept the ticked lines, each with its own outcome."""
    pemilik = ambil_unit(request, unit, Aksi.VERIFIKASI)
    kini, pelaku = timezone.now(), pengguna(request)
    putuskan_banyak(
        request,
        baca_pilihan(request),
        unit=pemilik,
        aksi=Aksi.VERIFIKASI,
        layanan=lambda baris, versi: alur_kerja.verifikasi(pelaku=pelaku, realisasi=baris, versi=versi, kini=kini),
        kata="diverifikasi dan diteruskan kepada pimpinan",
    )
    return redirect(_alamat(unit, tahun, triwulan))


@require_POST
@login_required
def kembalikan(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one line back with a reason; a refused one keeps what was written."""
    baris = ambil_baris(request, pk, Aksi.VERIFIKASI)
    alasan = request.POST.get("alasan", "")
    try:
        alur_kerja.kembalikan(
            pelaku=pengguna(request), realisasi=baris, versi=baca_versi(request), alasan=alasan, kini=timezone.now()
        )
    except PelanggaranAturan as salah:
        sasaran = baris.indikator.sasaran
        pemilik = ambil_unit(request, sasaran.unit_id, Aksi.VERIFIKASI)
        gagal = Gagal(pk, alasan, sebab(salah))
        return _lembar(request, pemilik, sasaran.periode.tahun, baris.triwulan, gagal)
    messages.success(request, f"Indikator {baris.indikator.kode} dikembalikan kepada pengisi dengan alasan Anda.")
    return redirect(_alamat_baris(baris))


def _lembar(request: HttpRequest, unit: Unit, tahun: int, triwulan: int, gagal: Gagal | None = None) -> HttpResponse:
    if not 1 <= triwulan <= 4:
        raise Http404
    isi_lembar = ambil_lembar(unit, tahun, triwulan)
    menunggu = isi_lembar.berstatus(Status.DIAJUKAN)
    diperiksa = periksa(isi_lembar, menunggu, pengguna(request))
    isi = {
        "judul": f"Verifikasi {unit.nama}",
        "jalur": [("Verifikasi", reverse("indikator:verifikasi"))],
        "lembar": isi_lembar,
        "diperiksa": diperiksa,
        "lainnya": [b for b in isi_lembar.baris if b.status != Status.DIAJUKAN],
        "gagal": gagal,
        "gagal_tampil": gagal is not None and gagal.pk in {b.realisasi.pk for b in menunggu if b.realisasi},
    }
    status = HTTPStatus.CONFLICT if gagal else HTTPStatus.OK
    return render(request, "indikator/verifikasi/lembar.html", isi, status=status)


def _alamat(unit: int, tahun: int, triwulan: int) -> str:
    return reverse("indikator:verifikasi_unit", args=[unit, tahun, triwulan])


def _alamat_baris(baris: Realisasi) -> str:
    sasaran = baris.indikator.sasaran
    return _alamat(sasaran.unit_id, sasaran.periode.tahun, baris.triwulan)
