"""Parts of the demo that need no database."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader

from kinerja.beranda.demo.indikator import baca
from kinerja.beranda.demo.pindaian import pindaian_contoh
from kinerja.perjanjian.impor.pengukuran import pisahkan


def test_pengukuran_terpisah_tanpa_kata_yang_hilang() -> None:
    for baris in baca("cascade_jakbar_2023.json")["indicators"]:
        bagian = pisahkan(baris["pengukuran"])
        isi = " ".join((bagian.dasar_hukum, bagian.definisi, bagian.metode_pengukuran, bagian.sumber_data))
        hilang = set(re.findall(r"\w+", baris["pengukuran"])) - set(re.findall(r"\w+", isi))
        penanda = "dasar hukum definisi definial metode formula formulasi pengukuran penghitungan sumber data waktu"
        assert {kata.lower() for kata in hilang} <= {*penanda.split(), "penilalan"}, baris["id"]
    satu = pisahkan("DASAR HUKUM: A DEFINISI: B METODE PENGUKURAN: Formulasi Pengukuran: C SUMBER DATA: D")
    assert (satu.dasar_hukum, satu.definisi, satu.metode_pengukuran, satu.sumber_data) == ("A", "B", "C", "D")


def test_pindaian_contoh_terbaca() -> None:
    halaman = PdfReader(BytesIO(pindaian_contoh("Contoh (bukan asli): Wali Kota"))).pages
    assert [h.extract_text() for h in halaman] == ["Contoh (bukan asli): Wali Kota"]
