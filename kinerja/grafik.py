"""Drawing SVG on the server: the strokes and letters every chart of the product is made of, for page and paper alike.

Presentation attributes only (the site's CSP forbids styles in the page), and each drawing carries a title and a
description for those who can't see it. Nothing may be told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from indikator.hitung.angka import bulatkan

HURUF = "Source Sans 3"
TINTA, LEMBUT, SAMAR = "#14282e", "#475a60", "#c2cdcb"
LAUT, KUNYIT = "#0b5563", "#e9b44c"


def titik(nilai: Decimal | int) -> str:
    """A coordinate with two decimals."""
    return f"{bulatkan(Decimal(nilai)):f}"


def garis(
    x1: Decimal | int,
    y1: Decimal | int,
    x2: Decimal | int,
    y2: Decimal | int,
    *,
    warna: str = KUNYIT,
    tebal: str = "1.5",
    putus: bool = False,
) -> str:
    """A straight line; `putus` draws it dashed."""
    pola = ' stroke-dasharray="4 3"' if putus else ""
    return (
        f'<line x1="{titik(x1)}" y1="{titik(y1)}" x2="{titik(x2)}" y2="{titik(y2)}" '
        f'stroke="{warna}" stroke-width="{tebal}"{pola}/>'
    )


def kotak(
    x: Decimal | int, y: Decimal | int, lebar: Decimal | int, tinggi: Decimal | int, *, isi: str = LAUT, tepi: str = ""
) -> str:
    """A rectangle filled with the colour `isi`, with an outline of the colour `tepi` if given."""
    pinggir = f' stroke="{tepi}" stroke-width="1"' if tepi else ""
    return (
        f'<rect x="{titik(x)}" y="{titik(y)}" width="{titik(lebar)}" height="{titik(tinggi)}" fill="{isi}"{pinggir}/>'
    )


def teks(
    x: Decimal | int,
    y: Decimal | int,
    isi: str,
    *,
    warna: str = TINTA,
    jangkar: str = "start",
    tebal: bool = False,
    miring: bool = False,
    ukuran: str = "9.5",
) -> str:
    """Letters with their baseline at `y`; `jangkar` is start, middle or end."""
    gaya = (' font-weight="600"' if tebal else "") + (' font-style="italic"' if miring else "")
    return (
        f'<text x="{titik(x)}" y="{titik(y)}" font-size="{ukuran}" font-family="{HURUF}" fill="{warna}" '
        f'text-anchor="{jangkar}"{gaya}>{escape(isi)}</text>'
    )


def bungkus(lebar: int, tinggi: int, judul: str, uraian: str, bagian: Sequence[str]) -> str:
    """The whole <svg> around the parts."""
    kepala = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {lebar} {tinggi}" width="{lebar}" height="{tinggi}"'
    return f'{kepala} role="img"><title>{escape(judul)}</title><desc>{escape(uraian)}</desc>{"".join(bagian)}</svg>'
