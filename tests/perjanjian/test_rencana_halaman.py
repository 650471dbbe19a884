"""The pages of the Rencana Aksi: what each person sees and may do, nothing typed is lost, constant queries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan, Pengguna
from kinerja.perjanjian.models import KegiatanAksi
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_periode, buat_sasaran
from tests.perjanjian.bantu_rencana import buat_kegiatan, sel

MAKS_KUERI = 15


@pytest.fixture
def indikator(orang: Pemeran) -> Indikator:
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode))


@pytest.fixture(autouse=True)
def _dalam_tw_dua(juli: datetime) -> Any:
    with time_machine.travel(juli, tick=False):
        yield


def masuk(pengguna: Pengguna) -> Client:
    client = Client()
    client.force_login(pengguna)
    return client


def alamat(orang: Pemeran) -> str:
    return reverse("perjanjian:rencana", args=[orang.bagian.pk, 2023])


ISIAN = {"uraian": "Rapat koordinasi", "satuan": "rapat", "pola": "jumlah", "penanggung_jawab": "Kepala seksi"}


def test_perencana_menambah_dan_mengubah(orang: Pemeran, indikator: Indikator) -> None:
    kepala = Jabatan.objects.create(unit=orang.bagian, nama="Kepala Bagian", kepala=True)
    client = masuk(orang.perencana)
    baru = reverse("perjanjian:rencana_baru", args=[orang.bagian.pk, 2023, indikator.pk])
    isi = ISIAN | {"jabatan": str(kepala.pk), "target_1": "1,5", "biaya_1": "5.000", "biaya_2": "Rp1.250.000,50"}
    jawab = client.post(baru, isi)
    satu = KegiatanAksi.objects.get()
    assert jawab["Location"] == f"{alamat(orang)}#kegiatan-{satu.pk}"
    assert (str(sel(satu, 1).target), str(sel(satu, 1).anggaran), str(sel(satu, 2).anggaran)) == (
        "1.5000",
        "5000.00",
        "1250000.50",
    )
    assert client.post(baru, isi | {"uraian": "Lagi", "lagi": "1"})["Location"] == baru
    ubah = reverse("perjanjian:rencana_ubah", args=[satu.pk])
    halaman = client.get(ubah).content.decode()
    # Every digit comes back into its field, readable again.
    for teks in ('value="1,5"', 'value="5.000"', 'value="1.250.000,5"'):
        assert teks in halaman
    assert client.post(ubah, isi | {"versi": "1", "target_1": "2"}).status_code == 302
    assert sel(satu, 1).target == 2


@pytest.mark.parametrize(
    ("lain", "pesan"),
    [
        ({"uraian": ""}, "Tuliskan kegiatan atau langkah"),
        ({"target_1": ""}, "Isi target keluaran sedikitnya pada satu triwulan."),
        ({"target_1": "1.234"}, "Apakah maksudnya 1234 atau 1,234?"),
        ({"target_1": "1,23456"}, "Paling banyak 4 angka di belakang koma."),
        ({"biaya_1": "1" * 19}, "Paling banyak 18 angka di depan koma."),
        ({"penanggung_jawab": ""}, "Pilih jabatan, atau tuliskan penanggung jawab lain."),
        ({"target_2": "0,5", "pola": "kumulatif"}, "Target TW II lebih rendah daripada triwulan sebelumnya."),
    ],
)
def test_isian_keliru_disebut_dan_tidak_hilang(
    orang: Pemeran, indikator: Indikator, lain: dict[str, str], pesan: str
) -> None:
    isi = ISIAN | {"target_1": "1", "keluaran": "Notula yang panjang"} | lain
    jawab = masuk(orang.perencana).post(
        reverse("perjanjian:rencana_baru", args=[orang.bagian.pk, 2023, indikator.pk]), isi
    )
    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    assert pesan in halaman
    assert "Notula yang panjang" in halaman
    assert not KegiatanAksi.objects.exists()


def test_bentrok_menunjukkan_keduanya_lalu_dapat_disimpan(orang: Pemeran, indikator: Indikator) -> None:
    satu, client = buat_kegiatan(orang, indikator), masuk(orang.perencana)
    ubah = reverse("perjanjian:rencana_ubah", args=[satu.pk])
    assert client.post(ubah, ISIAN | {"target_1": "7", "versi": "1"}).status_code == 302
    jawab = client.post(ubah, ISIAN | {"uraian": "Isian saya", "target_1": "8", "versi": "1"})
    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Rapat koordinasi" in halaman
    assert "Isian saya" in halaman
    assert client.post(ubah, ISIAN | {"uraian": "Isian saya", "target_1": "8", "versi": "2"}).status_code == 302


def test_operator_melapor_lalu_ke_kegiatan_berikutnya(orang: Pemeran, indikator: Indikator) -> None:
    satu, dua = buat_kegiatan(orang, indikator), buat_kegiatan(orang, indikator, "Rapat", (None, "2", None, None))
    tanpa = buat_kegiatan(orang, indikator, "Tanpa TW II", ("1", None, None, None))
    client = masuk(orang.operator)
    halaman = client.get(alamat(orang)).content.decode()
    assert "TW II dapat diisi sampai 31 Juli 2023 pukul 23.59 WIB" in halaman
    assert "<b>2 kegiatan belum dilaporkan</b>" in halaman
    isi = reverse("perjanjian:rencana_isi", args=[satu.pk, 2])
    assert isi in halaman
    # Not planned is no task, but may be reported: a delayed activity delivers later.
    assert reverse("perjanjian:rencana_isi", args=[tanpa.pk, 2]) in halaman
    assert reverse("perjanjian:rencana_isi", args=[satu.pk, 1]) not in halaman
    berikut = reverse("perjanjian:rencana_isi", args=[dua.pk, 2])
    lapor = {"versi": "0", "status": "selesai", "realisasi": "1", "lanjut": "1"}
    assert client.post(isi, lapor)["Location"] == berikut
    assert client.post(berikut, lapor | {"realisasi": "0"})["Location"] == alamat(orang)
    akhir = client.get(reverse("perjanjian:rencana_rincian", args=[dua.pk])).content.decode()
    # 0 of 2 is 0 %, not "belum".
    assert "0,00%" in akhir
    assert "Contoh operator" in akhir


@pytest.mark.parametrize(
    ("lain", "pesan"),
    [
        ({"status": ""}, "Pilih status kegiatan pada triwulan ini."),
        ({"realisasi": ""}, "bila belum ada hasil, tulis 0"),
        ({"realisasi": "satu"}, "bukan angka"),
        ({"status": "tertunda"}, "harus menyebut kendalanya"),
    ],
)
def test_laporan_keliru_tidak_hilang(orang: Pemeran, indikator: Indikator, lain: dict[str, str], pesan: str) -> None:
    satu = buat_kegiatan(orang, indikator)
    isi = {"versi": "0", "status": "selesai", "realisasi": "1", "tindak_lanjut": "Dijadwalkan lagi"} | lain
    jawab = masuk(orang.operator).post(reverse("perjanjian:rencana_isi", args=[satu.pk, 2]), isi)
    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    assert pesan in halaman
    assert "Dijadwalkan lagi" in halaman
    assert not sel(satu, 2).dilaporkan


def test_triwulan_tertutup_dikatakan_sebelum_mengetik(orang: Pemeran, indikator: Indikator) -> None:
    satu = buat_kegiatan(orang, indikator)
    alamat_isi = reverse("perjanjian:rencana_isi", args=[satu.pk, 1])
    client = masuk(orang.operator)
    assert "Pengisian TW I 2023 sudah ditutup 30 April 2023" in client.get(alamat_isi).content.decode()
    jawab = client.post(alamat_isi, {"versi": "0", "status": "selesai", "realisasi": "1"})
    assert jawab.status_code == 422
    assert not sel(satu, 1).dilaporkan


def test_mengosongkan_laporan_yang_keliru(orang: Pemeran, indikator: Indikator) -> None:
    satu, client = buat_kegiatan(orang, indikator), masuk(orang.operator)
    isi = reverse("perjanjian:rencana_isi", args=[satu.pk, 2])
    assert "Kosongkan" not in client.get(isi).content.decode()
    client.post(isi, {"versi": "0", "status": "selesai", "realisasi": "1"})
    assert "Kosongkan: belum dilaporkan" in client.get(isi).content.decode()
    assert client.post(isi, {"versi": "1", "status": "", "realisasi": "1"}).status_code == 302
    assert not sel(satu, 2).dilaporkan


def test_yang_terlihat_menurut_peran(orang: Pemeran, indikator: Indikator) -> None:
    kosong = masuk(orang.pimpinan).get(alamat(orang)).content.decode()
    assert "Perencana unit menyusun kegiatan tiap indikator" in kosong
    satu = buat_kegiatan(orang, indikator)
    tambah, isi = "Tambah kegiatan", reverse("perjanjian:rencana_isi", args=[satu.pk, 2])
    terlihat = {}
    for nama in ("perencana", "operator", "pimpinan"):
        halaman = masuk(getattr(orang, nama)).get(alamat(orang)).content.decode()
        terlihat[nama] = (tambah in halaman, isi in halaman)
    assert terlihat == {"perencana": (True, False), "operator": (False, True), "pimpinan": (False, False)}
    lain = reverse("perjanjian:rencana", args=[orang.bagian_lain.pk, 2023])
    assert "Perencana menetapkan indikator unit ini lebih dulu" in masuk(orang.pimpinan).get(lain).content.decode()


def test_hapus_dan_geser(orang: Pemeran, indikator: Indikator) -> None:
    satu, dua = buat_kegiatan(orang, indikator, "A"), buat_kegiatan(orang, indikator, "B")
    client = masuk(orang.perencana)
    jawab = client.post(reverse("perjanjian:rencana_geser", args=[dua.pk, "naik"]))
    assert jawab["Location"] == f"{alamat(orang)}#kegiatan-{dua.pk}"
    assert client.post(reverse("perjanjian:rencana_geser", args=[dua.pk, "samping"])).status_code == 404
    halaman = client.get(alamat(orang)).content.decode()
    assert halaman.index(f"kegiatan-{dua.pk}") < halaman.index(f"kegiatan-{satu.pk}")
    assert client.post(reverse("perjanjian:rencana_hapus", args=[satu.pk]), {"versi": "1"})["Location"] == alamat(orang)
    assert list(KegiatanAksi.objects.all()) == [dua]


def test_salin_dengan_pratinjau(orang: Pemeran, indikator: Indikator) -> None:
    client = masuk(orang.perencana)
    salin = reverse("perjanjian:rencana_salin", args=[orang.bagian.pk, 2023])
    assert "Tidak ada yang dapat disalin" in client.get(salin).content.decode()
    lama = buat_indikator(buat_sasaran(orang.bagian, buat_periode(orang.instansi, 2022)))
    satu = buat_kegiatan(orang, lama, "Rapat 2022")
    halaman = client.get(salin).content.decode()
    assert "Rapat 2022" in halaman
    assert f'value="{satu.pk}"' in halaman
    assert client.post(salin, {}).status_code == 409
    assert client.post(salin, {"pilih": [str(satu.pk)]})["Location"] == alamat(orang)
    assert KegiatanAksi.objects.get(indikator=indikator).uraian == "Rapat 2022"
    assert "Sudah ada pada 2023." in client.get(salin).content.decode()


@pytest.mark.parametrize("banyak", [1, 8])
def test_jumlah_kueri_tetap(
    orang: Pemeran, indikator: Indikator, banyak: int, django_assert_max_num_queries: Any
) -> None:
    for nomor in range(banyak):
        lain = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
        for _ in range(2):
            buat_kegiatan(orang, lain, f"Kegiatan {nomor}")
    client = masuk(orang.operator)
    with django_assert_max_num_queries(MAKS_KUERI):
        assert client.get(alamat(orang)).status_code == 200
