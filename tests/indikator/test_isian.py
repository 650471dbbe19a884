"""The operator's grid: what it shows, who may see and fill it, what a cell answers, and how many queries it takes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indikator.alur import Status
from indikator.models import Indikator, Komponen, NilaiKomponen, Penugasan, Perpindahan, Realisasi, SkalaPredikat
from indikator.models.indikator import JenisSasaran
from indikator.services import alur_kerja
from kinerja.organisasi.models import JendelaTriwulan, Pengguna, Perpanjangan
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan

pytestmark = pytest.mark.django_db
RASIO: dict[str, Any] = {"rumus": "tepat_waktu / terbit * 100", "komponen": ("tepat_waktu", "terbit")}


@pytest.fixture(autouse=True)
def _juli(juli: datetime) -> Any:
    with time_machine.travel(juli, tick=False):
        yield


def masuk(client: Client, orang: Pengguna) -> Client:
    client.force_login(orang)
    return client


def alamat(orang: Pemeran, triwulan: int = 2) -> str:
    return f"/isian/{orang.bagian.pk}/2023/{triwulan}/"


def sel(indikator: Indikator, nama: str = "nilai", triwulan: int = 2) -> str:
    return f"/isian/sel/{indikator.pk}/{triwulan}/{Komponen.objects.get(indikator=indikator, nama=nama).pk}/"


def kirim(client: Client, alamat_sel: str, isi: str, versi: int = 0, **kepala: str) -> Any:
    return client.post(alamat_sel, {"isi": isi, "versi": str(versi)}, headers=kepala)


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
