"""The page of the operator's grid: who may see and fill it, what stands on it, how many queries it takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indikator.alur import Status
from indikator.models import Penugasan, Perpindahan, Realisasi, SkalaPredikat
from indikator.models.indikator import JenisSasaran
from tests.indikator.bantu_isian import alamat, kirim, masuk, sel
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _juli(juli: datetime) -> Any:
    with time_machine.travel(juli, tick=False):
        yield


def test_siapa_boleh_apa(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    harapan = {
        orang.operator: (200, 200),
        orang.verifikator: (200, 403),
        orang.pimpinan: (200, 403),
        orang.operator_lain: (404, 404),
        orang.orang_luar: (404, 404),
        orang.tanpa_peran: (404, 404),
    }
    for pengguna, (baca, isi) in harapan.items():
        masuk(client, pengguna)
        assert client.get(alamat(orang)).status_code == baca, pengguna
        jawab = kirim(client, sel(indikator), "7", 0)
        assert jawab.status_code == isi, pengguna
        assert jawab.json()["keadaan"] == ("tersimpan" if isi == 200 else "ditolak")
    client.logout()
    assert kirim(client, sel(indikator), "7").status_code == 302
    masuk(client, orang.verifikator)
    assert "disabled" in client.get(alamat(orang)).content.decode()
    assert "Ajukan" not in client.get(alamat(orang)).content.decode()


def test_alamat_yang_tidak_ada(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    lain = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    masuk(client, orang.operator)
    assert client.get(alamat(orang, 5)).status_code == 404
    assert client.get(f"/isian/{orang.bagian.pk}/2022/2/").status_code == 404
    assert kirim(client, sel(indikator, triwulan=5), "1").status_code == 404
    salah = f"/isian/sel/{indikator.pk}/2/{lain.komponen.get().pk}/"
    assert kirim(client, salah, "1").status_code == 404
    assert client.get(sel(indikator)).status_code == 405


def test_csrf_wajib(orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    ketat = masuk(Client(enforce_csrf_checks=True), orang.operator)
    assert kirim(ketat, sel(indikator), "1").status_code == 403
    assert not Realisasi.objects.exists()


def test_isian_orang_lain_yang_tertinggal_di_peramban_tidak_dikirim_atas_nama_saya(
    client: Client, orang: Pemeran
) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    masuk(client, orang.operator)
    jawab = kirim(client, sel(indikator), "1", 0, **{"X-Pengguna": str(orang.operator_lain.pk)})
    assert (jawab.status_code, jawab.json()["akun_lain"]) == (403, True)
    assert not Realisasi.objects.exists()
    assert kirim(client, sel(indikator), "1", 0, **{"X-Pengguna": str(orang.operator.pk)}).status_code == 200


def test_indikator_yang_ditugaskan_muncul_dan_dapat_diisi(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.kota, orang.periode))
    masuk(client, orang.operator)
    assert kirim(client, sel(indikator), "1").status_code == 404
    Penugasan.objects.create(indikator=indikator, unit=orang.bagian)
    assert "ditugaskan oleh Kota Contoh" in client.get(alamat(orang)).content.decode()
    assert kirim(client, sel(indikator), "1").status_code == 200


def test_kepala_menghitung_baris_wajib_saja(client: Client, orang: Pemeran) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    satu = buat_indikator(sasaran)
    buat_indikator(sasaran)
    buat_indikator(sasaran, target={2: None})
    masuk(client, orang.operator)
    kirim(client, sel(satu), "5")
    teks = " ".join(client.get(alamat(orang)).content.decode().split())
    assert "ditutup 31 Juli 2023 pukul 23.59 WIB (16 hari lagi)" in teks
    assert '<b id="jumlah-terisi">1</b> dari <b>2</b> baris terisi' in teks
    assert "(+1 tanpa target)" in teks


def test_kelompok_menurut_jenis_sasaran(client: Client, orang: Pemeran) -> None:
    buat_indikator(buat_sasaran(orang.bagian, orang.periode, jenis=JenisSasaran.OPERASIONAL))
    buat_indikator(buat_sasaran(orang.bagian, orang.periode, jenis=JenisSasaran.STRATEGIS))
    teks = masuk(client, orang.operator).get(alamat(orang)).content.decode()
    assert teks.index("Sasaran Strategis") < teks.index("Sasaran Operasional")


@pytest.mark.parametrize("banyak", [2, 40])
def test_jumlah_kueri_tetap(client: Client, orang: Pemeran, juli: datetime, banyak: int) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    skala = SkalaPredikat.objects.create(instansi=orang.instansi, nama="Opini", jenis="label")
    skala.tingkat.create(label="WTP", nilai=3)
    sumber = buat_indikator(sasaran)
    for i in range(banyak - 1):
        lain = {"skala": skala, "target": {2: "3"}} if i % 3 == 2 else {"komponen": ("nilai", ("s", sumber))}
        satu = buat_indikator(sasaran, **lain)
        baris = Realisasi.objects.create(indikator=satu, triwulan=2, nilai=3, status=Status.DIKEMBALIKAN)
        Realisasi.objects.create(indikator=satu, triwulan=1, nilai=3)
        Perpindahan.objects.create(
            realisasi=baris, waktu=juli, aksi="kembalikan", dari="diajukan", ke="dikembalikan", versi=1
        )
        Penugasan.objects.create(indikator=satu, unit=orang.subbagian)
    masuk(client, orang.operator)
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(alamat(orang)).status_code == 200
    assert len(kueri) <= 15, "\n".join(k["sql"][:300] for k in kueri)


def test_pilih_langsung_ke_lembar_yang_terbuka(client: Client, orang: Pemeran) -> None:
    buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    masuk(client, orang.operator)
    assert client.get("/isian/").headers["Location"] == alamat(orang)
    assert "Bagian Contoh" in client.get("/isian/?ganti=1").content.decode()
    buat_indikator(buat_sasaran(orang.subbagian, orang.periode))
    assert "Subbagian Contoh" in client.get("/isian/").content.decode()
    assert masuk(client, orang.verifikator).get("/isian/").status_code == 403
