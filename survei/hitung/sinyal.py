"""Signals for the verifier: patterns that honest forms rarely make. Always a question, never a verdict."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction

from indikator.hitung.angka import tulis_persen
from survei.hitung.ikm import desimal

MINIMAL_TERISI = 5  # a form with fewer answers says nothing about its pattern
MINIMAL_BERUNTUN = 5
JENDELA = timedelta(minutes=10)
SABTU = 5


class JenisSinyal(StrEnum):
    """Which pattern was seen."""

    SERAGAM = "seragam"
    BERUNTUN = "beruntun"
    LUAR_JAM = "luar_jam"


@dataclass(frozen=True, slots=True)
class Isian:
    """One form: ``kunci`` identifies it, ``waktu`` is local time (None when unknown), ``saluran`` how it came in."""

    kunci: int
    jawaban: tuple[int | None, ...]
    waktu: datetime | None = None
    saluran: str = ""


@dataclass(frozen=True, slots=True)
class JamLayanan:
    """Opening hours of the service, Monday to Friday unless ``akhir_pekan``."""

    buka: time = time(7, 0)
    tutup: time = time(17, 0)
    akhir_pekan: bool = False

    def terbuka(self, waktu: datetime) -> bool:
        """Whether ``waktu`` (local) lies inside the hours, both ends included."""
        return (self.akhir_pekan or waktu.weekday() < SABTU) and self.buka <= waktu.time() <= self.tutup


@dataclass(frozen=True, slots=True)
class Sinyal:
    """What was seen, on which forms, and the question to ask."""

    jenis: JenisSinyal
    kunci: tuple[int, ...]
    pertanyaan: str


def sinyal(isian: Sequence[Isian], jam: JamLayanan | None = None) -> list[Sinyal]:
    """All signals of a survey: straight-lined forms, identical forms in a burst, out-of-hours batches."""
    return [*isian_seragam(isian), *isian_beruntun(isian), *(isian_luar_jam(isian, jam) if jam else [])]


def isian_seragam(isian: Sequence[Isian]) -> list[Sinyal]:
    """Forms that give one and the same value to every unsur (at least five answered)."""
    kena = [i.kunci for i in isian if _seragam(i.jawaban)]
    if not kena:
        return []
    persen = tulis_persen(desimal(Fraction(100 * len(kena), len(isian))))
    return [
        Sinyal(
            JenisSinyal.SERAGAM,
            tuple(kena),
            f"{len(kena)} dari {len(isian)} isian ({persen}) memberi nilai yang sama untuk semua unsur. "
            "Apakah responden sempat membaca tiap pertanyaan?",
        )
    ]


def isian_beruntun(
    isian: Sequence[Isian], *, minimal: int = MINIMAL_BERUNTUN, jendela: timedelta = JENDELA
) -> list[Sinyal]:
    """At least ``minimal`` forms with identical answers through one channel, all within ``jendela``."""
    kelompok: dict[tuple[str, tuple[int | None, ...]], list[tuple[datetime, int]]] = defaultdict(list)
    for i in isian:
        if i.waktu is not None and _banyak_terisi(i.jawaban) >= MINIMAL_TERISI:
            kelompok[i.saluran, i.jawaban].append((i.waktu, i.kunci))
    return [
        Sinyal(
            JenisSinyal.BERUNTUN,
            tuple(kunci for _, kunci in rentet),
            f"{len(rentet)} isian dengan jawaban persis sama masuk dalam {_menit(rentet[-1][0] - rentet[0][0])} menit. "
            "Apakah diisi oleh orang yang berbeda?",
        )
        for anggota in kelompok.values()
        for rentet in _rentetan(sorted(anggota), minimal, jendela)
    ]


def isian_luar_jam(isian: Sequence[Isian], jam: JamLayanan, *, minimal: int = MINIMAL_BERUNTUN) -> list[Sinyal]:
    """At least ``minimal`` forms of one day and channel that came in while the service was closed."""
    harian: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in isian:
        if i.waktu is not None and not jam.terbuka(i.waktu):
            harian[i.waktu.strftime("%d-%m-%Y"), i.saluran].append(i.kunci)
    return [
        Sinyal(
            JenisSinyal.LUAR_JAM,
            tuple(kunci),
            f"{len(kunci)} isian pada {hari} masuk di luar jam pelayanan "
            f"({jam.buka:%H.%M}–{jam.tutup:%H.%M}). Kapan dan di mana isian ini dikumpulkan?",
        )
        for (hari, _), kunci in harian.items()
        if len(kunci) >= minimal
    ]


def _rentetan(
    anggota: list[tuple[datetime, int]], minimal: int, jendela: timedelta
) -> list[list[tuple[datetime, int]]]:
    """Disjoint bursts, each as long as possible: forms whose first and last are at most ``jendela`` apart."""
    hasil, awal = [], 0
    while awal < len(anggota):
        akhir = awal
        while akhir + 1 < len(anggota) and anggota[akhir + 1][0] - anggota[awal][0] <= jendela:
            akhir += 1
        if akhir - awal + 1 >= minimal:
            hasil.append(anggota[awal : akhir + 1])
            awal = akhir + 1
        else:
            awal += 1
    return hasil


def _seragam(jawaban: tuple[int | None, ...]) -> bool:
    return _banyak_terisi(jawaban) >= MINIMAL_TERISI and len({j for j in jawaban if j is not None}) == 1


def _banyak_terisi(jawaban: tuple[int | None, ...]) -> int:
    return sum(j is not None for j in jawaban)


def _menit(lama: timedelta) -> int:
    """Whole minutes, rounded up, at least 1."""
    return max(1, -(-int(lama.total_seconds()) // 60))
