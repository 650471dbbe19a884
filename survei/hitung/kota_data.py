"""The recap of a subtree and a year, decided once: page, city report and workbook show this and nothing else.

Pure, and made of what kinerja.beku can freeze. Numbers are unrounded Decimals; None means there is no number.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

SKEMA = 1


@dataclass(frozen=True, slots=True)
class RujukSurvei:
    """A fixed result behind a row: the survey's id, its period in words, and what its figure comes from."""

    survei: int
    periode: str
    sumber: str


@dataclass(frozen=True, slots=True)
class Sel:
    """The figure of one unit for a semester or the year: mean of `periode` periods, all respondents together."""

    ikm: Decimal
    mutu: str
    responden: int
    periode: int


@dataclass(frozen=True, slots=True)
class NilaiUnsur:
    """NRR of one unsur for a unit's year (mean of its periods)."""

    kode: str
    nama: str
    nrr: Decimal
    mutu: str


@dataclass(frozen=True, slots=True)
class BarisKota:
    """One unit. `alasan`: what is missing, in words ("" when nothing is). `tingkat`: depth below the top of the recap.

    `selisih` (two decimals, as printed), `persen` and `status` compare semester II with semester I; without both they
    are None and "". `catatan`: where a document prints another figure than its own sums give.
    """

    unit: int
    kode: str
    nama: str
    jenis: str
    induk: str
    tingkat: int
    semester_1: Sel | None
    semester_2: Sel | None
    tahun: Sel | None
    selisih: Decimal | None
    persen: Decimal | None
    status: str
    alasan: str
    unsur: tuple[NilaiUnsur, ...]
    survei: tuple[RujukSurvei, ...]
    catatan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bagian:
    """How many units share something, and which percentage of those that could."""

    kode: str
    nama: str
    banyak: int
    persen: Decimal | None


@dataclass(frozen=True, slots=True)
class Kolom:
    """All units together in one column. `ikm` None: `alasan`. `unit` of `dari` units have a figure."""

    nama: str
    ikm: Decimal | None
    mutu: str
    kinerja: str
    alasan: str
    responden: int
    unit: int
    dari: int
    kelas: tuple[Bagian, ...]


@dataclass(frozen=True, slots=True)
class UnsurKota:
    """Mean NRR of an unsur over the units that know it (`unit`); `prioritas`: for how many it is among the lowest."""

    label: str
    kode: str
    nama: str
    nrr: Decimal
    mutu: str
    unit: int
    prioritas: int


@dataclass(frozen=True, slots=True)
class Tempat:
    """A unit in the ranking of the year; equal values at two decimals share a place."""

    tempat: int
    unit: int
    kode: str
    nama: str
    ikm: Decimal
    mutu: str


@dataclass(frozen=True, slots=True)
class TitikTahun:
    """One year of the trend; `status` and `selisih` compare with the year before it in the list."""

    tahun: int
    ikm: Decimal
    mutu: str
    responden: int
    unit: int
    status: str
    selisih: Decimal | None


@dataclass(frozen=True, slots=True)
class BarisRtl:
    """One planned action. `triwulan`: quarters in which it is done; `kemajuan` in percent."""

    survei: int
    unit: int
    unit_nama: str
    periode: str
    kode: str
    unsur: str
    program: str
    triwulan: tuple[int, ...]
    penanggung_jawab: str
    kemajuan: int


@dataclass(frozen=True, slots=True)
class RtlUnsur:
    """Planned actions for one unsur: how many, at how many units, done, not begun, and their mean progress."""

    kode: str
    unsur: str
    rencana: int
    unit: int
    selesai: int
    belum_mulai: int
    kemajuan: Decimal


@dataclass(frozen=True, slots=True)
class RekapKota:
    """Everything the recap shows.

    `semester_1`, `semester_2`, `tahun_ini`: all units together. `terbaik` best first, `terburuk` lowest first, never
    the same unit in both. `di_atas`, `di_bawah`: against the mean of the year, best first. `tanpa_hasil`: rows of
    units without any fixed result; they count nowhere. `sumber`: what the figures come from, each once.
    """

    skema: int
    unit: int
    nama: str
    instansi: str
    pemerintah: str
    tahun: int
    cara: str
    baris: tuple[BarisKota, ...]
    semester_1: Kolom
    semester_2: Kolom
    tahun_ini: Kolom
    perubahan: tuple[Bagian, ...]
    persen_perubahan: Decimal | None
    status_perubahan: str
    jenis_unit: tuple[Bagian, ...]
    unsur: tuple[UnsurKota, ...]
    unit_berunsur: int
    terbaik: tuple[Tempat, ...]
    terburuk: tuple[Tempat, ...]
    di_atas: tuple[Tempat, ...]
    di_bawah: tuple[Tempat, ...]
    tanpa_hasil: tuple[BarisKota, ...]
    tren: tuple[TitikTahun, ...]
    rtl: tuple[BarisRtl, ...]
    rtl_unsur: tuple[RtlUnsur, ...]
    sumber: tuple[str, ...]
