"""Everything a report prints, decided once and frozen: PDF, Excel and API render this and nothing else.

Pure: no database, no clock, no settings. The numbers are unrounded Decimals; how many places they are shown with lies
beside them. What differs between two documents of the same figures (number, check code, time) is a `Terbitan`.
"""

from __future__ import annotations

import hashlib
import json
import types
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

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
    the status column prints.
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
class DataLaporan:
    """A whole report. `tenggat`: last day of the quarter's window as `2023-07-31`, "" when none is set."""

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
    """The canonical JSON text: sorted keys, no spaces, Decimals as their shortest exact text."""
    return json.dumps(_polos(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sidik(isi: str) -> str:
    """SHA-256 of the canonical text, in hex."""
    return hashlib.sha256(isi.encode()).hexdigest()


def cair(isi: str) -> DataLaporan:
    """The data of a canonical text. Raises ValueError when the text is of another layout."""
    mentah = json.loads(isi)
    if mentah.get("skema") != SKEMA:
        raise ValueError(f"Data beku berskema {mentah.get('skema')!r}, yang dikenal hanya {SKEMA}.")
    hasil: DataLaporan = _bangun(DataLaporan, mentah)
    return hasil


def _polos(nilai: Any) -> Any:
    if is_dataclass(nilai) and not isinstance(nilai, type):
        return {f.name: _polos(getattr(nilai, f.name)) for f in fields(nilai)}
    if isinstance(nilai, tuple):
        return [_polos(isi) for isi in nilai]
    return _teks_desimal(nilai) if isinstance(nilai, Decimal) else nilai


def _teks_desimal(nilai: Decimal) -> str:
    # Not normalize(): it rounds to the context's 28 digits.
    teks = f"{nilai or Decimal(0):f}"
    return teks.rstrip("0").rstrip(".") if "." in teks else teks


def _bangun(jenis: Any, mentah: Any) -> Any:
    """The value of type `jenis` that `mentah` (parsed JSON) stands for."""
    asal, bagian = get_origin(jenis), get_args(jenis)
    if asal in (Union, types.UnionType):
        return None if mentah is None else _bangun(next(b for b in bagian if b is not type(None)), mentah)
    if asal is tuple:
        satuan = [bagian[0]] * len(mentah) if bagian[-1] is Ellipsis else bagian
        return tuple(_bangun(j, isi) for j, isi in zip(satuan, mentah, strict=True))
    if is_dataclass(jenis):
        petunjuk = get_type_hints(jenis)
        return jenis(**{nama: _bangun(petunjuk[nama], isi) for nama, isi in mentah.items()})  # type: ignore[operator]
    return jenis(mentah)
