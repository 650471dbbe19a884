"""Whose target judges a quarter: the plan's, unless a promise in force says otherwise (docs/keputusan/0017).

Who promised what is known above this app; the part that knows registers how to ask (`daftarkan`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from indikator.hitung.capaian import Target
from indikator.models import Indikator
from indikator.models.target import TAHUNAN


@dataclass(frozen=True, slots=True)
class TargetBerlaku:
    """What was promised for one indicator and quarter.

    `tahun`: the target of the whole year in the same promise. `versi` counts the promises of a post and year from 1;
    `sebutan` names it: `PK Perubahan ke-1 (3 Juli 2023), berlaku mulai TW III`.
    """

    versi: int
    target: Target
    tahun: Target
    sebutan: str


Janji = Mapping[int, TargetBerlaku]
# (ids of units, id of the year) → promises by (unit, indicator, quarter), in a constant number of queries.
Penjawab = Callable[[Collection[int], int], Mapping[tuple[int, int, int], TargetBerlaku]]
_penjawab: list[Penjawab] = []


def daftarkan(penjawab: Penjawab) -> None:
    """Name the one who knows the promises; called once, when the apps are loaded."""
    _penjawab[:] = [penjawab]


def janji_berlaku(indikator: Iterable[Indikator]) -> defaultdict[int, dict[int, TargetBerlaku]]:
    """The promises that judge these indicators (with their sasaran), by indicator id and quarter.

    What nobody has promised is empty. One question for each year, however many indicators.
    """
    per_tahun: defaultdict[int, list[Indikator]] = defaultdict(list)
    for satu in indikator:
        per_tahun[satu.sasaran.periode_id].append(satu)
    hasil: defaultdict[int, dict[int, TargetBerlaku]] = defaultdict(dict)
    for penjawab in _penjawab:
        for periode, milik in per_tahun.items():
            pemilik = {i.pk: i.sasaran.unit_id for i in milik}
            for (unit, pk, triwulan), satu_janji in penjawab(set(pemilik.values()), periode).items():
                # The owner's promise judges, so one figure has one target.
                if pemilik.get(pk) == unit:
                    hasil[pk][triwulan] = satu_janji
    return hasil


def sertakan_janji(indikator: Iterable[Indikator]) -> None:
    """Read the promises of these indicators at once; `janji_satu` then asks no more for them."""
    semua = list(indikator)
    janji = janji_berlaku(semua)
    for satu in semua:
        satu.janji_tersimpan = janji[satu.pk]  # type: ignore[attr-defined]


def janji_satu(indikator: Indikator) -> Janji:
    """The promises that judge this indicator, by quarter; read now, or as `sertakan_janji` has found them."""
    ada: Janji | None = getattr(indikator, "janji_tersimpan", None)
    return janji_berlaku([indikator])[indikator.pk] if ada is None else ada


def target_menilai(rencana: Mapping[int, Target], janji: Janji, triwulan: int) -> dict[int, Target]:
    """The targets by quarter (0: the year) that judge: what was promised goes before the plan.

    The year's is that of the promise in force in `triwulan`.
    """
    hasil = {**rencana, **{tw: satu.target for tw, satu in janji.items()}}
    if triwulan in janji:
        hasil[TAHUNAN] = janji[triwulan].tahun
    return hasil
