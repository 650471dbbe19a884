"""The feed of events, subscriptions and deliveries through the API, and the administrator's pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.test import APIClient

from kinerja.api.models import KunciIdempoten
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Jejak
from kinerja.peristiwa.models import JenisPeristiwa, Langganan, Pengiriman
from kinerja.peristiwa.services.edaran import edarkan
from kinerja.peristiwa.services.tanda import rahasia
from tests.api.conftest import Pemanggil
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna, buat_unit
from tests.peristiwa.bantu import langganan, peristiwa

ALAMAT = "/api/v1/langganan/"
URL = "https://127.0.0.1:9/kait"


@pytest.fixture(autouse=True)
def _alamat_dalam(settings: Settings) -> None:
    """No name is asked for in these tests."""
    settings.WEBHOOK_IZINKAN_PRIVAT = True


@pytest.fixture
def admin(orang: Pemeran, dengan_token: Pemanggil) -> APIClient:
    return dengan_token(orang.administrator, orang.kota)


def baru(**lain: Any) -> dict[str, Any]:
    return {"nama": "Dasbor", "url": URL, "unit": "BAG", "jenis": ["laporan.terbit", "realisasi.diajukan"]} | lain


def test_umpan_urut_dan_dapat_dilanjutkan(orang: Pemeran, dengan_token: Pemanggil) -> None:
    for n in range(5):
        peristiwa(orang.bagian, n=n)
    peristiwa(orang.bagian_lain, n="unit lain")
    edarkan(timezone.now())
    peristiwa(orang.bagian, n="belum diedarkan")
    klien = dengan_token(orang.operator, orang.bagian)
    pertama = klien.get("/api/v1/peristiwa/?banyak=3").json()
    kedua = klien.get(pertama["berikutnya"]).json()
    semua = pertama["hasil"] + kedua["hasil"]
    assert [p["isi"]["n"] for p in semua] == [0, 1, 2, 3, 4]
    assert [p["urutan"] for p in semua] == [1, 2, 3, 4, 5]
    assert semua[0]["objek"] == {"jenis": "organisasi.unit", "id": str(orang.bagian.pk)}
    assert [p["urutan"] for p in klien.get("/api/v1/peristiwa/?setelah=3").json()["hasil"]] == [4, 5]
    edarkan(timezone.now())
    assert [p["isi"]["n"] for p in klien.get("/api/v1/peristiwa/?setelah=5").json()["hasil"]] == ["belum diedarkan"]
    jenis = "/api/v1/peristiwa/?jenis=laporan.terbit&jenis=survei.ditetapkan"
    assert klien.get(jenis).json()["hasil"] == []
    assert klien.get("/api/v1/peristiwa/?jenis=karangan").status_code == 422


def test_berlangganan_rahasia_sekali(orang: Pemeran, admin: APIClient) -> None:
    kepala = {"Idempotency-Key": "langganan-1"}
    jawab = admin.post(ALAMAT, baru(), headers=kepala)
    assert jawab.status_code == 201, jawab.content
    satu = Langganan.objects.get()
    assert jawab.json()["rahasia"] == rahasia(satu.garam)
    baca = admin.get(jawab["Location"])
    assert "rahasia" not in baca.json()
    assert baca["ETag"] == jawab["ETag"]
    assert "whsec_" not in str(KunciIdempoten.objects.get().jawaban)
    ulang = admin.post(ALAMAT, baru(), headers=kepala)
    assert (ulang.json(), Langganan.objects.count()) == (jawab.json(), 1)
    assert Jejak.objects.get(aksi="langganan.buat").lewat.startswith("token:")


@pytest.mark.parametrize(
    ("isi", "status", "kode"),
    [
        ({"jenis": []}, 422, "isi_tidak_sah"),
        ({"jenis": ["karangan"]}, 422, "isi_tidak_sah"),
        ({"unit": "LUAR"}, 422, "unit_tidak_dikenal"),
        ({"url": "ftp://penerima.example/"}, 409, "alamat_webhook"),
        ({"url": 12}, 422, "isi_tidak_sah"),
    ],
)
def test_langganan_ditolak(admin: APIClient, isi: dict[str, Any], status: int, kode: str) -> None:
    jawab = admin.post(ALAMAT, baru(**isi))
    assert (jawab.status_code, jawab.json()["kode"]) == (status, kode)
    assert not Langganan.objects.exists()


def test_pengelola_berlangganan_hanya_sendiri(orang: Pemeran, client: Client, dengan_token: Pemanggil) -> None:
    """In the browser everywhere, but for a code that two agencies have; with a token only what its roles allow."""
    pengelola = buat_pengguna("pengelola", None, (Peran.OPERATOR, orang.bagian), is_superuser=True)
    client.force_login(pengelola)
    buat_unit(orang.luar, "BAG", orang.unit_luar)
    ganda = client.post(ALAMAT, baru(), content_type="application/json")
    assert (ganda.status_code, ganda.json()["kode"]) == (422, "kode_unit_ganda")
    assert client.post(ALAMAT, baru(unit="LUAR"), content_type="application/json").status_code == 201
    satu = Langganan.objects.get()
    assert [baris["id"] for baris in client.get(ALAMAT).json()["hasil"]] == [str(satu.pk)]
    disaring = client.get(f"{ALAMAT}?unit=LUAR")
    assert (disaring.status_code, [baris["id"] for baris in disaring.json()["hasil"]]) == (200, [str(satu.pk)])
    assert client.get("/api/v1/pengiriman/?unit=LUAR").json()["hasil"] == []
    assert client.get(f"{ALAMAT}?unit=KARANGAN").json()["kode"] == "unit_tidak_dikenal"
    bertoken = dengan_token(pengelola, orang.bagian)
    assert bertoken.get(f"{ALAMAT}?unit=LUAR").json()["kode"] == "unit_tidak_dikenal"
    assert bertoken.get(ALAMAT).json()["hasil"] == []
    assert bertoken.get(f"{ALAMAT}{satu.pk}/").status_code == 404
    assert bertoken.post(ALAMAT, baru()).status_code == 403


def test_alamat_dalam_ditolak_lewat_api(admin: APIClient, settings: Settings) -> None:
    settings.WEBHOOK_IZINKAN_PRIVAT = False
    jawab = admin.post(ALAMAT, baru(url="https://169.254.169.254/latest/"))
    assert (jawab.status_code, jawab.json()["kode"]) == (409, "alamat_pribadi")


def test_diubah_dengan_if_match(orang: Pemeran, admin: APIClient) -> None:
    satu = langganan(orang, URL)
    alamat = f"{ALAMAT}{satu.pk}/"
    assert admin.patch(alamat, {"aktif": False}).status_code == 428
    etag = admin.get(alamat)["ETag"]
    mati = admin.patch(alamat, {"aktif": False}, headers={"If-Match": etag})
    assert (mati.status_code, mati.json()["aktif"]) == (200, False)
    assert [len(admin.get(f"{ALAMAT}?aktif={kata}").json()["hasil"]) for kata in ("true", "false")] == [0, 1]
    assert [admin.get(f"{ALAMAT}?aktif={kata}").status_code for kata in ("1", "True", "ya")] == [422] * 3
    assert admin.patch(alamat, {"aktif": 1}, headers={"If-Match": mati["ETag"]}).status_code == 422
    basi = admin.patch(alamat, {"nama": "Lain"}, headers={"If-Match": etag})
    assert (basi.status_code, basi.json()["keadaan_kini"]["aktif"]) == (412, False)
    assert admin.post(f"{alamat}ulangi/", {"dari": 1}).json()["kode"] == "langganan_nonaktif"
    ganti = admin.post(f"{alamat}rahasia/", headers={"If-Match": mati["ETag"]})
    assert ganti.json()["rahasia"] != rahasia(satu.garam)
    assert admin.delete(alamat, headers={"If-Match": mati["ETag"]}).status_code == 204
    assert not Langganan.objects.exists()
    assert Jejak.objects.get(aksi="langganan.hapus").sebelum["url"] == URL


def test_unit_langganan_diubah(orang: Pemeran, admin: APIClient) -> None:
    """What waits for the larger subtree is not sent any more."""
    satu = langganan(orang, URL)
    peristiwa(orang.bagian, n="atas")
    peristiwa(orang.subbagian, n="bawah")
    edarkan(timezone.now())
    alamat = f"{ALAMAT}{satu.pk}/"
    kepala = {"If-Match": admin.get(alamat)["ETag"]}
    asing = admin.patch(alamat, {"unit": "LUAR"}, headers=kepala)
    assert (asing.status_code, asing.json()["kode"]) == (422, "unit_tidak_dikenal")
    assert admin.patch(alamat, {"unit": "SUB"}, headers=kepala).json()["unit"] == "SUB"
    assert [p.peristiwa.isi["n"] for p in Pengiriman.objects.select_related("peristiwa")] == ["bawah"]


def test_diulangi(orang: Pemeran, admin: APIClient) -> None:
    satu = langganan(orang, URL)
    for n in range(3):
        peristiwa(orang.bagian, n=n)
    edarkan(timezone.now())
    Pengiriman.objects.update(status="terkirim")
    jawab = admin.post(f"{ALAMAT}{satu.pk}/ulangi/", {"dari": 2})
    assert (jawab.status_code, jawab.json()) == (202, {"banyak": 2})
    tunggu = admin.get(f"/api/v1/pengiriman/?langganan={satu.pk}&status=menunggu").json()["hasil"]
    assert [p["peristiwa"]["urutan"] for p in tunggu] == [2, 3]
    assert admin.post(f"{ALAMAT}{satu.pk}/ulangi/", {"dari": 0}).status_code == 422


def test_pengiriman_sebagai_tabel(orang: Pemeran, admin: APIClient) -> None:
    """The subscription of a delivery is a UUID, in a workbook as text."""
    satu = langganan(orang, URL)
    peristiwa(orang.bagian)
    edarkan(timezone.now())
    isi = b"".join(admin.get("/api/v1/pengiriman/?format=xlsx").streaming_content)  # type: ignore[attr-defined]
    lembar = load_workbook(BytesIO(isi)).active
    assert lembar is not None
    assert [sel.value for sel in lembar["B"]] == ["langganan", str(satu.pk)]
    csv = b"".join(admin.get("/api/v1/pengiriman/?format=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert str(satu.pk) in csv.splitlines()[1]


def test_hanya_administrator(orang: Pemeran, dengan_token: Pemanggil) -> None:
    satu = langganan(orang, URL)
    biasa = dengan_token(orang.operator, orang.bagian)
    assert biasa.get(ALAMAT).json()["hasil"] == []
    assert biasa.get(f"{ALAMAT}{satu.pk}/").status_code == 403
    assert biasa.post(ALAMAT, baru()).status_code == 403
    assert dengan_token(orang.administrator, orang.bagian_lain).get(f"{ALAMAT}{satu.pk}/").status_code == 404
    tanpa = dengan_token(orang.administrator, orang.kota, ["survei:baca"])
    assert tanpa.get(ALAMAT).json()["kode"] == "cakupan_kurang"
    assert tanpa.get("/api/v1/peristiwa/").status_code == 403


@pytest.mark.parametrize("banyak", [1, 30])
def test_banyak_baris_tidak_menambah_kueri(
    orang: Pemeran, admin: APIClient, django_assert_num_queries: DjangoAssertNumQueries, banyak: int
) -> None:
    langganan(orang, URL)
    for n in range(banyak):
        peristiwa(orang.bagian, n=n)
    edarkan(timezone.now())
    admin.get("/api/v1/peristiwa/")
    for alamat in ("peristiwa", "pengiriman", "langganan"):
        with django_assert_num_queries(3):
            admin.get(f"/api/v1/{alamat}/?banyak=1000")


def test_halaman_administrator(
    orang: Pemeran, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    satu = langganan(orang, URL)
    for n in range(30):
        peristiwa(orang.bagian, jenis=JenisPeristiwa.LAPORAN_TERBIT, n=n)
    edarkan(timezone.now())
    Pengiriman.objects.filter(peristiwa__urutan=30).update(
        percobaan=2, kode_http=503, galat="Dijawab 503.", terakhir_pada=timezone.now()
    )
    Langganan.objects.update(aktif=False, nonaktif_alasan="Penerima menjawab 410: alamat ini tidak dipakai lagi.")
    client.force_login(orang.administrator)
    with django_assert_max_num_queries(10):
        daftar = client.get("/webhook/").content.decode()
    assert "Dasbor" in daftar
    assert ">30<" in daftar
    with django_assert_max_num_queries(12):
        rinci = client.get(f"/webhook/{satu.pk}/").content.decode()
    assert "HTTP 503" in rinci
    assert "Penerima menjawab 410" in rinci
    assert "Laporan terbit" in rinci
    assert rahasia(satu.garam) not in rinci
    assert "Tidak ada pengiriman" in client.get(f"/webhook/{satu.pk}/?status=gagal").content.decode()
    assert client.post(f"/webhook/{satu.pk}/aktifkan/").status_code == 302
    satu.refresh_from_db()
    assert (satu.aktif, satu.nonaktif_alasan) == (True, "")
    client.force_login(orang.operator)
    assert client.get("/webhook/").status_code == 403
