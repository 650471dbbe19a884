"""The findings of the cascade checks as a workbook and as CSV; people's text never becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from kinerja.buku import AWAL_RUMUS, Isi, Kolom, buku_baru, tabel
from kinerja.perjanjian.hitung.temuan import Temuan, Tingkat

SEBUTAN_TINGKAT = {Tingkat.GALAT: "Galat", Tingkat.PERINGATAN: "Peringatan"}
KOLOM = (Kolom("Tempat", 44), Kolom("Berat", 13), Kolom("Aturan", 28), Kolom("Temuan", 96))


def csv_temuan(temuan: Sequence[Temuan]) -> bytes:
    """UTF-8 with the mark Excel needs, semicolons; `berat` and `aturan` as their codes, the same as in the API."""
    tulis = io.StringIO(newline="")
    penulis = csv.writer(tulis, delimiter=";")
    penulis.writerow([k.judul.lower() for k in KOLOM])
    for t in temuan:
        penulis.writerow([_aman(t.tempat), t.tingkat.value, t.kode, _aman(t.pesan)])
    return tulis.getvalue().encode("utf-8-sig")


def buku_temuan(temuan: Sequence[Temuan], judul: str, instansi: str) -> bytes:
    """One sheet with fixed heads and a filter."""
    buku = buku_baru(judul, instansi, "")
    isi = (
        [Isi(t.tempat), Isi(SEBUTAN_TINGKAT[t.tingkat]), Isi(t.kode.replace("_", " ")), Isi(t.pesan)] for t in temuan
    )
    tabel(buku, "Temuan", KOLOM, isi)
    wadah = io.BytesIO()
    buku.save(wadah)
    return wadah.getvalue()


def _aman(teks: str) -> str:
    return f"'{teks}" if teks.startswith(AWAL_RUMUS) else teks
