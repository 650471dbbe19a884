"""Rule ``kolom_geser``: one shifted or swapped column that explains many contradictions at once.

Each relation between columns is tried as printed and under alternatives (this column moved by 1–3 rows, these two
columns swapped). An alternative is accepted for a block of rows when it explains at least five more rows than the
printed order does and fits four rows out of five. The block is the stretch with the largest gain (maximum subarray).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survei.hitung.periksa.bahan import Aturan, Keyakinan, Rekap, Temuan
from survei.hitung.periksa.hubungan import Cara, Hubungan, hubungan

_MINIMAL = 5
_SERAGAM = 0.8  # share of fitting rows; a count of rows, no figure of the survey


@dataclass(frozen=True, slots=True)
class _Blok:
    """Rows ``awal``..``akhir`` (inclusive, indices of the unit table) where ``cara`` gains ``untung`` rows."""

    cara: Cara
    awal: int
    akhir: int
    untung: int
    cocok: int
    semula: int
    teruji: int


def periksa_geser(rekap: Rekap) -> Iterator[Temuan]:
    """The unit table, its own columns against each other and against the sheets."""
    bergeser: set[str] = set()
    for hub in hubungan(rekap):
        if bergeser & set(hub.kolom):
            continue
        blok = _terbaik(hub, len(rekap.units))
        if blok is not None:
            bergeser |= set(blok.cara.kolom)
            yield _temuan(rekap, hub, blok)


def _terbaik(hub: Hubungan, banyak: int) -> _Blok | None:
    semula = [hub.cocok(i) for i in range(banyak)]
    blok = [b for cara in hub.cara if (b := _blok(cara, semula, [cara.cocok(i) for i in range(banyak)])) is not None]
    return max(blok, key=lambda b: b.untung, default=None)


def _blok(cara: Cara, semula: Sequence[bool | None], lain: Sequence[bool | None]) -> _Blok | None:
    langkah = [0 if a is None or b is None else int(b) - int(a) for a, b in zip(semula, lain, strict=True)]
    awal, akhir, untung = _subderet_terbesar(langkah)
    if untung < _MINIMAL:
        return None
    potong = slice(awal, akhir + 1)
    teruji = [(a, b) for a, b in zip(semula[potong], lain[potong], strict=True) if a is not None and b is not None]
    cocok = sum(b for _, b in teruji)
    if cocok < _SERAGAM * len(teruji):
        return None
    return _Blok(cara, awal, akhir, untung, cocok, sum(a for a, _ in teruji), len(teruji))


def _subderet_terbesar(langkah: Sequence[int]) -> tuple[int, int, int]:
    """(first, last, sum) of the stretch with the largest sum; rows that speak neither way belong to it."""
    terbaik, awal, jumlah = (0, -1, 0), 0, 0
    for i, nilai in enumerate(langkah):
        if jumlah < 0:
            awal, jumlah = i, 0
        jumlah += nilai
        if jumlah >= terbaik[2]:
            terbaik = (awal, i, jumlah)
    return terbaik


def _temuan(rekap: Rekap, hub: Hubungan, blok: _Blok) -> Temuan:
    for unit in rekap.units[blok.awal : blok.akhir + 1]:
        rekap.jelaskan("units", unit.baris, {*blok.cara.kolom, hub.sasaran})
    indeks = next(i for i in range(blok.awal, blok.akhir + 1) if blok.cara.cocok(i) and hub.cocok(i) is False)
    unit, akhir = rekap.units[indeks], rekap.units[blok.akhir]
    kolom = blok.cara.kolom[0]
    return Temuan(
        unit.baris, unit.nama, kolom, Aturan.KOLOM_GESER, unit.teks(kolom), blok.cara.seharusnya(indeks),
        Keyakinan.SANGAT_MUNGKIN,
        f"{blok.cara.sebutan}: dengan begitu {blok.cocok} dari {blok.teruji} baris yang dapat diuji cocok "
        f"({hub.sebutan}), tanpa itu hanya {blok.semula}. Baris {rekap.units[blok.awal].baris}–{akhir.baris}.",
    )  # fmt: skip
