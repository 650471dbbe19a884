"""A target as a planner types it and as the box shows it again: a number, a predicate, a range, N/A, or nothing."""

import re
from decimal import Decimal

from indikator.hitung.angka import baca_angka, tulis_isian
from indikator.hitung.capaian import Arah, JenisTarget, Target, ketidakcocokan
from indikator.hitung.kesalahan import KesalahanHitung, TargetTidakSah
from indikator.hitung.predikat import JenisSkala, Skala, angka_banding, baca_predikat, tulis_predikat

_NA = re.compile(r"n\s*/?\s*a", re.IGNORECASE)
_PEMISAH = re.compile(r"\s+(?:-|\u2013|sampai|s\.d\.|s/d)\s+|\s*\u2013\s*", re.IGNORECASE)


def baca_target(teks: str, arah: Arah, skala: Skala | None = None) -> Target:
    """``86,75``, ``WTP``, ``80 – 90`` (only where a range is best), ``N/A``; an empty box is a target not set yet.

    Raises KesalahanHitung with the sentence to show: unreadable, off the scale, or against the polarity.
    """
    bersih = " ".join(teks.split())
    if not bersih:
        return Target.belum()
    if _NA.fullmatch(bersih):
        return Target.na()
    target = _rentang(bersih) if arah is Arah.RENTANG else Target.angka(_angka(bersih, skala))
    alasan = ketidakcocokan(target, arah)
    if alasan:
        raise TargetTidakSah(alasan[:1].upper() + alasan[1:])
    return target


def _rentang(teks: str) -> Target:
    bagian = _PEMISAH.split(teks)
    if len(bagian) != 2:
        raise TargetTidakSah(f"“{teks}” bukan rentang. Tulis batas bawah dan atasnya, misalnya 80 – 90, atau N/A.")
    return Target.rentang(baca_angka(bagian[0]), baca_angka(bagian[1]))


def _angka(teks: str, skala: Skala | None) -> Decimal:
    if skala is None:
        return baca_angka(teks)
    nilai = baca_predikat(teks, skala)
    angka_banding(nilai, skala)  # refuses a number off the scale
    return nilai


def tulis_target(target: Target, skala: Skala | None = None) -> str:
    """The text that `baca_target` reads back."""
    if target.jenis is JenisTarget.NA:
        return "N/A"
    if target.bawah is not None and target.atas is not None:
        return f"{tulis_isian(target.bawah)} – {tulis_isian(target.atas)}"
    if target.nilai is None:
        return ""
    if skala is not None and skala.jenis is JenisSkala.LABEL:
        try:
            return tulis_predikat(target.nilai, skala)
        except KesalahanHitung:
            return tulis_isian(target.nilai)  # stored before the scale was changed
    return tulis_isian(target.nilai)
