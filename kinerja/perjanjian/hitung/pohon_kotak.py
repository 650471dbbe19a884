"""What stands in the box of a condition, line by line, and how high that makes it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinerja.perjanjian.hitung.pohon import SEBUTAN_JENIS, Simpul
from kinerja.perjanjian.hitung.pohon_huruf import pecah_baris
from kinerja.perjanjian.hitung.pohon_tata import LEBAR

TEPI_KIRI, TEPI = 16, 10
KECIL, BIASA = 11, 13
_JARAK_BARIS = {KECIL: 14, BIASA: 17}
_JARAK_BAGIAN = 5
_BANYAK = 3
TINGGI_MIN = 56


@dataclass(frozen=True, slots=True)
class Baris:
    """One line: its words, baseline below the box's upper edge, type size, and manner (jenis, kondisi, ...)."""

    teks: str
    y: int
    ukuran: int
    cara: str


@dataclass(frozen=True, slots=True)
class Kotak:
    """The lines of one box and its height."""

    baris: tuple[Baris, ...]
    tinggi: int


def isi_kotak(simpul: Simpul, nomor: str, crosscutting: Sequence[str] = (), rujukan: str = "") -> Kotak:
    """The box of a condition: number and kind, the condition, its indicators, who answers, units taking part.

    Of long lists the first few are named and the rest counted: the list beside the drawing has them all.

    Args:
        crosscutting: links that lead out of the drawing, in words.
        rujukan: where the branch goes on ("halaman 3").
    """
    bagian: list[tuple[str, int, list[str]]] = [
        ("jenis", KECIL, [f"{nomor}  {SEBUTAN_JENIS[simpul.jenis]}"]),
        ("kondisi", BIASA, [simpul.uraian]),
        ("indikator", KECIL, _ringkas([f"• {nama}" for _, nama in simpul.ukuran], "indikator lain")),
    ]
    if simpul.pengampu:
        bagian.append(("pengampu", KECIL, ["Oleh " + _gabung(simpul.pengampu)]))
    bagian.append(("crosscutting", KECIL, _ringkas(crosscutting, "crosscutting lain")))
    if rujukan:
        bagian.append(("rujukan", KECIL, [rujukan]))
    hasil: list[Baris] = []
    y = TEPI
    for cara, ukuran, isi in bagian:
        tebal = cara in ("jenis", "rujukan")
        baris = [b for teks in isi for b in pecah_baris(teks, ukuran, LEBAR - TEPI_KIRI - TEPI, tebal=tebal)]
        for teks in baris:
            y += _JARAK_BARIS[ukuran]
            hasil.append(Baris(teks, y - 4, ukuran, cara))
        y += _JARAK_BAGIAN if baris else 0
    return Kotak(tuple(hasil), max(TINGGI_MIN, y - _JARAK_BAGIAN + TEPI))


def _ringkas(isi: Sequence[str], sebutan: str) -> list[str]:
    if len(isi) <= _BANYAK + 1:
        return list(isi)
    return [*isi[:_BANYAK], f"dan {len(isi) - _BANYAK} {sebutan}"]


def _gabung(nama: Sequence[str]) -> str:
    if len(nama) <= _BANYAK + 1:
        return ", ".join(nama)
    return f"{', '.join(nama[:_BANYAK])}, dan {len(nama) - _BANYAK} lainnya"
