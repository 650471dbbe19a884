"""Predikat: achievements told in words (WTP, A) with a number behind each word."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indikator.hitung.angka import baca_angka, tulis_angka, tulis_ringkas
from indikator.hitung.capaian import PITA_SAKIP, Pita, kelas
from indikator.hitung.kesalahan import KesalahanHitung, PredikatTidakDikenal


class JenisSkala(StrEnum):
    """LABEL: one of the words is chosen. RENTANG: a number is entered and the word follows from it."""

    LABEL = "label"
    RENTANG = "rentang"


@dataclass(frozen=True, slots=True)
class Tingkat:
    """One level: its word, its number (LABEL) or lower bound (RENTANG), and optionally the percentage it stands for."""

    label: str
    nilai: Decimal
    persen: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Skala:
    """A scale with its levels, best first.

    For a RENTANG scale ``tegas`` says that a level starts strictly above its bound, as in [88], and ``maksimum`` closes
    the scale at the top (None: open).
    """

    nama: str
    tingkat: tuple[Tingkat, ...]
    jenis: JenisSkala = JenisSkala.LABEL
    tegas: bool = True
    maksimum: Decimal | None = None


SKALA_OPINI = Skala(  # [JB] 3
    "Opini laporan keuangan",
    (
        Tingkat("WTP", Decimal(3), Decimal(100)),
        Tingkat("WDP", Decimal(2), Decimal(75)),
        Tingkat("TW", Decimal(1), Decimal(50)),
        Tingkat("TMP", Decimal(0), Decimal(25)),
    ),
)
SKALA_SAKIP = Skala(  # [88]
    "Predikat SAKIP",
    tuple(Tingkat(p.nama, p.batas) for p in PITA_SAKIP),
    JenisSkala.RENTANG,
    maksimum=Decimal(100),
)


def baca_predikat(teks: str, skala: Skala) -> Decimal:
    """Read ``WTP``, ``(3) WTP``, ``3`` (LABEL) or ``82``, ``A (82)`` (RENTANG) as the number on the scale.

    Raises ``PredikatTidakDikenal`` for an unknown word, a number off the scale, or a word that contradicts its number,
    and the errors of ``baca_angka`` for an unreadable number.
    """
    kata, angka = _pisah(" ".join(teks.split()), skala)
    if skala.jenis is JenisSkala.RENTANG:
        return _baca_rentang(kata, angka, skala)
    if angka is None:
        return _tingkat_berlabel(kata, skala).nilai
    nilai = baca_angka(angka)
    tingkat = _tingkat_bernilai(nilai, skala)
    if kata and _tingkat_berlabel(kata, skala) is not tingkat:
        raise _bertentangan(kata, nilai, tingkat.label)
    return tingkat.nilai


def tulis_predikat(nilai: Decimal, skala: Skala) -> str:
    """``WTP`` on a LABEL scale, ``A (82,00)`` on a RENTANG scale. Raises ``PredikatTidakDikenal`` off the scale."""
    if skala.jenis is JenisSkala.LABEL:
        return _tingkat_bernilai(nilai, skala).label
    return f"{_label_rentang(nilai, skala)} ({tulis_angka(nilai)})"


def angka_banding(nilai: Decimal, skala: Skala) -> Decimal:
    """The number that capaian compares: the level's percentage when every level has one, else the number itself.

    Our choice: [JB] 3 converts WDP to 75 %, not to 2/3 of WTP, so the percentages rank the opinions, not the points.
    """
    if skala.jenis is JenisSkala.RENTANG:
        _label_rentang(nilai, skala)  # a number off the scale is refused here too
        return nilai
    tingkat = _tingkat_bernilai(nilai, skala)
    if tingkat.persen is not None and all(t.persen is not None for t in skala.tingkat):
        return tingkat.persen
    return nilai


def _pisah(teks: str, skala: Skala) -> tuple[str, str | None]:
    """Split a text into (word or "", number text or None)."""
    if not teks:
        raise PredikatTidakDikenal(f"Isian kosong: tulis {_contoh(skala)}.")
    if any(t.label.casefold() == teks.casefold() for t in skala.tingkat):
        return teks, None
    for pola in (r"\((?P<angka>[^()]+)\) ?(?P<kata>.+)", r"(?P<kata>.+?) ?\((?P<angka>[^()]+)\)"):
        if cocok := re.fullmatch(pola, teks):
            return cocok["kata"], cocok["angka"].strip()
    return ("", teks) if re.match(r"[-\u2212]?[0-9]", teks) else (teks, None)


def _baca_rentang(kata: str, angka: str | None, skala: Skala) -> Decimal:
    tingkat = _tingkat_berlabel(kata, skala) if kata else None
    if angka is None:
        raise PredikatTidakDikenal(f"Predikat {kata} memerlukan nilainya: tulis {_contoh(skala)}.")
    nilai = baca_angka(angka)
    seharusnya = _label_rentang(nilai, skala)
    if tingkat is not None and tingkat.label != seharusnya:
        raise _bertentangan(kata, nilai, seharusnya)
    return nilai


def _label_rentang(nilai: Decimal, skala: Skala) -> str:
    terendah = min(t.nilai for t in skala.tingkat)
    if nilai < terendah or (skala.maksimum is not None and nilai > skala.maksimum):
        batas = "" if skala.maksimum is None else f" sampai {tulis_ringkas(skala.maksimum)}"
        raise PredikatTidakDikenal(
            f"Nilai {tulis_ringkas(nilai)} di luar skala {skala.nama}: {tulis_ringkas(terendah)}{batas}."
        )
    return kelas(nilai, [Pita(t.nilai, t.label, skala.tegas) for t in skala.tingkat])


def _tingkat_berlabel(kata: str, skala: Skala) -> Tingkat:
    for tingkat in skala.tingkat:
        if tingkat.label.casefold() == kata.casefold():
            return tingkat
    raise PredikatTidakDikenal(f"\u201c{kata[:40]}\u201d tidak ada dalam skala {skala.nama}: {_semua(skala)}.")


def _tingkat_bernilai(nilai: Decimal, skala: Skala) -> Tingkat:
    for tingkat in skala.tingkat:
        if tingkat.nilai == nilai:
            return tingkat
    raise PredikatTidakDikenal(f"Nilai {tulis_ringkas(nilai)} tidak ada dalam skala {skala.nama}: {_semua(skala)}.")


def _semua(skala: Skala) -> str:
    return ", ".join(f"{t.label} ({tulis_ringkas(t.nilai)})" for t in skala.tingkat)


def _contoh(skala: Skala) -> str:
    if skala.jenis is JenisSkala.LABEL:
        return f"salah satu dari {', '.join(t.label for t in skala.tingkat)}"
    return "nilainya, misalnya 82,5"


def _bertentangan(kata: str, nilai: Decimal, seharusnya: str) -> KesalahanHitung:
    return PredikatTidakDikenal(
        f"{kata} bertentangan dengan nilai {tulis_ringkas(nilai)}: nilai itu berpredikat {seharusnya}."
    )
