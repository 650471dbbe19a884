"""Everything the Rencana Aksi of a unit and year prints, frozen. Pure: no database, no clock, no settings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja.beku import cairkan
from kinerja.laporan.data import Kop, Penandatangan
from kinerja.perjanjian.data import MacamTarget
from kinerja.perjanjian.hitung.rencana import Ukuran

SKEMA = 1


@dataclass(frozen=True, slots=True)
class TargetCetak:
    """A target of an indicator: `teks` as printed, `nilai` when it is a plain number."""

    macam: MacamTarget
    teks: str
    nilai: Decimal | None
    desimal: int
    akhiran: str


@dataclass(frozen=True, slots=True)
class TriwulanCetak:
    """One quarter of an activity. `status` "" and no figures: not reported; a planned figure None: nothing planned."""

    target: Decimal | None
    anggaran: Decimal | None
    realisasi: Decimal | None
    serapan: Decimal | None
    status: str
    kendala: str
    tindak_lanjut: str
    bukti: int


@dataclass(frozen=True, slots=True)
class KegiatanCetak:
    """One activity. `cara`: how its quarters make the year; `kemajuan` and `serapan` are those of the year."""

    nomor: int
    uraian: str
    keluaran: str
    satuan: str
    cara: str
    oleh: str
    sumber: str
    contoh: bool
    triwulan: tuple[TriwulanCetak, ...]
    kemajuan: Ukuran
    serapan: Ukuran


@dataclass(frozen=True, slots=True)
class IndikatorCetak:
    """One indicator. `target`: TW I–IV and the year, `menurut`: where they come from."""

    kode: str
    nama: str
    satuan: str
    lingkup: str
    target: tuple[TargetCetak, ...]
    menurut: str
    kegiatan: tuple[KegiatanCetak, ...]
    kemajuan: Ukuran
    serapan: Ukuran


@dataclass(frozen=True, slots=True)
class SasaranCetak:
    """One sasaran with its indicators."""

    jenis: str
    nomor: int
    uraian: str
    indikator: tuple[IndikatorCetak, ...]


@dataclass(frozen=True, slots=True)
class DataRencana:
    """A whole Rencana Aksi. `banyak`: activities; `kemajuan` and `serapan` over all of them."""

    skema: int
    jenis: str
    judul: str
    masa: str
    tahun: int
    zona: str
    kop: Kop
    unit_kode: str
    unit_nama: str
    sasaran: tuple[SasaranCetak, ...]
    banyak: int
    kemajuan: Ukuran
    serapan: Ukuran
    penandatangan: Penandatangan

    @property
    def kegiatan(self) -> tuple[tuple[IndikatorCetak, KegiatanCetak], ...]:
        """Every activity with its indicator, in the order of the page."""
        return tuple((i, k) for s in self.sasaran for i in s.indikator for k in i.kegiatan)

    @property
    def sementara(self) -> bool:
        """A plan waits for nobody's approval."""
        return False

    @property
    def contoh(self) -> bool:
        """Whether an activity is sample data."""
        return any(k.contoh for _, k in self.kegiatan)


def cair(isi: str) -> DataRencana:
    """The data of a canonical text. Raises ValueError when the text is of another layout."""
    return cairkan(DataRencana, isi, SKEMA)
