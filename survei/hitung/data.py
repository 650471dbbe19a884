"""The result of a survey, decided once: page, public page, report and the fixed result all show this and nothing else.

Pure: no database, no clock. Numbers are unrounded Decimals; None means there is no number, and the field beside it says
why. `rangkai` makes it, kinerja.beku freezes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

SKEMA = 1


@dataclass(frozen=True, slots=True)
class BarisUnsur:
    """One unsur. `label`: U1 … in the order the survey states; `sebaran`: how many gave 1, 2, 3, 4 (None: unknown)."""

    label: str
    kode: str
    nama: str
    terisi: int
    jumlah: int
    nrr: Decimal
    tertimbang: Decimal
    mutu: str
    sebaran: tuple[int, int, int, int] | None


@dataclass(frozen=True, slots=True)
class Kelompok:
    """A service, channel or respondent group. `responden` None: hidden, because so few people could be recognised.

    `nrr`: one per unsur in the survey's order, None where nobody of the group answered.
    """

    nama: str
    responden: int | None
    ikm: Decimal | None
    mutu: str
    alasan: str
    nrr: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Pilahan:
    """The result split along one dimension; `orang`: it splits people, so small groups are hidden."""

    kode: str
    nama: str
    orang: bool
    kelompok: tuple[Kelompok, ...]


@dataclass(frozen=True, slots=True)
class SelangIkm:
    """The 95 % interval of the IKM, and the classes its two ends fall into."""

    galat_baku: Decimal
    bawah: Decimal
    atas: Decimal
    skor_responden: Decimal
    mutu_bawah: str
    mutu_atas: str


@dataclass(frozen=True, slots=True)
class Sampel:
    """Respondents asked for (Krejcie & Morgan) and there."""

    populasi: int
    perlu: int
    ada: int
    kurang: int


@dataclass(frozen=True, slots=True)
class TitikTren:
    """One period of the unit. `status` and `selisih` compare with the period before, empty for the first."""

    periode: str
    ikm: Decimal
    mutu: str
    responden: int
    status: str
    selisih: Decimal | None


@dataclass(frozen=True, slots=True)
class Prioritas:
    """One of the lowest unsur, proposed for follow-up."""

    label: str
    kode: str
    nama: str
    nrr: Decimal
    mutu: str


@dataclass(frozen=True, slots=True)
class Tercetak:
    """What an official document prints of this survey; `catatan` tells where it differs from what is computed."""

    dokumen: str
    responden: int | None
    ikm: Decimal | None
    mutu: str
    catatan: str


@dataclass(frozen=True, slots=True)
class SinyalVerifikasi:
    """A pattern that honest forms rarely make: how many forms, and the question to ask."""

    jenis: str
    banyak: int
    pertanyaan: str


@dataclass(frozen=True, slots=True)
class BagianTambahan:
    """How many gave one answer to a question of the agency's own; `persen` of all respondents, unrounded."""

    nama: str
    banyak: int
    persen: Decimal


@dataclass(frozen=True, slots=True)
class HasilTambahan:
    """What came out of one question of the agency's own, never scored. `nomor` is its id, `label` T1, T2, …

    `bagian`: the choices in the order of the form, or for free text (`bebas`) the one part that answered. With `kosong`
    they add up to all respondents.
    """

    nomor: int
    label: str
    teks: str
    bebas: bool
    bagian: tuple[BagianTambahan, ...]
    kosong: BagianTambahan


@dataclass(frozen=True, slots=True)
class Ciri:
    """What survey this is, in words; dates as ISO 8601."""

    survei: int
    judul: str
    instansi: str
    pemerintah: str
    unit: str
    unit_kode: str
    periode: str
    jenis_periode: str
    tahun: int
    nomor_periode: int
    mulai: str
    selesai: str
    urutan: str
    layanan: tuple[str, ...]
    sumber: str
    dokumen: str


@dataclass(frozen=True, slots=True)
class DataHasil:
    """Everything a result page or report shows. `ikm` None: `alasan` says why there is no result.

    `bobot` is the exact weight of an unsur as printed (`1/9`). `sinyal` is empty until somebody has them looked for;
    `sinyal_catatan` then says over which forms. `tambahan` None: fixed before own questions were counted.
    """

    skema: int
    ciri: Ciri
    responden: int
    ikm: Decimal | None
    mutu: str
    kinerja: str
    nilai_persepsi: int
    alasan: str
    bobot: str
    unsur: tuple[BarisUnsur, ...]
    selang: SelangIkm | None
    selang_alasan: str
    sampel: Sampel | None
    sampel_alasan: str
    pilahan: tuple[Pilahan, ...]
    tren: tuple[TitikTren, ...]
    prioritas: tuple[Prioritas, ...]
    tercetak: Tercetak | None
    sinyal: tuple[SinyalVerifikasi, ...] = ()
    sinyal_catatan: str = ""
    tambahan: tuple[HasilTambahan, ...] | None = None
