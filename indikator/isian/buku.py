"""The template as a workbook: one row per component that is typed, filled with what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indikator.forms import baca_isian
from indikator.hitung.angka import DIGIT_DESIMAL
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.selectors.baris_isian import Baris, SelKomponen

LEMBAR = "Isian"
KEPALA = ("No", "Indikator", "Komponen", "Satuan", "Target", "Isian", "Kunci", "Asal")
BARIS_KEPALA = 4
KOLOM_ISIAN, KOLOM_KUNCI, KOLOM_ASAL = 6, 7, 8
LEBAR = (7, 52, 38, 12, 16, 20, 14, 8)
FORMAT_ANGKA = "#,##0." + "#" * DIGIT_DESIMAL
# Excel keeps 15 digits of a number; a longer one travels as text.
DIGIT_EXCEL = 15
_SISI = Side(style="thin", color="D3DBD9")
_GARIS = Border(left=_SISI, right=_SISI, top=_SISI, bottom=_SISI)
_ISI = PatternFill("solid", fgColor="FDF2DB")


def tulis_templat(judul: str, keterangan: str, tanda: str, baris: Sequence[Baris]) -> bytes:
    """The workbook as bytes.

    Args:
        judul, keterangan: the lines on top.
        tanda: which unit and quarter this is; the upload is refused for another.
    """
    buku = Workbook()
    lembar = buku.active
    assert isinstance(lembar, Worksheet)  # noqa: S101 (a new workbook has a sheet)
    lembar.title = LEMBAR
    _kepala(lembar, judul, keterangan, tanda)
    nomor = BARIS_KEPALA
    for satu in baris:
        if satu.terkunci:
            continue
        for sel in satu.diketik:
            nomor += 1
            _baris(lembar, nomor, satu, sel)
    lembar.freeze_panes = f"C{BARIS_KEPALA + 1}"
    lembar.protection.sheet = True
    lembar.print_title_rows = f"{BARIS_KEPALA}:{BARIS_KEPALA}"
    lembar.page_setup.orientation = "landscape"
    lembar.page_setup.fitToHeight = 0
    lembar.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _kepala(lembar: Worksheet, judul: str, keterangan: str, tanda: str) -> None:
    lembar.cell(row=1, column=1, value=judul).font = Font(bold=True, size=14)
    lembar.cell(row=2, column=1, value=keterangan)
    lembar.cell(row=1, column=KOLOM_KUNCI, value=tanda)
    for kolom, (nama, lebar) in enumerate(zip(KEPALA, LEBAR, strict=True), 1):
        sel = lembar.cell(row=BARIS_KEPALA, column=kolom, value=nama)
        sel.font = Font(bold=True, color="FFFFFF")
        sel.fill = PatternFill("solid", fgColor="0A3D47")
        sel.alignment = Alignment(wrap_text=True, vertical="center")
        lembar.column_dimensions[get_column_letter(kolom)].width = lebar
    for kolom in (KOLOM_KUNCI, KOLOM_ASAL):
        lembar.column_dimensions[get_column_letter(kolom)].hidden = True


def _baris(lembar: Worksheet, nomor: int, baris: Baris, sel: SelKomponen) -> None:
    indikator = baris.indikator
    target = "\n".join(filter(None, (baris.target.teks or "N/A", baris.menurut and f"menurut {baris.menurut}")))
    isi = (indikator.kode, indikator.nama, sel.label, indikator.satuan.nama, target)
    for kolom, teks in enumerate(isi, 1):
        satu = lembar.cell(row=nomor, column=kolom)
        satu.value = teks
        # Names are people's text: never a formula, whatever they start with.
        satu.data_type = "s"
        satu.alignment = Alignment(wrap_text=True, vertical="top")
        satu.border = _GARIS
    masukan = lembar.cell(row=nomor, column=KOLOM_ISIAN)
    _isi(masukan, baris, sel)
    masukan.fill, masukan.border, masukan.protection = _ISI, _GARIS, Protection(locked=False)
    masukan.alignment = Alignment(horizontal="right", vertical="top")
    if sel.pilihan and not any('"' in p or "," in p for p in sel.pilihan):
        pilihan = DataValidation(type="list", formula1=f'"{",".join(sel.pilihan)}"', allow_blank=True)
        lembar.add_data_validation(pilihan)
        pilihan.add(masukan)
    lembar.cell(row=nomor, column=KOLOM_KUNCI, value=f"{baris.pk}:{sel.pk}")
    asal = lembar.cell(row=nomor, column=KOLOM_ASAL, value=sel.teks)
    asal.data_type = "s"


def _isi(masukan: object, baris: Baris, sel: SelKomponen) -> None:
    if sel.pilihan:
        masukan.value = sel.teks or None  # type: ignore[attr-defined]
        return
    masukan.number_format = FORMAT_ANGKA  # type: ignore[attr-defined]
    try:
        nilai = baca_isian(sel.teks, baris.indikator)
    except KesalahanHitung:
        nilai = None
    panjang = nilai is not None and len(nilai.normalize().as_tuple().digits) > DIGIT_EXCEL
    masukan.value = sel.teks if panjang else nilai  # type: ignore[attr-defined]
