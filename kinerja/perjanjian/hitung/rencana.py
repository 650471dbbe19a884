"""How far an activity of the Rencana Aksi has come: output against plan, money absorbed. Pure.

The regulation [53] asks for progress by quarter but gives no arithmetic; these rules are our own choice. Nothing is
rounded here. Three nothings stay apart: nothing planned (N/A), planned but not reported (belum), and planned as 0, by
which nothing can be divided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indikator.hitung.angka import persis
from indikator.hitung.triwulan import Pola

SERATUS = Decimal(100)
ALASAN_NA = "Tidak direncanakan, jadi tidak dinilai."
ALASAN_BELUM = "Direncanakan, tetapi belum dilaporkan."
ALASAN_NOL = "Tidak dapat dihitung: rencananya 0."


class Keadaan(StrEnum):
    """Whether there is a percentage, or which of the three nothings."""

    ADA = "ada"
    NA = "na"
    BELUM = "belum"
    TAK_TERHITUNG = "tak_terhitung"


@dataclass(frozen=True, slots=True)
class Ukuran:
    """A realisation against its plan. `persen` only for ADA, raw; `alasan` says in words why there is none, or how.

    `rencana` and `realisasi` are in the activity's unit or in rupiah; None: nothing planned, nothing reported.
    """

    keadaan: Keadaan
    persen: Decimal | None = None
    rencana: Decimal | None = None
    realisasi: Decimal | None = None
    alasan: str = ""


@persis
def setahun(pola: Pola, nilai: Sequence[Decimal | None]) -> Decimal | None:
    """The year of four quarters: their sum, or for running figures the last one there is; None when there is none."""
    ada = [n for n in nilai if n is not None]
    if not ada:
        return None
    return ada[-1] if pola is Pola.KUMULATIF else sum(ada, Decimal(0))


@persis
def ukur(pola: Pola, rencana: Sequence[Decimal | None], realisasi: Sequence[Decimal | None]) -> Ukuran:
    """Progress over the quarters given: realised so far / planned for all of them × 100.

    A quarter not reported yet adds nothing, so it can never make the figure better.
    """
    target, hasil = setahun(pola, rencana), setahun(pola, realisasi)
    if target is None:
        return Ukuran(Keadaan.NA, None, None, hasil, ALASAN_NA)
    if hasil is None:
        return Ukuran(Keadaan.BELUM, None, target, None, ALASAN_BELUM)
    if target == 0:
        return Ukuran(Keadaan.TAK_TERHITUNG, None, target, hasil, ALASAN_NOL)
    return Ukuran(Keadaan.ADA, hasil / target * SERATUS, target, hasil)


def ukur_triwulan(rencana: Decimal | None, realisasi: Decimal | None) -> Ukuran:
    """One quarter by itself."""
    return ukur(Pola.JUMLAH, [rencana], [realisasi])


@persis
def kemajuan(kegiatan: Sequence[Ukuran]) -> Ukuran:
    """Progress of an indicator's plan: the plain mean of its activities, each counting at most 100 per cent.

    Without that limit one activity that delivered double would hide another that delivered nothing. An activity not
    reported counts as 0 as soon as another one is; one without a plan, or planned as 0, is left out and named.
    """
    dinilai = [u for u in kegiatan if u.keadaan in (Keadaan.ADA, Keadaan.BELUM)]
    lain = [u for u in kegiatan if u.keadaan is Keadaan.TAK_TERHITUNG]
    if not dinilai:
        return Ukuran(Keadaan.TAK_TERHITUNG, alasan=ALASAN_NOL) if lain else Ukuran(Keadaan.NA, alasan=ALASAN_NA)
    ada = [u.persen for u in dinilai if u.persen is not None]
    if not ada:
        return Ukuran(Keadaan.BELUM, alasan=ALASAN_BELUM)
    jumlah = sum((min(p, SERATUS) for p in ada), Decimal(0))
    return Ukuran(Keadaan.ADA, jumlah / len(dinilai), alasan=_cara(len(dinilai), len(dinilai) - len(ada), len(lain)))


def _cara(dinilai: int, belum: int, tak_terhitung: int) -> str:
    bagian = [f"Rata-rata {dinilai} kegiatan, masing-masing paling tinggi 100%"]
    if belum:
        bagian.append(f"{belum} belum dilaporkan dihitung 0")
    if tak_terhitung:
        bagian.append(f"{tak_terhitung} tidak dapat dihitung (rencana 0)")
    return "; ".join(bagian) + "."


def serapan(rencana: Iterable[Decimal | None], realisasi: Iterable[Decimal | None]) -> Ukuran:
    """Money absorbed of the money planned, over any quarters of any activities: Σ absorbed / Σ planned × 100."""
    return ukur(Pola.JUMLAH, list(rencana), list(realisasi))


def menurun(pola: Pola, target: Sequence[Decimal | None]) -> int:
    """The first quarter (1–4) whose running target is below the one before; 0 when there is none."""
    if pola is not Pola.KUMULATIF:
        return 0
    terakhir = None
    for triwulan, nilai in enumerate(target, 1):
        if nilai is None:
            continue
        if terakhir is not None and nilai < terakhir:
            return triwulan
        terakhir = nilai
    return 0
