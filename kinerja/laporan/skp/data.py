"""Everything the SKP rows of one official print, frozen. Pure: no database, no clock, no settings."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.beku import cairkan
from kinerja.laporan.data import Kop
from kinerja.perjanjian.data import BarisIndikator, Pihak, TargetPK

SKEMA = 1


@dataclass(frozen=True, slots=True)
class BarisSkp:
    """One row. `pimpinan`: the superior's result it serves, "" for one of the post's own; `asal` is the PK's row."""

    pimpinan: str
    aspek: str
    asal: BarisIndikator

    @property
    def rencana(self) -> str:
        """The planned result: the PK's sasaran."""
        return self.asal.sasaran

    @property
    def target(self) -> TargetPK:
        """The target of the year."""
        return self.asal.target[-1]


@dataclass(frozen=True, slots=True)
class DataSkp:
    """The rows of one post and year. `penilai` None: the head of government, whom nobody in the agency assesses.

    `pk_judul`, `pk_sha256`: the version they come from; `konsep`: it is not signed by all parties. `tanggal` is the
    PK's (ISO).
    """

    skema: int
    jenis: str
    judul: str
    masa: str
    tahun: int
    zona: str
    kop: Kop
    unit_kode: str
    unit_nama: str
    jabatan: str
    pegawai: Pihak
    penilai: Pihak | None
    unit_penilai: str
    tempat: str
    tanggal: str
    pk_judul: str
    pk_sha256: str
    konsep: bool
    baris: tuple[BarisSkp, ...]

    @property
    def sementara(self) -> bool:
        """Whether the agreement behind it may still change."""
        return self.konsep

    @property
    def contoh(self) -> bool:
        """A plan holds no figures that could be samples."""
        return False


def cair(isi: str) -> DataSkp:
    """The data of a canonical text. Raises ValueError when the text is of another layout."""
    return cairkan(DataSkp, isi, SKEMA)
