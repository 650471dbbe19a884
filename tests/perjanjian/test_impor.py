"""Importing official layouts: new, changed, the same, refused; nothing before it is accepted; one transaction."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from indikator.models import Indikator, Realisasi, Sasaran, Satuan, Target
from indikator.services.isian import isi_komponen
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Jejak
from kinerja.perjanjian.models import BerkasImpor, JenisImpor, KegiatanAksi, StatusImpor, TautanKinerja
from kinerja.perjanjian.services import impor as layanan
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan
from tests.perjanjian.bantu_impor import KINI, Baris, beda, buku, langkah, salah, terapkan, unggah

PK: list[Baris] = [
    ["No", "Sasaran", "Indikator Kinerja", "Satuan", "TW I", "TW II", "TW III", "TW IV", "Tahun"],
    [1, "Sasaran 1", "Indikator 1.1", "Nilai", 80, 85, 80, 80, 80],
    [2, None, "Persentase aduan selesai", None, "25%", "25%", "25%", "25%", "100%"],
    [3, "Arsip tertib", "Jumlah arsip", "Berkas", "N/A", 10, None, 20, 20],
]


@pytest.fixture
def lama(orang: Pemeran) -> Indikator:
    """Indikator 1.1 of bagian, 80 in each quarter."""
    satuan("nilai")
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode))


def impor(orang: Pemeran, jenis: JenisImpor, *baris: Baris) -> BerkasImpor:
    return unggah(orang.perencana, orang.bagian, orang.periode, jenis, buku(Lembar=list(baris)))


def test_pratinjau_menyebut_baru_dan_berubah_lalu_diterapkan(orang: Pemeran, lama: Indikator) -> None:
    satu = impor(orang, JenisImpor.PK, *PK)
    assert langkah(satu) == [
        ("Indikator", "berubah", "1.1 Indikator 1.1"),
        ("Satuan", "baru", "Persen"),
        ("Indikator", "baru", "1.2 Persentase aduan selesai"),
        ("Sasaran", "baru", "2. Arsip tertib"),
        ("Satuan", "baru", "Berkas"),
        ("Indikator", "baru", "2.1 Jumlah arsip"),
    ]
    assert beda(satu) == {("1.1 Indikator 1.1", "Target TW II"): ("80", "85")}
    assert (Indikator.objects.count(), Satuan.objects.count()) == (1, 1)
    assert lama.target.get(triwulan=2).nilai == 80

    terapkan(orang.perencana, satu)
    assert lama.target.get(triwulan=2).nilai == 85
    aduan, arsip = Indikator.objects.exclude(pk=lama.pk)
    # 25 + 25 + 25 + 25 = 100: the quarters add up.
    assert (aduan.pola, aduan.satuan.persen, aduan.target.get(triwulan=1).tercetak) == ("jumlah", True, "25%")
    assert {t.triwulan: (t.jenis, t.nilai) for t in arsip.target.all()} == {
        1: ("na", None),
        2: ("angka", 10),
        4: ("angka", 20),
        0: ("angka", 20),
    }
    assert [k.nama for k in arsip.komponen.all()] == ["nilai"]
    catatan = Jejak.objects.filter(aksi="impor.indikator").earliest("pk")
    assert (catatan.pelaku, catatan.sesudah) == (orang.perencana, {"Target TW II": "85"})
    assert Jejak.objects.get(aksi="impor.terapkan").sesudah == {"baru": 5, "berubah": 1, "sama": 0, "salah": 0}


def test_berkas_yang_sama_dua_kali_tidak_mengubah_apa_pun(orang: Pemeran, lama: Indikator) -> None:
    terapkan(orang.perencana, impor(orang, JenisImpor.PK, *PK))
    lagi = impor(orang, JenisImpor.PK, *PK)
    assert {k for _, k, _ in langkah(lagi)} == {"sama"}
    with pytest.raises(PelanggaranAturan, match="Tidak ada yang berubah"):
        terapkan(orang.perencana, lagi)
    # Accepting the first once more is no second act.
    pertama = BerkasImpor.objects.get(status=StatusImpor.SELESAI)
    assert terapkan(orang.perencana, pertama).diputuskan_pada == KINI
    assert Jejak.objects.filter(aksi="impor.terapkan").count() == 1


def test_data_bergerak_sejak_pratinjau(orang: Pemeran, lama: Indikator) -> None:
    satu = impor(orang, JenisImpor.PK, *PK)
    Target.objects.filter(indikator=lama, triwulan=2).update(nilai=Decimal(84))
    with pytest.raises(PelanggaranAturan, match="sudah berubah sejak pratinjau"):
        terapkan(orang.perencana, satu)
    assert lama.target.get(triwulan=2).nilai == 84
    satu.refresh_from_db()
    assert beda(satu) == {("1.1 Indikator 1.1", "Target TW II"): ("84", "85")}
    terapkan(orang.perencana, satu)
    assert lama.target.get(triwulan=2).nilai == 85


def test_baris_salah_dikelompokkan_dan_ditinggalkan_dengan_sadar(orang: Pemeran, lama: Indikator) -> None:
    satu = impor(
        orang,
        JenisImpor.PK,
        PK[0],
        [1, "Sasaran 1", "Indikator 1.1", "Nilai", "lima", 85, 80, 80, 80],
        [2, "Sasaran 1", "Indikator 1.2", "Nilai", "enam", 85, 80, 80, 80],
        [3, "Sasaran 1", "Indikator 1.3", "Nilai", "-", None, None, None, None],
        [4, "Sasaran 1", "Indikator 1.4", "Persen", 0.05, None, None, None, None],
        [5, "Sasaran 1", "Indikator 1.5", "Nilai", 5, None, None, None, None],
    )
    assert [s[:2] for s in salah(satu)] == [("2–3", "TW I"), ("4", "TW I"), ("5", "TW I")]
    assert salah(satu)[0][2:] == ("bukan angka, contoh yang benar 86,75", "“lima”, “enam”")
    assert "tanda hubung tidak jelas" in salah(satu)[1][2]
    assert "sel berformat persen" in salah(satu)[2][2]
    with pytest.raises(PelanggaranAturan, match="Ada baris yang salah"):
        terapkan(orang.perencana, satu)
    assert Indikator.objects.count() == 1
    terapkan(orang.perencana, satu, hanya_baik=True)
    assert list(Indikator.objects.values_list("nama", flat=True)) == ["Indikator 1.1", "Indikator 1.5"]
    assert not Satuan.objects.filter(nama="Persen").exists()  # a refused row leaves nothing behind
    assert lama.target.get(triwulan=2).nilai == 80


def test_hanya_perencana_unit_itu(orang: Pemeran, lama: Indikator) -> None:
    for pelaku in (orang.operator, orang.verifikator, orang.orang_luar):
        with pytest.raises(PermissionDenied):
            unggah(pelaku, orang.bagian, orang.periode, JenisImpor.PK, buku(Lembar=PK))
    satu = impor(orang, JenisImpor.PK, *PK)
    with pytest.raises(PermissionDenied):
        terapkan(orang.operator, satu)
    with pytest.raises(PermissionDenied):
        layanan.buang(pelaku=orang.operator, impor=satu, kini=KINI)
    assert BerkasImpor.objects.get().status == StatusImpor.SIAP


def test_dibuang_berkasnya_dihapus(orang: Pemeran, lama: Indikator, django_capture_on_commit_callbacks: object) -> None:
    satu = impor(orang, JenisImpor.PK, *PK)
    penyimpan, nama = satu.berkas.storage, str(satu.berkas.name)
    assert penyimpan.exists(nama)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        layanan.buang(pelaku=orang.perencana, impor=satu, kini=KINI)
    assert not penyimpan.exists(nama)
    with pytest.raises(PelanggaranAturan, match="sudah dibuang"):
        terapkan(orang.perencana, satu)


@pytest.mark.parametrize(
    ("nama", "isi", "pesan"),
    [
        ("a.xlsx", b"bukan zip", "bukan Excel"),
        ("a.pdf", b"%PDF", r"Hanya berkas \.xlsx atau \.csv"),
        ("a.csv", b"", "kosong"),
        ("a.csv", b"Nama;Alamat\nA;B\n", "belum dikenali"),
    ],
)
def test_berkas_yang_tak_terbaca_tidak_disimpan(orang: Pemeran, nama: str, isi: bytes, pesan: str) -> None:
    with pytest.raises(PelanggaranAturan, match=pesan):
        unggah(orang.perencana, orang.bagian, orang.periode, JenisImpor.PK, isi, nama)
    assert not BerkasImpor.objects.exists()


def test_rumus_dalam_berkas_ditolak(orang: Pemeran) -> None:
    isi = buku(Lembar=[PK[0], [1, "S", "I", "Nilai", "=1+1"]])
    with pytest.raises(PelanggaranAturan, match="Sel E2 berisi rumus"):
        unggah(orang.perencana, orang.bagian, orang.periode, JenisImpor.PK, isi)


def test_angka_dihitung_ulang_setelah_target_berubah(orang: Pemeran, lama: Indikator, juli: datetime) -> None:
    from tests.izin.adegan import KINI as JULI

    isi_komponen(pelaku=orang.operator, komponen=lama.komponen.get(), triwulan=2, nilai=Decimal(85), versi=0, kini=JULI)
    assert Realisasi.objects.get().capaian == Decimal("106.25")
    terapkan(orang.perencana, impor(orang, JenisImpor.PK, *PK))
    assert Realisasi.objects.get().capaian == 100


def test_indikator_milik_atasan_tidak_diubah_dari_bawah(orang: Pemeran) -> None:
    atas = buat_indikator(buat_sasaran(orang.kota, orang.periode))
    atas.penugasan.create(unit=orang.bagian)
    sama = impor(orang, JenisImpor.PK, PK[0], [1, "Sasaran 1", "Indikator 1.1", None, 80, 80, 80, 80, 80])
    assert langkah(sama) == [("Indikator", "sama", "1.1 Indikator 1.1")]
    satu = impor(orang, JenisImpor.PK, PK[0], [1, "Sasaran 1", "Indikator 1.1", None, 80, 90, 80, 80, 80])
    assert salah(satu) == [
        ("2", "Target TW II", "indikator 1.1 milik Kota Contoh, targetnya diubah di sana", "“90”"),
    ]
    assert not Sasaran.objects.filter(unit=orang.bagian).exists()


def test_iku_dan_jabatan_yang_tidak_dikenal(orang: Pemeran, lama: Indikator) -> None:
    kabag = Jabatan.objects.create(unit=orang.bagian, nama="Kepala Bagian Contoh", kepala=True)
    isi: list[Baris] = [
        [
            "No",
            "Sasaran",
            "Indikator Kinerja Utama (IKU)",
            "Penjelasan / Formulasi Perhitungan",
            "Sumber Data",
            "Penanggung Jawab",
        ],
        [1, "Sasaran 1", "Indikator 1.1", "Rata-rata nilai unsur", "Laporan SKM", "Kepala Bagian Contoh"],
        [2, None, "Waktu tunggu", "Menit", "Aplikasi", "Kepala Bagian Contoh\nKepala Seksi Entah"],
    ]
    satu = impor(orang, JenisImpor.IKU, *isi)
    assert satu.hasil["catatan"] == [
        "Jabatan “Kepala Seksi Entah” tidak ada di Bagian Contoh dan bawahannya; namanya dicetak seperti dalam berkas."
    ]
    terapkan(orang.perencana, satu)
    lama.refresh_from_db()
    assert (lama.metode_pengukuran, lama.sumber_data) == ("Rata-rata nilai unsur", "Laporan SKM")
    assert list(lama.penanggung_jawab.all()) == [kabag]
    baru = Indikator.objects.exclude(pk=lama.pk).get()
    assert baru.keterangan_dokumen.sebutan_penanggung_jawab == "Kepala Bagian Contoh\nKepala Seksi Entah"
    assert {k for _, k, _ in langkah(impor(orang, JenisImpor.IKU, *isi))} == {"sama"}


def test_sasaran_mutu_menyimpulkan_target_tahun(orang: Pemeran) -> None:
    isi: list[Baris] = [
        ["No", "Sasaran", "Target", None, None, None, "Indikator", "Satuan", "Metode", "Frekuensi Pengukuran"],
        [None, None, "TW I", "TW II", "TW III", "TW IV"],
        [
            1,
            "Izin tepat waktu",
            "80%",
            "85%",
            "90%",
            "95%",
            "Persentase tepat waktu",
            "Persen",
            "Tepat / terbit",
            "Tiap triwulan",
        ],
    ]
    satu = impor(orang, JenisImpor.SASARAN_MUTU, *isi)
    terapkan(orang.perencana, satu)
    baru = Indikator.objects.get()
    # posisi: the year is the last quarter
    assert (baru.sasaran.jenis, baru.target.get(triwulan=0).nilai, baru.keterangan_dokumen.frekuensi) == (
        "mutu",
        95,
        "Tiap triwulan",
    )
    assert {k for _, k, _ in langkah(impor(orang, JenisImpor.SASARAN_MUTU, *isi))} == {"sama"}


def test_iki_per_jabatan_dengan_tugas_dan_rumus(orang: Pemeran) -> None:
    kasubbag = Jabatan.objects.create(unit=orang.subbagian, nama="Kasubbag Contoh", kepala=True)
    kepala = ["Jabatan", "No", "Sasaran", "Indikator", "Satuan", "Formulasi", "Sumber data"]
    isi = buku(
        Tugas_dan_fungsi=[
            ["Jabatan", "Unit", "Bagian", "No", "Uraian"],
            ["Kasubbag Contoh", "Subbagian Contoh", "Tugas", 1, "Menyusun laporan"],
            ["Kasubbag Contoh", "Subbagian Contoh", "Fungsi", 1, "Penyusunan"],
        ],
        IKI=[
            kepala,
            ["Kasubbag Contoh", 1, "Laporan tertib", "Persentase tepat", "Persen", "Tepat / Semua × 100", "Agenda"],
            ["Kasubbag Entah", 1, "S", "I", "Nilai", "", ""],
        ],
        Rumus=[
            ["Sasaran", "Indikator", "Rumus", "Nama komponen", "Komponen"],
            ["Laporan tertib", "Persentase tepat", "tepat / semua * 100", "tepat", "Tepat"],
            ["Laporan tertib", "Persentase tepat", "tepat / semua * 100", "semua", "Semua"],
        ],
    )
    satu = unggah(orang.perencana, orang.bagian, orang.periode, JenisImpor.IKI, isi)
    assert salah(satu) == [
        ("3", "Jabatan", "jabatan ini tidak ada di Bagian Contoh dan bawahannya", "“Kasubbag Entah”")
    ]
    terapkan(orang.perencana, satu, hanya_baik=True)
    baru = Indikator.objects.get()
    assert (baru.sasaran.unit, baru.sasaran.jenis, baru.rumus) == (
        orang.subbagian,
        "operasional",
        "tepat / semua * 100",
    )
    assert [(k.nama, k.label) for k in baru.komponen.all()] == [("tepat", "Tepat"), ("semua", "Semua")]
    assert (list(baru.penanggung_jawab.all()), baru.metode_pengukuran) == ([kasubbag], "")
    kasubbag.refresh_from_db()
    assert (kasubbag.tugas, kasubbag.fungsi) == ("Menyusun laporan", ["Penyusunan"])
    lagi = unggah(orang.perencana, orang.bagian, orang.periode, JenisImpor.IKI, isi)
    assert {k for _, k, _ in langkah(lagi)} == {"sama"}


def test_rencana_aksi(orang: Pemeran, lama: Indikator) -> None:
    kepala = [
        "Sasaran",
        "Indikator",
        "Rencana Aksi",
        "Satuan",
        "Penanggung Jawab",
        "Target",
        None,
        None,
        None,
        "Anggaran",
    ]
    isi: list[Baris] = [
        kepala,
        [None] * 5 + ["TW I", "TW II", "TW III", "TW IV", "TW I"],
        ["Sasaran 1", "Indikator 1.1", "Sosialisasi", "kegiatan", "Kasubbag", 1, 1, None, 2, 5000000],
        [None, None, "Evaluasi", "laporan", "Kasubbag", None, None, None, 1, None],
        ["S", "Tak ada", "Rapat", "kali", "X", 1, None, None, None, None],
    ]
    satu = impor(orang, JenisImpor.RENCANA_AKSI, *isi)
    assert salah(satu) == [("5", "Indikator", "Bagian Contoh tidak mengampu indikator bernama ini", "“Tak ada”")]
    terapkan(orang.perencana, satu, hanya_baik=True)
    sosialisasi, evaluasi = KegiatanAksi.objects.order_by("urutan")
    assert (sosialisasi.uraian, evaluasi.uraian) == ("Sosialisasi", "Evaluasi")
    assert [t.target for t in sosialisasi.triwulan_aksi.all()] == [1, 1, None, 2]
    assert sosialisasi.triwulan_aksi.get(triwulan=1).anggaran == 5_000_000
    isi[2] = [*isi[2][:6], 3, *isi[2][7:]]
    lagi = impor(orang, JenisImpor.RENCANA_AKSI, *isi)
    assert beda(lagi) == {("1.1 Sosialisasi", "Target"): ("1 · 1 · – · 2", "1 · 3 · – · 2")}


def test_nama_unit_asing_ditanyakan_lalu_dimuat(orang: Pemeran) -> None:
    satuan("nilai")
    isi = buku(
        Lampiran_I=[
            ["No", "Sasaran", "No", "Indikator Kinerja", "Tahun", "Keterangan", "Ekbang", "Pengampu", "Catatan"],
            [1, "Sasaran", 1, "Indeks", 86.75, "Nilai", "PPSU", None, "e-SAKIP"],
        ],
        Lampiran_II=[
            ["No", "Sasaran", "No", "Indikator Kinerja", "Kabag", "Pengampu"],
            [1, "Sasaran", 1, "Indeks", "Diturunkan menjadi indikator kegiatan", "Bagian Contoh dan Bagian Lain"],
        ],
    )
    satu = unggah(orang.perencana, orang.kota, orang.periode, JenisImpor.MATRIKS, isi)
    assert [(a["teks"], a["tingkat"]) for a in satu.hasil["asing"]] == [("Ekbang", 1), ("Kabag", 2)]
    with pytest.raises(PelanggaranAturan, match="belum dikenali"):
        terapkan(orang.perencana, satu)
    with pytest.raises(PelanggaranAturan, match="Pilih unit dari daftar"):
        layanan.kenali(pelaku=orang.perencana, impor=satu, pilihan={"Ekbang": "LUAR"}, kini=KINI)
    satu = layanan.kenali(pelaku=orang.perencana, impor=satu, pilihan={"Ekbang": "AST", "Kabag": "uraian"}, kini=KINI)
    assert satu.hasil["asing"] == []
    terapkan(orang.perencana, satu)
    indikator = Indikator.objects.get()
    assert {(t.unit.kode, t.jenis, t.lingkup) for t in TautanKinerja.objects.select_related("unit")} == {
        ("AST", "lingkup", "PPSU"),
        ("BAG", "langsung", ""),
        ("LAIN", "langsung", ""),
    }
    assert list(indikator.uraian_turunan.values_list("tingkat", "teks", "catatan")) == [
        (1, "", "e-SAKIP"),
        (2, "Diturunkan menjadi indikator kegiatan", ""),
    ]


def test_dua_lembar_yang_berselisih_ditolak(orang: Pemeran) -> None:
    kepala = ["No", "Sasaran", "No", "Indikator Kinerja", "Tahun", "Keterangan"]
    isi = buku(
        Lampiran_I=[kepala, [1, "Sasaran", 1, "Indeks", 86.75, "Nilai"]],
        Lampiran_II=[kepala, [1, "Sasaran", 1, "Indeks", 87, "Nilai"]],
    )
    satu = unggah(orang.perencana, orang.kota, orang.periode, JenisImpor.MATRIKS, isi)
    assert salah(satu) == [("2", "Target Tahun", "berbeda dari Lampiran I baris 2, samakan isi kedua lembar", "“87”")]


def test_baris_yang_ditolak_di_tengah_tidak_meninggalkan_ingatan(orang: Pemeran) -> None:
    """The indicator was made before the cell beside it was refused; the next sheet makes it again."""
    kepala = ["No", "Sasaran", "No", "Indikator Kinerja", "Tahun", "Keterangan"]
    isi = buku(
        Lampiran_I=[[*kepala, "Asisten Contoh"], [1, "Sasaran", 1, "Indeks", 5, "Poin", "Tidak langsung: 9.9"]],
        Lampiran_II=[[*kepala, "Bagian Contoh"], [1, "Sasaran", 1, "Indeks", 5, "Poin", "✓*"]],
    )
    satu = unggah(orang.perencana, orang.kota, orang.periode, JenisImpor.MATRIKS, isi)
    assert salah(satu) == [
        ("2", "Asisten Contoh", "Asisten Contoh tidak mempunyai indikator 9.9", "“Tidak langsung: 9.9”")
    ]
    terapkan(orang.perencana, satu, hanya_baik=True)
    tautan = TautanKinerja.objects.get()
    assert (tautan.unit, tautan.tersirat, tautan.induk.satuan.nama) == (orang.bagian, True, "Poin")
