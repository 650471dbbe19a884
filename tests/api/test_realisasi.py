"""Reading and writing realisations: ETag and If-Match, rules in the pages' words, source systems, evidence."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indikator.alur import Status
from indikator.models import Indikator, Realisasi, SkalaPredikat, TingkatPredikat
from indikator.services.alur_kerja import ajukan, koreksi
from kinerja.organisasi.models import Jejak, Periode
from tests.api.bantu_realisasi import alamat_baris, buka_triwulan, isi_lewat_api
from tests.api.conftest import Pemanggil
from tests.indikator.bantu import baris_di, buat_indikator_bagian, isi
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran


@pytest.fixture(autouse=True)
def _jendela_terbuka(orang: Pemeran) -> None:
    buka_triwulan(orang)


def test_isi_menghitung_dan_memberi_etag_baru(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    awal = klien.get(alamat_baris(rasio))
    assert awal["ETag"] == f'"{rasio.pk}-2-0"'
    assert awal.json()["realisasi"] == {
        "nilai": None,
        "teks": "",
        "keadaan": "belum",
        "alasan": "Realisasi belum dilaporkan.",
    }
    isi_lewat_api(klien, rasio, "selesai", "1")
    akhir = isi_lewat_api(klien, rasio, "masuk", "3")
    assert (akhir.status_code, akhir["ETag"]) == (200, f'"{rasio.pk}-2-2"')
    data = akhir.json()
    assert data["realisasi"]["nilai"] == "33.333333333333333"
    assert data["realisasi"]["teks"] == "33,33"
    assert data["capaian"]["nilai"].startswith("41.66666666666")
    assert [(k["nama"], k["nilai"]) for k in data["komponen"]] == [("selesai", "1"), ("masuk", "3")]
    assert klien.get(alamat_baris(rasio), headers={"If-None-Match": akhir["ETag"]}).status_code == 304


def test_nol_tidak_dinilai_dan_belum_berbeda(orang: Pemeran, dengan_token: Pemanggil) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    nol, na, belum = (buat_indikator(sasaran, target={2: t}) for t in ("80", None, "80"))
    klien = dengan_token(orang.operator, orang.bagian)
    isi_lewat_api(klien, nol, "nilai", "0")
    keadaan = {i.pk: klien.get(alamat_baris(i)).json() for i in (nol, na, belum)}
    assert (keadaan[nol.pk]["realisasi"]["keadaan"], keadaan[nol.pk]["realisasi"]["nilai"]) == ("ada", "0")
    assert (keadaan[na.pk]["capaian"]["keadaan"], keadaan[na.pk]["capaian"]["nilai"]) == ("tidak_dinilai", None)
    assert keadaan[na.pk]["capaian"]["alasan"]
    assert (keadaan[belum.pk]["realisasi"]["keadaan"], keadaan[belum.pk]["realisasi"]["nilai"]) == ("belum", None)


def test_tanpa_if_match_428_dan_basi_412_dengan_keadaan(
    orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator
) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    tanpa = klien.put(alamat_baris(rasio, "komponen/masuk/"), {"nilai": "3"})
    assert (tanpa.status_code, tanpa.json()["kode"]) == (428, "perlu_if_match")
    assert not Realisasi.objects.exists()
    basi = klien.get(alamat_baris(rasio))["ETag"]
    isi_lewat_api(klien, rasio, "selesai", "1")
    jawab = isi_lewat_api(klien, rasio, "masuk", "3", basi)
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
    jawab = isi_lewat_api(dengan_token(orang.operator, orang.bagian), rasio, "masuk", nilai)
    assert (jawab.status_code, jawab.json()["kode"]) == (status, kode)
    assert not Realisasi.objects.exclude(nilai=None).exists()


def test_predikat_ditulis_dengan_labelnya(orang: Pemeran, dengan_token: Pemanggil) -> None:
    skala = SkalaPredikat.objects.create(instansi=orang.instansi, nama="Opini", jenis="label")
    for label, nilai in (("WTP", 4), ("WDP", 3)):
        TingkatPredikat.objects.create(skala_predikat=skala, label=label, nilai=nilai)
    opini = buat_indikator(buat_sasaran(orang.bagian, orang.periode), skala=skala, target={2: "4"})
    klien = dengan_token(orang.operator, orang.bagian)
    assert isi_lewat_api(klien, opini, "nilai", "XYZ").json()["kode"] == "angka_tidak_terbaca"
    jawab = isi_lewat_api(klien, opini, "nilai", "WTP")
    assert jawab.json()["realisasi"]["teks"] == "WTP"


def test_jendela_tertutup_dengan_kalimat_halaman(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    Periode.objects.get(pk=orang.periode.pk).jendela.filter(triwulan=2).update(
        tutup=timezone.localdate() - timedelta(1)
    )
    jawab = isi_lewat_api(dengan_token(orang.operator, orang.bagian), rasio, "masuk", "3")
    assert (jawab.status_code, jawab.json()["kode"]) == (409, "jendela_tertutup")
    assert "ditutup" in jawab.json()["detail"]


def test_ajukan_lalu_terkunci(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    belum = klien.post(alamat_baris(rasio, "ajukan/"), headers={"If-Match": f'"{rasio.pk}-2-0"'})
    assert (belum.status_code, belum.json()["kode"]) == (409, "belum_terisi")
    isi_lewat_api(klien, rasio, "selesai", "42")
    etag = isi_lewat_api(klien, rasio, "masuk", "50")["ETag"]
    assert klien.post(alamat_baris(rasio, "ajukan/")).status_code == 428
    jawab = klien.post(alamat_baris(rasio, "ajukan/"), headers={"If-Match": etag, "Idempotency-Key": "a-1"})
    assert (jawab.status_code, jawab.json()["status"]) == (200, "diajukan")
    ulang = klien.post(alamat_baris(rasio, "ajukan/"), headers={"If-Match": etag, "Idempotency-Key": "a-1"})
    assert (ulang["Idempotency-Replayed"], ulang.json()) == ("true", jawab.json())
    terkunci = isi_lewat_api(klien, rasio, "masuk", "60")
    assert (terkunci.status_code, terkunci.json()["kode"]) == (409, "baris_terkunci")
    assert Jejak.objects.filter(aksi="realisasi.ajukan", lewat__startswith="token:").count() == 1
    riwayat = klien.get(alamat_baris(rasio, "riwayat/")).json()
    assert [p["ke"] for p in riwayat["perpindahan"]] == ["diajukan"]


def test_yang_membaca_tidak_mengisi(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    jawab = isi_lewat_api(dengan_token(orang.verifikator, orang.kota), rasio, "masuk", "3")
    assert (jawab.status_code, jawab.json()["kode"]) == (403, "tidak_berwenang")
    lain = dengan_token(orang.operator_lain, orang.bagian_lain)
    assert lain.put(alamat_baris(rasio, "komponen/masuk/"), {"nilai": "3"}).status_code == 404
    baca = dengan_token(orang.operator, orang.bagian, ["indikator:baca"])
    assert isi_lewat_api(baca, rasio, "masuk", "3").json()["kode"] == "cakupan_kurang"


def test_riwayat_memuat_versi_yang_dikoreksi(orang: Pemeran, dengan_token: Pemanggil) -> None:
    baris = baris_di(orang, Status.DISETUJUI, timezone.now())
    koreksi(pelaku=orang.pimpinan, realisasi=baris, versi=baris.versi, alasan="Salah ketik.", kini=timezone.now())
    klien = dengan_token(orang.verifikator, orang.kota)
    riwayat = klien.get(alamat_baris(baris.indikator, "riwayat/")).json()
    lama = riwayat["versi_lama"][0]
    # As everywhere else: without the zeros of the column it was kept from.
    assert (lama["nilai"], lama["capaian"], lama["komponen"]) == ("84", "105", {"nilai": "84"})
    assert lama["alasan"] == "Salah ketik."


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


def test_saring_kode(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    """1.1 of this unit, its targets and its lines; 11.1 and 1.11 are others."""
    lain = buat_indikator(rasio.sasaran, nomor=11)
    klien = dengan_token(orang.verifikator, orang.kota)
    for rute, bidang in (("indikator", "id"), ("target", "indikator")):
        semua = klien.get(f"/api/v1/{rute}/?tahun=2023&kode=1.1").json()["hasil"]
        assert {satu[bidang] for satu in semua} == {rasio.pk}, rute
    isi_lewat_api(dengan_token(orang.operator, orang.bagian), lain, "nilai", "5")
    assert [b["kode"] for b in klien.get("/api/v1/realisasi/?kode=1.11").json()["hasil"]] == ["1.11"]
    assert klien.get("/api/v1/realisasi/?kode=11.1").json()["hasil"] == []
    for keliru in ("1", "1.1.", "1,1", "a.b", "١.1"):
        tolak = klien.get(f"/api/v1/indikator/?kode={keliru}")
        assert (tolak.status_code, tolak.json()["kode"]) == (422, "isi_tidak_sah"), keliru


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
    isi_lewat_api(klien, rasio, "selesai", "42")
    isi_lewat_api(klien, rasio, "masuk", "50")
    data = klien.get(f"/api/v1/indikator/{atas.pk}/asal/?triwulan=2").json()
    assert data["realisasi"]["nilai"] == "84"
    assert data["komponen"][0]["dari"]["komponen"][0]["nilai"] == "42"
    assert data["sampai_dengan"]["nilai"] == "105"
    assert data["setahun"] is None
    salah = klien.get(f"/api/v1/indikator/{atas.pk}/asal/")
    assert (salah.status_code, salah.json()["kode"]) == (422, "triwulan_keliru")


def test_bukti_dilampirkan_dan_diunduh(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    alamat = alamat_baris(rasio, "bukti/")

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
