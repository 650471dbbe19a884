"""The agency's own questions, never scored, in an uploaded sheet: which column holds which, and their answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from survei.hitung.pribadi import tanpa_pribadi
from survei.hitung.tambahan import Tanya
from survei.unggah.ciri import Pembacaan
from survei.unggah.kenali import KEPALA_MAKS, Kolom, Pemetaan, Peran, kunci_kepala
from survei.unggah.nilai import PANJANG_TEKS, baca_teks
from survei.unggah.tabel import Isi, Sel

BUKAN_PILIHAN = "bukan salah satu pilihan pertanyaan ini"
_NOMOR = re.compile(r"t([1-9][0-9]?) (.+)")


def kenali_tambahan(pemetaan: Pemetaan, tanya: Sequence[Tanya]) -> Pemetaan:
    """The proposal with the columns whose heading is a question's text, with or without its label before it.

    A personal column stays personal. Where two questions have the same words, only the label tells them apart.
    """
    kolom = tuple(k if k.peran is Peran.PRIBADI else _cari(k, tanya) for k in pemetaan.kolom)
    return replace(pemetaan, kolom=kolom)


def pembaca_tambahan(tanya: Sequence[Tanya]) -> Pembacaan:
    """A reader per question, by its id."""
    return {t.nomor: _Pilihan(t.pilihan) if t.pilihan else _bebas for t in tanya}


def _cari(kolom: Kolom, tanya: Sequence[Tanya]) -> Kolom:
    kunci = kunci_kepala(kolom.kepala)
    berlabel = _NOMOR.fullmatch(kunci)
    sama = [t for t in tanya if _sama(t, kunci) or (berlabel is not None and _sama(t, berlabel[2]))]
    if len(sama) > 1 and berlabel is not None:
        sama = [t for t in sama if t.label.casefold() == f"t{berlabel[1]}"]
    if len(sama) != 1:
        return kolom
    return replace(kolom, peran=Peran.TAMBAHAN, nomor=None, unsur=None, tanya=sama[0].nomor)


def _sama(tanya: Tanya, kepala: str) -> bool:
    """Whether the heading is the question; of a long one only the beginning was kept."""
    penuh = kunci_kepala(tanya.teks)
    terpotong = len(f"{tanya.label} {tanya.teks}") > KEPALA_MAKS and len(kepala) > KEPALA_MAKS // 2
    return bool(penuh) and (penuh == kepala or (terpotong and penuh.startswith(kepala)))


class _Pilihan:
    """One of the choices in its own words however it is spaced, or by its number as on the paper form."""

    def __init__(self, pilihan: Sequence[str]) -> None:
        self.ejaan: Mapping[str, str] = {str(n): teks for n, teks in enumerate(pilihan, 1)} | {
            _kunci(teks): teks for teks in pilihan
        }

    def __call__(self, sel: Sel) -> tuple[Isi, str]:
        teks = self.ejaan.get(_kunci(baca_teks(sel)))
        return (teks, "") if teks is not None else (None, BUKAN_PILIHAN)


def _bebas(sel: Sel) -> tuple[Isi, str]:
    teks, maks = baca_teks(sel), PANJANG_TEKS[Peran.TAMBAHAN]
    return (tanpa_pribadi(teks), "") if len(teks) <= maks else (None, f"teks lebih dari {maks} huruf")


def _kunci(teks: str) -> str:
    return " ".join(teks.split()).casefold()
