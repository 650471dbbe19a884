"""The result of a survey: what is shown, how it is fixed, frozen, taken back and published; both sides of each rule."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.beku import sidik
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak
from survei.hitung.sensor import tersembunyi
from survei.hitung.tally import Tally, TallySurvei
from survei.models import HasilSurvei, RekapTercetak, Survei, VersiHasil
from survei.models.jawaban import Kanal
from survei.models.survei import StatusSurvei, SumberSurvei
from survei.selectors import uraian
from survei.selectors.hasil import baca_beku, hasil, hasil_kini, sidik_kini
from survei.selectors.sinyal import cari_sinyal
from survei.services import hasil as layanan
from survei.services import tally
from tests.orang import Pemeran
from tests.survei.bantu import MARET, WIB, buat_jawaban, buat_survei, isi_survei
from tests.survei.bantu_hasil import JULI, segar, tetapkan, tutup


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    """Nine unsur, four forms: 3 everywhere twice, 4 everywhere, and 4 with waktu 1."""
    satu = buat_survei(orang.bagian, layanan=("KTP", "KK"))
    isi_survei(satu, [3] * 9, [3] * 9, jenis_kelamin="P")
    isi_survei(satu, [4] * 9, [4, 4, 1, 4, 4, 4, 4, 4, 4], jenis_kelamin="L", kanal=Kanal.DARING)
    return satu


def kode(tolakan: pytest.ExceptionInfo[PelanggaranAturan]) -> str:
    return tolakan.value.kode


def test_hasil_dihitung_dari_tally(survei: Survei) -> None:
    data = hasil_kini(survei)
    # Eight unsur: 14 / 4 = 3,5; waktu: 11 / 4 = 2,75. (8 × 3,5 + 2,75) / 9 × 25 = 85,4166…
    assert data.ikm is not None
    assert round(data.ikm, 10) == Decimal("85.4166666667")
    assert (data.mutu, data.kinerja, data.nilai_persepsi, data.responden) == ("B", "Baik", 3, 4)
    waktu = next(u for u in data.unsur if u.kode == "waktu")
    assert (waktu.label, waktu.terisi, waktu.jumlah, waktu.nrr, waktu.sebaran) == (
        "U3",
        4,
        11,
        Decimal("2.75"),
        (1, 0, 2, 1),
    )
    assert [p.kode for p in data.prioritas] == ["waktu", "persyaratan", "prosedur"]
    assert data.sampel is not None
    assert (data.sampel.perlu, data.sampel.ada, data.sampel.kurang) == (80, 4, 76)
    assert data.bobot == "1/9"


def test_selang_dan_artinya(survei: Survei) -> None:
    data = hasil_kini(survei)
    assert data.selang is not None
    assert data.ikm is not None
    assert data.selang.bawah < data.ikm < data.selang.atas
    # Scores 75, 75, 100, 91,667 around 85,417: s² = 468,75 / 3; √(156,25 × (100 − 4)/99 / 4) = 6,1546.
    assert round(data.selang.galat_baku, 2) == Decimal("6.15")
    assert "antara 73,35 dan 97,48 (tingkat kepercayaan 95%)" in uraian.arti_selang(data)
    assert "mutu C sampai A, jadi mutu B belum pasti" in uraian.arti_selang(data)


def test_dari_mana_angka_ini(survei: Survei) -> None:
    kalimat = uraian.dari_mana(hasil_kini(survei))
    assert kalimat[0].endswith("U1 Persyaratan: 14 ÷ 4 = 3,50.")
    assert "(3,500 + 3,500 + 2,750 + 3,500 + 3,500 + 3,500 + 3,500 + 3,500 + 3,500) × 1/9 × 25 = 85,42" in kalimat[2]
    assert kalimat[3] == "Mutu B (Baik) adalah IKM 76,61–88,30, dengan nilai persepsi 3 dari 4."


def test_unsur_tanpa_jawaban_disebut_bukan_dianggap_nol(orang: Pemeran) -> None:
    satu = buat_survei(orang.bagian, unsur=2)
    assert hasil_kini(satu).alasan == "Belum ada jawaban yang masuk."
    isi_survei(satu, [4, None])
    data = hasil_kini(satu)
    assert (data.ikm, data.alasan, data.unsur) == (
        None,
        "Belum ada jawaban untuk unsur: Sistem, mekanisme, dan prosedur.",
        (),
    )


def test_biaya_halaman_tidak_tumbuh_dengan_jawaban(survei: Survei) -> None:
    satu = tutup(survei)
    with CaptureQueriesContext(connection) as sedikit:
        hasil(satu)
    isi_survei(satu, *([3] * 9 for _ in range(40)))
    with CaptureQueriesContext(connection) as banyak:
        hasil(satu)
    assert len(sedikit) == len(banyak) <= 9


@pytest.mark.parametrize(
    ("kelompok", "harap"),
    [
        ({"L": 30, "P": 20}, set()),
        # Four men alone would follow from the total: the next smallest group goes with them.
        ({"a": 4, "b": 9, "c": 50}, {"a", "b"}),
        ({"a": 2, "b": 2, "c": 50}, {"a", "b", "c"}),
        ({"a": 3, "b": 3, "c": 50}, {"a", "b"}),
        ({"": 3}, {""}),
        ({}, set()),
    ],
)
def test_kelompok_kecil_tersembunyi(kelompok: dict[str, int], harap: set[str]) -> None:
    assert tersembunyi(kelompok) == harap


def test_pilahan_per_layanan_kanal_dan_orang(orang: Pemeran) -> None:
    satu = buat_survei(orang.bagian, layanan=("KTP", "KK"), unsur=2)
    ktp = satu.layanan.get(nama="KTP")
    isi_survei(satu, *([4, 4] for _ in range(6)), layanan=ktp, jenis_kelamin="P")
    isi_survei(satu, *([2, 2] for _ in range(5)), jenis_kelamin="L", kanal=Kanal.DARING)
    isi_survei(satu, [1, 1], umur=33, jenis_kelamin="L", kanal=Kanal.DARING)
    pilahan = {p.kode: p for p in hasil_kini(satu).pilahan}
    assert [(k.nama, k.responden, k.ikm) for k in pilahan["layanan"].kelompok] == [
        ("KTP", 6, Decimal(100)),
        # 11 / 6 × 25 = 45,83 for those who named no service
        ("Layanan tidak disebut", 6, pilahan["kanal"].kelompok[0].ikm),
    ]
    assert [k.nama for k in pilahan["kanal"].kelompok] == ["Formulir daring", "Formulir kertas"]
    assert [(k.nama, k.responden) for k in pilahan["jenis_kelamin"].kelompok] == [("Laki-laki", 6), ("Perempuan", 6)]
    # One person of 31–40: hidden, and so is everybody else, or subtraction would tell.
    assert [(k.nama, k.responden, k.ikm) for k in pilahan["umur"].kelompok] == [
        ("31–40 tahun", None, None),
        ("Tidak diisi", None, None),
    ]
    assert "pekerjaan" not in pilahan


def test_rekap_lewat_jalan_yang_sama(orang: Pemeran) -> None:
    satu = buat_survei(orang.bagian, unsur=2, sumber=SumberSurvei.REKAP)
    bagian = {
        ("semua", ""): TallySurvei({"persyaratan": Tally.rekap(100, 350), "prosedur": Tally.rekap(100, 330)}, 100)
    }
    tally.tambah(satu, bagian)
    RekapTercetak.objects.create(survei=satu, dokumen="Laporan SKM 2021", ikm=Decimal("85.10"), mutu="B")
    data = hasil_kini(tutup(satu))
    assert data.ikm == Decimal(85)
    assert (data.selang, data.unsur[0].sebaran) == (None, None)
    assert "bukan isian tiap orang" in data.selang_alasan
    assert data.tercetak is not None
    assert "mencetak IKM 85,10; dihitung dari jumlahnya 85,00 (selisih 0,10)" in data.tercetak.catatan
    assert uraian.sebut_sumber(data).startswith("Dihitung dari rekap dokumen “Laporan SKM 2021”")


def test_angka_tercetak_ditandai(orang: Pemeran) -> None:
    satu = buat_survei(orang.bagian, sumber=SumberSurvei.TERCETAK, populasi=None)
    tanpa = hasil_kini(satu)
    assert (tanpa.ikm, tanpa.alasan) == (None, "Dokumen sumber tidak mencetak IKM survei ini.")
    RekapTercetak.objects.create(survei=satu, dokumen="Laporan SKM 2021", ikm=Decimal("88.305"), responden=70)
    data = hasil_kini(tutup(satu))
    assert (data.ikm, data.mutu, data.responden, data.unsur) == (Decimal("88.305"), "A", 70, ())
    assert "tidak dapat dihitung ulang" in uraian.dari_mana(data)[0]


def test_tren_membandingkan_hasil_tetap_periode_lalu(orang: Pemeran) -> None:
    lain = {"jenis_periode": "semester"}
    lalu = buat_survei(
        orang.bagian, unsur=2, tahun=2022, nomor_periode=2, mulai=date(2022, 7, 1), selesai=date(2022, 12, 31), **lain
    )
    isi_survei(lalu, [3, 4], [3, 3])
    satu = buat_survei(orang.bagian, unsur=2, **lain)
    isi_survei(satu, [4, 4], [3, 3])
    assert [t.periode for t in hasil_kini(satu).tren] == ["Semester I 2023"]
    tetapkan(orang, lalu)
    tren = hasil_kini(satu).tren
    # 81,25 → 87,50
    assert [(t.periode, t.status, t.selisih) for t in tren] == [
        ("Semester II 2022", "", None),
        ("Semester I 2023", "Naik", Decimal("6.25")),
    ]


def test_menetapkan_membekukan(orang: Pemeran, survei: Survei) -> None:
    tetap = tetapkan(orang, survei)
    satu = Survei.objects.select_related("unit__instansi").get(pk=survei.pk)
    assert satu.status == StatusSurvei.DITETAPKAN
    assert tetap.sha256 == sidik(tetap.isi)
    assert (tetap.mutu, tetap.nilai_persepsi, tetap.responden) == ("B", 3, 4)
    assert [s.jenis for s in baca_beku(tetap).sinyal] == ["seragam"]
    # Whatever moves afterwards, the page shows what was fixed.
    satu.unit.nama = "Bagian Berganti Nama"
    satu.unit.save()
    data, beku = hasil(Survei.objects.select_related("unit__instansi").get(pk=survei.pk))
    assert beku == tetap
    assert data.ciri.unit == "Bagian Contoh"
    jejak = Jejak.objects.get(aksi="survei.tetapkan")
    assert (jejak.pelaku, jejak.sesudah["sha256"]) == (orang.verifikator, tetap.sha256)


def test_menetapkan_dua_kali_satu_hasil(orang: Pemeran, survei: Survei) -> None:
    pertama = tetapkan(orang, survei)
    lagi = layanan.tetapkan(pelaku=orang.pimpinan, survei=survei, terlihat="", kini=JULI + timedelta(hours=1))
    assert (lagi.pk, lagi.ditetapkan_oleh, lagi.ditetapkan_pada) == (pertama.pk, orang.verifikator, JULI)


def test_penetapan_yang_ditolak(orang: Pemeran, survei: Survei) -> None:
    terlihat = sidik_kini(hasil_kini(survei))
    with pytest.raises(PelanggaranAturan) as tolak:
        layanan.tetapkan(pelaku=orang.verifikator, survei=survei, terlihat=terlihat, kini=JULI)
    assert (kode(tolak), tolak.value.pesan) == (
        "status_survei",
        "Survei ini sedang berjalan, jadi tidak dapat ditetapkan.",
    )
    isi_survei(survei, [1] * 9)
    with pytest.raises(PelanggaranAturan) as tolak:
        layanan.tetapkan(pelaku=orang.verifikator, survei=tutup(survei), terlihat=terlihat, kini=JULI)
    assert kode(tolak) == "hasil_berubah"
    kosong = tutup(buat_survei(orang.bagian, judul="Kosong"))
    with pytest.raises(PelanggaranAturan) as tolak:
        layanan.tetapkan(pelaku=orang.verifikator, survei=kosong, terlihat=sidik_kini(hasil_kini(kosong)), kini=JULI)
    assert kode(tolak) == "tanpa_hasil"
    assert not HasilSurvei.objects.exists()


def test_terbit_lalu_dibuka_kembali(orang: Pemeran, survei: Survei) -> None:
    with pytest.raises(PelanggaranAturan) as tolak:
        layanan.terbitkan(pelaku=orang.pimpinan, survei=tutup(survei), kini=JULI)
    assert kode(tolak) == "status_survei"
    isi_survei(survei, [3] * 9)
    tetap = tetapkan(orang, survei)
    for _ in range(2):
        layanan.terbitkan(pelaku=orang.pimpinan, survei=survei, kini=JULI)
    assert Jejak.objects.filter(aksi="survei.terbitkan").count() == 1
    assert list(HasilSurvei.objects.terbit()) == [tetap]

    with pytest.raises(PelanggaranAturan) as tolak:
        layanan.batalkan(pelaku=orang.pimpinan, survei=survei, alasan="  ", kini=JULI)
    assert kode(tolak) == "alasan_wajib"
    layanan.batalkan(pelaku=orang.pimpinan, survei=survei, alasan="Satu berkas tertinggal.", kini=JULI)
    lama = VersiHasil.objects.get()
    assert (lama.isi, lama.sha256, lama.alasan) == (tetap.isi, tetap.sha256, "Satu berkas tertinggal.")
    assert Survei.objects.get(pk=survei.pk).status == StatusSurvei.DITUTUP
    assert not HasilSurvei.objects.exists()
    assert VersiHasil.objects.all().dibuka_kembali(lama.kode_publik)
    # Fixed again, the printed address stays.
    assert tetapkan(orang, survei).kode_publik == lama.kode_publik


def test_hasil_beberapa_orang_tidak_diterbitkan(orang: Pemeran, survei: Survei) -> None:
    tetapkan(orang, survei)
    with pytest.raises(PelanggaranAturan) as tolak:
        layanan.terbitkan(pelaku=orang.pimpinan, survei=survei, kini=JULI)
    assert kode(tolak) == "terlalu_sedikit"
    assert segar(survei).status == StatusSurvei.DITETAPKAN
    # A document's figure without its number of respondents tells of nobody.
    cetak = buat_survei(orang.bagian_lain, sumber=SumberSurvei.TERCETAK, populasi=None)
    RekapTercetak.objects.create(survei=cetak, dokumen="Laporan SKM 2021", ikm=Decimal("88.305"))
    tetapkan(orang, cetak)
    assert layanan.terbitkan(pelaku=orang.pimpinan, survei=cetak, kini=JULI).terbit_pada == JULI


def test_sinyal_beruntun_dan_luar_jam(orang: Pemeran) -> None:
    satu = buat_survei(orang.bagian)
    malam = datetime(2023, 3, 15, 23, 0, tzinfo=WIB)
    for i in range(5):
        buat_jawaban(satu, *[3, 4] * 4, 3, kanal=Kanal.KERTAS, waktu=malam + timedelta(minutes=i))
    temuan = cari_sinyal(satu)
    assert [(s.jenis, s.banyak) for s in temuan.sinyal] == [("beruntun", 5), ("luar_jam", 5)]
    assert temuan.catatan == "Diperiksa 5 isian."
    assert cari_sinyal(satu, batas=3).catatan == "Diperiksa 3 isian terbaru."


def test_sinyal_tidak_menuduh_yang_wajar(orang: Pemeran) -> None:
    satu = buat_survei(orang.bagian)
    for i in range(5):
        # In the evening at home, each another answer; an upload without times; nobody can know.
        buat_jawaban(
            satu, *[3, 4] * 4, 1 + i % 4, kanal=Kanal.DARING, diterima_pada=MARET + timedelta(hours=11, days=i)
        )
        buat_jawaban(satu, *[4, 3] * 4, 1 + i % 4, kanal=Kanal.UNGGAHAN)
    assert cari_sinyal(satu).sinyal == ()
