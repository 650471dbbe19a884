"""Reads the worked tables of docs/rumus.md, independently of the code under test."""

from decimal import Decimal
from functools import cache
from pathlib import Path

from indikator.hitung.capaian import Target

HALAMAN = Path(__file__).parents[2] / "docs" / "rumus.md"
Baris = dict[str, str]


@cache
def tabel(nama: str) -> list[Baris]:
    """The rows of the table after ``<!-- tabel: nama -->`` as dicts by column head, without backticks around a cell."""
    _, _, sesudah = HALAMAN.read_text(encoding="utf-8").partition(f"<!-- tabel: {nama} -->\n")
    barisan = []
    for baris in sesudah.splitlines():
        if not baris.startswith("|"):
            break
        barisan.append([_isi(sel) for sel in baris.strip("|").split("|")])
    kepala, _, *isi = barisan
    return [dict(zip(kepala, baris, strict=True)) for baris in isi]


def _isi(sel: str) -> str:
    sel = sel.strip()
    return sel[1:-1] if len(sel) > 1 and sel.startswith("`") and sel.endswith("`") else sel


def desimal(teks: str) -> Decimal:
    """A number of the page: decimal comma, no thousand points."""
    return Decimal(teks.replace(",", "."))


def realisasi(teks: str) -> Decimal | None:
    return None if teks == "belum" else desimal(teks)


def target(teks: str) -> Target:
    if teks == "N/A":
        return Target.na()
    if teks == "belum":
        return Target.belum()
    if ".." in teks:
        bawah, atas = teks.split("..")
        return Target.rentang(desimal(bawah), desimal(atas))
    return Target.angka(desimal(teks))


def deret(teks: str) -> list[str]:
    return [bagian.strip() for bagian in teks.split(";")] if teks else []
