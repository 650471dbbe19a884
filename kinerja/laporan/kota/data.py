"""Everything the survey recap of a subtree and a year prints, frozen. Pure: no database, no clock, no settings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja.beku import cairkan
from kinerja.laporan.data import Kop, Penandatangan
from kinerja.laporan.survei.data import SumberHasil
from survei.hitung.data import BarisUnsur
from survei.hitung.kota_data import RekapKota

SKEMA = 1


@dataclass(frozen=True, slots=True)
class HasilUnit:
    """One fixed result of a unit; `sumber` says what it is computed from, "" for plain answers."""

    survei: int
    periode: str
    responden: int
    ikm: Decimal
    mutu: str
    sumber: str
    catatan: str
    unsur: tuple[BarisUnsur, ...]


@dataclass(frozen=True, slots=True)
class BagianUnit:
    """The section of one unit, by its id in the recap; `hasil` oldest first."""

    unit: int
    kode: str
    nama: str
    pimpinan: str
    hasil: tuple[HasilUnit, ...]


@dataclass(frozen=True, slots=True)
class Gagal:
    """A result that could not be collected, and why."""

    unit: str
    periode: str
    alasan: str


@dataclass(frozen=True, slots=True)
class DataKota:
    """A whole recap. `menunggu`: surveys of the year whose result is not fixed yet."""

    skema: int
    jenis: str
    judul: str
    masa: str
    zona: str
    kop: Kop
    unit_kode: str
    unit_nama: str
    rekap: RekapKota
    bagian: tuple[BagianUnit, ...]
    gagal: tuple[Gagal, ...]
    menunggu: int
    penandatangan: Penandatangan
    sumber: tuple[SumberHasil, ...]

    @property
    def sementara(self) -> bool:
        """Whether a result is still to come, or could not be read."""
        return bool(self.menunggu or self.gagal)

    @property
    def contoh(self) -> bool:
        """A survey's figures are never marked as samples: its source is always named."""
        return False


def cair(isi: str) -> DataKota:
    """The data of a canonical text. Raises ValueError when the text is of another layout."""
    return cairkan(DataKota, isi, SKEMA)
