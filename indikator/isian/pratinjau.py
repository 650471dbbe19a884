"""Reading an uploaded template, and what it would change."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from indikator.forms import baca_isian
from indikator.hitung.angka import tulis_isian
from indikator.hitung.kesalahan import AngkaTidakTerbaca, KesalahanHitung
from indikator.isian.buku import BARIS_KEPALA, DIGIT_EXCEL, KEPALA, KOLOM_ASAL, KOLOM_ISIAN, KOLOM_KUNCI, LEMBAR
from indikator.selectors.baris_isian import Baris, SelKomponen
from indikator.services.berkas import XLSX, periksa_berkas
from kinerja.organisasi.aturan import PelanggaranAturan

MAKS_TERURAI = 30 * 1024 * 1024
MAKS_BARIS = 5000


@dataclass(frozen=True, slots=True)
class Usulan:
    """One cell of the workbook that differs from what the template had held.

    `pesan` says why it cannot be taken; `bentrok`: somebody changed the stored value after the template was made.
    """

    nomor: int
    baris: Baris
    sel: SelKomponen
    teks: str
    bentrok: bool = False
    pesan: str = ""

    @property
    def kunci(self) -> str:
        """Name of the cell in the form."""
        return f"{self.baris.pk}:{self.sel.pk}"


def baca_templat(berkas: UploadedFile[Any], tanda: str, baris: Sequence[Baris]) -> list[Usulan]:
    """The changed cells of an uploaded template, in its order.

    Raises PelanggaranAturan `templat_salah` when this is no template of this unit and quarter; the file is only opened
    when its unpacked size is reasonable.
    """
    larik = _larik(berkas)
    if not larik or _teks(larik[0], KOLOM_KUNCI) != tanda:
        raise _salah("Berkas ini bukan templat unit dan triwulan ini. Unduh templatnya dari halaman ini, lalu isi.")
    if len(larik) < BARIS_KEPALA or tuple(str(s.value) for s in larik[BARIS_KEPALA - 1][: len(KEPALA)]) != KEPALA:
        raise _salah(f"Kepala kolom pada baris {BARIS_KEPALA} berubah. Unduh templat lagi, isi hanya kolom Isian.")
    dikenal = {f"{b.pk}:{s.pk}": (b, s) for b in baris for s in b.diketik}
    hasil = []
    for nomor, satu in enumerate(larik[BARIS_KEPALA:], BARIS_KEPALA + 1):
        kunci = _teks(satu, KOLOM_KUNCI)
        if kunci in dikenal:
            usulan = _usulan(nomor, satu, *dikenal[kunci])
            if usulan is not None:
                hasil.append(usulan)
    return hasil


def _larik(berkas: UploadedFile[Any]) -> list[tuple[Any, ...]]:
    if periksa_berkas(berkas) != XLSX:
        raise _salah("Unggah templat sebagai berkas Excel (.xlsx).")
    with zipfile.ZipFile(berkas) as arsip:
        if sum(i.file_size for i in arsip.infolist()) > MAKS_TERURAI:
            raise _salah("Isi berkas ini terlalu besar untuk sebuah templat.")
    berkas.seek(0)
    try:
        buku = load_workbook(berkas, read_only=True, data_only=True)
        lembar = buku[LEMBAR]
        # The size a sheet claims may be made up; the rows themselves are counted.
        lembar.reset_dimensions()
        larik = []
        for satu in lembar.iter_rows(max_col=KOLOM_ASAL):
            larik.append(satu)
            if len(larik) > MAKS_BARIS:
                raise _salah(f"Templat berisi lebih dari {MAKS_BARIS} baris.")
        return larik
    except (KeyError, ValueError, OSError, InvalidFileException, zipfile.BadZipFile, SyntaxError) as salah:
        raise _salah("Berkas Excel ini rusak atau tidak mempunyai lembar Isian. Unduh templat lagi.") from salah


def _usulan(nomor: int, larik: tuple[Any, ...], baris: Baris, sel: SelKomponen) -> Usulan | None:
    asal = _teks(larik, KOLOM_ASAL)
    try:
        teks = _baca(larik, KOLOM_ISIAN)
        nilai = baca_isian(teks, baris.indikator)
    except KesalahanHitung as salah:
        return Usulan(nomor, baris, sel, _teks(larik, KOLOM_ISIAN), pesan=salah.pesan)
    if nilai == _nilai(asal, baris) or nilai == _nilai(sel.teks, baris):
        return None
    bentrok = _nilai(asal, baris) != _nilai(sel.teks, baris)
    return Usulan(nomor, baris, sel, teks, bentrok=bentrok, pesan=baris.terkunci)


def _nilai(teks: str, baris: Baris) -> Decimal | None:
    try:
        return baca_isian(teks, baris.indikator)
    except KesalahanHitung:
        return None


def _baca(larik: tuple[Any, ...], kolom: int) -> str:
    """What a person meant by a cell: the number as Excel shows it, a percentage as the number before the sign."""
    sel = larik[kolom - 1] if len(larik) >= kolom else None
    nilai = None if sel is None else sel.value
    if isinstance(nilai, bool | date | datetime | time):
        raise AngkaTidakTerbaca("Excel mengubah isian ini menjadi tanggal atau benar/salah. Tulis ulang sebagai angka.")
    if isinstance(nilai, int | float):
        angka = Decimal(f"{nilai:.{DIGIT_EXCEL}g}")
        return tulis_isian(angka * 100 if "%" in str(getattr(sel, "number_format", "")) else angka)
    return "" if nilai is None else str(nilai).strip()


def _teks(larik: tuple[Any, ...], kolom: int) -> str:
    sel = larik[kolom - 1] if len(larik) >= kolom else None
    return "" if sel is None or sel.value is None else str(sel.value).strip()


def _salah(pesan: str) -> PelanggaranAturan:
    return PelanggaranAturan("templat_salah", pesan)
