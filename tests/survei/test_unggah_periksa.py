"""Recognising columns and checking rows of uploads."""

from datetime import date, datetime, time

import pytest

from survei.hitung.unsur import Unsur, Urutan
from survei.unggah import siapkan
from survei.unggah.baca import baca_berkas
from survei.unggah.kenali import Kolom, Pemetaan, Peran, kenali, ubah
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.nilai import baca_jam, baca_jawaban, baca_kelamin, baca_tanggal, tabel_jawaban
from survei.unggah.periksa import HasilPeriksa, periksa
from survei.unggah.salah import rentang
from survei.unggah.tabel import Sel
from tests.survei.berkas import KEPALA, csv, xlsx

NAMA_UNSUR = [
    "Persyaratan", "Prosedur", "Waktu Penyelesaian", "Biaya/Tarif", "Produk Layanan", "Kompetensi Pelaksana",
    "Perilaku Pelaksana", "Penanganan Pengaduan, Saran dan Masukan", "Sarana dan Prasarana",
]  # fmt: skip
SARANA = Urutan.SARANA_PENGADUAN
SIANG = datetime(2021, 8, 17, 9)  # noqa: DTZ001 (a spreadsheet cell knows no time zone)


def peta(*kepala: str, isi: tuple[Sel, ...] = ()) -> Pemetaan:
    return kenali([(1, list(kepala)), (2, list(isi))])


def periksa_baris(*baris: list[Sel], kepala: list[str] = KEPALA) -> HasilPeriksa:
    siap = siapkan(baca_berkas(xlsx([kepala, *baris]), "a.xlsx"))
    return periksa(siap.baris, siap.pemetaan, SARANA)


@pytest.mark.parametrize("awalan", ["U", "u", "P", "Unsur ", "U0", "Pertanyaan ", "U-", "Q"])
def test_judul_bernomor(awalan: str) -> None:
    hasil = peta("No", *(f"{awalan}{i}" for i in range(1, 10)))
    assert [k.nomor for k in hasil.unsur] == list(range(1, 10))
    assert hasil.kode(SARANA)[7:] == ("sarana", "pengaduan")
    assert hasil.kode(Urutan.PENGADUAN_SARANA)[7:] == ("pengaduan", "sarana")
    assert hasil.urutan is None


def test_judul_nama_unsur_tidak_bergantung_urutan() -> None:
    hasil = peta(*NAMA_UNSUR)
    assert hasil.kode(SARANA) == hasil.kode(Urutan.PENGADUAN_SARANA) == tuple(Unsur)


def test_judul_bernomor_dan_bernama_mengatakan_urutannya() -> None:
    hasil = peta(*(f"U{i} {n}" for i, n in enumerate(NAMA_UNSUR, 1)))
    assert hasil.urutan is Urutan.PENGADUAN_SARANA
    assert hasil.kode(Urutan.PENGADUAN_SARANA) == tuple(Unsur)
    assert peta("U1", "U2", "U8. Sarana Prasarana").urutan is Urutan.SARANA_PENGADUAN


def test_nama_menang_atas_nomor_dan_dikatakan() -> None:
    hasil = peta("U1 Biaya", "U2", "U3")
    assert hasil.kode(SARANA) == ("biaya", "prosedur", "waktu")
    assert "“U1 Biaya” (kolom A) dibaca sebagai unsur biaya" in hasil.catatan[0]


@pytest.mark.parametrize(
    ("judul", "peran"),
    [
        ("Jenis Kelamin", Peran.JENIS_KELAMIN), ("Usia (tahun)", Peran.USIA), ("Umur", Peran.USIA),
        ("Pendidikan Terakhir", Peran.PENDIDIKAN), ("Pekerjaan", Peran.PEKERJAAN), ("Jenis Layanan", Peran.LAYANAN),
        ("Timestamp", Peran.TANGGAL), ("Tgl. Survei", Peran.TANGGAL), ("Waktu Pengisian", Peran.TANGGAL),
        ("Jam", Peran.JAM), ("Saran/Masukan", Peran.SARAN), ("Kritik dan saran", Peran.SARAN), ("No.", Peran.NOMOR),
        ("Nama Layanan", Peran.LAIN), ("Warna favorit", Peran.LAIN),
    ],
)  # fmt: skip
def test_judul_ciri(judul: str, peran: Peran) -> None:
    kolom = peta("U1", "U2", "U3", judul).kolom[3]
    assert (kolom.kepala, kolom.peran, kolom.huruf) == (judul, peran, "D")


@pytest.mark.parametrize(
    "judul", ["NIK", "Nama", "Nama Lengkap", "No. HP", "Nomor Telepon", "No WA", "E-mail", "Alamat", "No. KTP", "NIP"]
)
def test_data_pribadi_tidak_dimuat_dan_disebut(judul: str) -> None:
    hasil = peta("U1", "U2", "U3", judul)
    assert [k.kepala for k in hasil.pribadi] == [judul]
    assert f"{judul} (kolom D)" in hasil.catatan[0]
    assert ubah(hasil, {3: (Peran.LAYANAN, None)}).pribadi == hasil.pribadi


@pytest.mark.parametrize(
    "isi", ["3372011708450001", "0812-3456-7890", "+6281234567890", "a@contoh.id", 3.372011708450001e15]
)
def test_isi_seperti_data_pribadi_dikenali_tanpa_judul(isi: Sel) -> None:
    assert [k.kepala for k in peta("U1", "U2", "U3", "Kode", isi=(4, 4, 4, isi)).pribadi] == ["Kode"]
    siap = siapkan(baca_berkas(xlsx([["U1", "U2", "U3", "Kode"], [4, 4, 4, isi]]), "a.xlsx"))
    hasil = periksa(siap.baris, siap.pemetaan, SARANA)
    assert (hasil.ciri, hasil.sah[0].ciri) == ((), ())


def test_judul_setelah_beberapa_baris_kepala_surat() -> None:
    hasil = kenali([(1, ["REKAP SURVEI"]), (3, ["Semester I", None]), (5, ["No", "U1", "U2", "U3"]), (6, [1, 4, 4, 4])])
    assert (hasil.baris_kepala, len(hasil.unsur)) == (5, 3)


def test_tanpa_judul_ditolak() -> None:
    with pytest.raises(KesalahanUnggah, match="Baris judul kolom tidak ditemukan"):
        kenali([(1, [4, 3, 4]), (2, [4, 4, 4])])
    with pytest.raises(KesalahanUnggah):
        kenali([])


def test_unsur_ganda_ditolak() -> None:
    with pytest.raises(KesalahanUnggah, match="sarana: U8, Fasilitas"):
        peta("U1", "U2", "U8", "Fasilitas").kode(SARANA)


def test_pilihan_orang() -> None:
    hasil = ubah(peta("U1", "U2", "U3", "Warna"), {0: (Peran.LAIN, None), 3: (Peran.UNSUR, Unsur.BIAYA)})
    assert hasil.kode(SARANA) == ("prosedur", "waktu", "biaya")
    with pytest.raises(KesalahanUnggah, match="paling sedikit satu"):
        ubah(peta("U1", "U2", "U3"), dict.fromkeys(range(3), (Peran.LAIN, None)))


@pytest.mark.parametrize(
    ("sel", "nilai"),
    [
        (4, 4), (4.0, 4), ("4", 4), ("4.0", 4), ("4,0", 4), (" 3 ", 3), ("Sangat sesuai", 4), ("KURANG  SESUAI", 2),
        ("4 - Sangat sesuai", 4), ("2. Kurang sesuai", 2), (None, None), ("", None), ("-", None),
        (5, -1), (0, -1), (2.5, -1), ("2 - Sangat sesuai", -1), ("Gratis", -1), ("=1+1", -1), (True, -1), ("TRUE", -1),
        (SIANG, -1), ("04", -1), ("4/5", -1),
    ],
)  # fmt: skip
def test_jawaban(sel: Sel, nilai: int | None) -> None:
    assert baca_jawaban(sel, tabel_jawaban("persyaratan")) == nilai


def test_kata_berarti_menurut_unsurnya() -> None:
    assert baca_jawaban("Gratis", tabel_jawaban("biaya")) == 4
    assert baca_jawaban("Sangat baik", tabel_jawaban("sarana")) == 4
    assert baca_jawaban("Tidak ada", tabel_jawaban("pengaduan")) == 1
    assert baca_jawaban("Sesuai", tabel_jawaban("u12")) == -1


@pytest.mark.parametrize(
    ("sel", "tanggal"),
    [
        ("17/08/2021", date(2021, 8, 17)), ("17-8-2021 10:30:00", date(2021, 8, 17)), ("2021-08-17", date(2021, 8, 17)),
        ("Selasa, 17 Agustus 2021", date(2021, 8, 17)), ("17 Ags 2021", date(2021, 8, 17)),
        (SIANG, date(2021, 8, 17)), (date(2021, 8, 17), date(2021, 8, 17)),
        ("31/02/2021", None), ("08/17/2021", None), ("kemarin", None), (44425.0, None), ("17/08/1021", None),
    ],
)  # fmt: skip
def test_tanggal(sel: Sel, tanggal: date | None) -> None:
    assert baca_tanggal(sel) == tanggal


def test_jam_dan_kelamin() -> None:
    assert [baca_jam(s) for s in ("09.30", "pukul 9:30 WIB", time(9, 30), "25.00", "pagi")] == [
        time(9, 30), time(9, 30), time(9, 30), None, None,
    ]  # fmt: skip
    assert [baca_kelamin(s) for s in ("L", "laki-laki", "Perempuan", "wanita", "x")] == ["L", "L", "P", "P", None]


def test_baris_baik_dimuat_dengan_isian_kosong() -> None:
    hasil = periksa_baris([1, "17/08/2021", "L", 4, 3, None, "Gratis", 4, 4, 4, 4, 4], [None] * 12)
    assert hasil.salah == ()
    assert hasil.sah == [(2, (4, 3, None, 4, 4, 4, 4, 4, 4), (date(2021, 8, 17), "L"))]
    assert hasil.ciri == (Peran.TANGGAL, Peran.JENIS_KELAMIN)


def test_setiap_sel_salah_disebut_dan_barisnya_ditolak_utuh() -> None:
    hasil = periksa_baris(
        [1, "17/08/2021", "L", 4, 7, 4, 4, 4, 4, 4, 4, "empat"], [2, "kapan", "X", *[4] * 9], [3, None, None, *[3] * 9]
    )
    semua = {(s.baris, s.kolom, s.nilai, s.aturan) for g in hasil.salah for s in g.rinci}
    assert semua == {
        (2, "U2", "7", "nilai di luar 1–4"), (2, "U9", "empat", "nilai di luar 1–4"),
        (3, "Tanggal", "kapan", "tanggal tidak terbaca, contoh: 17/08/2021"),
        (3, "Jenis Kelamin", "X", "jenis kelamin bukan L atau P"),
    }  # fmt: skip
    assert (hasil.ditolak, [b.baris for b in hasil.sah]) == (2, [4])


def test_kesalahan_sama_dikelompokkan() -> None:
    siap = siapkan(baca_berkas(csv(";".join(KEPALA) + "\n" + "1;;L;4;4;4;9;4;4;4;4;4\n" * 5000), "a.csv"))
    (kelompok,) = periksa(siap.baris, siap.pemetaan, SARANA).salah
    assert kelompok.pesan == "5.000 baris: nilai di luar 1–4 pada kolom U4 (baris 2–5001), misalnya “9”."
    assert kelompok.baris == tuple(range(2, 5002))


def test_baris_contoh_dan_baris_jumlah() -> None:
    hasil = periksa_baris(
        ["Contoh", None, "L", *[4] * 9], ["Jumlah", None, None, *[320] * 9], ["Rata-rata", None, None, *[3] * 9],
        [1, None, None, *[4] * 9],
    )  # fmt: skip
    assert sorted((g.aturan, g.baris) for g in hasil.salah) == [
        ("baris contoh templat belum dihapus", (2,)), ("baris jumlah atau rata-rata, bukan jawaban responden", (3, 4)),
    ]  # fmt: skip
    assert [b.baris for b in hasil.sah] == [5]


def test_baris_tanpa_jawaban() -> None:
    hasil = periksa_baris([1, "17/08/2021", "L", *[None] * 9], [2, *[None] * 11], [3, None, None, *[4] * 9])
    assert [(g.aturan, g.baris) for g in hasil.salah] == [("tidak ada jawaban satu pun", (2,))]
    assert (hasil.kosong, len(hasil.sah)) == (1, 1)


def test_teks_raksasa_dan_benar_salah_ditolak() -> None:
    kepala = ["U1", "U2", "U3", "Layanan"]
    hasil = periksa_baris([4, 4, 4, "x" * 30_000], [True, 4, 4, "KTP"], [4, 4, 4, "KTP"], kepala=kepala)
    assert sorted((g.aturan, g.kolom) for g in hasil.salah) == [
        ("nilai di luar 1–4", "U1"), ("teks lebih dari 150 huruf", "Layanan"),
    ]  # fmt: skip
    assert all(len(s.nilai) <= 40 for g in hasil.salah for s in g.rinci)


def test_tanpa_baris_data_ditolak() -> None:
    with pytest.raises(KesalahanUnggah, match="Tidak ada baris jawaban"):
        periksa_baris()


def test_rentang_dan_huruf_kolom() -> None:
    assert rentang([2, 3, 4, 9, 11, 12]) == "2–4, 9, 11–12"
    assert rentang(range(2, 40, 2)) == "2, 4, 6, 8, 10, 12, dan 13 rentang lain"
    assert [Kolom(i, "", Peran.LAIN).huruf for i in (0, 25, 26, 99)] == ["A", "Z", "AA", "CV"]
