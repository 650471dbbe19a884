"""Reading an age, or the age band an agency's own sheet keeps instead: `34`, `21-30 tahun`, `< 20`, `61 ke atas`."""

import re
from collections.abc import Callable

from survei.hitung.responden import UMUR_MAKS, UMUR_MIN, di_atas, rentang_umur, sampai
from survei.unggah.nilai import baca_teks
from survei.unggah.tabel import Isi, Sel

SALAH = f"umur bukan angka {UMUR_MIN}–{UMUR_MAKS} atau kelompok seperti 21–30, sampai 20, di atas 60"
_TAHUN = re.compile(r"(?<=\d) ?(?:tahun|thn|th)\b\.?")
_ANGKA = re.compile(r"(\d{1,3})")
_RENTANG = re.compile(r"(\d{1,3}) ?(?:-|–|—|s/d|s\.d\.?|sd|sampai|hingga) ?(\d{1,3})")
_TERBUKA: tuple[tuple[re.Pattern[str], Callable[[int], str]], ...] = (
    (re.compile(r"(?:<|di ?bawah|kurang dari) ?(\d{1,3})"), lambda n: sampai(n - 1)),
    (re.compile(r"(?:≤|<=|sampai|paling tua|maksimal) ?(\d{1,3})"), sampai),
    (re.compile(r"(\d{1,3}) ke ?bawah"), sampai),
    (re.compile(r"(?:>|di ?atas|lebih dari) ?(\d{1,3})"), di_atas),
    (re.compile(r"(?:≥|>=|paling muda|minimal) ?(\d{1,3})"), lambda n: di_atas(n - 1)),
    (re.compile(r"(\d{1,3}) ?(?:\+|ke ?atas)"), lambda n: di_atas(n - 1)),
)


def baca_umur(sel: Sel) -> tuple[Isi, str]:
    """(age as a number, or the band in the words of `kelompok_umur`, "") or (None, the broken rule)."""
    teks = " ".join(_TAHUN.sub("", baca_teks(sel).casefold()).split())
    if (satu := _ANGKA.fullmatch(teks)) is not None:
        umur = int(satu[1])
        return (umur, "") if UMUR_MIN <= umur <= UMUR_MAKS else (None, SALAH)
    if (dua := _RENTANG.fullmatch(teks)) is not None:
        bawah, atas = int(dua[1]), int(dua[2])
        return (rentang_umur(bawah, atas), "") if bawah < atas <= UMUR_MAKS else (None, SALAH)
    for pola, kelompok in _TERBUKA:
        if (cocok := pola.fullmatch(teks)) is not None and UMUR_MIN <= int(cocok[1]) <= UMUR_MAKS:
            return kelompok(int(cocok[1])), ""
    return None, SALAH
