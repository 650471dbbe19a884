"""Looking into an .xlsx before a spreadsheet reader touches it: size, span, formulas, macros.

An .xlsx is a zip: 200 KB can unpack to gigabytes, and one cell in the last row makes a reader allocate the whole grid.
Every part that will be read is unpacked here once, in pieces, and dropped; the sizes in the directory are not believed
(zipfile refuses a part whose real size or checksum differs from the directory).
"""

import re
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import PurePosixPath
from typing import IO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.tabel import MAKS_BARIS, MAKS_KOLOM

MAKS_TERBUKA = 200 * 1024 * 1024
MAKS_TEKS = 64 * 1024 * 1024
MAKS_KECIL = 1024 * 1024
MAKS_ISI = 2000
_POTONG = 1024 * 1024
_SISA = 64  # bytes carried over so that nothing hides on the border of two pieces

_BATAS = rb"""(?:[A-Z]{0,3}(?:[2-9][0-9]{5}|[1-9][0-9]{6})|[A-Z]{3}[0-9]|[D-Z][A-Z][0-9]|C[W-Z][0-9])"""
# Row 200,000 and beyond, or a column beyond CV (100): as every program writes it, and in any spelling XML allows.
_JAUH = re.compile(rb'r="' + _BATAS)
_JAUH_LAIN = re.compile(rb"""\sr\s{0,9}=\s{0,9}["']""" + _BATAS)
_EJAAN_LAIN = (b"r='", b"r =", b"r= ", b"\t", b"\n", b"\r")
_RUMUS = re.compile(rb"<(?:[a-z]{1,9}:)?f[\s/>]")
_AWAL_RUMUS = (b"<f", b":f")
_SEL = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<]*$')
_KELUARGA = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_HUBUNGAN = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def periksa_xlsx(berkas: IO[bytes]) -> str:
    """Check an .xlsx and return the name of the sheet to read: the first visible one.

    Raises ``KesalahanUnggah`` for anything that is not a plain, bounded workbook without macros and formulas.
    """
    return periksa_buku(berkas, lambda nama: nama[:1])[0]


def periksa_buku(berkas: IO[bytes], pilih: Callable[[Sequence[str]], Collection[str]]) -> tuple[str, ...]:
    """As ``periksa_xlsx`` for several sheets: ``pilih`` names those to read among the visible ones, given in order."""
    try:
        with ZipFile(berkas) as arsip:
            return _periksa(arsip, pilih)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, ET.ParseError) as galat:
        raise KesalahanUnggah(
            "Berkas Excel ini rusak atau terkunci. Buka di Excel, lalu simpan ulang sebagai .xlsx."
        ) from galat


def _periksa(arsip: ZipFile, pilih: Callable[[Sequence[str]], Collection[str]]) -> tuple[str, ...]:
    isi = arsip.infolist()
    nama = {i.filename for i in isi}
    if len(isi) > MAKS_ISI or len(nama) != len(isi):
        raise KesalahanUnggah("Isi berkas Excel ini tidak wajar, jadi tidak dibuka.")
    if "xl/workbook.xml" not in nama:
        raise KesalahanUnggah("Berkas ini bukan buku kerja Excel (.xlsx). Simpan ulang dari Excel sebagai .xlsx.")
    if any(n.casefold().endswith("vbaproject.bin") for n in nama):
        raise KesalahanUnggah("Berkas ini berisi makro. Simpan ulang sebagai .xlsx biasa tanpa makro.")
    if sum(i.file_size for i in isi) > MAKS_TERBUKA:
        raise _terlalu_besar()
    terlihat = lembar_terlihat(arsip)
    dipilih = set(pilih(list(terlihat)))
    dibaca = {lembar: bagian for lembar, bagian in terlihat.items() if lembar in dipilih}
    for info in isi:
        if info.filename in dibaca.values():
            _telusuri(arsip, info.filename, MAKS_TERBUKA)
        elif info.filename.startswith("xl/") and info.filename.endswith(".xml") and "worksheets" not in info.filename:
            _buka(arsip, info.filename, MAKS_TEKS)
    return tuple(dibaca)


def lembar_terlihat(arsip: ZipFile) -> dict[str, str]:
    """Name → part of the visible sheets, in their order; at least one."""
    buku = _xml(arsip, "xl/workbook.xml")
    tujuan = {h.get("Id"): h.get("Target", "") for h in _xml(arsip, "xl/_rels/workbook.xml.rels")}
    terlihat: dict[str, str] = {}
    for lembar in buku.iter(f"{_KELUARGA}sheet"):
        bagian = tujuan.get(lembar.get(_HUBUNGAN), "")
        if lembar.get("state", "visible") == "visible" and "worksheets/" in bagian:
            jalur = bagian.lstrip("/") if bagian.startswith("/") else str(PurePosixPath("xl") / bagian)
            terlihat[lembar.get("name", "")] = jalur
    if not terlihat:
        raise KesalahanUnggah("Buku kerja ini tidak mempunyai lembar data yang terlihat.")
    return terlihat


def _xml(arsip: ZipFile, nama: str) -> ET.Element:
    isi = b"".join(_potongan(arsip, nama, MAKS_KECIL))
    if b"<!DOCTYPE" in isi or b"<!ENTITY" in isi:
        raise KesalahanUnggah("Isi berkas Excel ini tidak wajar, jadi tidak dibuka.")
    return ET.fromstring(isi)  # noqa: S314 (bounded, and without declarations there is nothing to expand)


def _telusuri(arsip: ZipFile, bagian: str, batas: int) -> None:
    """Walk the sheet's XML for cells out of bounds and for formulas."""
    ekor = b""
    for potong in _potongan(arsip, bagian, batas):
        jendela = ekor + potong
        if b"\x00" in potong:  # XML in UTF-16 would slip past the patterns
            raise KesalahanUnggah("Isi berkas Excel ini tidak wajar, jadi tidak dibuka.")
        if _melewati_batas(jendela):
            raise KesalahanUnggah(
                f"Lembar ini memakai lebih dari {MAKS_BARIS:,} baris atau {MAKS_KOLOM} kolom. "
                "Hapus baris dan kolom kosong di luar data, lalu simpan ulang.".replace(",", ".", 1)
            )
        if (rumus := _cari_rumus(jendela)) is not None:
            sel = _SEL.search(jendela[: rumus.start()])
            tempat = f"Sel {sel[1].decode()}" if sel else "Lembar ini"
            raise KesalahanUnggah(
                f"{tempat} berisi rumus. Salin datanya, tempel sebagai nilai (Paste Values), lalu simpan ulang."
            )
        ekor = jendela[-_SISA:]


def _cari_rumus(jendela: bytes) -> re.Match[bytes] | None:
    return _RUMUS.search(jendela) if any(awal in jendela for awal in _AWAL_RUMUS) else None


def _melewati_batas(jendela: bytes) -> bool:
    if _JAUH.search(jendela):
        return True
    return any(ejaan in jendela for ejaan in _EJAAN_LAIN) and _JAUH_LAIN.search(jendela) is not None


def _buka(arsip: ZipFile, nama: str, batas: int) -> None:
    for _ in _potongan(arsip, nama, batas):
        pass


def _potongan(arsip: ZipFile, nama: str, batas: int) -> Iterator[bytes]:
    """Pieces of one part; stops with a refusal once it is larger than ``batas``."""
    jumlah = 0
    with arsip.open(nama) as bagian:
        while potong := bagian.read(_POTONG):
            jumlah += len(potong)
            if jumlah > batas:
                raise _terlalu_besar()
            yield potong


def _terlalu_besar() -> KesalahanUnggah:
    return KesalahanUnggah(
        "Isi berkas ini terlalu besar bila dibuka. Bagi menjadi beberapa berkas, atau hapus lembar dan gambar lain."
    )
