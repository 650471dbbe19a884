"""Everything the pohon kinerja of a unit and year prints, frozen. Pure: no database, no clock, no settings."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.beku import cairkan
from kinerja.laporan.data import Kop, Penandatangan
from kinerja.perjanjian.hitung.pohon import Lintas, PohonLengkap, Simpul, susun_pohon

SKEMA = 1


@dataclass(frozen=True, slots=True)
class DataPohon:
    """A whole tree: `simpul` in the order of its numbers, `lintas` as seen from it."""

    skema: int
    jenis: str
    judul: str
    masa: str
    tahun: int
    zona: str
    kop: Kop
    unit_kode: str
    unit_nama: str
    simpul: tuple[Simpul, ...]
    lintas: tuple[Lintas, ...]
    penandatangan: Penandatangan

    @property
    def lengkap(self) -> PohonLengkap:
        """The tree with its links, as the drawing takes it."""
        return PohonLengkap(susun_pohon(self.simpul), self.lintas)

    @property
    def sementara(self) -> bool:
        """A tree waits for nobody's approval."""
        return False

    @property
    def contoh(self) -> bool:
        """A tree holds no figures."""
        return False


def cair(isi: str) -> DataPohon:
    """The data of a canonical text. Raises ValueError when the text is of another layout."""
    return cairkan(DataPohon, isi, SKEMA)
