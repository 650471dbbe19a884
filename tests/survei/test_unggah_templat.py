"""The template: filled in, it is read back without a question."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import load_workbook

from survei.hitung.responden import KELOMPOK_UMUR, kelompok_umur
from survei.hitung.tambahan import Tanya
from survei.hitung.unsur import BAKU, Urutan, label, susunan
from survei.unggah import siapkan
from survei.unggah.baca import baca_berkas
from survei.unggah.ciri import pembaca_survei
from survei.unggah.cocok import bergantung_urutan, cocokkan
from survei.unggah.kenali import Peran
from survei.unggah.periksa import Pemeriksa
from survei.unggah.tambahan import BUKAN_PILIHAN, kenali_tambahan, pembaca_tambahan
from survei.unggah.templat import KolomUnsur, tulis_templat
from survei.unggah.umur import SALAH, baca_umur

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


def test_pertanyaan_tambahan_dan_kelompok_umur_kembali_utuh() -> None:
    tanya = [
        Tanya(7, "T1", "Dari mana Anda tahu sarana kami?", ("Web", "2", "Teman")),
        # The same words twice: only the label tells them apart. Longer than a heading is kept.
        Tanya(8, "T2", "Apa yang perlu diperbaiki? " + "x" * 200, ()),
        Tanya(9, "T3", "Lain-lain", ()),
        Tanya(10, "T4", "Lain-lain", ()),
    ]
    unsur = [KolomUnsur("U1", "persyaratan", "Persyaratan", "Sesuai?", OPSI)] + [
        KolomUnsur(f"U{n}", k, BAKU[k].nama, "?", OPSI) for n, k in enumerate(susunan(URUTAN)[1:3], 2)
    ]
    buku = load_workbook(BytesIO(tulis_templat("Survei contoh", unsur, (), tanya)))
    lembar = buku["Jawaban"]
    assert [s.value for s in lembar[1]][10:] == [*(f"{t.label} {t.teks}" for t in tanya), "Saran"]
    aturan = {str(a.sqref).split(":")[0]: a for a in lembar.data_validations.dataValidation}
    assert (aturan["K2"].type, aturan["E2"].type) == ("list", "textLength")
    # "2" is the second choice's own words; 3 is the number of the third.
    for umur, kenal in (("21-30", "web"), (34, 2), ("> 60", 3), ("di bawah", "Radio")):
        lembar.append([None, None, None, None, umur, None, None, 4, 3, 2, kenal, "Telepon 081234567890", "a", "b"])
    keluar = BytesIO()
    buku.save(keluar)
    siap = siapkan(baca_berkas(keluar, "templat.xlsx"))
    # Who knows no survey takes none of these columns for an unsur.
    assert [k.peran for k in siap.pemetaan.kolom[10:14]] == [Peran.LAIN] * 4
    pemetaan = kenali_tambahan(siap.pemetaan, tanya)
    assert [k.tanya for k in pemetaan.kolom[10:14]] == [7, 8, 9, 10]
    pembaca = pembaca_survei({}, date(2023, 6, 1)) | pembaca_tambahan(tanya)
    pemeriksa = Pemeriksa(pemetaan, URUTAN, pembaca=pembaca)
    sah = list(pemeriksa.sah(siap.baris))
    usia, pertama = pemeriksa.ciri.index(Peran.USIA), pemeriksa.ciri.index(Peran.TAMBAHAN)
    assert [(b.ciri[usia], *b.ciri[pertama : pertama + 4]) for b in sah] == [
        (umur, kenal, "Telepon [data pribadi dihapus]", "a", "b")
        for umur, kenal in (("21–30", "Web"), (34, "2"), ("di atas 60", "Teman"))
    ]
    assert [(k.baris, k.aturan) for k in pemeriksa.catatan.kelompok()] == [((5,), BUKAN_PILIHAN), ((5,), SALAH)]


@pytest.mark.parametrize(
    ("sel", "harap"),
    [
        (34.0, 34), ("35 thn", 35), ("35thn", 35),
        ("21-30", "21–30"), ("21 – 30 tahun", "21–30"), ("21 s/d 30", "21–30"), ("21 tahun s.d. 30 tahun", "21–30"),
        ("17-25", "17–25"), ("≤ 20", "sampai 20"), ("< 21 tahun", "sampai 20"), ("Di bawah 20", "sampai 19"),
        ("20 tahun ke bawah", "sampai 20"), ("> 60", "di atas 60"), ("lebih dari 60 tahun", "di atas 60"),
        ("≥61", "di atas 60"), ("61 ke atas", "di atas 60"), ("60+", "di atas 59"),
        ("9", None), ("121", None), ("30-21", None), ("21-130", None), ("dewasa", None), ("< 5", None),
        (datetime(2023, 10, 12), None),  # noqa: DTZ001 (Excel turned 10-12 into a day)
    ],
)  # fmt: skip
def test_umur_atau_kelompoknya(sel: object, harap: object) -> None:
    assert baca_umur(sel) == ((harap, "") if harap is not None else (None, SALAH))  # type: ignore[arg-type]


def test_kelompok_umur_baku_sama_dengan_kelompok_laporan() -> None:
    ditulis = ("≤ 20", "21-30", "31-40", "41-50", "51-60", "> 60")
    assert tuple(baca_umur(teks)[0] for teks in ditulis) == KELOMPOK_UMUR
    assert [kelompok_umur(n) for n in (20, 21, 30, 60, 61)] == ["sampai 20", "21–30", "21–30", "51–60", "di atas 60"]
