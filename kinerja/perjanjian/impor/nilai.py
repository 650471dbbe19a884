"""What a cell of an official layout holds: text, whole number, number, yes or no, target."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from indikator.hitung.angka import baca_angka, tulis_isian
from indikator.hitung.kesalahan import AngkaMeragukan, KesalahanHitung
from kinerja.perjanjian.impor.salah import SelSalah
from survei.unggah.tabel import Sel

# A dash in a cell of words says "nothing"; a spreadsheet keeps 15 digits of a number.
HAMPA = frozenset({"-", "\u2013", "\u2014"})
DIGIT_EXCEL = 15
BELUM = "belum ditetapkan"  # how our own documents print a target nobody has set
NA = frozenset({"n/a", "na", "n.a", "n.a."})
_RENTANG = re.compile(
    r"(?P<bawah>[^\u2013]+?)\s*(?:\u2013|\bs\.?d\.?\b|\bsampai\b|(?<=[0-9%])\s*-\s*(?=[0-9]))\s*(?P<atas>.+)"
)


@dataclass(frozen=True, slots=True)
class TargetBaca:
    """A target cell as written. `angka`: the number of a numeric cell; else None, and `teks` says it in words."""

    teks: str
    angka: Decimal | None = None

    @property
    def na(self) -> bool:
        """Whether the cell says that the quarter is not assessed."""
        return self.teks.casefold() in NA

    @property
    def rentang(self) -> tuple[str, str] | None:
        """The two bounds of `70–80`, `70 s.d. 80`, as text."""
        cocok = _RENTANG.fullmatch(self.teks) if self.angka is None else None
        return (cocok["bawah"].strip(), cocok["atas"].strip()) if cocok else None


def baca_teks(sel: Sel) -> str:
    """The words of a cell, line by line without blanks around and within; a lone dash is no words."""
    if sel is None or isinstance(sel, timedelta):
        return ""
    if isinstance(sel, bool):
        return "ya" if sel else "tidak"
    if isinstance(sel, int | float):
        return tulis_isian(_desimal(sel))
    if isinstance(sel, datetime | date | time):
        return sel.isoformat()
    baris = (" ".join(satu.split()) for satu in sel.replace("\ufeff", "").splitlines())
    teks = "\n".join(filter(None, baris))
    return "" if teks in HAMPA else teks


def baca_bulat(sel: Sel, kolom: str) -> int | None:
    """A whole number from 0 on; None for an empty cell. Raises SelSalah."""
    teks = baca_teks(sel).rstrip(".")
    if not teks:
        return None
    if not teks.isdecimal() or len(teks) > 5 or int(teks) > 32_767:
        raise SelSalah(kolom, teks, "harus bilangan bulat 0 sampai 32767")
    return int(teks)


def baca_desimal(sel: Sel, kolom: str) -> Decimal | None:
    """A number as typed the Indonesian way or kept by the spreadsheet; None for an empty cell. Raises SelSalah."""
    if isinstance(sel, int | float) and not isinstance(sel, bool):
        return _desimal(sel)
    teks = baca_teks(sel)
    return angka_teks(teks, kolom) if teks else None


def angka_teks(teks: str, kolom: str) -> Decimal:
    """The number a text says. Raises SelSalah with a rule that is the same for all texts of one kind."""
    try:
        return baca_angka(teks)
    except AngkaMeragukan as salah:
        aturan = "angka meragukan, tulis tanpa titik ribuan dan dengan koma desimal"
        raise SelSalah(kolom, teks, aturan) from salah
    except KesalahanHitung as salah:
        raise SelSalah(kolom, teks, "bukan angka, contoh yang benar 86,75") from salah


def baca_ya(sel: Sel, kolom: str) -> bool | None:
    """`ya` or `tidak`; None for an empty cell. Raises SelSalah."""
    teks = baca_teks(sel).casefold()
    if not teks:
        return None
    if teks in {"ya", "y", "1", "benar", "\u2713"}:
        return True
    if teks in {"tidak", "t", "0", "salah"}:
        return False
    raise SelSalah(kolom, teks, "harus ya atau tidak")


def baca_target(sel: Sel, kolom: str) -> TargetBaca | None:
    """A target as written; None for an empty cell, and for one that says it is not set.

    Raises SelSalah for a dash: it may mean N/A, zero or not set, which are three different things.
    """
    if isinstance(sel, int | float) and not isinstance(sel, bool):
        angka = _desimal(sel)
        return TargetBaca(tulis_isian(angka), angka)
    if isinstance(sel, str) and sel.strip() in HAMPA:
        aturan = "tanda hubung tidak jelas: tulis N/A bila tidak dinilai, 0 bila nol, kosongkan bila belum ditetapkan"
        raise SelSalah(kolom, sel.strip(), aturan)
    if isinstance(sel, datetime | date | time | timedelta | bool):
        raise SelSalah(kolom, baca_teks(sel), "Excel mengubah isian ini menjadi tanggal, tulis ulang sebagai teks")
    teks = " ".join(baca_teks(sel).split())
    return TargetBaca(teks) if teks and teks.casefold() != BELUM else None


def _desimal(angka: float) -> Decimal:
    return Decimal(angka) if isinstance(angka, int) else Decimal(f"{angka:.{DIGIT_EXCEL}g}")
