"""Everything the Lampiran of a cascade print, frozen. Pure: no database, no clock, no settings.

Beside what is printed it holds what the sheets "Data …" of the workbook carry, so that another installation can read
the cascade back in from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja.beku import cairkan
from kinerja.laporan.data import Kop, Penandatangan, Sel

SKEMA = 1


@dataclass(frozen=True, slots=True)
class TargetCetak:
    """A target; `tercetak`: how the document it came from prints it, "" when that no longer says the same."""

    sel: Sel
    tercetak: str


@dataclass(frozen=True, slots=True)
class Tautan:
    """One link: `jabatan` and `lingkup` may be ""; `anak` is the unit's own indicator (code and name), if it has one.

    `tersirat`: the cell could not be read in the source. `dihitung`: the result of `anak` counts, weighted by `bobot`.
    """

    unit: int
    unit_kode: str
    unit_nama: str
    jabatan: str
    jenis: str
    lingkup: str
    anak_kode: str
    anak_nama: str
    tersirat: bool
    dihitung: bool
    bobot: Decimal | None


@dataclass(frozen=True, slots=True)
class SelLampiran:
    """What one lampiran says of an indicator: who carries it, the derivation in words, a note."""

    tautan: tuple[Tautan, ...]
    teks: str
    catatan: str


@dataclass(frozen=True, slots=True)
class KomponenCetak:
    """A component of the formula; `rujukan`: the indicator it takes its value from, as `unit: code`."""

    nama: str
    label: str
    urutan: int
    sumber: str
    rujukan: str
    tetapan: Decimal | None


@dataclass(frozen=True, slots=True)
class Hitungan:
    """What decides the arithmetic of an indicator (rules.md 2); `skala` is the name of its predicate scale."""

    satuan_kode: str
    arah: str
    pola: str
    skala: str
    rumus: str
    agregasi: str
    boleh_rata_persen: bool
    bobot: Decimal | None
    komponen: tuple[KomponenCetak, ...]


@dataclass(frozen=True, slots=True)
class SatuanCetak:
    """A unit of measure the indicators use."""

    kode: str
    nama: str
    awalan: str
    akhiran: str
    persen: bool


@dataclass(frozen=True, slots=True)
class SkalaCetak:
    """A predicate scale the indicators use. `tingkat`: (label, number or lower bound, percentage or None)."""

    nama: str
    jenis: str
    maksimum: Decimal | None
    tingkat: tuple[tuple[str, Decimal, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class BarisMatriks:
    """One indicator. `target`: TW I–IV, then the year; `pengukuran`: (heading, text) of what is said of measuring it;
    `lampiran`: one cell for each level of the document; `penanggung_jawab`: (code of the unit, post).
    """

    jenis: str
    sebutan_jenis: str
    sasaran_nomor: int
    sasaran: str
    nomor: int
    kode: str
    nama: str
    definisi: str
    dasar_hukum: str
    metode_pengukuran: str
    sumber_data: str
    satuan: str
    awalan: str
    akhiran: str
    desimal: int
    target: tuple[TargetCetak, ...]
    lampiran: tuple[SelLampiran, ...]
    penanggung_jawab: tuple[tuple[str, str], ...]
    hitungan: Hitungan

    @property
    def pengukuran(self) -> tuple[tuple[str, str], ...]:
        """The filled parts of the cell Pengukuran with their headings."""
        bagian = (
            ("Dasar hukum", self.dasar_hukum),
            ("Definisi", self.definisi),
            ("Metode pengukuran", self.metode_pengukuran),
            ("Sumber data", self.sumber_data),
        )
        return tuple((judul, isi) for judul, isi in bagian if isi)


@dataclass(frozen=True, slots=True)
class KolomUnit:
    """A unit across, and its superior."""

    unit: int
    kode: str
    nama: str
    atasan: str


@dataclass(frozen=True, slots=True)
class LampiranMatriks:
    """One level: its number, the kinds of unit it is made of (`kepada`), and its columns; none: carriers in words."""

    tingkat: int
    nama: str
    kepada: str
    kolom: tuple[KolomUnit, ...]


@dataclass(frozen=True, slots=True)
class DataMatriks:
    """A whole cascade. `tanpa_indikator`: sasaran that nothing measures yet."""

    skema: int
    jenis: str
    judul: str
    masa: str
    tahun: int
    zona: str
    kop: Kop
    unit_kode: str
    unit_nama: str
    lampiran: tuple[LampiranMatriks, ...]
    baris: tuple[BarisMatriks, ...]
    satuan: tuple[SatuanCetak, ...]
    skala: tuple[SkalaCetak, ...]
    tanpa_indikator: tuple[str, ...]
    penandatangan: Penandatangan

    @property
    def sementara(self) -> bool:
        """A plan waits for no approval of figures."""
        return False

    @property
    def contoh(self) -> bool:
        """A plan holds no figures that could be samples."""
        return False


def cair(isi: str) -> DataMatriks:
    """The data of a canonical text. Raises ValueError when the text is of another layout."""
    return cairkan(DataMatriks, isi, SKEMA)
