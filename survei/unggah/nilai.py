"""Reading one cell: an answer 1–4 however it is written, a date, a characteristic."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from survei.hitung.unsur import BAKU, Unsur
from survei.unggah.kenali import Peran
from survei.unggah.tabel import Sel

BUKAN: Final = -1
_ANGKA = re.compile(r"([1-4])(?:[.,]0+)?")
_BERNOMOR = re.compile(r"([1-4]) ?[.)=:\-–] ?(.+)")
_KOSONG = {"", "-", "–", "—"}
_BULAN = {
    nama: i
    for i, daftar in enumerate(
        ("jan januari", "feb februari", "mar maret", "apr april", "mei", "jun juni", "jul juli", "agu ags agustus",
         "sep sept september", "okt oktober", "nov november", "des desember"), 1)
    for nama in daftar.split()
}  # fmt: skip
_TANGGAL_ANGKA = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T].*)?")
_TANGGAL_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_TANGGAL_KATA = re.compile(r"(?:[a-z']+, ?)?(\d{1,2}) ([a-z]+) (\d{4})")
_JAM = re.compile(r"(?:pukul )?(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?(?: ?wib)?")
PANJANG_TEKS = {Peran.SARAN: 2000, Peran.TAMBAHAN: 500}
PANJANG_BIASA = 150


def tabel_jawaban(kode: str, opsi: Sequence[str] = ()) -> dict[Sel, int | None]:
    """Spellings of one unsur's answers that need no thought: numbers, blanks, and the options' words.

    `opsi`: the survey's own words for 1, 2, 3, 4; they win over the standard ones.
    """
    tabel: dict[Sel, int | None] = {None: None, "": None}
    if kode in tuple(Unsur):
        tabel |= {pilihan.casefold(): n for n, pilihan in enumerate(BAKU[Unsur(kode)].pilihan, 1)}
    tabel |= {" ".join(pilihan.split()).casefold(): n for n, pilihan in enumerate(opsi, 1)}
    for n in (1, 2, 3, 4):
        tabel |= {n: n, float(n): n, str(n): n}
    return tabel


def baca_jawaban(sel: Sel, tabel: dict[Sel, int | None]) -> int | None:
    """1–4, None for a blank, ``BUKAN`` for anything else. ``4.0``, ``4,0``, ``4 - Sangat sesuai``, ``Sangat sesuai``.

    Numbered words are read only when number and words agree.
    """
    if not isinstance(sel, str):
        return tabel.get(sel, BUKAN) if not isinstance(sel, bool) and isinstance(sel, int | float | None) else BUKAN
    teks = " ".join(sel.split()).casefold()
    if teks in _KOSONG:
        return None
    if (angka := _ANGKA.fullmatch(teks)) is not None:
        return int(angka[1])
    if (bernomor := _BERNOMOR.fullmatch(teks)) is not None and tabel.get(bernomor[2]) == int(bernomor[1]):
        return int(bernomor[1])
    return tabel.get(teks, BUKAN)


def baca_tanggal(sel: Sel) -> date | None:
    """A date cell, ``17/08/2021`` (day first), ``2021-08-17``, ``17 Agustus 2021``; None when unreadable."""
    if isinstance(sel, datetime):
        return sel.date()
    if isinstance(sel, date):
        return sel
    teks = " ".join(str(sel).casefold().split())
    if (cocok := _TANGGAL_ANGKA.fullmatch(teks)) is not None:
        return _tanggal(int(cocok[3]), int(cocok[2]), int(cocok[1]))
    if (cocok := _TANGGAL_ISO.fullmatch(teks)) is not None:
        return _tanggal(int(cocok[1]), int(cocok[2]), int(cocok[3]))
    if (cocok := _TANGGAL_KATA.fullmatch(teks)) is not None and cocok[2] in _BULAN:
        return _tanggal(int(cocok[3]), _BULAN[cocok[2]], int(cocok[1]))
    return None


def baca_waktu(sel: Sel) -> date | None:
    """As ``baca_tanggal``; a datetime when the cell also tells the hour (a form's time stamp)."""
    hari = baca_tanggal(sel)
    if hari is None:
        return None
    if isinstance(sel, str):
        _, _, sisa = sel.strip().replace("T", " ").partition(" ")
        jam = baca_jam(sisa) if ":" in sisa else None
    else:
        jam = baca_jam(sel)
    return datetime.combine(hari, jam) if jam else hari


def baca_jam(sel: Sel) -> time | None:
    """A time cell, the time of a date cell, ``09.30``, ``pukul 9:30``; None when unreadable."""
    if isinstance(sel, datetime):
        return sel.time()
    if isinstance(sel, time):
        return sel
    cocok = _JAM.fullmatch(" ".join(str(sel).casefold().split()))
    if cocok is None or int(cocok[1]) > 23 or int(cocok[2]) > 59:
        return None
    return time(int(cocok[1]), int(cocok[2]))


def baca_kelamin(sel: Sel) -> str | None:
    """``L`` or ``P``; None when it is neither."""
    teks = " ".join(str(sel).casefold().replace("-", " ").split())
    if teks in {"l", "lk", "laki laki", "laki", "pria"}:
        return "L"
    return "P" if teks in {"p", "pr", "perempuan", "wanita"} else None


def baca_teks(sel: Sel) -> str:
    """The cell as text without outer or doubled blanks; whole floats without ``.0``."""
    if isinstance(sel, float) and sel.is_integer():
        return str(int(sel))
    return "" if sel is None else " ".join(str(sel).split())


def _tanggal(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari) if 2000 <= tahun <= 2100 else None
    except ValueError:
        return None
