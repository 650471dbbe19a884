"""The tables of the Surakarta report [SKA] as printed: units, sheets per unsur, follow-up plans."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from survei.hitung.kesalahan import TallyTidakSah
from survei.hitung.periksa.bahan import Baris, Lembar, baca
from survei.hitung.tally import Tally, TallySurvei
from survei.hitung.unsur import Unsur, Urutan, kode_berlabel, susunan

DATA = Path(__file__).parent / "data"
URUTAN = Urutan.SARANA_PENGADUAN  # [SKA] prints U8 = sarana
KODE = susunan(URUTAN)
DOKUMEN = "Laporan Pelaksanaan SKM Pemerintah Kota Surakarta Tahun 2021"
_KOLOM_UNSUR = tuple(f"u{n}" for n in range(1, len(KODE) + 1))


@dataclass(frozen=True, slots=True)
class SemesterTercetak:
    """One semester of a unit. `tally` None: the report has no sums for it that respondents could have given."""

    semester: int
    responden: int | None
    ikm: Decimal | None
    mutu: str
    tally: TallySurvei | None


@dataclass(frozen=True, slots=True)
class UnitTercetak:
    """One row of table 3.1; `jenis` and `induk` as printed."""

    nomor: int
    nama: str
    jenis: str
    induk: str
    semester: tuple[SemesterTercetak, SemesterTercetak]


@dataclass(frozen=True, slots=True)
class RtlTercetak:
    """One planned action of a unit. `unsur` None: the report does not say which."""

    nomor: int
    unsur: Unsur | None
    program: str
    triwulan: tuple[int, ...]
    penanggung_jawab: str


def baca_unit() -> tuple[UnitTercetak, ...]:
    """The 153 units, each with both semesters."""
    lembar = {(b.no, int(b.teks("semester"))): _tally(b) for b in _csv("skm_2021_unsur.csv")}
    return tuple(
        UnitTercetak(
            nomor=int(b.no),
            nama=b.nama,
            jenis=b.teks("kind"),
            induk=b.teks("parent"),
            semester=(_semester(b, 1, lembar), _semester(b, 2, lembar)),
        )
        for b in _csv("skm_2021_units.csv")
    )


def baca_rtl() -> tuple[RtlTercetak, ...]:
    """The planned actions of all units; a line without words is none."""
    isi: list[dict[str, Any]] = json.loads((DATA / "skm_2021_priorities.json").read_text(encoding="utf-8"))
    return tuple(
        RtlTercetak(
            nomor=int(unit["no"]),
            unsur=_unsur(baris["unsur"]),
            program=baris["program"].strip(),
            triwulan=tuple(sorted({_TRIWULAN[w.rpartition("_")[2]] for w in baris["waktu"] or ()})),
            penanggung_jawab=(baris["penanggung_jawab"] or "").strip(),
        )
        for unit in isi
        for baris in unit["lampiran_rtl"]
        if (baris["program"] or "").strip()
    )


_TRIWULAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def _csv(nama: str) -> list[Baris]:
    with (DATA / nama).open(encoding="utf-8", newline="") as berkas:
        return [Baris(n, sel) for n, sel in enumerate(csv.DictReader(berkas), 2)]


def _semester(b: Baris, n: int, lembar: dict[tuple[str, int], TallySurvei | None]) -> SemesterTercetak:
    responden = baca(b.teks(f"resp_s{n}"))
    return SemesterTercetak(
        semester=n,
        responden=int(responden) if responden is not None else None,
        ikm=b.angka(f"ikm_s{n}"),
        mutu=b.teks(f"cat_s{n}"),
        tally=lembar.get((b.no, n)),
    )


def _tally(b: Baris) -> TallySurvei | None:
    """The sums as a recap; None where one is missing, or where that many people cannot have given them."""
    lembar = Lembar(b, int(b.teks("semester")), _KOLOM_UNSUR)
    jumlah, n = lembar.lengkap("sum"), lembar.n
    if jumlah is None or n is None:
        return None
    try:
        return TallySurvei({k: Tally.rekap(n, int(j)) for k, j in zip(KODE, jumlah, strict=True)}, n)
    except TallyTidakSah:
        return None


def _unsur(label: str | None) -> Unsur | None:
    return Unsur(kode_berlabel(int(label[1:]), URUTAN)) if label else None
