"""How a formula looks in a document: in one line of words, or with its divisions as fractions."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from indikator.hitung.rumus import _TANDA, Rumus, _tulis


@dataclass(frozen=True, slots=True)
class Pecahan:
    """A division as it is written by hand: one text over the other."""

    atas: str
    bawah: str


Potongan = str | Pecahan


def tulis_rumus(rumus: Rumus, label: Mapping[str, str]) -> str:
    """The formula in words: ``Izin tepat waktu / Seluruh izin × 100``; a component without a label keeps its name."""
    return _tulis(rumus._pohon, rumus.teks, lambda nama: label.get(nama, nama))


def potong_rumus(rumus: Rumus, label: Mapping[str, str]) -> tuple[Potongan, ...]:
    """As `tulis_rumus`, in pieces: (``Pecahan(Izin tepat waktu, Seluruh izin)``, ``× 100``).

    Only divisions that are not inside another one, or inside a function, become fractions.
    """
    hasil: list[Potongan] = []
    for satu in _potong(rumus._pohon, rumus.teks, label, 0):
        if hasil and isinstance(satu, str) and isinstance(hasil[-1], str):
            hasil[-1] = f"{hasil[-1]} {satu}"
        else:
            hasil.append(satu)
    return tuple(hasil)


def _potong(simpul: ast.expr, teks: str, label: Mapping[str, str], kuat: int) -> list[Potongan]:
    def sebut(nama: str) -> str:
        return label.get(nama, nama)

    match simpul:
        case ast.BinOp(left=kiri, op=ast.Div(), right=kanan):
            return [Pecahan(_tulis(kiri, teks, sebut), _tulis(kanan, teks, sebut))]
        case ast.BinOp(left=kiri, op=op, right=kanan):
            tanda, kekuatan = _TANDA[type(op)]
            isi = [*_potong(kiri, teks, label, kekuatan), tanda, *_potong(kanan, teks, label, kekuatan + 1)]
            if any(isinstance(satu, Pecahan) for satu in isi):
                return ["(", *isi, ")"] if kekuatan < kuat else isi
    return [_tulis(simpul, teks, sebut, kuat)]
