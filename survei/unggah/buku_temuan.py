"""The findings of a recap check as a workbook and as CSV; text of the checked file is never a formula."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from survei.hitung.periksa import Temuan
from survei.hitung.periksa.bahan import baca
from survei.hitung.periksa.kata import NAMA_ATURAN, NAMA_KEYAKINAN, koma
from survei.unggah.salah import AWAL_RUMUS

KEPALA = ("berkas", "baris", "unit", "kolom", "aturan", "tercetak", "dihitung", "keyakinan", "penjelasan")
_LEBAR = (10, 8, 44, 16, 34, 14, 14, 16, 90)


def csv_temuan(temuan: Sequence[Temuan]) -> bytes:
    """UTF-8 with a mark that Excel needs, semicolons, codes as in docs/periksa-rekap.md, decimal points."""
    tulis = io.StringIO(newline="")
    penulis = csv.writer(tulis, delimiter=";")
    penulis.writerow(KEPALA)
    for t in temuan:
        bebas = (t.unit, t.kolom, t.aturan.value, t.tercetak, t.dihitung, t.keyakinan.value, t.penjelasan)
        penulis.writerow([t.berkas, t.baris, *map(_aman, bebas)])
    return tulis.getvalue().encode("utf-8-sig")


def buku_temuan(temuan: Sequence[Temuan]) -> bytes:
    """One sheet with fixed heads and filters; figures are numbers with the decimals they were printed with."""
    buku = Workbook()
    lembar = buku.active
    assert isinstance(lembar, Worksheet)  # noqa: S101
    lembar.title = "Temuan"
    lembar.append([k.capitalize() for k in KEPALA])
    for sel in lembar[1]:
        sel.font = Font(bold=True)
    for nomor, t in enumerate(temuan, 2):
        nama, sebut = NAMA_ATURAN[t.aturan][0], NAMA_KEYAKINAN[t.keyakinan]
        isi: tuple[str | int, ...] = (
            t.berkas,
            t.baris,
            t.unit,
            t.kolom,
            nama,
            t.tercetak,
            t.dihitung,
            sebut,
            koma(t.penjelasan),
        )
        for urutan, nilai in enumerate(isi, 1):
            _tulis(lembar, nomor, urutan, nilai)
    for huruf, lebar in zip("ABCDEFGHI", _LEBAR, strict=True):
        lembar.column_dimensions[huruf].width = lebar
    lembar.freeze_panes = "A2"
    lembar.auto_filter.ref = f"A1:I{max(2, len(temuan) + 1)}"
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.fitToHeight = 0
    lembar.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    lembar.print_title_rows = "1:1"
    wadah = io.BytesIO()
    buku.save(wadah)
    return wadah.getvalue()


def _tulis(lembar: Worksheet, baris: int, kolom: int, nilai: str | int) -> None:
    sel = lembar.cell(baris, kolom)
    angka = baca(nilai) if isinstance(nilai, str) and KEPALA[kolom - 1] in ("tercetak", "dihitung") else None
    if isinstance(nilai, int) or angka is not None:
        sel.value = nilai if isinstance(nilai, int) else angka
        sel.number_format = "0" if isinstance(nilai, int) else _format(angka)
        return
    sel.value = ILLEGAL_CHARACTERS_RE.sub("", str(nilai))
    sel.data_type = "s"
    sel.alignment = Alignment(wrap_text=KEPALA[kolom - 1] == "penjelasan", vertical="top")


def _format(angka: Decimal | None) -> str:
    eksponen = angka.as_tuple().exponent if angka is not None else 0
    desimal = -eksponen if isinstance(eksponen, int) and eksponen < 0 else 0
    return "0." + "0" * desimal if desimal else "0"


def _aman(teks: str) -> str:
    """A negative number stays one; anything else that a spreadsheet would run is quoted."""
    return f"'{teks}" if teks.startswith(AWAL_RUMUS) and baca(teks) is None else teks
