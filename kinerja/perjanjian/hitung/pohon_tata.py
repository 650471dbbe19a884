"""Laying out a tree of boxes from left to right: each level a column, boxes of any height, none over another. Pure.

The tidy way: subtrees are laid out from the leaves up and pushed together until their outlines touch, then a parent
stands beside the middle of its children. An outline (`_Rupa`) is the upper and lower edge of a subtree per column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEBAR = 250
JARAK_KOLOM = 66
JARAK_BARIS = 16


@dataclass(frozen=True, slots=True)
class Letak:
    """Where a box stands: its left and upper edge and its size, in units."""

    x: int
    y: int
    lebar: int
    tinggi: int

    @property
    def kanan(self) -> int:
        """The right edge."""
        return self.x + self.lebar

    @property
    def bawah(self) -> int:
        """The lower edge."""
        return self.y + self.tinggi

    @property
    def tengah(self) -> int:
        """The middle of its height."""
        return self.y + self.tinggi // 2


@dataclass(slots=True)
class _Rupa:
    """A laid-out subtree: the box tops relative to its own zero, and its outline per column."""

    y: dict[int, int]
    atas: list[int]
    bawah: list[int]


def tata(puncak: Sequence[int], anak: Mapping[int, Sequence[int]], tinggi: Mapping[int, int]) -> dict[int, Letak]:
    """The place of every box below `puncak`, each parent before its children; the uppermost edge is 0.

    Args:
        puncak: boxes of the first column, from above.
        anak: those right of a box, from above; boxes without any may be missing.
        tinggi: height of each box.
    """
    rupa = _tumpuk([_cabang(pk, anak, tinggi) for pk in puncak])
    if not rupa.y:
        return {}
    atas = min(rupa.atas)
    hasil: dict[int, Letak] = {}
    tunggu = [(pk, 0) for pk in reversed(puncak)]
    while tunggu:
        pk, kolom = tunggu.pop()
        hasil[pk] = Letak(kolom * (LEBAR + JARAK_KOLOM), rupa.y[pk] - atas, LEBAR, tinggi[pk])
        tunggu.extend((a, kolom + 1) for a in reversed(anak.get(pk, ())))
    return hasil


def ukuran(letak: Mapping[int, Letak]) -> tuple[int, int]:
    """Width and height of the whole drawing."""
    return max((k.kanan for k in letak.values()), default=0), max((k.bawah for k in letak.values()), default=0)


def _cabang(pk: int, anak: Mapping[int, Sequence[int]], tinggi: Mapping[int, int]) -> _Rupa:
    """One subtree. Trees are at most `pohon.TINGKAT_MAKS` deep, so the recursion is too."""
    bawahan = anak.get(pk, ())
    if not bawahan:
        return _Rupa({pk: 0}, [0], [tinggi[pk]])
    rupa = _tumpuk([_cabang(a, anak, tinggi) for a in bawahan])
    pertama, terakhir = bawahan[0], bawahan[-1]
    tengah = (2 * rupa.y[pertama] + tinggi[pertama] + 2 * rupa.y[terakhir] + tinggi[terakhir]) // 4
    y = tengah - tinggi[pk] // 2
    return _Rupa({pk: y} | rupa.y, [y, *rupa.atas], [y + tinggi[pk], *rupa.bawah])


def _tumpuk(bagian: Sequence[_Rupa]) -> _Rupa:
    """Subtrees one below the other, as close as their outlines allow."""
    hasil = _Rupa({}, [], [])
    for satu in bagian:
        geser = max(
            (atas_bawah + JARAK_BARIS - atas for atas_bawah, atas in zip(hasil.bawah, satu.atas, strict=False)),
            default=0,
        )
        hasil.y |= {pk: y + geser for pk, y in satu.y.items()}
        for kolom, (atas, bawah) in enumerate(zip(satu.atas, satu.bawah, strict=True)):
            if kolom < len(hasil.atas):
                hasil.bawah[kolom] = bawah + geser
            else:
                hasil.atas.append(atas + geser)
                hasil.bawah.append(bawah + geser)
    return hasil
