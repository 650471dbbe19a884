"""Everything a report prints, decided once and frozen: PDF, Excel and API render this and nothing else.

Pure: no database, no clock, no settings. The numbers are unrounded Decimals; how many places they are shown with lies
beside them. What differs between two documents of the same figures (number, check code, time) is a `Terbitan`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kinerja.beku import bekukan, cairkan

SKEMA = 1


class Macam(StrEnum):
    """What a cell holds: a figure, or which of the different nothings."""

    ANGKA = "angka"
    PREDIKAT = "predikat"
    RENTANG = "rentang"
    NA = "na"
    TIDAK_DINILAI = "tidak_dinilai"
    BELUM_DILAPORKAN = "belum_dilaporkan"
    BELUM_DITETAPKAN = "belum_ditetapkan"


@dataclass(frozen=True, slots=True)
class Sel:
    """A target or a realisation. `nilai` for angka and predikat, `bawah` and `atas` for rentang, else none.

    `teks`: the label of a predikat as printed, `status`: where the line stood when it was frozen (realisations).
    """

    macam: Macam
    nilai: Decimal | None = None
    bawah: Decimal | None = None
    atas: Decimal | None = None
    teks: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class SelCapaian:
    """An achievement: raw percentage and class, or why there is none. `uraian` is the computation in words."""

    macam: Macam
    nilai: Decimal | None
    kelas: str
    alasan: str
    uraian: str


@dataclass(frozen=True, slots=True)
class Bagian:
    """One component of the formula in the reported quarter; None: not filled in."""

    nama: str
    label: str
    nilai: Decimal | None


@dataclass(frozen=True, slots=True)
class Baris:
    """One indicator. `target`: TW I–IV and the year; `realisasi`: TW I up to the reported quarter.

    `wajib`: a figure is expected in this quarter (or was given); `final`: it is approved. `sebutan_status` is what
    the status column prints. `menurut_pk`: for TW I–IV the version of the Perjanjian Kinerja whose target judges the
    quarter, 0 where none is in force; empty in reports older than that.
    """

    unit_kode: str
    unit_nama: str
    jenis: str
    sebutan_jenis: str
    sasaran_nomor: int
    sasaran: str
    kode: str
    nama: str
    satuan: str
    akhiran: str
    desimal: int
    ditugaskan: bool
    lingkup: str
    pengampu: tuple[str, ...]
    target: tuple[Sel, ...]
    realisasi: tuple[Sel, ...]
    capaian: SelCapaian
    capaian_sd: SelCapaian
    kelengkapan: str
    rumus: str
    komponen: tuple[Bagian, ...]
    wajib: bool
    final: bool
    lewat_tenggat: bool
    status: str
    sebutan_status: str
    contoh: bool
    catatan: str
    faktor_pendukung: str
    faktor_penghambat: str
    tindak_lanjut: str
    diajukan_oleh: str
    diverifikasi_oleh: str
    disetujui_oleh: str
    menurut_pk: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Skor:
    """A unit's score, raw; None with `uraian` saying why. `uraian` also says how it was computed."""

    nilai: Decimal | None
    kelas: str
    uraian: str


@dataclass(frozen=True, slots=True)
class Hitungan:
    """How many lines are where, over some lines. `wajib` = disetujui + menunggu + belum."""

    baris: int
    wajib: int
    disetujui: int
    menunggu: int
    belum: int
    tidak_dinilai: int
    contoh: int

    @property
    def belum_disetujui(self) -> int:
        """Lines that keep the document provisional."""
        return self.wajib - self.disetujui


@dataclass(frozen=True, slots=True)
class BarisUnit:
    """One unit of a rekap: its own indicators counted and scored; `mengampu`: those assigned to it from above."""

    kode: str
    nama: str
    tingkat: int
    hitungan: Hitungan
    mengampu: int
    skor: Skor
    skor_sementara: Skor
    pimpinan: str


@dataclass(frozen=True, slots=True)
class Kop:
    """The letterhead; `logo` names the stored file, "" for none."""

    pemerintah: str
    instansi: str
    alamat: str
    logo: str


@dataclass(frozen=True, slots=True)
class Penandatangan:
    """Who leads the unit on the day of the document; `nama` "" when nobody is on record."""

    jabatan: str
    nama: str
    pangkat: str
    nip: str
    tempat: str


@dataclass(frozen=True, slots=True)
class Aturan:
    """The agency's computing settings in force: cap in percent (None: no cap), classes as (lower bound, name)."""

    batas_capaian: Decimal | None
    rumus_turun: str
    kelas: tuple[tuple[Decimal, str], ...]
    bobot_jenis: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Sumber:
    """Which version of which figure was used; `versi` None: nothing that could be printed existed."""

    indikator: int
    triwulan: int
    versi: int | None


@dataclass(frozen=True, slots=True)
class SumberPK:
    """Which version of the agreement of a unit's head was in force in the reported quarter; 0: none."""

    unit: int
    versi: int


@dataclass(frozen=True, slots=True)
class DataLaporan:
    """A whole report. `tenggat`: last day of the quarter's window as `2023-07-31`, "" when none is set.

    `pk`: of every unit whose indicators are in it; empty in reports older than that.
    """

    skema: int
    jenis: str
    judul: str
    tahun: int
    triwulan: int
    zona: str
    tenggat: str
    lewat_tenggat: bool
    kop: Kop
    unit_kode: str
    unit_nama: str
    aturan: Aturan
    hitungan: Hitungan
    skor: Skor
    skor_sementara: Skor
    kelas: tuple[tuple[str, int], ...]
    baris: tuple[Baris, ...]
    unit: tuple[BarisUnit, ...]
    penandatangan: Penandatangan
    sumber: tuple[Sumber, ...]
    pk: tuple[SumberPK, ...] = ()

    @property
    def sementara(self) -> bool:
        """Whether a figure is still missing or waits for approval."""
        return self.hitungan.belum_disetujui > 0

    @property
    def contoh(self) -> bool:
        """Whether a figure is sample data."""
        return self.hitungan.contoh > 0


@dataclass(frozen=True, slots=True)
class Terbitan:
    """One issued document of a frozen data set."""

    nomor: str
    kode_periksa: str
    alamat_periksa: str
    sha256: str
    dibuat_pada: datetime


def beku(data: DataLaporan) -> str:
    """The canonical JSON text."""
    return bekukan(data)


def cair(isi: str) -> DataLaporan:
    """The data of a canonical text. Raises ValueError when the text is of another layout."""
    return cairkan(DataLaporan, isi, SKEMA)
