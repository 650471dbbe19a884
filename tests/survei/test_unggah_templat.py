"""The template: filled in, it is read back without a question."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO

from openpyxl import load_workbook

from survei.hitung.unsur import BAKU, Urutan, label, susunan
from survei.unggah import siapkan
from survei.unggah.baca import baca_berkas
from survei.unggah.ciri import pembaca_survei
from survei.unggah.cocok import bergantung_urutan, cocokkan
from survei.unggah.kenali import Peran
from survei.unggah.periksa import Pemeriksa
from survei.unggah.templat import KolomUnsur, tulis_templat

URUTAN = Urutan.PENGADUAN_SARANA
KODE = (*map(str, susunan(URUTAN)), "u10")
OPSI = ("Tidak aman", "Kurang aman", "Aman", "Sangat aman")


def templat(layanan: tuple[str, ...] = ("KTP", "Akta, lahir")) -> bytes:
    unsur = [
        KolomUnsur(label(k, URUTAN, KODE), k, BAKU[k].nama, BAKU[k].pertanyaan, BAKU[k].pilihan)
        for k in susunan(URUTAN)
    ]
    # A name of the agency's own may say another unsur's word: the number alone stands in the heading.
    unsur.append(KolomUnsur("U10", "u10", "Keamanan sarana", "=Seberapa aman?", OPSI))
    return tulis_templat("Survei contoh", unsur, layanan)


def test_diisi_lalu_terbaca_tanpa_pertanyaan() -> None:
    buku = load_workbook(BytesIO(templat()))
    lembar = buku["Jawaban"]
    lembar.append(
        [1, date(2023, 3, 1), time(9, 30), "L", 35, "SMA atau sederajat", "TNI", "Akta, lahir", *[4] * 8, 3, 2, "Baik"]
    )
    lembar.append([2, None, None, None, None, None, None, None, None, *[1] * 9, None])
    keluar = BytesIO()
    buku.save(keluar)
    siap = siapkan(baca_berkas(keluar, "templat.xlsx"))
    assert siap.pemetaan.urutan is URUTAN
    assert bergantung_urutan(siap.pemetaan) == ()
    assert siap.pemetaan.kode(URUTAN) == KODE
    assert cocokkan(siap.pemetaan, URUTAN, KODE) == ()
    assert siap.pemetaan.pribadi == ()
    layanan = {"KTP": 1, "Akta, lahir": 2}
    pemeriksa = Pemeriksa(siap.pemetaan, URUTAN, pembaca=pembaca_survei(layanan, date(2023, 6, 1)))
    satu, dua = pemeriksa.sah(siap.baris)
    assert satu.jawaban == (4, 4, 4, 4, 4, 4, 4, 4, 3, 2)
    assert dict(zip(pemeriksa.ciri, satu.ciri, strict=True)) == {
        Peran.TANGGAL: date(2023, 3, 1),
        Peran.JAM: time(9, 30),
        Peran.JENIS_KELAMIN: "L",
        Peran.USIA: 35,
        Peran.PENDIDIKAN: "sma",
        Peran.PEKERJAAN: "tni",
        Peran.LAYANAN: 2,
        Peran.SARAN: "Baik",
    }
    assert dua.jawaban == (None, *[1] * 9)
    assert pemeriksa.catatan.ditolak == 0


def test_pilihan_dan_petunjuk() -> None:
    buku = load_workbook(BytesIO(templat()))
    assert buku.sheetnames == ["Jawaban", "Pilihan", "Petunjuk"]
    lembar = buku["Jawaban"]
    assert [s.value for s in lembar[1]][:9] == [
        "No", "Tanggal", "Jam", "Jenis kelamin", "Umur", "Pendidikan", "Pekerjaan", "Layanan", "U1 Persyaratan",
    ]  # fmt: skip
    assert lembar["R1"].value == "U10"
    aturan = {str(a.sqref).split(":")[0]: a for a in lembar.data_validations.dataValidation}
    assert (aturan["I2"].formula1, aturan["I2"].formula2, aturan["I2"].type) == ("1", "4", "whole")
    assert "4 = Sangat sesuai" in aturan["I2"].prompt
    assert buku["Pilihan"].sheet_state == "hidden"
    assert aturan["H2"].formula1 == "'Pilihan'!$D$1:$D$2"
    assert [s.value for s in buku["Pilihan"]["D"]][:2] == ["KTP", "Akta, lahir"]
    teks = [s.value for s in buku["Petunjuk"]["A"]]
    assert "U10 Keamanan sarana: =Seberapa aman?" in teks


def test_tanpa_layanan_tanpa_kolomnya() -> None:
    lembar = load_workbook(BytesIO(templat(layanan=())))["Jawaban"]
    assert "Layanan" not in [s.value for s in lembar[1]]
