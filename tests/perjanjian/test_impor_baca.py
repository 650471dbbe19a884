"""Reading official layouts without a database: heads, merged cells, cells, names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest

from kinerja.perjanjian.impor.baca import TabelBaca, baca
from kinerja.perjanjian.impor.nama import Bernama, cari, pecah
from kinerja.perjanjian.impor.nilai import baca_bulat, baca_desimal, baca_target, baca_teks, baca_ya
from kinerja.perjanjian.impor.salah import Salah, SelSalah, kelompokkan
from kinerja.perjanjian.impor.susunan import Bagian
from kinerja.perjanjian.impor.templat import tulis_templat
from survei.unggah.kesalahan import KesalahanUnggah
from tests.perjanjian.bantu_impor import Baris, buku


def tabel(jenis: str, **lembar: list[Baris]) -> list[TabelBaca]:
    return baca(jenis, BytesIO(buku(**lembar)), "berkas.xlsx")


def teks(satu: TabelBaca, *kunci: str) -> list[tuple[str, ...]]:
    return [tuple(b.teks(k) for k in kunci) for b in satu.baris]


LAMPIRAN: list[Baris] = [
    ["LAMPIRAN II", None],
    [],
    [
        "No",
        "Sasaran",
        "No",
        "Indikator Kinerja",
        "Pengukuran",
        "Target 2023",
        None,
        None,
        None,
        None,
        "Keterangan",
        "Kepala Bagian",
        None,
    ],
    [None, None, None, None, None, "TW I", "TW II", "TW III", "TW IV", "Tahun", None, "Umum", "Hukum"],
    ["SASARAN STRATEGIS"],
    [
        1,
        "Layanan baik",
        1,
        "Indeks layanan",
        "Definisi: rata-rata",
        "N/A",
        86.75,
        "N/A",
        86.75,
        86.75,
        "Nilai",
        "✓",
        None,
    ],
    [None, None, 2, "Waktu layanan", None, 5, 40, 45, 10, "100%", "Persen", None, "PPSU"],
    ["SASARAN KHUSUS"],
    [2, "Arsip rapi", 1, "Arsip aktif", None, None, None, None, None, None, None, None, None],
    [],
    ["Jakarta, 5 April 2023", None, None, "Wali Kota"],
]


def test_kepala_dua_baris_pita_sel_gabungan_dan_tanda_tangan() -> None:
    (satu,) = tabel("matriks", Lampiran_II=LAMPIRAN)
    assert (satu.bagian, satu.lain) == (Bagian.LAMPIRAN, {11: "Umum", 12: "Hukum"})
    assert teks(satu, "nomor_sasaran", "sasaran", "nomor", "nama", "target2", "target0", "satuan") == [
        ("1", "Layanan baik", "1", "Indeks layanan", "86,75", "86,75", "Nilai"),
        ("1", "Layanan baik", "2", "Waktu layanan", "40", "100%", "Persen"),
        ("2", "Arsip rapi", "1", "Arsip aktif", "", "", ""),
    ]
    assert [b.pita for b in satu.baris] == ["strategis", "strategis", "khusus"]
    assert [b.nomor for b in satu.baris] == [6, 7, 9]
    assert [b.lain[11] for b in satu.baris[:2]] == ["✓", ""]
    assert satu.catatan == (
        "Lembar “Lampiran II”: baris 11 dan sesudahnya tidak dibaca, karena di atasnya ada baris kosong.",
    )


def test_satu_baris_kepala_tidak_menelan_baris_pertama() -> None:
    (satu,) = tabel(
        "iku", Lembar1=[["No", "Sasaran", "IKU", "Penjelasan/Formulasi"], [1, "Sasaran", "Indikator", "Target 2023"]]
    )
    assert teks(satu, "sasaran", "nama", "metode") == [("Sasaran", "Indikator", "Target 2023")]


def test_judul_yang_hilang_disebut() -> None:
    with pytest.raises(KesalahanUnggah) as salah:
        tabel("iku", IKU=[["Nomor", "Tujuan", "Indikator"], [1, "A", "B"]])
    assert salah.value.pesan.startswith(
        "Lembar “IKU” belum dikenali: judul kolom Sasaran tidak ditemukan (yang dikenali: No, Indikator Kinerja)."
    )


def test_lembar_data_didahulukan_dan_diurutkan() -> None:
    kepala = ["Kode", "Jenis sasaran", "Nomor sasaran", "Sasaran", "Nomor indikator", "Indikator"]
    hasil = tabel(
        "matriks",
        Lampiran_I=LAMPIRAN,
        Data_Uraian=[["Kode indikator", "Lampiran"]],
        Data_Indikator=[kepala, ["1.1", "strategis", 1, "S", 1, "I"]],
    )
    assert [t.bagian for t in hasil] == [Bagian.DATA_INDIKATOR, Bagian.DATA_URAIAN]


def test_terlalu_banyak_baris_ditolak() -> None:
    isi = "Sasaran;Indikator\n" + "S;I\n" * 2000
    with pytest.raises(KesalahanUnggah, match=r"lebih dari 2\.000 baris"):
        baca("pk", BytesIO(isi.encode()), "pk.csv")


def test_iki_seperti_tercetak_per_jabatan() -> None:
    iki, tugas = tabel(
        "iki",
        Sheet1=[
            ["INDIKATOR KINERJA INDIVIDU"],
            ["1. Jabatan", ":", "Kepala Seksi A"],
            ["2. Tugas", ":", "Menyiapkan bahan"],
            ["3. Fungsi", ":", "a. Menyusun rencana\nb. Menyusun laporan"],
            ["No", "Sasaran", "Indikator Kinerja", "Formulasi", "Sumber Data"],
            [1, "Terlaksananya rencana", "Jumlah rencana", "Σ rencana", "Seksi A"],
            [2, None, "Jumlah laporan", "Σ laporan", "Seksi A"],
            [],
            ["Jabatan: Kepala Seksi B"],
            ["No", "Sasaran", "Indikator Kinerja", "Formulasi", "Sumber Data"],
            [1, "Terlayaninya izin", "Izin terbit", "Σ izin", "Seksi B"],
        ],
    )
    assert (iki.bagian, tugas.bagian) == (Bagian.IKI, Bagian.TUGAS)
    assert teks(iki, "jabatan", "sasaran", "nama", "sumber_data") == [
        ("Kepala Seksi A", "Terlaksananya rencana", "Jumlah rencana", "Seksi A"),
        ("Kepala Seksi A", "Terlaksananya rencana", "Jumlah laporan", "Seksi A"),
        ("Kepala Seksi B", "Terlayaninya izin", "Izin terbit", "Seksi B"),
    ]
    assert teks(tugas, "jabatan", "bagian", "uraian") == [
        ("Kepala Seksi A", "tugas", "Menyiapkan bahan"),
        ("Kepala Seksi A", "fungsi", "Menyusun rencana"),
        ("Kepala Seksi A", "fungsi", "Menyusun laporan"),
    ]


@pytest.mark.parametrize("jenis", ["matriks", "pk", "iku", "iki", "sasaran_mutu", "rencana_aksi"])
def test_templat_dikenali_seutuhnya(jenis: str) -> None:
    isi = tulis_templat(jenis, "Templat", [("Lampiran I", ["Bagian Umum"]), ("Lampiran II", [])])
    hasil = baca(jenis, BytesIO(isi), "templat.xlsx")
    assert [len(t.baris) for t in hasil] == [0] * len(hasil)
    lain = [list(t.lain.values()) for t in hasil]
    assert lain == ([["Bagian Umum"], []] if jenis == "matriks" else [[] for _ in hasil])


def test_isi_sel() -> None:
    assert [baca_teks(s) for s in (None, " a  b \n\n c ", 3.0, 86.75, True, "–", "-")] == [
        "", "a b\nc", "3", "86,75", "ya", "", "",
    ]  # fmt: skip
    assert (baca_bulat(2.0, "No"), baca_bulat("3.", "No"), baca_bulat("", "No")) == (2, 3, None)
    assert (baca_desimal(0.1, "B"), baca_desimal("1.234,5", "B"), baca_desimal(None, "B")) == (
        Decimal("0.1"),
        Decimal("1234.5"),
        None,
    )
    assert (baca_ya("Ya", "T"), baca_ya("tidak", "T"), baca_ya(None, "T")) == (True, False, None)
    target = baca_target("70 – 80", "TW I")
    assert target is not None
    assert (target.rentang, target.na) == (("70", "80"), False)
    nol, hampa, belum = baca_target(0, "TW"), baca_target("N/A", "TW"), baca_target("belum ditetapkan", "TW")
    assert nol is not None
    assert hampa is not None
    assert (nol.angka, hampa.na, belum, baca_target(" ", "TW")) == (0, True, None, None)


@pytest.mark.parametrize(
    ("baca_satu", "isi", "aturan"),
    [
        (baca_bulat, "1,5", "harus bilangan bulat 0 sampai 32767"),
        (baca_bulat, 99999.0, "harus bilangan bulat 0 sampai 32767"),
        (baca_desimal, "lima", "bukan angka, contoh yang benar 86,75"),
        (baca_desimal, "1.234", "angka meragukan, tulis tanpa titik ribuan dan dengan koma desimal"),
        (baca_ya, "mungkin", "harus ya atau tidak"),
        (baca_target, "-", "tanda hubung tidak jelas: tulis N/A bila tidak dinilai, 0 bila nol, kosongkan bila belum "
         "ditetapkan"),
        (baca_target, date(2023, 5, 1), "Excel mengubah isian ini menjadi tanggal, tulis ulang sebagai teks"),
    ],
)  # fmt: skip
def test_isi_sel_ditolak_dengan_aturannya(baca_satu: Any, isi: Any, aturan: str) -> None:
    with pytest.raises(SelSalah) as salah:
        baca_satu(isi, "Kolom")
    assert (salah.value.kolom, salah.value.aturan) == ("Kolom", aturan)


def test_salah_yang_sama_satu_kelompok() -> None:
    isi = [Salah("L", n, "TW I", f"x{n}", "bukan angka") for n in (3, 4, 5, 9)]
    satu, dua = kelompokkan([Salah("L", 2, "No", "", "kosong"), *isi])
    assert (satu.banyak, satu.baris, satu.contoh) == (4, "3–5, 9", "“x3”, “x4”, “x5”")
    assert (dua.banyak, dua.baris, dua.kolom) == (1, "2", "No")


UNIT = [
    Bernama(1, "Bagian Pemerintahan", ("Bagian Pemerintahan", "BAG-PEM", "Kepala Bagian Pemerintahan")),
    Bernama(2, "Bagian Pembangunan dan Lingkungan Hidup", ("Bagian Pembangunan dan Lingkungan Hidup", "BAG-PLH")),
    Bernama(3, "Bagian Umum dan Protokol", ("Bagian Umum dan Protokol", "BAG-UMUM", "Kepala Bagian Umum dan Protokol")),
    Bernama(4, "Bagian Umum", ("Bagian Umum", "BAG-U")),
]


@pytest.mark.parametrize(
    ("kata", "kunci", "tebakan"),
    [
        ("BAGIAN  PEMERINTAHAN", 1, False),
        ("bag-plh", 2, False),
        ("Kabag Umum dan Protokol", 3, False),
        ("Umum", 4, False),
        ("Pem", 1, True),
        ("PLH", 2, True),
        ("Kesra", None, False),
        ("", None, False),
    ],
)
def test_nama_unit(kata: str, kunci: int | None, tebakan: bool) -> None:
    arti = cari(kata, UNIT)
    assert (arti.kunci if arti else None, arti.tebakan if arti else False) == (kunci, tebakan)


def test_beberapa_nama_dalam_satu_sel() -> None:
    hasil = pecah("Kepala Bagian Umum dan Protokol dan Bagian Pembangunan dan Lingkungan Hidup", UNIT)
    assert hasil is not None
    assert [a.kunci for a in hasil] == [3, 2]
    assert pecah("Bagian Umum, Bagian Entah", UNIT) is None
