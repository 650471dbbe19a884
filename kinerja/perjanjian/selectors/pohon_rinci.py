"""One condition with its indicators as they stand today, for its panel and page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indikator.hitung.triwulan import JUMLAH_TRIWULAN
from indikator.models import Indikator
from indikator.selectors.lembar_periksa import (
    DIAJUKAN_KE_ATAS,
    Baris,
    ambil_bahan,
    susun_baris,
)
from kinerja.organisasi.models import Jabatan, Pengguna, Unit
from kinerja.perjanjian.models.pohon import SimpulPohon


@dataclass(frozen=True, slots=True)
class Ukuran:
    """An indicator of a condition: in words only (`baris` None, `dalam_kata`), or with its last reported quarter.

    `baris` is None too where the person may not read the figures. `dilaporkan` says whether a figure was handed in.
    """

    nama: str
    dalam_kata: bool
    unit: str
    baris: Baris | None
    dilaporkan: bool


def ukuran_simpul(simpul: SimpulPohon, user: Pengguna) -> list[Ukuran]:
    """What measures the condition, each with the newest quarter that has been handed in: six queries at most."""
    semua = list(simpul.ukuran.all())
    indikator = {
        i.pk: i
        for i in Indikator.objects.filter(pk__in=[u.indikator_id for u in semua if u.indikator_id])
        .select_related("sasaran__unit__instansi", "sasaran__periode__instansi", "satuan", "skala")
        .prefetch_related("skala__tingkat")
    }
    terbaca = set(Indikator.objects.untuk(user).filter(pk__in=indikator).values_list("pk", flat=True))
    bahan = ambil_bahan(indikator.values())
    hasil = []
    for u in semua:
        if u.indikator_id is None:
            hasil.append(Ukuran(u.teks, True, "", None, False))
            continue
        i = indikator[u.indikator_id]
        per_triwulan = bahan.realisasi.get(i.pk, {})
        dilaporkan = [tw for tw, r in per_triwulan.items() if r.status in DIAJUKAN_KE_ATAS and r.nilai is not None]
        triwulan = max(dilaporkan, default=JUMLAH_TRIWULAN)
        unit = i.sasaran.unit
        baris = susun_baris(i, triwulan, bahan, unit) if i.pk in terbaca else None
        hasil.append(Ukuran(i.nama, False, unit.nama, baris, bool(dilaporkan)))
    return hasil


def pengampu_simpul(simpul: SimpulPohon) -> Sequence[tuple[Unit, Jabatan | None]]:
    """Units and posts that answer for the condition, in the order of the units."""
    semua = simpul.pengampu.select_related("unit", "jabatan").order_by("unit__jalur", "jabatan__nama", "pk")
    return [(p.unit, p.jabatan) for p in semua]
