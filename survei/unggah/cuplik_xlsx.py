"""The first rows of a big .xlsx as a small workbook, so that looking at its headings need not parse all of it."""

import io
import re
from typing import IO
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.zip_aman import lembar_terlihat

MAKS_CUPLIKAN = 1024 * 1024  # bytes of the sheet's XML that are kept
_AKHIR_BARIS = re.compile(rb"</([a-z]{1,9}:)?row>")


def cuplik(berkas: IO[bytes], lembar: str, baris: int) -> IO[bytes] | None:
    """A copy of the workbook whose sheet ``lembar`` ends after its first rows; None when the copy would be no shorter.

    Only for a file that ``periksa_xlsx`` has passed. The copy holds at least ``baris`` rows as the file writes them;
    where so many do not fit into ``MAKS_CUPLIKAN``, or the sheet is not written as every program does, it is None too.
    """
    try:
        with ZipFile(berkas) as arsip:
            bagian = lembar_terlihat(arsip)[lembar]
            with arsip.open(bagian) as isi:
                awal = _potong(isi.read(MAKS_CUPLIKAN + 1), baris)
            return None if awal is None else _salin(arsip, bagian, awal)
    except (BadZipFile, KeyError, KesalahanUnggah):
        return None  # whoever reads the whole file says what is wrong with it


def _potong(xml: bytes, baris: int) -> bytes | None:
    """The beginning of the sheet up to the end of its last whole row, closed again."""
    akhir = list(_AKHIR_BARIS.finditer(xml)) if len(xml) > MAKS_CUPLIKAN else []
    # In a comment or a CDATA section the end of a row could be mere text.
    if len(akhir) < baris or b"<!" in xml:
        return None
    prefiks = akhir[-1][1] or b""
    return xml[: akhir[-1].end()] + b"</%bsheetData></%bworksheet>" % (prefiks, prefiks)


def _salin(arsip: ZipFile, bagian: str, awal: bytes) -> IO[bytes]:
    hasil = io.BytesIO()
    with ZipFile(hasil, "w", ZIP_STORED) as cuplikan:
        for nama in arsip.namelist():
            if nama == bagian:
                cuplikan.writestr(nama, awal)
            elif nama.endswith((".xml", ".rels")) and "worksheets" not in nama:
                cuplikan.writestr(nama, arsip.read(nama))
    hasil.seek(0)
    return hasil
