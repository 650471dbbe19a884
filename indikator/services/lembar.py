"""Saving many cells of one grid at once: the form without JavaScript, and the uploaded template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from indikator.models import Indikator, Komponen, Realisasi
from indikator.services.dependensi import bergantung_pada
from indikator.services.isian import isi_komponen, isi_uraian
from indikator.services.kunci import kunci_realisasi
from kinerja.organisasi.aturan import PelanggaranAturan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class Isian:
    """One cell to save: a component with its value, or a text column (`kolom`) with its text."""

    nama: str
    indikator: Indikator
    komponen: Komponen | None = None
    nilai: Decimal | None = None
    kolom: str = ""
    teks: str = ""


@dataclass(frozen=True, slots=True)
class Hasil:
    """What became of one cell; `ditolak` None: saved (or it already held this value)."""

    isian: Isian
    ditolak: PelanggaranAturan | None


def simpan_lembar(
    *,
    pelaku: Pengguna,
    isian: Iterable[Isian],
    triwulan: int,
    versi: Mapping[int, int],
    kini: datetime,
) -> list[Hasil]:
    """Save each cell by itself: one that is refused does not stop the others.

    Args:
        versi: the version of each line, by indicator id, that the person saw.

    A line's version grows with each of these very saves, also where one line follows from another. Exactly that growth
    is allowed for; anything beyond it was somebody else, and the cell is refused as a conflict.
    """
    dilihat = dict(versi)
    hasil = []
    for satu in isian:
        try:
            simpan_satu(pelaku, satu, triwulan, dilihat, kini)
            hasil.append(Hasil(satu, None))
        except PelanggaranAturan as ditolak:
            hasil.append(Hasil(satu, ditolak))
    return hasil


def turunan(indikator_id: int) -> list[int]:
    """Ids of the indicators whose figures follow from this one, over all levels."""
    temu: list[int] = []
    lapis = [indikator_id]
    while lapis:
        lapis = [pk for pk in bergantung_pada(lapis) if pk not in temu]
        temu += lapis
    return temu


@transaction.atomic
def simpan_satu(pelaku: Pengguna, isian: Isian, triwulan: int, dilihat: dict[int, int], kini: datetime) -> None:
    """Save one cell in a savepoint of its own; `dilihat` (versions seen, by indicator id) grows with our own saves.

    Raises PelanggaranAturan as `isi_komponen` and `isi_uraian`.
    """
    pk = isian.indikator.pk
    kunci_realisasi(isian.indikator, triwulan)
    ikut = turunan(pk)
    sebelum = _kunci_versi(ikut, triwulan)
    umum = {"pelaku": pelaku, "triwulan": triwulan, "versi": dilihat.get(pk, 0), "kini": kini}
    if isian.komponen is not None:
        baris = isi_komponen(komponen=isian.komponen, nilai=isian.nilai, **umum)  # type: ignore[arg-type]
    else:
        baris = isi_uraian(indikator=isian.indikator, kolom=isian.kolom, teks=isian.teks, **umum)  # type: ignore[arg-type]
    if baris.versi == dilihat.get(pk, 0) + 1:
        dilihat[pk] = baris.versi
    for lain, kini_versi in _kunci_versi(ikut, triwulan).items():
        # Only a line that stood as it was seen moves along: the rows are locked, so all growth here is our own.
        if dilihat.get(lain, 0) == sebelum.get(lain, 0):
            dilihat[lain] = kini_versi


def _kunci_versi(indikator: list[int], triwulan: int) -> dict[int, int]:
    baris = Realisasi.objects.select_for_update().filter(indikator__in=indikator, triwulan=triwulan).order_by("pk")
    return dict(baris.values_list("indikator_id", "versi"))
