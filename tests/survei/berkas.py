"""Making files to upload, friendly and hostile."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

UTAMA = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HUBUNGAN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KEPALA = ["No", "Tanggal", "Jenis Kelamin", *(f"U{i}" for i in range(1, 10))]


def xlsx(baris: Iterable[Sequence[object]], lembar: str = "Data") -> io.BytesIO:
    buku = Workbook(write_only=True)
    ws = buku.create_sheet(lembar)
    for isi in baris:
        ws.append(list(isi))
    hasil = io.BytesIO()
    buku.save(hasil)
    hasil.seek(0)
    return hasil


def csv(teks: str, kode: str = "utf-8") -> io.BytesIO:
    return io.BytesIO(teks.encode(kode))


def xlsx_mentah(lembar: str | bytes, lain: dict[str, bytes] | None = None) -> io.BytesIO:
    """A workbook whose only sheet is exactly this XML, with more parts if wanted."""
    bagian = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "xl/workbook.xml": f'<workbook xmlns="{UTAMA}" xmlns:r="{HUBUNGAN}"><sheets><sheet name="Data" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{HUBUNGAN}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>".encode(),
        "xl/worksheets/sheet1.xml": lembar if isinstance(lembar, bytes) else lembar.encode(),
    } | (lain or {})
    hasil = io.BytesIO()
    with zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, isi in bagian.items():
            arsip.writestr(nama, isi)
    hasil.seek(0)
    return hasil


def lembar(isi: str) -> str:
    return f'<worksheet xmlns="{UTAMA}"><sheetData>{isi}</sheetData></worksheet>'
