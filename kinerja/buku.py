"""Workbooks of our own make: styled once, written row by row, text that can never become a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter

Nilai = str | int | Decimal | date | datetime | None
PANJANG_SEL = 32_767  # Excel's own limit of one cell
AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r")
PERSEN = '0.00"%"'
A4, A3 = 9, 8


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column of a sheet: its head and width in characters."""

    judul: str
    lebar: int


@dataclass(frozen=True, slots=True)
class Isi:
    """One cell: a value, the format of a number or date, and whether it is one of the nothings (N/A and so on)."""

    nilai: Nilai
    format: str = ""
    kosong: bool = False


def buku_baru(judul: str, pembuat: str, nomor: str) -> Workbook:
    """An empty workbook that knows our styles."""
    buku = Workbook(write_only=True)
    for gaya in _gaya():
        buku.add_named_style(gaya)
    buku.properties.title, buku.properties.creator, buku.properties.identifier = judul, pembuat, nomor
    return buku


def _gaya() -> list[NamedStyle]:
    """The named styles; made anew for each workbook, which keeps its own numbers in them."""
    garis = Border(*(Side(style="thin", color="9AA7AA"),) * 4)
    atas = Alignment(vertical="top", wrap_text=True)
    huruf = Font(name="Calibri", size=10)
    return [
        NamedStyle("k_judul", font=Font(name="Calibri", size=14, bold=True)),
        NamedStyle("k_teks_polos", font=Font(name="Calibri", size=11)),
        NamedStyle("k_tanda", font=Font(name="Calibri", size=11, bold=True, color="A1201C")),
        NamedStyle(
            "k_kepala",
            font=Font(name="Calibri", size=10, bold=True, color="FFFFFF"),
            fill=PatternFill("solid", start_color="0A3D47"),
            alignment=Alignment(horizontal="center", vertical="center", wrap_text=True),
            border=garis,
        ),
        NamedStyle(
            "k_kelompok",
            font=Font(name="Calibri", size=10, bold=True),
            fill=PatternFill("solid", start_color="E9EEED"),
            alignment=Alignment(vertical="center"),
            border=garis,
        ),
        NamedStyle("k_teks", font=huruf, alignment=atas, border=garis),
        NamedStyle("k_angka", font=huruf, alignment=Alignment(vertical="top"), border=garis),
        NamedStyle(
            "k_kosong",
            font=Font(name="Calibri", size=10, italic=True, color="475A60"),
            alignment=Alignment(horizontal="right", vertical="top", wrap_text=True),
            border=garis,
        ),
    ]


def format_angka(desimal: int, akhiran: str = "") -> str:
    """`#,##0.00`: Excel shows it with the reader's own separators, in Indonesia `1.234,50`."""
    dasar = "#,##0" + ("." + "0" * desimal if desimal else "")
    return f'{dasar}"%"' if akhiran == "%" else dasar


def _sel(lembar: Any, nilai: Nilai, gaya: str, format_: str = "") -> Any:
    """A styled cell. Text is forced to be text: "=1+1" in a note must not run on the reader's machine."""
    sel = WriteOnlyCell(lembar)
    if isinstance(nilai, str):
        sel.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", nilai)[:PANJANG_SEL]
        sel.data_type = "s"
    else:
        sel.value = nilai
    sel.style = gaya
    if format_:
        sel.number_format = format_
    if isinstance(nilai, str) and nilai.startswith(AWAL_RUMUS):
        # Stays text when somebody edits the cell, too.
        sel.quotePrefix = True
    return sel


def _sel_isi(lembar: Any, isi: Isi) -> Any:
    if isi.kosong:
        return _sel(lembar, isi.nilai, "k_kosong")
    teks = isi.nilai is None or isinstance(isi.nilai, str)
    return _sel(lembar, isi.nilai, "k_teks" if teks else "k_angka", isi.format)


def _lembar(buku: Workbook, nama: str, kolom: Sequence[Kolom]) -> Any:
    """A landscape A4 sheet, one page wide."""
    lembar = buku.create_sheet(nama)
    for nomor, satu in enumerate(kolom, 1):
        lembar.column_dimensions[get_column_letter(nomor)].width = satu.lebar
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.paperSize = A4
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr.fitToPage = True
    lembar.oddFooter.center.text = "Halaman &P dari &N"
    return lembar


def tabel(
    buku: Workbook, nama: str, kolom: Sequence[Kolom], baris: Iterable[Sequence[Isi]], *, beku_kolom: int = 0
) -> None:
    """A sheet with one head row (frozen, repeated in print, with a filter) and the rows below.

    `beku_kolom`: how many columns on the left stay in sight.
    """
    lembar = _lembar(buku, nama, kolom)
    # Frozen panes must be known before the first row is written.
    lembar.freeze_panes = f"{get_column_letter(beku_kolom + 1)}2"
    lembar.print_title_rows = "1:1"
    lembar.append([_sel(lembar, k.judul, "k_kepala") for k in kolom])
    banyak = 1
    for isi in baris:
        lembar.append([_sel_isi(lembar, satu) for satu in isi])
        banyak += 1
    daerah = f"A1:{get_column_letter(len(kolom))}{banyak}"
    lembar.auto_filter.ref = daerah
    lembar.print_area = daerah


@dataclass(frozen=True, slots=True)
class Tajuk:
    """What stands above a table with merged heads: lines of title, then head rows; `gabung`: (row, column, rows,
    columns) of the merged cells of the head, from 1. The texts of merged cells beside the first are "".
    """

    judul: Sequence[str]
    kepala: Sequence[Sequence[str]]
    gabung: Sequence[tuple[int, int, int, int]]


def tabel_bertajuk(
    buku: Workbook, nama: str, kolom: Sequence[Kolom], tajuk: Tajuk, isi: Sequence[Sequence[Isi] | str], **cetak: Any
) -> None:
    """A sheet laid out as a printed document: title, head rows (frozen, repeated), a text as `isi` is a band across.

    Args:
        kolom: the widths; the heads are those of `tajuk`.
        cetak: `beku_kolom`: how many columns stay in sight; `kertas`: the code of the paper; `gabung`: merged cells of
            the body as in `Tajuk`, counted from its first row.
    """
    lembar, lebar = _lembar(buku, nama, kolom), len(kolom)
    awal = len(tajuk.judul) + len(tajuk.kepala)
    lembar.page_setup.paperSize = cetak.get("kertas", A4)
    lembar.freeze_panes = f"{get_column_letter(cetak.get('beku_kolom', 0) + 1)}{awal + 1}"
    lembar.print_title_rows = f"{len(tajuk.judul) + 1}:{awal}"
    for nomor, satu in enumerate(tajuk.judul):
        lembar.append([_sel(lembar, satu, "k_teks_polos" if nomor else "k_judul")])
    for baris in tajuk.kepala:
        lembar.append([_sel(lembar, teks, "k_kepala") for teks in baris])
    daerah = [(len(tajuk.judul) + baris, *lain) for baris, *lain in tajuk.gabung]
    daerah += [(awal + baris, *lain) for baris, *lain in cetak.get("gabung", ())]
    for nomor, satu_baris in enumerate(isi, awal + 1):
        if isinstance(satu_baris, str):
            lembar.append([_sel(lembar, satu_baris, "k_kelompok"), *[_sel(lembar, None, "k_kelompok")] * (lebar - 1)])
            daerah.append((nomor, 1, 1, lebar))
        else:
            lembar.append([_sel_isi(lembar, satu) for satu in satu_baris])
    for baris_ke, kolom_ke, tinggi, panjang in daerah:
        akhir = f"{get_column_letter(kolom_ke + panjang - 1)}{baris_ke + tinggi - 1}"
        lembar.merged_cells.add(f"{get_column_letter(kolom_ke)}{baris_ke}:{akhir}")
    lembar.print_area = f"A1:{get_column_letter(lebar)}{awal + len(isi)}"


def pasangan(
    buku: Workbook, nama: str, judul: str, tanda: Sequence[str], isi: Sequence[tuple[str, Isi]], *, lebar: int = 90
) -> None:
    """A sheet of facts under a title and the marks a reader must not miss: name and value."""
    lembar = _lembar(buku, nama, [Kolom("", 36), Kolom("", lebar)])
    lembar.append([_sel(lembar, judul, "k_judul")])
    for satu in tanda:
        lembar.append([_sel(lembar, satu, "k_tanda")])
    lembar.append([])
    for kiri, kanan in isi:
        lembar.append([_sel(lembar, kiri, "k_teks"), _sel_isi(lembar, kanan)])
    lembar.print_area = f"A1:B{len(isi) + len(tanda) + 2}"
