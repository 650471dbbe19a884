"""The cells of the operator's grid: what is read, refused, stored and computed, and what follows from it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from indikator.alur import Status
from indikator.models import NilaiKomponen, Realisasi, SkalaPredikat
from indikator.services import alur_kerja
from kinerja.organisasi.models import JendelaTriwulan, Perpanjangan
from tests.indikator.bantu_isian import RASIO, alamat, kirim, masuk, sel
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _juli(juli: datetime) -> Any:
    with time_machine.travel(juli, tick=False):
        yield


def test_satu_sel_tersimpan_dan_dihitung_server(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode), **RASIO, satuan=satuan("persen"))
    masuk(client, orang.operator)
    pertama = kirim(client, sel(indikator, "tepat_waktu"), "42").json()
    assert (pertama["keadaan"], pertama["baris"][0]["versi"], pertama["baris"][0]["terisi"]) == ("tersimpan", 1, False)
    assert pertama["baris"][0]["kurang"] == "Belum terisi: Terbit."
    kedua = kirim(client, sel(indikator, "terbit"), "50", 1).json()["baris"][0]
    assert (kedua["versi"], kedua["terisi"]) == (2, True)
    assert "84,00%" in kedua["html"]["hasil"]
    assert "105,00%" in kedua["html"]["hasil"]
    assert "Sangat Tinggi" in kedua["html"]["hasil"]


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [("1.234", "meragukan"), ("empat", "bukan angka"), ("N/A", "N/A ditetapkan pada target")],
)
def test_isian_yang_tidak_terbaca_ditolak_dan_tidak_tersimpan(
    client: Client, orang: Pemeran, isi: str, sebab: str
) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    jawab = kirim(masuk(client, orang.operator), sel(indikator), isi)
    assert jawab.status_code == 422
    assert jawab.json()["keadaan"] == "ditolak"
    assert sebab in jawab.json()["pesan"]
    assert not Realisasi.objects.exists()


def test_angka_dengan_titik_ribuan_dan_koma_diterima(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    jawab = kirim(masuk(client, orang.operator), sel(indikator), "1.234,5")
    assert jawab.json()["baris"][0]["sel"] == {str(indikator.komponen.get().pk): "1234,5"}
    assert NilaiKomponen.objects.get().nilai == Decimal("1234.5")


def test_sel_dikosongkan_membuat_baris_belum_terisi(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    masuk(client, orang.operator)
    kirim(client, sel(indikator), "0")
    assert Realisasi.objects.get().nilai == 0
    assert kirim(client, sel(indikator), "", 1).json()["baris"][0]["terisi"] is False
    assert Realisasi.objects.get().nilai is None


def test_nilai_sama_dua_kali_adalah_satu_perubahan(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    masuk(client, orang.operator)
    for _ in range(2):
        assert kirim(client, sel(indikator), "85,0").json()["baris"][0]["versi"] == 1
    assert Realisasi.objects.get().versi == 1


def test_versi_basi_menunjukkan_kedua_nilai_dan_tidak_menimpa(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    masuk(client, orang.operator)
    kirim(client, sel(indikator), "40")
    jawab = kirim(client, sel(indikator), "42", 0)
    isi = jawab.json()
    assert jawab.status_code == 409
    assert (isi["keadaan"], isi["nilai_anda"], isi["nilai_tersimpan"]) == ("bentrok", "42", "40")
    assert isi["baris"][0]["versi"] == 1
    assert "Contoh operator" in isi["pesan"]
    assert NilaiKomponen.objects.get().nilai == 40
    assert kirim(client, sel(indikator), "42", 1).json()["keadaan"] == "tersimpan"


def test_jendela_tertutup_menolak_dengan_aturan_dan_siapa_yang_ditanya(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    masuk(client, orang.operator)
    with time_machine.travel(datetime(2023, 7, 31, 23, 59, 59, tzinfo=orang.instansi.zona), tick=False):
        masuk(client, orang.operator)
        assert kirim(client, sel(indikator), "1").status_code == 200
    with time_machine.travel(datetime(2023, 8, 1, 0, 0, 0, tzinfo=orang.instansi.zona), tick=False):
        masuk(client, orang.operator)
        jawab = kirim(client, sel(indikator), "2", 1)
        assert (jawab.status_code, jawab.json()["kode"]) == (409, "jendela_tertutup")
        assert "31 Juli 2023 pukul 23.59 WIB" in jawab.json()["pesan"]
        assert "administrator instansi" in jawab.json()["pesan"]
        halaman = client.get(alamat(orang)).content.decode()
        assert "Lembar ini sedang tidak dapat diisi" in halaman
        assert "disabled" in halaman
    assert NilaiKomponen.objects.get().nilai == 1


def test_perpanjangan_unit_membuka_lagi(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    Perpanjangan.objects.create(
        jendela=JendelaTriwulan.objects.get(periode=orang.periode, triwulan=2),
        unit=orang.bagian,
        sampai=date(2023, 8, 5),
        alasan="Gangguan jaringan",
        diberikan_oleh=orang.administrator,
    )
    masuk(client, orang.operator)
    with time_machine.travel(datetime(2023, 8, 2, 9, tzinfo=orang.instansi.zona), tick=False):
        masuk(client, orang.operator)
        assert kirim(client, sel(indikator), "1").status_code == 200
        assert "(3 hari lagi, sudah diperpanjang)" in client.get(alamat(orang)).content.decode()


def test_baris_dikembalikan_tetap_dapat_diperbaiki_setelah_tutup(
    client: Client, orang: Pemeran, juli: datetime
) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    masuk(client, orang.operator)
    kirim(client, sel(indikator), "1")
    baris = alur_kerja.ajukan(pelaku=orang.operator, realisasi=Realisasi.objects.get(), kini=juli)
    tolak = kirim(client, sel(indikator), "3", baris.versi)
    assert (tolak.status_code, tolak.json()["kode"]) == (409, "baris_terkunci")
    alur_kerja.kembalikan(
        pelaku=orang.verifikator, realisasi=baris, versi=baris.versi, alasan="Lampirkan rekap bulan Juni", kini=juli
    )
    with time_machine.travel(datetime(2023, 8, 9, 9, tzinfo=orang.instansi.zona), tick=False):
        masuk(client, orang.operator)
        halaman = client.get(alamat(orang)).content.decode()
        assert "Lampirkan rekap bulan Juni" in halaman
        assert "Contoh verifikator" in halaman
        jawab = kirim(client, sel(indikator), "2", Realisasi.objects.get().versi)
    assert jawab.status_code == 200
    assert Realisasi.objects.get().status == Status.DIKEMBALIKAN


def test_turunan_ikut_dihitung_dan_dikirim_ke_halaman(client: Client, orang: Pemeran) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    sumber = buat_indikator(sasaran)
    tengah = buat_indikator(sasaran, rumus="a * 2", komponen=(("a", sumber),))
    puncak = buat_indikator(sasaran, rumus="b + c", komponen=(("b", tengah), "c"))
    masuk(client, orang.operator)
    kirim(client, sel(puncak, "c"), "5")
    isi = {b["pk"]: b for b in kirim(client, sel(sumber), "10").json()["baris"]}
    assert set(isi) == {sumber.pk, tengah.pk, puncak.pk}
    assert "20,00" in isi[tengah.pk]["html"]["hasil"]
    assert "25,00" in isi[puncak.pk]["html"]["hasil"]
    assert isi[puncak.pk]["versi"] == 2
    jawab = client.post(f"/isian/sel/{tengah.pk}/2/{tengah.komponen.get().pk}/", {"isi": "9", "versi": "1"})
    assert (jawab.status_code, jawab.json()["kode"]) == (409, "bukan_isian")


def test_predikat_dipilih_dari_skala(client: Client, orang: Pemeran) -> None:
    skala = SkalaPredikat.objects.create(instansi=orang.instansi, nama="Opini", jenis="label")
    for label, nilai in (("WTP", 3), ("WDP", 2)):
        skala.tingkat.create(label=label, nilai=nilai)
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode), skala=skala, target={2: "3"})
    masuk(client, orang.operator)
    assert "<option>WTP</option>" in client.get(alamat(orang)).content.decode()
    assert kirim(client, sel(indikator), "ABC").status_code == 422
    isi = kirim(client, sel(indikator), "WTP").json()["baris"][0]
    assert list(isi["sel"].values()) == ["WTP"]
    assert "100,00%" in isi["html"]["hasil"]
    assert "<option selected>WTP</option>" in client.get(alamat(orang)).content.decode()


def test_predikat_rentang_diketik_tanpa_kehilangan_digit(client: Client, orang: Pemeran) -> None:
    skala = SkalaPredikat.objects.create(instansi=orang.instansi, nama="SAKIP", jenis="rentang")
    for label, nilai in (("A", 80), ("BB", 70), ("D", 0)):
        skala.tingkat.create(label=label, nilai=nilai)
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode), skala=skala, target={2: "82"})
    isi = kirim(masuk(client, orang.operator), sel(indikator), "A (82,125)").json()["baris"][0]
    assert list(isi["sel"].values()) == ["82,125"]
    assert "A (82,13)" in isi["html"]["hasil"]


def test_hasil_rumus_di_luar_skala_tidak_dinilai_dengan_alasan(client: Client, orang: Pemeran) -> None:
    skala = SkalaPredikat.objects.create(instansi=orang.instansi, nama="Opini", jenis="label")
    for label, nilai in (("WTP", 3), ("WDP", 2)):
        skala.tingkat.create(label=label, nilai=nilai)
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    indikator = buat_indikator(sasaran, rumus="rata(a, b)", komponen=("a", "b"), skala=skala, target={2: "3"})
    masuk(client, orang.operator)
    kirim(client, sel(indikator, "a"), "WTP")
    jawab = kirim(client, sel(indikator, "b"), "WDP", 1)
    assert jawab.json()["keadaan"] == "tersimpan"
    baris = Realisasi.objects.get()
    assert (baris.nilai, baris.capaian) == (Decimal("2.5"), None)
    assert "Nilai 2,5 tidak ada dalam skala Opini" in client.get(alamat(orang)).content.decode()


def test_uraian_tersimpan_dan_yang_terlalu_panjang_ditolak(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    masuk(client, orang.operator)
    tujuan = f"/isian/uraian/{indikator.pk}/2/faktor_penghambat/"
    assert kirim(client, tujuan, "Dua layanan baru\r\nbelum tercatat").json()["keadaan"] == "tersimpan"
    assert Realisasi.objects.get().faktor_penghambat == "Dua layanan baru\nbelum tercatat"
    assert kirim(client, tujuan, "x" * 4001, 1).status_code == 422
    assert kirim(client, tujuan, "lain", 0).json()["keadaan"] == "bentrok"
    assert kirim(client, f"/isian/uraian/{indikator.pk}/2/status/", "disetujui", 1).status_code == 404
