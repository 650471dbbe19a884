"""Everything a Perjanjian Kinerja prints, decided once and frozen: page, PDF and Excel render this and nothing else.

Pure: no database, no clock, no settings. Numbers are unrounded Decimals; how they are shown lies beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kinerja.beku import cairkan

SKEMA = 1


class MacamTarget(StrEnum):
    """What a target cell holds: a figure, or which of the different nothings."""

    ANGKA = "angka"
    PREDIKAT = "predikat"
    RENTANG = "rentang"
    NA = "na"
    BELUM = "belum"


class Tingkat(StrEnum):
    """Level of a budget row."""

    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"


@dataclass(frozen=True, slots=True)
class TargetPK:
    """A target. `nilai` for angka and predikat (`teks` is its label), `bawah` and `atas` for rentang, else none."""

    macam: MacamTarget
    nilai: Decimal | None = None
    bawah: Decimal | None = None
    atas: Decimal | None = None
    teks: str = ""


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """A row of Lampiran 1. `target`: TW I–IV, then the year. `lingkup`: the part of the indicator this post carries."""

    indikator: int
    jenis_sasaran: str
    sasaran_nomor: int
    sasaran: str
    kode: str
    nama: str
    satuan: str
    awalan: str
    akhiran: str
    desimal: int
    target: tuple[TargetPK, ...]
    lingkup: str = ""


@dataclass(frozen=True, slots=True)
class BarisAnggaran:
    """A row of Lampiran 2. `tajuk`: only the heading above the post's own rows, without an amount of its own.

    `dihitung`: its amount is part of the total (a row below another row of the same post is not added again).
    """

    anggaran: int
    tingkat: Tingkat
    kode: str
    nama: str
    pagu: Decimal | None
    keterangan: str
    tajuk: bool
    dihitung: bool


@dataclass(frozen=True, slots=True)
class Pihak:
    """A party: `jabatan` as printed (`Plt. Kepala Bagian …`), `penempatan` how the post is held."""

    nama: str
    nip: str
    pangkat: str
    jabatan: str
    penempatan: str


@dataclass(frozen=True, slots=True)
class Pernyataan:
    """The statement page, its placeholders filled in. `templat`: version of the agency's template, 0 is ours."""

    judul: str
    pembuka: str
    janji: tuple[str, ...]
    pengawasan: tuple[str, ...]
    templat: int


@dataclass(frozen=True, slots=True)
class KopPK:
    """The letterhead; `logo` is the stored file's name."""

    pemerintah: str
    instansi: str
    alamat: str
    logo: str


@dataclass(frozen=True, slots=True)
class DataPK:
    """One version of the agreement of one post and year. `pihak_kedua` None: the first party signs alone.

    `tanggal` is an ISO date; `alasan` (`a`, `b` or `c`) and `uraian_alasan` are empty in the first version;
    `berlaku_triwulan`: the first quarter judged by this version.
    """

    kop: KopPK
    tahun: int
    versi: int
    unit: str
    jabatan: str
    pihak_pertama: Pihak
    pihak_kedua: Pihak | None
    pernyataan: Pernyataan
    tempat: str
    tanggal: str
    lampiran1: tuple[BarisIndikator, ...]
    lampiran2: tuple[BarisAnggaran, ...]
    total: Decimal
    alasan: str = ""
    uraian_alasan: str = ""
    berlaku_triwulan: int = 1
    skema: int = SKEMA


def cairkan_pk(isi: str) -> DataPK:
    """The agreement a frozen text holds; ValueError when its scheme is unknown."""
    return cairkan(DataPK, isi, SKEMA)


def total_anggaran(baris: tuple[BarisAnggaran, ...]) -> Decimal:
    """Sum of the rows that count."""
    return sum((b.pagu for b in baris if b.dihitung and b.pagu is not None), Decimal(0))
