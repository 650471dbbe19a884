"""What an uploaded file really is: told from its content, never from its name alone."""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
from decimal import Decimal
from pathlib import PurePosixPath
from typing import IO, Any

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from indikator.hitung.angka import tulis_ringkas
from kinerja.organisasi.aturan import PelanggaranAturan

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AKHIRAN = {".pdf": PDF, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".xlsx": XLSX, ".docx": DOCX}
SEBUTAN_JENIS = "PDF, PNG, JPEG, XLSX, atau DOCX"
PANJANG_NAMA = 150
# The directory of a zip lists its entries; a document has some dozens. More is a bomb, or no document.
MAKS_DIREKTORI = 512 * 1024
_ISI_OOXML = {XLSX: "xl/workbook.xml", DOCX: "word/document.xml"}
_AKHIR_ZIP = b"PK\x05\x06"


def periksa_berkas(berkas: UploadedFile[Any]) -> str:
    """The file's type by its content.

    Raises PelanggaranAturan: `bukti_kosong`, `bukti_terlalu_besar`, or `bukti_jenis` when the content is none of the
    allowed types or contradicts the extension.
    """
    nama = berkas.name or ""
    ukuran = berkas.size or 0
    if ukuran == 0:
        raise PelanggaranAturan("bukti_kosong", f"“{nama}” kosong (0 byte). Periksa berkasnya, lalu unggah lagi.")
    if ukuran > settings.BUKTI_MAKS_BYTE:
        raise PelanggaranAturan(
            "bukti_terlalu_besar",
            f"“{nama}” berukuran {sebut_ukuran(ukuran)}; paling besar {sebut_ukuran(settings.BUKTI_MAKS_BYTE)}. "
            "Perkecil berkasnya atau bagi menjadi beberapa.",
        )
    seharusnya = AKHIRAN.get(PurePosixPath(nama.lower()).suffix)
    tipe = _tipe(berkas)
    if seharusnya is None or tipe != seharusnya:
        raise PelanggaranAturan(
            "bukti_jenis",
            f"“{nama}” bukan {SEBUTAN_JENIS}, atau isinya tidak sesuai dengan akhiran namanya. "
            "Simpan ulang sebagai PDF, lalu unggah lagi.",
        )
    return tipe


def tipe_bernama(nama: str) -> str:
    """The type of a file `periksa_berkas` let in, told by its ending (which it held against the content)."""
    return AKHIRAN[PurePosixPath(nama.lower()).suffix]


def sidik(berkas: UploadedFile[Any]) -> str:
    """SHA-256 of the content, read piece by piece."""
    hasil = hashlib.sha256()
    for potong in berkas.chunks():
        hasil.update(potong)
    berkas.seek(0)
    return hasil.hexdigest()


def nama_bersih(nama: str) -> str:
    """The name to show and to download under: no folders, no control characters, its ending kept."""
    polos = PurePosixPath(nama.replace("\\", "/")).name
    polos = re.sub(r"[^\w .()\-]+", "_", polos).strip(" .") or "bukti"
    akhiran = PurePosixPath(polos).suffix
    return polos if len(polos) <= PANJANG_NAMA else polos[: PANJANG_NAMA - len(akhiran)] + akhiran


def sebut_ukuran(byte: int) -> str:
    """`10 MB`, `240 KB`."""
    if byte >= 1024 * 1024:
        return f"{tulis_ringkas(Decimal(byte) / 1024 / 1024, 1)} MB"
    return f"{tulis_ringkas(Decimal(byte) / 1024, 0 if byte >= 1024 else 1)} KB"


def _tipe(berkas: UploadedFile[Any]) -> str:
    berkas.seek(0)
    awal = berkas.read(8192)
    berkas.seek(0)
    if awal.startswith(b"PK\x03\x04"):
        # The directory of the zip tells the two apart; nothing is unpacked.
        return _tipe_ooxml(berkas)
    tebak = filetype.guess(awal)
    return tebak.mime if tebak is not None and tebak.mime in AKHIRAN.values() else ""


def _tipe_ooxml(berkas: UploadedFile[Any]) -> str:
    if not _direktori_wajar(berkas):
        return ""
    try:
        with zipfile.ZipFile(berkas) as arsip:
            isi = set(arsip.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    finally:
        berkas.seek(0)
    if "[Content_Types].xml" not in isi or any(n.lower().endswith("vbaproject.bin") for n in isi):
        return ""
    return next((tipe for tipe, penanda in _ISI_OOXML.items() if penanda in isi), "")


def _direktori_wajar(berkas: IO[bytes] | UploadedFile[Any]) -> bool:
    """Whether the zip's directory is small, read from the record at its end before anything else is."""
    berkas.seek(0, 2)
    berkas.seek(max(0, berkas.tell() - 65_557))
    ekor = berkas.read()
    berkas.seek(0)
    letak = ekor.rfind(_AKHIR_ZIP)
    if letak < 0 or len(ekor) < letak + 22:
        return False
    (ukuran,) = struct.unpack_from("<L", ekor, letak + 12)
    return bool(ukuran <= MAKS_DIREKTORI)
