"""Locking a realisation, and refusing the stale version of two people's edits."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from indikator.models import Indikator, Realisasi
from kinerja.organisasi.aturan import PelanggaranAturan


def kunci_realisasi(indikator: Indikator, triwulan: int) -> Realisasi:
    """The row of an indicator and quarter, locked until the transaction ends; made on first use.

    Call inside `transaction.atomic()`.
    """
    terkunci = _ambil(indikator, triwulan)
    if terkunci is None:
        try:
            with transaction.atomic():
                Realisasi.objects.create(indikator=indikator, triwulan=triwulan)
        except IntegrityError:
            # Somebody else made it in this moment; theirs is the one to lock.
            pass
        terkunci = _ambil(indikator, triwulan)
    assert terkunci is not None  # noqa: S101
    terkunci.indikator = indikator
    return terkunci


def _ambil(indikator: Indikator, triwulan: int) -> Realisasi | None:
    return Realisasi.objects.select_for_update().filter(indikator=indikator, triwulan=triwulan).first()


class BentrokVersi(PelanggaranAturan):
    """Somebody saved the line since it was read; `rincian` holds both values where there are two."""

    def __init__(self, *, nilai_anda: str = "", nilai_tersimpan: str = "", oleh: str = "") -> None:
        siapa = f" oleh {oleh}" if oleh else ""
        super().__init__(
            "bentrok_versi",
            f"Baris ini sudah diubah{siapa} sejak Anda membukanya. Tidak ada yang ditimpa. "
            "Pilih nilai yang dipakai, lalu simpan lagi.",
            {"nilai_anda": nilai_anda, "nilai_tersimpan": nilai_tersimpan},
        )


def wajib_versi(realisasi: Realisasi, versi: int) -> None:
    """Raise BentrokVersi unless `versi` is the one stored."""
    if realisasi.versi != versi:
        raise BentrokVersi()
