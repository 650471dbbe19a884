"""The list of bad cells as a workbook: row numbers to sort and filter by, everything else text that never runs."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

from survei.unggah.salah import AWAL_RUMUS

_LEBAR = {"A": 9, "B": 32, "C": 32, "D": 70}


def buku_salah(kepala: Sequence[str], baris: Iterable[Sequence[str]]) -> bytes:
    """One sheet with fixed head and filter.

    Args:
        baris: (row, column, value, rule) as the CSV list holds them, formulas quoted; a closing remark has no row.
    """
    buku = Workbook(write_only=True)
    lembar = buku.create_sheet("Kesalahan")
    for huruf, lebar in _LEBAR.items():
        lembar.column_dimensions[huruf].width = lebar
    lembar.freeze_panes = "A2"
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.fitToHeight = 0
    lembar.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    lembar.print_title_rows = "1:1"
    judul = [WriteOnlyCell(lembar, teks) for teks in kepala]
    for sel in judul:
        sel.font = Font(bold=True)
    lembar.append(judul)
    terakhir = 1
    for nomor, *isi in baris:
        lembar.append([int(nomor) if nomor else None, *(_teks(lembar, teks) for teks in isi)])
        terakhir += 1
    lembar.auto_filter.ref = f"A1:D{terakhir}"
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _teks(lembar: WriteOnlyWorksheet, teks: str) -> str | Cell:
    """Plain text is the quick way; what looks like a formula is marked as text, without the quote the CSV needs."""
    polos = ILLEGAL_CHARACTERS_RE.sub("", teks)
    if not polos.startswith("'") or not polos[1:].startswith(AWAL_RUMUS):
        return polos
    sel = WriteOnlyCell(lembar, polos[1:])
    sel.data_type = "s"
    return sel
