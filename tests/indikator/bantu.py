"""Rows in each stage of the workflow, entered through the services so that history and audit are real."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from indikator.alur import Status
from indikator.models import Indikator, Komponen, Realisasi
from indikator.services import alur_kerja
from indikator.services.isian import isi_komponen
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

MENIT = timedelta(minutes=1)


def buat_indikator_bagian(orang: Pemeran, **lain: object) -> Indikator:
    """An indicator owned by `bagian`, target 80 in each quarter unless told."""
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode), **lain)  # type: ignore[arg-type]


def isi(orang: Pemeran, indikator: Indikator, nilai: str, kini: datetime, triwulan: int = 2) -> Realisasi:
    """Fill in every typed component with `nilai`."""
    ada = Realisasi.objects.filter(indikator=indikator, triwulan=triwulan).first()
    versi = ada.versi if ada else 0
    baris = ada
    for komponen in Komponen.objects.filter(indikator=indikator, rujukan__isnull=True):
        baris = isi_komponen(
            pelaku=orang.operator,
            komponen=komponen,
            triwulan=triwulan,
            nilai=Decimal(nilai),
            versi=versi,
            kini=kini,
        )
        versi = baris.versi
    assert baris is not None
    return segar(baris)


def segar(baris: Realisasi) -> Realisasi:
    """The line as the database has it now."""
    return Realisasi.objects.select_related("indikator__sasaran__unit").get(pk=baris.pk)


def sampai(orang: Pemeran, baris: Realisasi, status: Status, kini: datetime) -> Realisasi:
    """Walk a filled line through the workflow up to `status`."""
    if status is Status.DRAF:
        return segar(baris)
    baris = alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=kini + MENIT)
    if status is Status.DIKEMBALIKAN:
        alur_kerja.kembalikan(
            pelaku=orang.verifikator,
            realisasi=baris,
            versi=baris.versi,
            alasan="Bukti belum cocok.",
            kini=kini + 2 * MENIT,
        )
    if status in (Status.DIVERIFIKASI, Status.DISETUJUI):
        baris = alur_kerja.verifikasi(
            pelaku=orang.verifikator, realisasi=baris, versi=baris.versi, kini=kini + 2 * MENIT
        )
    if status is Status.DISETUJUI:
        alur_kerja.setujui(pelaku=orang.pimpinan, realisasi=baris, versi=baris.versi, kini=kini + 3 * MENIT)
    return segar(baris)


def baris_di(orang: Pemeran, status: Status, kini: datetime, nilai: str = "84") -> Realisasi:
    """A new line of `bagian` in TW II, in `status`."""
    return sampai(orang, isi(orang, buat_indikator_bagian(orang), nilai, kini), status, kini)
