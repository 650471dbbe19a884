"""Pages of survey staff: list, definition, overview, questions, links; what they show, do and refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Pengguna
from survei.alur import Status
from survei.models import RekapTercetak, Survei, Tautan
from survei.models.survei import SumberSurvei
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.bantu import MARET, buat_survei, buat_tautan, isi_survei

BATAS_KUERI = 15


@pytest.fixture
def petugas(orang: Pemeran, client: Client) -> Pengguna:
    """Survey staff at asisten: the units below belong to it, and only those."""
    siapa = buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.asisten))
    client.force_login(siapa)
    return siapa


def baca(client: Client, nama: str, *args: Any, **kueri: str) -> str:
    return client.get(reverse(f"survei:{nama}", args=args), kueri).content.decode()


def definisi(orang: Pemeran, **lain: Any) -> dict[str, Any]:
    isi = {"unit": orang.bagian.pk, "jenis_periode": "semester", "nomor_periode": "1", "tahun": "2023"}
    return isi | {"urutan_unsur": "sarana-pengaduan", "persetujuan": "Saya bersedia."} | lain


def test_daftar_hanya_unit_terbaca_dengan_kemajuan(client: Client, orang: Pemeran, petugas: Pengguna) -> None:
    isi_survei(buat_survei(orang.bagian, judul="Punya bagian"), (4,) * 9, (3,) * 9)
    buat_survei(orang.kota, judul="Punya kota")
    buat_survei(orang.unit_luar, judul="Punya luar")
    halaman = baca(client, "daftar")
    assert "Punya bagian" in halaman
    assert '<b class="tabular">2</b> dari 80 responden, kurang 78' in halaman
    assert "Punya kota" not in halaman
    assert "Punya luar" not in halaman


def test_daftar_disaring(client: Client, orang: Pemeran, petugas: Pengguna) -> None:
    buat_survei(orang.bagian, judul="Lama", tahun=2022, mulai=date(2022, 1, 1))
    buat_survei(orang.bagian, judul="Kini", status=Status.DRAF)
    saring = {
        k: [n for n in ("Lama", "Kini") if f">{n}<" in baca(client, "daftar", **{k: v})]
        for k, v in [("tahun", "2022"), ("status", "draf"), ("cari", "kin")]
    }
    assert saring == {"tahun": ["Lama"], "status": ["Kini"], "cari": ["Kini"]}
    assert "Tidak ada survei yang cocok" in baca(client, "daftar", cari="zzz")
    assert ">Lama<" in baca(client, "daftar", tahun="asal")


def test_buat_survei_dari_halaman(client: Client, orang: Pemeran, petugas: Pengguna) -> None:
    assert "Unit mana yang dinilai?" in baca(client, "baru")
    ke = client.post(reverse("survei:baru"), definisi(orang, layanan_baru="KTP\n KTP \nKK", populasi="1000"))
    survei = Survei.objects.get()
    assert ke["Location"] == reverse("survei:rincian", args=[survei.pk])
    assert (survei.mulai, survei.selesai, survei.status) == (date(2023, 1, 1), date(2023, 6, 30), "draf")
    assert survei.judul == "Survei Kepuasan Masyarakat Bagian Contoh Semester I 2023"
    assert [s.nama for s in survei.layanan.all()] == ["KK", "KTP"]
    halaman = baca(client, "rincian", survei.pk)
    assert "dari 278 responden, kurang 278" in halaman
    assert "periksa pertanyaan, lalu buka survei" in halaman


@pytest.mark.parametrize(
    ("ubahan", "pesan"),
    [
        ({"tahun": "26"}, "Tulis tahun dengan empat angka"),
        ({"nomor_periode": "3"}, "Semester hanya ada 2 dalam setahun"),
        ({"jenis_periode": "bebas"}, "Isi tanggal ini untuk periode tanggal bebas"),
        ({"mulai": "2023-05-01", "selesai": "2023-04-01"}, "Tanggal selesai tidak boleh mendahului"),
        ({"populasi": "1.00"}, "Tulis jumlah orang dengan angka saja"),
        ({"populasi": "0"}, "Populasi paling sedikit 1 orang"),
        ({"persetujuan": " "}, "Tulis keterangan yang disetujui responden"),
        ({"layanan_baru": "a" * 201}, "Nama layanan paling panjang 200 huruf"),
    ],
)
def test_definisi_salah_menyebut_kolom_dan_sebab(
    client: Client, orang: Pemeran, petugas: Pengguna, ubahan: dict[str, str], pesan: str
) -> None:
    halaman = client.post(reverse("survei:baru"), definisi(orang, judul="Judul saya") | ubahan).content.decode()
    assert pesan in halaman
    assert 'value="Judul saya"' in halaman
    assert not Survei.objects.exists()


def test_sampel_minimal_dalam_kata(client: Client, petugas: Pengguna) -> None:
    assert baca(client, "sampel", populasi="10000") == ("Populasi 10.000 orang memerlukan sedikitnya 370 responden.")
    assert baca(client, "sampel", populasi="10.000") == baca(client, "sampel", populasi=" 10000 ")
    assert baca(client, "sampel", populasi="") == "Sampel minimal muncul setelah populasi diisi."
    for salah in ("-3", "satu", "1.2", "1,5", "9" * 40):
        assert baca(client, "sampel", populasi=salah).startswith("Tulis jumlah orang dengan angka saja")
    assert baca(client, "sampel", populasi="0").startswith("Populasi paling sedikit 1 orang")
    assert baca(client, "sampel", populasi="9" * 15).startswith("Populasi sebesar itu tidak mungkin")


def test_salin_maju_satu_periode(client: Client, orang: Pemeran, petugas: Pengguna) -> None:
    asal = buat_survei(orang.bagian, nomor_periode=2, layanan=["KTP"], populasi=300)
    halaman = baca(client, "baru", dari=str(asal.pk))
    assert 'value="2024"' in halaman
    assert 'value="300"' in halaman
    data = definisi(orang, dari=asal.pk, tahun="2024", layanan=[asal.layanan.get().pk])
    client.post(reverse("survei:baru"), data)
    baru = Survei.objects.exclude(pk=asal.pk).get()
    assert (baru.tahun, baru.nomor_periode, baru.unsur.count(), baru.layanan.count()) == (2024, 1, 9, 1)
    luar = buat_survei(orang.unit_luar)
    assert client.get(reverse("survei:baru"), {"dari": luar.pk}).status_code == 404


def test_ubah_ditolak_menyimpan_ketikan(client: Client, orang: Pemeran, petugas: Pengguna) -> None:
    survei = buat_survei(orang.bagian)
    isi_survei(survei, (4,) * 9)
    alamat = reverse("survei:ubah", args=[survei.pk])
    data = definisi(orang, judul="Judul baru", versi="0", urutan_unsur="pengaduan-sarana")
    halaman = client.post(alamat, data).content.decode()
    assert "terkunci sejak jawaban pertama" in halaman
    assert 'value="Judul baru"' in halaman
    boleh = data | {"urutan_unsur": "sarana-pengaduan"}
    assert client.post(alamat, boleh).status_code == 302
    assert "sudah diubah orang lain" in client.post(alamat, boleh | {"judul": "Telat"}).content.decode()
    survei.refresh_from_db()
    assert survei.judul == "Judul baru"
    Survei.objects.update(status=Status.DITETAPKAN)
    assert client.get(alamat).status_code == 409


def test_buka_dan_tutup_dari_halaman(client: Client, orang: Pemeran, petugas: Pengguna) -> None:
    survei = buat_survei(orang.bagian, status=Status.DRAF)
    assert "Buka survei" in baca(client, "rincian", survei.pk)
    assert client.post(reverse("survei:gerak", args=[survei.pk, "buka"])).status_code == 302
    assert "Tutup survei" in baca(client, "rincian", survei.pk)
    assert client.post(reverse("survei:gerak", args=[survei.pk, "tutup"])).status_code == 302
    assert client.post(reverse("survei:gerak", args=[survei.pk, "tutup"])).status_code == 409
    assert client.post(reverse("survei:gerak", args=[survei.pk, "tetapkan"])).status_code == 404
    survei.refresh_from_db()
    assert survei.status == Status.DITUTUP


def test_pertanyaan_diubah_sampai_terkunci(client: Client, orang: Pemeran, petugas: Pengguna) -> None:
    survei = buat_survei(orang.bagian, status=Status.DRAF)

    def kirim(rute: str, *args: Any, **data: Any) -> Any:
        survei.refresh_from_db()
        return client.post(reverse(f"survei:{rute}", args=[survei.pk, *args]), {"versi": survei.versi} | data)

    kata = {"nama": "Waktu", "pertanyaan": "Berapa cepat?", **{f"opsi_{n}": f"Pilihan {n}" for n in range(1, 5)}}
    assert kirim("unsur_ubah", "waktu", **kata).status_code == 302
    assert kirim("unsur_gerak", "waktu", "naik").status_code == 302
    assert kirim("unsur_gerak", "biaya", "hapus").status_code == 302
    assert kirim("unsur", **kata | {"nama": "Parkir"}).status_code == 302
    assert kirim("pertanyaan", teks="Tahu dari?", pilihan="Web\nTeman").status_code == 302
    halaman = baca(client, "unsur", survei.pk)
    assert halaman.index("U3 Waktu") < halaman.index("U2 Sistem")
    assert "U10 Parkir" in halaman
    assert "Biaya/tarif</button>" in halaman
    assert "Pilihan: Web, Teman" in halaman
    sama = kirim("unsur", **kata | {"opsi_4": "pilihan 3"}).content.decode()
    assert "Keempat pilihan harus berbeda" in sama
    assert "Tulis 2 sampai 10 pilihan" in kirim("pertanyaan", teks="Satu?", pilihan="Web").content.decode()
    assert kirim("unsur_baku", "biaya").status_code == 302
    isi_survei(survei, (4,) * 10)
    assert kirim("unsur_gerak", "waktu", "naik").status_code == 409
    assert "terkunci sejak jawaban pertama" in kirim("unsur_ubah", "waktu", **kata).content.decode()
    assert "Turunkan" not in baca(client, "unsur", survei.pk)


def test_tautan_poster_dan_pencabutan(client: Client, orang: Pemeran, petugas: Pengguna) -> None:
    survei = buat_survei(orang.bagian)
    alamat = reverse("survei:tautan", args=[survei.pk])
    ke = client.post(alamat, {"nama": "Loket 1"})["Location"]
    tautan = Tautan.objects.get()
    poster = client.get(ke).content.decode()
    assert f"/s/{tautan.kode}/" in poster
    assert '<svg role="img" aria-label="Kode QR tautan survei"' in poster
    assert "style=" not in poster
    assert "Sudah ada tautan bernama" in client.post(alamat, {"nama": "LOKET 1"}).content.decode()
    isi_survei(survei, (4,) * 9, tautan=tautan, kanal="daring")
    assert "<b>1</b> jawaban" in baca(client, "rincian", survei.pk)
    client.post(reverse("survei:tautan_cabut", args=[tautan.pk]))
    assert "sudah dicabut" in client.get(ke).content.decode()
    assert "dicabut 15 Maret" not in baca(client, "rincian", survei.pk)
    tautan.refresh_from_db()
    assert tautan.dicabut_pada is not None


def test_pembaca_tidak_melihat_tombol_pengelola(client: Client, orang: Pemeran) -> None:
    survei = buat_survei(orang.bagian)
    buat_tautan(survei)
    client.force_login(orang.pimpinan)
    halaman = baca(client, "rincian", survei.pk)
    assert "Poster QR" in halaman
    for kata in ("Tutup survei", "Cabut", "Buat tautan", "Ketik formulir kertas", "Salin untuk"):
        assert kata not in halaman


def test_survei_rekap_tidak_dikumpulkan(client: Client, orang: Pemeran, petugas: Pengguna) -> None:
    survei = buat_survei(orang.bagian, sumber=SumberSurvei.REKAP, status=Status.DITUTUP)
    halaman = baca(client, "rincian", survei.pk)
    assert "angka dari dokumen" in halaman
    assert "Buat tautan" not in halaman
    assert "Buka lagi" not in halaman


def test_biaya_kueri_tetap(
    client: Client, orang: Pemeran, petugas: Pengguna, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The list and the overview cost the same with one survey and with many."""
    survei = buat_survei(orang.bagian, layanan=["A", "B"])
    with django_assert_max_num_queries(BATAS_KUERI):
        baca(client, "daftar")
    for n in range(12):
        lain = buat_survei(orang.bagian, judul=f"S{n}", layanan=["A"])
        isi_survei(lain, (4,) * 9)
        buat_tautan(survei, f"Loket {n}", dicabut_pada=MARET if n % 2 else None)
    with django_assert_max_num_queries(BATAS_KUERI):
        baca(client, "daftar")
    with django_assert_max_num_queries(BATAS_KUERI):
        baca(client, "rincian", survei.pk)


def test_survei_dari_dokumen_menyebut_responden_dokumennya(client: Client, orang: Pemeran) -> None:
    """Printed figures are no answers: the number is the document's, and an absent one is not 0."""
    for tahun, responden in ((2021, 130), (2022, None)):
        survei = buat_survei(orang.bagian, sumber="tercetak", tahun=tahun, populasi=None)
        RekapTercetak.objects.create(survei=survei, dokumen="Laporan SKM", responden=responden)
    client.force_login(orang.verifikator)
    halaman = client.get("/survei/").content.decode()
    assert "130</b> responden menurut dokumen" in halaman
    assert "banyak responden tidak disebut dokumen" in halaman
    assert "populasi belum diisi" not in halaman
