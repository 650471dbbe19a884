"""Reads the worked tables of docs/ikm.md, independently of the code under test."""

from decimal import Decimal
from functools import cache
from pathlib import Path

HALAMAN = Path(__file__).parents[2] / "docs" / "ikm.md"


@cache
def tabel(nama: str) -> list[dict[str, str]]:
    """The rows of the table after ``<!-- tabel: nama -->``, by column heading."""
    _, _, sesudah = HALAMAN.read_text(encoding="utf-8").partition(f"<!-- tabel: {nama} -->\n")
    barisan = []
    for baris in sesudah.splitlines():
        if not baris.startswith("|"):
            break
        barisan.append([sel.strip() for sel in baris.strip("|").split("|")])
    kepala, _, *isi = barisan
    return [dict(zip(kepala, baris, strict=True)) for baris in isi]


def desimal(teks: str) -> Decimal:
    """A number of the page: decimal comma."""
    return Decimal(teks.replace(",", "."))
