"""Reading and writing numbers the Indonesian way; the one place where numbers are rounded.

Arithmetic runs with 50 significant digits and is rounded once, half up, at the edge (print, classification).
"""

import re
from collections.abc import Callable
from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from functools import wraps
from typing import ParamSpec, TypeVar

from indikator.hitung.kesalahan import AngkaMeragukan, AngkaTerlaluBesar, AngkaTidakTerbaca

P = ParamSpec("P")
T = TypeVar("T")

DIGIT_BULAT = 20  # the widest whole part anyone may enter or a formula may give
DIGIT_DESIMAL = 10  # the finest fraction anyone may enter
PANJANG_ISIAN = 64
KONTEKS = Context(prec=50, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow])

# A division leaves a residue in the 50th digit, a stored quotient in its last decimal. It is absorbed here, before the
# one rounding, so that a mean which is exactly 90,995 on paper rounds to 91,00. Entered numbers have at most 10
# decimals, so no real digit is touched.
_RESIDU = Decimal("1E-15")

_BULAT = re.compile(r"[0-9]+")
_KOMA = re.compile(r"[0-9]+,[0-9]+")
_TITIK = re.compile(r"[0-9]+\.[0-9]+")
_RIBUAN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_INGGRIS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_SATU_TITIK_TIGA = re.compile(r"(?!0\.)[0-9]{1,3}\.[0-9]{3}")
_BESARAN = re.compile(r"[0-9]\s*(?:t|tr|triliun|trilyun|m|mil|miliar|milyar|jt|juta|rb|ribu|k)\.?$", re.IGNORECASE)
_TUKAR_TANDA = str.maketrans(",.", ".,")
_HAMPA_ANGKA = {"n/a", "na", "-", "\u2013", "\u2014"}


def persis(fungsi: Callable[P, T]) -> Callable[P, T]:
    """Run ``fungsi`` with the 50-digit context, whatever the caller's thread has set."""

    @wraps(fungsi)
    def dengan_konteks(*args: P.args, **kwargs: P.kwargs) -> T:
        with localcontext(KONTEKS):
            return fungsi(*args, **kwargs)

    return dengan_konteks


def pastikan_wajar(nilai: Decimal) -> Decimal:
    """Return ``nilai`` if it is finite and has at most 20 whole digits, else raise ``AngkaTerlaluBesar``."""
    if not nilai.is_finite() or (nilai and nilai.adjusted() >= DIGIT_BULAT):
        raise AngkaTerlaluBesar(f"Angka tak terhingga atau lebih dari {DIGIT_BULAT} digit tidak dapat dipakai.")
    return nilai


def baca_angka(teks: str) -> Decimal:
    """Read a typed number: ``86,75``, ``86.75``, ``1.234,5``, ``1234.5``, ``86,75 %``, ``Rp5.000,00``.

    The percent sign is dropped (86,75 % is 86.75). Raises ``AngkaMeragukan`` where two readings are possible
    (``1.234``, ``1,234.5``) and ``AngkaTidakTerbaca`` for anything else. Never guesses. Source: rules of typed input.
    """
    bersih = " ".join(teks.split())
    if not bersih:
        raise AngkaTidakTerbaca("Isian kosong: tulis angka, misalnya 86,75.")
    if len(bersih) > PANJANG_ISIAN:
        raise AngkaTidakTerbaca(f"Isian lebih dari {PANJANG_ISIAN} huruf bukan angka.")
    badan, minus, rupiah = _lepas_hiasan(bersih)
    nilai = _baca_badan(badan, rupiah=rupiah, asli=bersih)
    return nilai.copy_negate() if minus and nilai else nilai


def _lepas_hiasan(teks: str) -> tuple[str, bool, bool]:
    """Split off sign, ``Rp`` and ``%``: (digits and separators, negative?, rupiah?)."""
    cocok = re.fullmatch(r"([-\u2212])? ?(?:(Rp)\.? ?)?([-\u2212])? ?(.*?) ?(%)?", teks, re.IGNORECASE)
    if cocok is None or (cocok[1] and cocok[3]) or (cocok[2] and cocok[5]):
        raise _tidak_terbaca(teks)
    return cocok[4], bool(cocok[1] or cocok[3]), bool(cocok[2])


def _baca_badan(badan: str, *, rupiah: bool, asli: str) -> Decimal:
    # "Rp5.000" leaves no doubt: rupiah are never written with three decimals.
    if _SATU_TITIK_TIGA.fullmatch(badan) and not rupiah:
        raise _meragukan(asli, badan.replace(".", ""), badan.replace(".", ","))
    if _INGGRIS.fullmatch(badan):
        raise _meragukan(asli, badan.replace(",", "").replace(".", ","))
    if _RIBUAN.fullmatch(badan) and (rupiah or "," in badan or badan.count(".") > 1):
        baku = badan.replace(".", "").replace(",", ".")
    elif _BULAT.fullmatch(badan) or _TITIK.fullmatch(badan) or _KOMA.fullmatch(badan):
        baku = badan.replace(",", ".")
    else:
        raise _tidak_terbaca(asli)
    bulat, _, pecahan = baku.partition(".")
    if len(bulat.lstrip("0")) > DIGIT_BULAT or len(pecahan) > DIGIT_DESIMAL:
        raise AngkaTidakTerbaca(
            f"Angka paling banyak {DIGIT_BULAT} digit di depan koma dan {DIGIT_DESIMAL} digit di belakang koma."
        )
    return Decimal(baku)


def _meragukan(asli: str, *pilihan: str) -> AngkaMeragukan:
    return AngkaMeragukan(
        f"\u201c{asli}\u201d meragukan. Apakah maksudnya {' atau '.join(pilihan)}? "
        "Tulis tanpa titik ribuan, dengan koma desimal.",
        pilihan,
    )


def _tidak_terbaca(asli: str) -> AngkaTidakTerbaca:
    kutip = f"\u201c{asli[:40]}\u201d"
    if asli.lower() in _HAMPA_ANGKA:
        return AngkaTidakTerbaca(f"{kutip} bukan angka. N/A ditetapkan pada target; angka nol ditulis 0.")
    if _BESARAN.search(asli):
        return AngkaTidakTerbaca(
            f"{kutip}: tulis angkanya saja dalam satuan indikator, tanpa singkatan seperti T, miliar, atau juta."
        )
    return AngkaTidakTerbaca(f"{kutip} bukan angka. Contoh yang benar: 86,75 atau 1234,5.")


def bulatkan(nilai: Decimal, desimal: int = 2) -> Decimal:
    """Round half up to ``desimal`` places: the one rounding, for print and classification. Never yields -0."""
    rapi = pastikan_wajar(nilai).quantize(_RESIDU, context=KONTEKS)
    hasil = rapi.quantize(Decimal((0, (1,), -desimal)), ROUND_HALF_UP, KONTEKS)
    return hasil if hasil else hasil.copy_abs()


def tulis_angka(nilai: Decimal, desimal: int = 2) -> str:
    """``1234.5`` → ``1.234,50``: thousand points, decimal comma, fixed number of decimals."""
    return f"{bulatkan(nilai, desimal):,f}".translate(_TUKAR_TANDA)


def tulis_ringkas(nilai: Decimal, maks_desimal: int = 6) -> str:
    """``42``, ``86,75``, ``1.234,5``: no trailing zeros. For reading; an input cell takes ``tulis_isian``."""
    return _tanpa_nol_ekor(tulis_angka(nilai, maks_desimal))


def tulis_isian(nilai: Decimal) -> str:
    """The text of an input cell: ``1234``, ``86,75``. Every digit, no thousand points; ``baca_angka`` reads it back."""
    return _tanpa_nol_ekor(f"{pastikan_wajar(nilai) or Decimal(0):f}".replace(".", ","))


def tulis_rinci(nilai: Decimal, desimal: int = 2) -> str:
    """At least ``desimal`` places, up to 6 where the number has them: an explanation must not show rounded parts."""
    rinci = bulatkan(nilai, 6)
    return tulis_angka(nilai, desimal) if rinci == bulatkan(nilai, desimal) else tulis_ringkas(rinci)


def tulis_rupiah(nilai: Decimal) -> str:
    """``5000`` → ``Rp5.000,00``; negative amounts ``-Rp5.000,00``."""
    teks = tulis_angka(nilai)
    return f"-Rp{teks[1:]}" if teks.startswith("-") else f"Rp{teks}"


def tulis_persen(nilai: Decimal, desimal: int = 2) -> str:
    """``84`` → ``84,00%``; the number already is the percentage."""
    return f"{tulis_angka(nilai, desimal)}%"


def _tanpa_nol_ekor(teks: str) -> str:
    return teks.rstrip("0").rstrip(",") if "," in teks else teks
