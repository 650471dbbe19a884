"""Splitting the one "pengukuran" text of a lampiran [JB] into the fields it marks itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Longest first, so that "Formula Pengukuran" is not read as "Pengukuran".
_PENANDA = {
    "formulasi pengukuran": "metode_pengukuran",
    "metode pengukuran": "metode_pengukuran",
    "formula pengukuran": "metode_pengukuran",
    "waktu penilalan": "metode_pengukuran",
    "penghitungan": "metode_pengukuran",
    "dasar hukum": "dasar_hukum",
    "sumber data": "sumber_data",
    "pengukuran": "metode_pengukuran",
    "definisi": "definisi",
    "definial": "definisi",
}
_POLA = re.compile(rf"\b({'|'.join(_PENANDA)})\s*:\s*", re.IGNORECASE)


@dataclass(slots=True)
class Pengukuran:
    """The parts, as printed; what no marker claims is the method."""

    dasar_hukum: str = ""
    definisi: str = ""
    metode_pengukuran: str = ""
    sumber_data: str = ""


def pisahkan(teks: str) -> Pengukuran:
    """The text by its own markers ("DASAR HUKUM:", "Definisi :", …); nothing is dropped but the markers."""
    hasil = Pengukuran()
    potongan = _POLA.split(teks)
    for penanda, isi in zip(["pengukuran", *potongan[1::2]], potongan[::2], strict=True):
        kolom = _PENANDA[penanda.lower()]
        baris = [getattr(hasil, kolom), isi.strip()]
        setattr(hasil, kolom, "\n".join(b for b in baris if b))
    return hasil
