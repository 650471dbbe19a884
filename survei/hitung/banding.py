"""Putting results beside each other: year, city, change, ranking, mean, priorities ([14], [SKA])."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indikator.hitung.angka import bulatkan, persis
from survei.hitung.ikm import HasilIkm, HasilUnsur
from survei.hitung.kesalahan import TidakAdaNilai
from survei.hitung.unsur import urut_kode

BANYAK_PRIORITAS = 3  # [14]: the three lowest unsur are proposed


class Status(StrEnum):
    """Movement between two periods, judged at two decimals."""

    NAIK = "Naik"
    TURUN = "Turun"
    STAGNAN = "Stagnan"


class CaraGabung(StrEnum):
    """How units make a city (setting of the agency)."""

    RATA_UNIT = "rata_unit"
    TERTIMBANG_RESPONDEN = "tertimbang_responden"


@dataclass(frozen=True, slots=True)
class NilaiUnit:
    """A unit's IKM (unrounded) and its respondents; ``kode`` decides the order of equal values."""

    kode: str
    ikm: Decimal
    responden: int = 0


@dataclass(frozen=True, slots=True)
class Peringkat:
    """Place of a unit; equal values at two decimals share the place (1, 2, 2, 4)."""

    tempat: int
    unit: NilaiUnit


@persis
def rata_rata(nilai: Sequence[Decimal]) -> Decimal:
    """Plain mean. Year of a unit = mean of its periods. Raises ``TidakAdaNilai`` over nothing."""
    if not nilai:
        raise TidakAdaNilai("Belum ada hasil survei yang dapat dirata-ratakan.")
    return sum(nilai, Decimal(0)) / len(nilai)


@persis
def nilai_gabungan(unit: Sequence[NilaiUnit], cara: CaraGabung = CaraGabung.RATA_UNIT) -> Decimal:
    """IKM of a city: the mean of its units, or weighted by their respondents.

    Raises ``TidakAdaNilai`` without units, or without a single respondent when weighted.
    """
    if cara is CaraGabung.RATA_UNIT:
        return rata_rata([u.ikm for u in unit])
    responden = sum(u.responden for u in unit)
    if responden <= 0:
        raise TidakAdaNilai("Rata-rata tertimbang memerlukan jumlah responden tiap unit.")
    return sum((u.ikm * u.responden for u in unit), Decimal(0)) / responden


def status_perubahan(lama: Decimal, baru: Decimal) -> Status:
    """Naik, Turun or Stagnan, compared at two decimals [SKA]."""
    a, b = bulatkan(lama), bulatkan(baru)
    if a == b:
        return Status.STAGNAN
    return Status.NAIK if b > a else Status.TURUN


@persis
def persen_perubahan(lama: Decimal, baru: Decimal) -> Decimal:
    """(new − old) / old × 100. Raises ``TidakAdaNilai`` when the old value is 0 (no IKM is)."""
    if not lama:
        raise TidakAdaNilai("Perubahan dari nilai 0 tidak dapat dinyatakan dalam persen.")
    return (baru - lama) / lama * 100


def peringkat(unit: Sequence[NilaiUnit]) -> list[Peringkat]:
    """Best first, compared at two decimals; equal values share a place and are listed by ``kode``."""
    urut = sorted(unit, key=lambda u: (-bulatkan(u.ikm), u.kode))
    hasil: list[Peringkat] = []
    for i, u in enumerate(urut):
        sama = bool(hasil) and bulatkan(hasil[-1].unit.ikm) == bulatkan(u.ikm)
        hasil.append(Peringkat(hasil[-1].tempat if sama else i + 1, u))
    return hasil


def terhadap_rata(unit: Sequence[NilaiUnit], rata: Decimal) -> tuple[list[NilaiUnit], list[NilaiUnit]]:
    """(at or above the mean, below it), compared at two decimals, in the given order."""
    batas = bulatkan(rata)
    atas = [u for u in unit if bulatkan(u.ikm) >= batas]
    return atas, [u for u in unit if bulatkan(u.ikm) < batas]


def prioritas(hasil: HasilIkm, banyak: int = BANYAK_PRIORITAS) -> tuple[HasilUnsur, ...]:
    """The lowest unsur by exact NRR, lowest first; equal ones in code order (definitions of [14], then own unsur)."""
    semua = [u.kode for u in hasil.unsur]
    return tuple(sorted(hasil.unsur, key=lambda u: (u.nrr, urut_kode(u.kode, semua)))[:banyak])
