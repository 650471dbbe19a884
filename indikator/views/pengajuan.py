"""Submitting lines of a quarter, each with its own outcome, and taking a submission back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from indikator.models import Realisasi
from indikator.selectors.baris_isian import Baris
from indikator.services import alur_kerja
from indikator.views.lembar_isian import Lembar, ambil_lembar
from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan


@require_POST
@login_required
def ajukan(request: HttpRequest, unit: int, tahun: int, triwulan: int) -> HttpResponse:
    """Submit the chosen lines (`baris`: indicator ids), or every complete one (`semua`)."""
    lembar = ambil_lembar(request, unit, tahun, triwulan, Aksi.ISI)
    dipilih = _dipilih(request, lembar)
    if not dipilih:
        messages.warning(request, "Belum ada baris yang diajukan: pilih sedikitnya satu baris yang sudah lengkap.")
        return redirect("indikator:lembar", *lembar.alamat)
    kumpulan = Realisasi.objects.untuk(lembar.pembaca.pengguna, Aksi.ISI)
    realisasi = kumpulan.in_bulk([b.realisasi_id for b in dipilih if b.realisasi_id is not None])
    berhasil, gagal = 0, []
    for satu in dipilih:
        try:
            _ajukan_satu(lembar, satu, realisasi)
            berhasil += 1
        except PelanggaranAturan as salah:
            gagal.append(f"{satu.indikator.kode} {satu.indikator.nama}: {salah.pesan}")
    _kabari(request, lembar, berhasil, gagal)
    return redirect("indikator:lembar", *lembar.alamat)


@require_POST
@login_required
def tarik(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own submission that nobody has verified yet; back to the grid it was asked from (`unit`)."""
    kumpulan = Realisasi.objects.select_related("indikator__sasaran__periode")
    baris: Realisasi = akses.ambil(kumpulan, user=request.user, aksi=Aksi.ISI, pk=pk)
    sasaran = baris.indikator.sasaran
    asal = request.POST.get("unit", "")
    unit = int(asal) if asal.isdecimal() and len(asal) <= 18 else sasaran.unit_id
    try:
        alur_kerja.tarik(pelaku=pengguna(request), realisasi=baris, kini=timezone.now())
        messages.success(request, f"Pengajuan {baris.indikator.kode} ditarik kembali; barisnya dapat diubah lagi.")
    except PelanggaranAturan as aturan:
        messages.error(request, f"{baris.indikator.kode}: {aturan.pesan}")
    return redirect("indikator:lembar", unit, sasaran.periode.tahun, baris.triwulan)


def _dipilih(request: HttpRequest, lembar: Lembar) -> list[Baris]:
    if "semua" in request.POST:
        return [b for b in lembar.baris if b.dapat_diajukan]
    pk = set(request.POST.getlist("baris"))
    return [b for b in lembar.baris if str(b.pk) in pk]


def _ajukan_satu(lembar: Lembar, baris: Baris, realisasi: dict[int, Realisasi]) -> None:
    ada = realisasi.get(baris.realisasi_id) if baris.realisasi_id is not None else None
    if ada is None:
        raise PelanggaranAturan("belum_terisi", "Realisasi belum diisi, jadi belum dapat diajukan.")
    alur_kerja.ajukan(pelaku=lembar.pembaca.pengguna, realisasi=ada, kini=lembar.pembaca.kini)


def _kabari(request: HttpRequest, lembar: Lembar, berhasil: int, gagal: list[str]) -> None:
    if berhasil:
        messages.success(
            request,
            f"{berhasil} baris {lembar.sebutan} diajukan. Verifikator memeriksanya baris demi baris; yang perlu "
            "diperbaiki kembali ke sini dengan alasannya. Selama belum diverifikasi, pengajuan masih dapat ditarik.",
        )
    for kalimat in gagal:
        messages.warning(request, f"Belum diajukan – {kalimat}")
