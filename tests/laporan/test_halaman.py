"""Report centre, status page, download and check page: who may, and what they show."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from indikator.models import Realisasi
from kinerja.laporan.models import Format, Laporan, StatusLaporan
from kinerja.laporan.pembangunan import bangun
from kinerja.organisasi.models import Pengguna
from tests.laporan.conftest import AGUSTUS, Isian
from tests.laporan.terbit import selesai
from tests.laporan.test_pembangunan import minta
from tests.orang import Pemeran

PUSAT = "/laporan/"


def isian_form(orang: Pemeran, **lain: object) -> dict[str, object]:
    return {
        "unit": orang.bagian.pk,
        "periode": orang.periode.pk,
        "triwulan": 2,
        "jenis": "unit",
        "format": "pdf",
        **lain,
    }


def masuk(client: Client, siapa: Pengguna) -> Client:
    client.force_login(siapa)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("nama", ["rincian", "kemajuan", "unduh", "batal"])
def test_tanpa_masuk_diarahkan_ke_halaman_masuk(client: Client, nama: str) -> None:
    alamat = reverse(f"laporan:{nama}", args=[uuid4()])
    jawab = client.post(alamat) if nama == "batal" else client.get(alamat)
    assert jawab.status_code == 302
    assert jawab["Location"].startswith(reverse("account_login"))


def test_minta_lalu_halaman_kemajuan(client: Client, orang: Pemeran, broker_kosong: str) -> None:
    jawab = masuk(client, orang.operator).post("/laporan/minta/", isian_form(orang))
    laporan = Laporan.objects.get()
    assert (jawab.status_code, jawab["Location"]) == (302, f"/laporan/{laporan.pk}/")
    assert laporan.diminta_oleh == orang.operator
    halaman = client.get(f"/laporan/{laporan.pk}/")
    assert 'hx-trigger="every 1s"' in halaman.content.decode()
    potongan = client.get(f"/laporan/{laporan.pk}/kemajuan/")
    assert potongan.status_code == 200
    assert "Menunggu giliran" in potongan.content.decode()


def test_antrean_mati_diberitahukan(client: Client, orang: Pemeran) -> None:
    # The test's transaction never commits, so no message is sent: just what a dead broker leaves behind.
    jawab = masuk(client, orang.operator).post("/laporan/minta/", isian_form(orang), follow=True)
    assert "antrean pekerjaan sedang tidak terjangkau" in jawab.content.decode()


def test_pesan_terkirim_tanpa_peringatan(
    client: Client,
    orang: Pemeran,
    broker_kosong: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        masuk(client, orang.operator).post("/laporan/minta/", isian_form(orang))
    assert Laporan.objects.get().diantrekan_pada is not None


def test_unit_di_luar_wewenang_404_tahun_instansi_lain_404(client: Client, orang: Pemeran) -> None:
    masuk(client, orang.operator)
    assert client.post("/laporan/minta/", isian_form(orang, unit=orang.kota.pk)).status_code == 404
    assert client.post("/laporan/minta/", isian_form(orang, unit=orang.unit_luar.pk)).status_code == 404
    masuk(client, orang.orang_luar)
    milik_luar = isian_form(orang, unit=orang.unit_luar.pk)
    assert client.post("/laporan/minta/", milik_luar).status_code == 404
    assert not Laporan.objects.exists()


def test_isian_kurang_ditunjukkan_di_sebelah_kolomnya(client: Client, orang: Pemeran) -> None:
    jawab = masuk(client, orang.operator).post("/laporan/minta/", isian_form(orang, triwulan=5, unit=""))
    assert jawab.status_code == 422
    assert jawab.content.decode().count("pesan-galat") == 2
    assert not Laporan.objects.exists()


def test_tanpa_peran_ditolak(client: Client, orang: Pemeran) -> None:
    assert masuk(client, orang.tanpa_peran).get(PUSAT).status_code == 403


def test_laporan_unit_lain_tidak_ada_bagi_orang_luar(client: Client, isian: Isian) -> None:
    laporan = selesai(minta(isian))
    for siapa in (isian.orang.operator_lain, isian.orang.orang_luar):
        masuk(client, siapa)
        for nama in ("rincian", "kemajuan", "unduh"):
            assert client.get(reverse(f"laporan:{nama}", args=[laporan.pk])).status_code == 404
        assert client.post(reverse("laporan:batal", args=[laporan.pk])).status_code == 404
        assert str(laporan.pk) not in client.get(PUSAT).content.decode()


def test_selesai_menghentikan_tanya_dan_dapat_diunduh(client: Client, isian: Isian) -> None:
    laporan = selesai(minta(isian, Format.PDF))
    masuk(client, isian.orang.pimpinan)
    potongan = client.get(f"/laporan/{laporan.pk}/kemajuan/")
    assert potongan.status_code == 286
    assert "hx-get" not in potongan.content.decode()
    unduh = client.get(f"/laporan/{laporan.pk}/unduh/")
    assert unduh.getvalue() == laporan.berkas.read()
    assert unduh["Content-Disposition"] == (
        'attachment; filename="Laporan Realisasi Triwulan TW II 2023 - Bagian Contoh.pdf"'
    )
    assert (unduh["X-Content-Type-Options"], unduh["Content-Type"]) == ("nosniff", "application/pdf")


def test_nama_unit_yang_aneh_tidak_merusak_nama_berkas(client: Client, isian: Isian) -> None:
    laporan = selesai(minta(isian))
    isian.orang.bagian.nama = 'Bagian "A/B"\r\nX: y'
    isian.orang.bagian.save()
    unduh = masuk(client, isian.orang.pimpinan).get(f"/laporan/{laporan.pk}/unduh/")
    assert unduh["Content-Disposition"].endswith('Bagian A B X y.xlsx"')


def test_yang_belum_selesai_tidak_dapat_diunduh(client: Client, isian: Isian) -> None:
    laporan = minta(isian)
    assert masuk(client, isian.orang.operator).get(f"/laporan/{laporan.pk}/unduh/").status_code == 404


def test_batal_dari_halaman_dan_bukan_peminta(client: Client, isian: Isian) -> None:
    laporan = minta(isian)
    assert masuk(client, isian.orang.pimpinan).post(f"/laporan/{laporan.pk}/batal/").status_code == 409
    jawab = masuk(client, isian.orang.operator).post(f"/laporan/{laporan.pk}/batal/", follow=True)
    assert "Permintaan laporan dibatalkan" in jawab.content.decode()
    assert Laporan.objects.get().status == StatusLaporan.DIBATALKAN
    assert bangun(laporan.pk, kini=AGUSTUS) is None


def test_kegagalan_ditunjukkan_dengan_kata(client: Client, isian: Isian) -> None:
    laporan = minta(isian)
    Laporan.objects.filter(pk=laporan.pk).update(status=StatusLaporan.GAGAL, galat="Terhenti tiga kali.")
    halaman = masuk(client, isian.orang.operator).get(f"/laporan/{laporan.pk}/").content.decode()
    assert "Terhenti tiga kali." in halaman
    assert "Minta lagi" in halaman


def test_pusat_menandai_yang_digantikan(client: Client, isian: Isian) -> None:
    selesai(minta(isian))
    masuk(client, isian.orang.operator)
    assert "lencana nada-awas" not in client.get(PUSAT).content.decode()
    Realisasi.objects.filter(indikator=isian.final, triwulan=2).update(versi_angka=5)
    assert "Digantikan</span>" in client.get(PUSAT).content.decode()


def test_pusat_paling_banyak_15_kueri(client: Client, orang: Pemeran) -> None:
    masuk(client, orang.pimpinan)

    def kueri() -> int:
        with CaptureQueriesContext(connection) as tangkapan:
            assert client.get(PUSAT).status_code == 200
        return len(tangkapan)

    client.get(PUSAT)
    kosong = kueri()
    Laporan.objects.bulk_create(
        Laporan(
            jenis="unit",
            format="pdf",
            unit=orang.bagian,
            periode=orang.periode,
            triwulan=2,
            status=StatusLaporan.GAGAL,
            diminta_oleh=orang.operator,
            diminta_pada=timezone.now() + timedelta(seconds=n),
        )
        for n in range(45)
    )
    assert kueri() <= min(15, kosong + 1)
    # 45 rows, 20 a page: five on the third.
    assert client.get(PUSAT + "?halaman=3").content.decode().count('<th scope="row">') == 5


def test_halaman_periksa_terbuka_tanpa_angka(client: Client, isian: Isian, broker_kosong: str) -> None:
    laporan = selesai(minta(isian))
    jawab = client.get(f"/periksa/{laporan.kode_periksa}/")
    isi = jawab.content.decode()
    assert jawab.status_code == 200
    assert laporan.data is not None
    for wajib in (laporan.nomor, laporan.berkas_sha256, laporan.data.sha256, "Bagian Contoh", "Berlaku", "Sementara"):
        assert wajib in isi
    assert "105,00" not in isi
    assert "40,57" not in isi
    Realisasi.objects.filter(indikator=isian.final, triwulan=2).update(versi_angka=5)
    assert "Digantikan" in client.get(f"/periksa/{laporan.kode_periksa.lower()}/").content.decode()


def test_kode_tak_dikenal_dan_yang_belum_terbit_404(client: Client, isian: Isian, broker_kosong: str) -> None:
    laporan = minta(isian)
    assert client.get(f"/periksa/{laporan.kode_periksa}/").status_code == 404
    jawab = client.get("/periksa/TIDAKADA/")
    assert jawab.status_code == 404
    assert "tidak ditemukan" in jawab.content.decode().lower()


def test_berkas_dicocokkan_tanpa_disimpan(client: Client, isian: Isian, broker_kosong: str) -> None:
    laporan = selesai(minta(isian))
    asli, alamat = laporan.berkas.read(), f"/periksa/{laporan.kode_periksa}/"

    def kirim(isi: bytes) -> str:
        return client.post(alamat, {"berkas": SimpleUploadedFile("a.xlsx", isi)}).content.decode()

    assert "Berkas sama persis" in kirim(asli)
    assert "Berkas berbeda" in kirim(asli + b" ")
    assert "Pilih berkas" in client.post(alamat, {}).content.decode()


def test_pemeriksaan_dibatasi_per_alamat(client: Client, isian: Isian, broker_kosong: str) -> None:
    laporan = selesai(minta(isian))
    alamat = f"/periksa/{laporan.kode_periksa}/"
    assert {client.get(alamat).status_code for _ in range(30)} == {200}
    assert client.get(alamat).status_code == 429
