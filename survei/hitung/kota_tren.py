"""From periods to years: the mean of a unit's periods, and the years of a subtree beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from survei.hitung.banding import CaraGabung, NilaiUnit, nilai_gabungan, rata_rata
from survei.hitung.ikm import kelas_ikm
from survei.hitung.kesalahan import TidakAdaNilai
from survei.hitung.kota_data import Kolom, TitikTahun
from survei.hitung.kota_gabung import perubahan

Kunci = tuple[str, int]
"""A period within its year: kind and number."""


@dataclass(frozen=True, slots=True)
class HasilLampau:
    """A fixed result of an earlier year."""

    tahun: int
    unit: int
    kunci: Kunci
    ikm: Decimal
    responden: int


def rata_periode(nilai: Iterable[tuple[Kunci, Decimal]]) -> Decimal:
    """Mean of a unit's periods; several surveys of one period are made one first. Raises ``TidakAdaNilai``."""
    per_periode: dict[Kunci, list[Decimal]] = defaultdict(list)
    for kunci, satu in nilai:
        per_periode[kunci].append(satu)
    return rata_rata([rata_rata(isi) for isi in per_periode.values()])


def tren_tahun(lampau: Sequence[HasilLampau], tahun: int, kini: Kolom, cara: CaraGabung) -> tuple[TitikTahun, ...]:
    """The years that have a figure, oldest first, the year of the recap (`kini`) last."""
    per_tahun: dict[int, dict[int, list[HasilLampau]]] = defaultdict(lambda: defaultdict(list))
    for h in lampau:
        per_tahun[h.tahun][h.unit].append(h)
    titik = [t for satu in sorted(per_tahun) if (t := _setahun(satu, per_tahun[satu], cara)) is not None]
    if kini.ikm is not None:
        titik.append((tahun, kini.ikm, kini.responden, kini.unit))
    hasil: list[TitikTahun] = []
    for i, (satu, ikm, responden, unit) in enumerate(titik):
        selisih, _, status = perubahan(titik[i - 1][1] if i else None, ikm)
        hasil.append(TitikTahun(satu, ikm, kelas_ikm(ikm).mutu, responden, unit, status, selisih))
    return tuple(hasil)


def _setahun(
    tahun: int, per_unit: Mapping[int, Sequence[HasilLampau]], cara: CaraGabung
) -> tuple[int, Decimal, int, int] | None:
    unit = [
        NilaiUnit(str(pk), rata_periode([(h.kunci, h.ikm) for h in isi]), sum(h.responden for h in isi))
        for pk, isi in per_unit.items()
    ]
    try:
        return tahun, nilai_gabungan(unit, cara), sum(u.responden for u in unit), len(unit)
    except TidakAdaNilai:
        return None
