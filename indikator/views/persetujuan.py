"""Approving: the head of a unit sees the score and the verified lines, approves all or some, or sends back."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from indikator.alur import Status
from indikator.hitung.angka import tulis_angka
from indikator.hitung.capaian import kelas
from indikator.selectors.antrean import antrean as baca_antrean
from indikator.selectors.antrean import jumlah_menunggu
from indikator.selectors.lembar_periksa import ambil_lembar, skor_sementara
from indikator.selectors.setelan import pita
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
    """Units and quarters with verified lines that wait for this approver."""
    akses.wajib(request.user, Aksi.SETUJUI)
    baris = baca_antrean(pengguna(request), Aksi.SETUJUI)
    kini = timezone.now()
    isi = {
        "judul": "Persetujuan",
        "antrean": [(b, b.usia(kini), _alamat(b.unit_id, b.tahun, b.triwulan)) for b in baris],
        "jumlah": jumlah_menunggu(baris),
    }
    return render(request, "indikator/persetujuan/antrean.html", isi)


@require_safe
@login_required
def lembar(request: HttpRequest, unit: int, tahun: int, triwulan: int) -> HttpResponse:
    """One unit's quarter: summary, verified lines to approve, and the rest."""
    return _lembar(request, ambil_unit(request, unit, Aksi.SETUJUI), tahun, triwulan)


@require_POST
@login_required
def setujui(request: HttpRequest, unit: int, tahun: int, triwulan: int) -> HttpResponse:
    """Approve the ticked lines, each with its own outcome."""
    pemilik = ambil_unit(request, unit, Aksi.SETUJUI)
    kini, pelaku = timezone.now(), pengguna(request)
    putuskan_banyak(
        request,
        baca_pilihan(request),
        unit=pemilik,
        aksi=Aksi.SETUJUI,
        layanan=lambda baris, versi: alur_kerja.setujui(pelaku=pelaku, realisasi=baris, versi=versi, kini=kini),
        kata="disetujui",
    )
    return redirect(_alamat(unit, tahun, triwulan))


@require_POST
@login_required
def kembalikan(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one verified line back with a reason; a refused one keeps what was written."""
    baris = ambil_baris(request, pk, Aksi.SETUJUI)
    sasaran = baris.indikator.sasaran
    alasan = request.POST.get("alasan", "")
    try:
        alur_kerja.kembalikan(
            pelaku=pengguna(request), realisasi=baris, versi=baca_versi(request), alasan=alasan, kini=timezone.now()
        )
    except PelanggaranAturan as salah:
        pemilik = ambil_unit(request, sasaran.unit_id, Aksi.SETUJUI)
        return _lembar(request, pemilik, sasaran.periode.tahun, baris.triwulan, Gagal(pk, alasan, sebab(salah)))
    messages.success(request, f"Indikator {baris.indikator.kode} dikembalikan kepada pengisi dengan alasan Anda.")
    return redirect(_alamat(sasaran.unit_id, sasaran.periode.tahun, baris.triwulan))


def _lembar(request: HttpRequest, unit: Unit, tahun: int, triwulan: int, gagal: Gagal | None = None) -> HttpResponse:
    if not 1 <= triwulan <= 4:
        raise Http404
    isi_lembar = ambil_lembar(unit, tahun, triwulan)
    skor = skor_sementara(isi_lembar, timezone.now())
    menunggu = isi_lembar.berstatus(Status.DIVERIFIKASI)
    cacah = Counter(b.status for b in isi_lembar.baris)
    isi = {
        "judul": f"Persetujuan {unit.nama}",
        "jalur": [("Persetujuan", reverse("indikator:persetujuan"))],
        "lembar": isi_lembar,
        "skor": skor,
        "skor_teks": "" if skor.nilai is None else tulis_angka(skor.nilai),
        "skor_kelas": "" if skor.nilai is None else kelas(skor.nilai, pita(unit.instansi)),
        "cacah": [(s, cacah[s]) for s in (*Status, "belum", "na") if cacah[s]],
        "menunggu": menunggu,
        "lainnya": [b for b in isi_lembar.baris if b.status != Status.DIVERIFIKASI],
        "semua_disetujui": bool(isi_lembar.baris) and cacah[Status.DISETUJUI] == len(isi_lembar.baris),
        "ada_disetujui": cacah[Status.DISETUJUI] > 0,
        "gagal": gagal,
    }
    status = HTTPStatus.CONFLICT if gagal else HTTPStatus.OK
    return render(request, "indikator/persetujuan/lembar.html", isi, status=status)


def _alamat(unit: int, tahun: int, triwulan: int) -> str:
    return reverse("indikator:persetujuan_unit", args=[unit, tahun, triwulan])
