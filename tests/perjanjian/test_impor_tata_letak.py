"""What each official layout becomes: PK, IKU, Sasaran Mutu, IKI, Rencana Aksi, lampiran with unknown names."""

from __future__ import annotations

import pytest

from indikator.models import Indikator, Sasaran
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan
from kinerja.perjanjian.models import JenisImpor, KegiatanAksi, KeteranganIndikator, TautanKinerja
from kinerja.perjanjian.services import impor as layanan
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan
from tests.perjanjian.bantu_impor import KINI, PK, Baris, beda, buku, impor, langkah, salah, terapkan, unggah


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


def test_iku_dan_jabatan_yang_tidak_dikenal(orang: Pemeran, indikator_lama: Indikator) -> None:
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
    indikator_lama.refresh_from_db()
    assert (indikator_lama.metode_pengukuran, indikator_lama.sumber_data) == ("Rata-rata nilai unsur", "Laporan SKM")
    assert list(indikator_lama.penanggung_jawab.all()) == [kabag]
    baru = Indikator.objects.exclude(pk=indikator_lama.pk).get()
    assert _keterangan(baru).sebutan_penanggung_jawab == "Kepala Bagian Contoh\nKepala Seksi Entah"
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
    assert (baru.sasaran.jenis, baru.target.get(triwulan=0).nilai, _keterangan(baru).frekuensi) == (
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


def test_rencana_aksi(orang: Pemeran, indikator_lama: Indikator) -> None:
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


def test_satu_unit_dua_sel_yang_berselisih(orang: Pemeran) -> None:
    kepala = ["No", "Sasaran", "No", "Indikator Kinerja", "Keterangan", "Asisten Contoh", "AST"]
    isi = buku(Lampiran_I=[kepala, [1, "S", 1, "Indeks", "Nilai", "✓", "✓"], [1, "S", 2, "Lain", "Nilai", "✓", "PPSU"]])
    satu = unggah(orang.perencana, orang.kota, orang.periode, JenisImpor.MATRIKS, isi)
    assert salah(satu) == [("3", "Asisten Contoh", "berbeda dari sel lain untuk unit yang sama", "“PPSU”")]
    assert [s for b, _, s in langkah(satu) if b == "Tautan"] == ["1.1 → Asisten Contoh"]


def _keterangan(indikator: Indikator) -> KeteranganIndikator:
    return KeteranganIndikator.objects.get(indikator=indikator)
