"""Cells and rows that cannot be taken over: each with its place, value and rule, equal ones grouped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survei.unggah.salah import rentang, ribuan

MAKS_NILAI = 60


class SelSalah(Exception):
    """What a cell holds breaks a rule; `kolom` is its head, `nilai` what it says, `aturan` the rule in words."""

    def __init__(self, kolom: str, nilai: str, aturan: str) -> None:
        super().__init__(aturan)
        self.kolom = kolom
        self.nilai = nilai[:MAKS_NILAI]
        self.aturan = aturan


@dataclass(frozen=True, slots=True)
class Salah:
    """One refusal: sheet, row in the file, head of the column ("": the row as a whole), value, rule."""

    lembar: str
    baris: int
    kolom: str
    nilai: str
    aturan: str


@dataclass(frozen=True, slots=True)
class KelompokSalah:
    """Equal refusals of one sheet and column: how many rows, which, and some of their values."""

    lembar: str
    kolom: str
    aturan: str
    banyak: int
    baris: str
    contoh: str


def kelompokkan(salah: Iterable[Salah]) -> list[KelompokSalah]:
    """By sheet, column and rule; the largest group first, otherwise in the order of the file."""
    kumpulan: dict[tuple[str, str, str], list[Salah]] = {}
    for satu in salah:
        kumpulan.setdefault((satu.lembar, satu.kolom, satu.aturan), []).append(satu)
    hasil = [
        KelompokSalah(
            lembar=lembar,
            kolom=kolom,
            aturan=aturan,
            banyak=len({s.baris for s in isi}),
            baris=rentang(sorted({s.baris for s in isi})),
            contoh=", ".join(list(dict.fromkeys(f"“{s.nilai}”" for s in isi if s.nilai))[:3]),
        )
        for (lembar, kolom, aturan), isi in kumpulan.items()
    ]
    return sorted(hasil, key=lambda k: -k.banyak)


def sebut_baris(banyak: int) -> str:
    """`5.000 baris`."""
    return f"{ribuan(banyak)} baris"
