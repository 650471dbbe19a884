"""Reading the two CSV files of an official recap into printed rows (semester table, sheets per unsur)."""

import csv
from collections.abc import Iterable
from itertools import islice

from survei.hitung.kesalahan import UnsurTidakSah
from survei.hitung.periksa import Baris

MAKS_BARIS = 20_000
KOLOM_UNITS = ("name", "ikm_s1", "ikm_s2")
KOLOM_UNSUR = ("name", "semester", "ikm_konversi")


def baca_rekap(baris: Iterable[str], wajib: tuple[str, ...]) -> list[Baris]:
    """Rows of a CSV with ``,`` or ``;``, numbered as in a spreadsheet (headings = 1); blank rows are left out.

    Raises ``UnsurTidakSah`` when a needed column is missing, the CSV is broken, or there are more than 20.000 rows.
    """
    sumber = iter(baris)
    judul = next(sumber, "").lstrip("\ufeff")
    pemisah = ";" if judul.count(";") > judul.count(",") else ","
    kolom = [k.strip().casefold() for k in next(csv.reader([judul], delimiter=pemisah), [])]
    if hilang := [k for k in wajib if k not in kolom]:
        raise UnsurTidakSah(f"Kolom {', '.join(hilang)} tidak ada dalam rekap ini.")
    try:
        isi = list(islice(csv.reader(sumber, delimiter=pemisah), MAKS_BARIS + 1))
    except csv.Error as galat:
        raise UnsurTidakSah("CSV rekap tidak terbaca: tanda kutip atau pemisahnya rusak.") from galat
    if len(isi) > MAKS_BARIS:
        raise UnsurTidakSah("Rekap lebih dari 20.000 baris. Bagi menjadi beberapa berkas.")
    return [
        Baris(nomor, dict(zip(kolom, sel, strict=False)))
        for nomor, sel in enumerate(isi, 2)
        if any(s.strip() for s in sel)
    ]
