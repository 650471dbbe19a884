"""Everything the report of one survey prints, frozen: the result itself and what stands around it.

Pure: no database, no clock, no settings.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.beku import cairkan
from kinerja.laporan.data import Kop, Penandatangan
from survei.hitung.data import DataHasil

SKEMA = 1


@dataclass(frozen=True, slots=True)
class BarisRtl:
    """One line of the follow-up plan; `triwulan`: the quarters it runs in, `kemajuan` in percent."""

    label: str
    unsur: str
    program: str
    triwulan: tuple[int, ...]
    penanggung_jawab: str
    kemajuan: int
    catatan: str
    bukti: str


@dataclass(frozen=True, slots=True)
class Butir:
    """One question as asked; `pilihan` in the order of their values, empty for free text."""

    label: str
    nama: str
    pertanyaan: str
    pilihan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TemaSaran:
    """Suggestions that speak of the same thing: how many, and a few of them word by word."""

    tema: str
    banyak: int
    contoh: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RingkasanSaran:
    """`banyak` suggestions came in, the newest `dibaca` of them are grouped."""

    banyak: int
    dibaca: int
    tema: tuple[TemaSaran, ...]


@dataclass(frozen=True, slots=True)
class Penetapan:
    """Who fixed the result and when (ISO 8601); `sha256` of the fixed result."""

    oleh: str
    pada: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SumberHasil:
    """Which result of which survey was used; `sha256` "" when it was not fixed."""

    survei: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DataSurvei:
    """A whole report. `penetapan` None: the result is not fixed, so every page says that it may still change."""

    skema: int
    jenis: str
    judul: str
    masa: str
    zona: str
    kop: Kop
    unit_kode: str
    unit_nama: str
    hasil: DataHasil
    penetapan: Penetapan | None
    rtl: tuple[BarisRtl, ...]
    instrumen: tuple[Butir, ...]
    tambahan: tuple[Butir, ...]
    persetujuan: str
    saran: RingkasanSaran
    penandatangan: Penandatangan
    sumber: tuple[SumberHasil, ...]

    @property
    def sementara(self) -> bool:
        """Whether the result may still change."""
        return self.penetapan is None

    @property
    def contoh(self) -> bool:
        """A survey's figures are never marked as samples: its source is always named."""
        return False


def cair(isi: str) -> DataSurvei:
    """The data of a canonical text. Raises ValueError when the text is of another layout."""
    return cairkan(DataSurvei, isi, SKEMA)
