"""Reading and writing realisations: ETag and If-Match, rules in the pages' words, source systems, evidence."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from indikator.alur import Status
from indikator.models import Indikator, KirimanSistem, Realisasi, SkalaPredikat, TingkatPredikat
from indikator.services.alur_kerja import ajukan, koreksi
from indikator.services.sistem import daftarkan
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Jejak, Periode
from tests.api.conftest import Pemanggil
from tests.indikator.bantu import baris_di, buat_indikator_bagian, isi
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran


@pytest.fixture(autouse=True)
def _jendela_terbuka(orang: Pemeran) -> None:
    """The window of TW II is open today, whenever the tests run."""
    hari = timezone.localdate()
    orang.periode.jendela.filter(triwulan=2).update(buka=hari - timedelta(days=1), tutup=hari + timedelta(days=10))


@pytest.fixture
def rasio(orang: Pemeran) -> Indikator:
    """selesai / masuk × 100 at bagian, target 80."""
    return buat_indikator(
        buat_sasaran(orang.bagian, orang.periode), rumus="selesai / masuk * 100", komponen=("selesai", "masuk")
    )


def _alamat(indikator: Indikator, ekor: str = "") -> str:
    return f"/api/v1/realisasi/{indikator.pk}/2/{ekor}"


def _isi(klien: APIClient, indikator: Indikator, nama: str, nilai: Any, etag: str = "") -> Any:
    etag = etag or klien.get(_alamat(indikator))["ETag"]
    # Escaped as JSON allows, so that also what is no character travels.
    return klien.put(
        _alamat(indikator, f"komponen/{nama}/"),
        json.dumps({"nilai": nilai}),
        content_type="application/json",
        headers={"If-Match": etag},
    )


def test_isi_menghitung_dan_memberi_etag_baru(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    awal = klien.get(_alamat(rasio))
    assert awal["ETag"] == f'"{rasio.pk}-2-0"'
    assert awal.json()["realisasi"] == {
        "nilai": None,
        "teks": "",
        "keadaan": "belum",
        "alasan": "Realisasi belum dilaporkan.",
    }
    _isi(klien, rasio, "selesai", "1")
    akhir = _isi(klien, rasio, "masuk", "3")
    assert (akhir.status_code, akhir["ETag"]) == (200, f'"{rasio.pk}-2-2"')
    data = akhir.json()
    assert data["realisasi"]["nilai"] == "33.33333333333333333333"
    assert data["realisasi"]["teks"] == "33,33"
    assert data["capaian"]["nilai"].startswith("41.66666666666")
    assert [(k["nama"], k["nilai"]) for k in data["komponen"]] == [("selesai", "1"), ("masuk", "3")]
    assert klien.get(_alamat(rasio), headers={"If-None-Match": akhir["ETag"]}).status_code == 304


def test_nol_tidak_dinilai_dan_belum_berbeda(orang: Pemeran, dengan_token: Pemanggil) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    nol, na, belum = (buat_indikator(sasaran, target={2: t}) for t in ("80", None, "80"))
    klien = dengan_token(orang.operator, orang.bagian)
    _isi(klien, nol, "nilai", "0")
    keadaan = {i.pk: klien.get(_alamat(i)).json() for i in (nol, na, belum)}
    assert (keadaan[nol.pk]["realisasi"]["keadaan"], keadaan[nol.pk]["realisasi"]["nilai"]) == ("ada", "0")
    assert (keadaan[na.pk]["capaian"]["keadaan"], keadaan[na.pk]["capaian"]["nilai"]) == ("tidak_dinilai", None)
    assert keadaan[na.pk]["capaian"]["alasan"]
    assert (keadaan[belum.pk]["realisasi"]["keadaan"], keadaan[belum.pk]["realisasi"]["nilai"]) == ("belum", None)


def test_tanpa_if_match_428_dan_basi_412_dengan_keadaan(
    orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator
) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    tanpa = klien.put(_alamat(rasio, "komponen/masuk/"), {"nilai": "3"})
    assert (tanpa.status_code, tanpa.json()["kode"]) == (428, "perlu_if_match")
    assert not Realisasi.objects.exists()
    basi = klien.get(_alamat(rasio))["ETag"]
    _isi(klien, rasio, "selesai", "1")
    jawab = _isi(klien, rasio, "masuk", "3", basi)
    assert (jawab.status_code, jawab.json()["kode"]) == (412, "bentrok_versi")
    assert jawab.json()["etag"] == f'"{rasio.pk}-2-1"'
    assert jawab.json()["keadaan_kini"]["komponen"][0]["nilai"] == "1"


@pytest.mark.parametrize(
    ("nilai", "status", "kode"),
    [
        ("1,5", 409, "angka_tidak_terbaca"),
        ("1.234.567", 409, "angka_tidak_terbaca"),
        ("NaN", 409, "angka_tidak_terbaca"),
        ("\u0661", 409, "angka_tidak_terbaca"),
        (12.5, 422, "isi_tidak_sah"),
        (True, 422, "isi_tidak_sah"),
        ("1" * 65, 422, "isi_tidak_sah"),
        ("\ud800", 422, "isi_tidak_sah"),
    ],
)
def test_nilai_ditolak(
    orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator, nilai: Any, status: int, kode: str
) -> None:
    jawab = _isi(dengan_token(orang.operator, orang.bagian), rasio, "masuk", nilai)
    assert (jawab.status_code, jawab.json()["kode"]) == (status, kode)
    assert not Realisasi.objects.exclude(nilai=None).exists()


def test_predikat_ditulis_dengan_labelnya(orang: Pemeran, dengan_token: Pemanggil) -> None:
    skala = SkalaPredikat.objects.create(instansi=orang.instansi, nama="Opini", jenis="label")
    for label, nilai in (("WTP", 4), ("WDP", 3)):
        TingkatPredikat.objects.create(skala_predikat=skala, label=label, nilai=nilai)
    opini = buat_indikator(buat_sasaran(orang.bagian, orang.periode), skala=skala, target={2: "4"})
    klien = dengan_token(orang.operator, orang.bagian)
    assert _isi(klien, opini, "nilai", "XYZ").json()["kode"] == "angka_tidak_terbaca"
    jawab = _isi(klien, opini, "nilai", "WTP")
    assert jawab.json()["realisasi"]["teks"] == "WTP"


def test_jendela_tertutup_dengan_kalimat_halaman(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    Periode.objects.get(pk=orang.periode.pk).jendela.filter(triwulan=2).update(
        tutup=timezone.localdate() - timedelta(1)
    )
    jawab = _isi(dengan_token(orang.operator, orang.bagian), rasio, "masuk", "3")
    assert (jawab.status_code, jawab.json()["kode"]) == (409, "jendela_tertutup")
    assert "ditutup" in jawab.json()["detail"]


def test_ajukan_lalu_terkunci(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    belum = klien.post(_alamat(rasio, "ajukan/"), headers={"If-Match": f'"{rasio.pk}-2-0"'})
    assert (belum.status_code, belum.json()["kode"]) == (409, "belum_terisi")
    _isi(klien, rasio, "selesai", "42")
    etag = _isi(klien, rasio, "masuk", "50")["ETag"]
    assert klien.post(_alamat(rasio, "ajukan/")).status_code == 428
    jawab = klien.post(_alamat(rasio, "ajukan/"), headers={"If-Match": etag, "Idempotency-Key": "a-1"})
    assert (jawab.status_code, jawab.json()["status"]) == (200, "diajukan")
    ulang = klien.post(_alamat(rasio, "ajukan/"), headers={"If-Match": etag, "Idempotency-Key": "a-1"})
    assert (ulang["Idempotency-Replayed"], ulang.json()) == ("true", jawab.json())
    terkunci = _isi(klien, rasio, "masuk", "60")
    assert (terkunci.status_code, terkunci.json()["kode"]) == (409, "baris_terkunci")
    assert Jejak.objects.filter(aksi="realisasi.ajukan", lewat__startswith="token:").count() == 1
    riwayat = klien.get(_alamat(rasio, "riwayat/")).json()
    assert [p["ke"] for p in riwayat["perpindahan"]] == ["diajukan"]


def test_yang_membaca_tidak_mengisi(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    jawab = _isi(dengan_token(orang.verifikator, orang.kota), rasio, "masuk", "3")
    assert (jawab.status_code, jawab.json()["kode"]) == (403, "tidak_berwenang")
    lain = dengan_token(orang.operator_lain, orang.bagian_lain)
    assert lain.put(_alamat(rasio, "komponen/masuk/"), {"nilai": "3"}).status_code == 404
    baca = dengan_token(orang.operator, orang.bagian, ["indikator:baca"])
    assert _isi(baca, rasio, "masuk", "3").json()["kode"] == "cakupan_kurang"


def test_riwayat_memuat_versi_yang_dikoreksi(orang: Pemeran, dengan_token: Pemanggil) -> None:
    baris = baris_di(orang, Status.DISETUJUI, timezone.now())
    koreksi(pelaku=orang.pimpinan, realisasi=baris, versi=baris.versi, alasan="Salah ketik.", kini=timezone.now())
    klien = dengan_token(orang.verifikator, orang.kota)
    riwayat = klien.get(_alamat(baris.indikator, "riwayat/")).json()
    assert Decimal(riwayat["versi_lama"][0]["nilai"]) == 84
    assert riwayat["versi_lama"][0]["alasan"] == "Salah ketik."


@pytest.mark.parametrize("banyak", [1, 20])
def test_daftar_berkueri_tetap(
    orang: Pemeran, dengan_token: Pemanggil, django_assert_num_queries: DjangoAssertNumQueries, banyak: int
) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    for _ in range(banyak):
        Realisasi.objects.create(indikator=buat_indikator(sasaran), triwulan=2)
    klien = dengan_token(orang.verifikator, orang.kota)
    klien.get("/api/v1/unit/")
    # token, roles, lines, targets, components, values; the scale has no row to fetch
    with django_assert_num_queries(6):
        assert len(klien.get("/api/v1/realisasi/").json()["hasil"]) == banyak
    # sasaran: one; indikator: rows, components, sources, targets, posts, carriers
    for alamat, kueri in (("sasaran", 3), ("target", 3), ("indikator", 8)):
        with django_assert_num_queries(kueri):
            klien.get(f"/api/v1/{alamat}/")


def test_saring_diubah_sejak_melihat_angka_dan_status(orang: Pemeran, dengan_token: Pemanggil) -> None:
    kini = timezone.now()
    lama = isi(orang, buat_indikator_bagian(orang), "70", kini - timedelta(hours=5))
    baru = isi(orang, buat_indikator_bagian(orang), "84", kini)
    klien = dengan_token(orang.verifikator, orang.kota)
    batas = (kini - timedelta(hours=1)).isoformat().replace("+", "%2B")
    daftar = klien.get(f"/api/v1/realisasi/?diubah_sejak={batas}").json()["hasil"]
    assert [b["indikator"] for b in daftar] == [baru.indikator_id]
    ajukan(pelaku=orang.operator, realisasi=lama, kini=kini)
    daftar = klien.get(f"/api/v1/realisasi/?diubah_sejak={batas}").json()["hasil"]
    assert {b["indikator"] for b in daftar} == {baru.indikator_id, lama.indikator_id}
    assert klien.get("/api/v1/realisasi/?triwulan=5").status_code == 422
    assert klien.get("/api/v1/realisasi/?tahun=2022").json()["hasil"] == []
    assert klien.get("/api/v1/realisasi/?unit=LAIN").json()["hasil"] == []


def test_daftar_sebagai_csv(orang: Pemeran, dengan_token: Pemanggil) -> None:
    isi(orang, buat_indikator_bagian(orang), "84", timezone.now())
    jawab = dengan_token(orang.verifikator, orang.kota).get("/api/v1/realisasi/?format=csv")
    baris = b"".join(jawab.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    kolom = next(csv.DictReader(baris))
    assert (kolom["unit"], kolom["realisasi.nilai"], kolom["capaian.nilai"]) == ("BAG", "84", "105")


def test_asal_menjelaskan_sampai_sumber(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    atas = buat_indikator(sasaran, rumus="dasar", komponen=(("dasar", rasio),))
    klien = dengan_token(orang.operator, orang.bagian)
    _isi(klien, rasio, "selesai", "42")
    _isi(klien, rasio, "masuk", "50")
    data = klien.get(f"/api/v1/indikator/{atas.pk}/asal/?triwulan=2").json()
    assert data["realisasi"]["nilai"] == "84"
    assert data["komponen"][0]["dari"]["komponen"][0]["nilai"] == "42"
    assert data["sampai_dengan"]["nilai"] == "105"
    assert data["setahun"] is None
    salah = klien.get(f"/api/v1/indikator/{atas.pk}/asal/")
    assert (salah.status_code, salah.json()["kode"]) == (422, "triwulan_keliru")


def test_bukti_dilampirkan_dan_diunduh(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    alamat = _alamat(rasio, "bukti/")

    def unggah(isi_berkas: bytes, nama: str = "rekap.pdf", **kepala: str) -> Any:
        berkas = SimpleUploadedFile(nama, isi_berkas)
        return klien.post(alamat, {"berkas": berkas}, format="multipart", headers=kepala)

    jawab = unggah(b"%PDF-1.7 isi", **{"Idempotency-Key": "b-1"})
    assert jawab.status_code == 201, jawab.content
    assert unggah(b"%PDF-1.7 isi", **{"Idempotency-Key": "b-1"}).json() == jawab.json()
    assert unggah(b"%PDF-1.7 isi").json()["kode"] == "bukti_sama"
    assert unggah(b"MZ bukan", "x.pdf").json()["kode"] == "bukti_jenis"
    assert klien.post(alamat, {}, format="multipart").status_code == 422
    assert [b["nama"] for b in klien.get(alamat).json()] == ["rekap.pdf"]
    satu = jawab["Location"]
    assert klien.get(satu).json() == jawab.json()
    berkas = klien.get(f"{satu}unduh/")
    assert b"".join(berkas.streaming_content) == b"%PDF-1.7 isi"  # type: ignore[attr-defined]
    assert berkas["ETag"] == f'"{jawab.json()["sha256"]}"'
    assert klien.get(f"{satu}unduh/", headers={"If-None-Match": berkas["ETag"]}).status_code == 304
    lain = dengan_token(orang.operator_lain, orang.bagian_lain)
    assert lain.get(f"{satu}unduh/").status_code == 404


# Source systems


@pytest.fixture
def sistem(orang: Pemeran, rasio: Indikator) -> Callable[..., APIClient]:
    """`sistem(*names)`: a client registered for these components of `rasio`, signed in."""

    def daftar(*nama: str, sebutan: str = "CRM") -> APIClient:
        kini = timezone.now()
        _, rahasia = daftarkan(
            pelaku=orang.administrator,
            nama=sebutan,
            unit=orang.bagian,
            peran=[Peran.OPERATOR],
            cakupan=["indikator:baca", "realisasi:tulis"],
            komponen=list(rasio.komponen.filter(nama__in=nama)),
            keterangan="",
            kedaluwarsa=kini + timedelta(days=30),
            kini=kini,
        )
        minta = {"grant_type": "client_credentials", "client_id": rahasia.id_klien}
        token = (
            APIClient()
            .post("/api/oauth/token/", minta | {"client_secret": rahasia.rahasia}, format="multipart")
            .json()["access_token"]
        )
        klien = APIClient()
        klien.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
        return klien

    return daftar


def test_hanya_sumbernya_yang_mengisi(
    orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator, sistem: Callable[..., APIClient]
) -> None:
    crm, lain = sistem("masuk"), sistem("selesai", sebutan="E-order")
    jawab = _isi(crm, rasio, "masuk", "50")
    assert jawab.status_code == 200, jawab.content
    for klien in (lain, dengan_token(orang.operator, orang.bagian)):
        tolak = _isi(klien, rasio, "masuk", "60")
        assert (tolak.status_code, tolak.json()["kode"]) == (409, "bukan_sumbernya")
        assert "CRM" in tolak.json()["detail"]
    # The grid stays the way out when the system is down.
    manusia = APIClient()
    manusia.force_login(orang.operator)
    assert _isi(manusia, rasio, "masuk", "60").status_code == 200


def test_sistem_hanya_mengisi_komponennya(rasio: Indikator, sistem: Callable[..., APIClient]) -> None:
    crm = sistem("masuk")
    tolak = _isi(crm, rasio, "selesai", "42")
    assert (tolak.status_code, tolak.json()["kode"]) == (409, "bukan_sumbernya")


def test_kiriman_sistem_tercatat(rasio: Indikator, sistem: Callable[..., APIClient]) -> None:
    crm = sistem("masuk")
    _isi(crm, rasio, "masuk", "50")
    _isi(crm, rasio, "masuk", "50")
    _isi(crm, rasio, "masuk", "1,5")
    _isi(crm, rasio, "masuk", "51", '"basi"')
    hasil = list(KirimanSistem.objects.order_by("id").values_list("disimpan", "sama", "ditolak"))
    assert hasil == [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 1)]
    kode = [k.penolakan[0]["kode"] for k in KirimanSistem.objects.order_by("id") if k.penolakan]
    assert kode == ["angka_tidak_terbaca", "bentrok_versi"]
