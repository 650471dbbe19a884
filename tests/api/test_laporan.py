"""Reports over the API: asked for, followed, taken back, fetched byte for byte, checked by anybody."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from kinerja.laporan import permintaan
from kinerja.laporan.models import DataBeku, Format, Jenis, Laporan, StatusLaporan
from kinerja.organisasi.models import Jejak
from kinerja.perjanjian.alur import Status
from tests.api.conftest import Pemanggil
from tests.laporan.conftest import AGUSTUS
from tests.laporan.terbit import selesai
from tests.laporan.test_permintaan import minta_satu
from tests.orang import Pemeran
from tests.perjanjian.bantu_pk import Susunan, pk_di, susunan
from tests.survei.bantu import buat_survei

__all__ = ["susunan"]
ALAMAT = "/api/v1/laporan/"
BADAN: dict[str, Any] = {"jenis": "unit", "unit": "BAG", "tahun": 2023, "triwulan": 2, "format": "xlsx"}


def terbit(orang: Pemeran) -> Laporan:
    """An issued workbook of bagian, made by the real builder."""
    laporan, _ = permintaan.minta(
        pelaku=orang.operator,
        unit=orang.bagian,
        periode=orang.periode,
        triwulan=2,
        jenis=Jenis.UNIT,
        format_=Format.XLSX,
        kini=AGUSTUS,
        antre=False,
    )
    return selesai(laporan)


def test_minta_202_lalu_kemajuan(orang: Pemeran, dengan_token: Pemanggil) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    jawab = klien.post(ALAMAT, BADAN)
    laporan = Laporan.objects.get()
    assert jawab.status_code == 202, jawab.content
    assert jawab["Location"] == f"{ALAMAT}{laporan.pk}/"
    isi = jawab.json()
    assert (isi["status"], isi["persen"], isi["langkah"], isi["berkas"]) == ("antre", 0, "Menunggu giliran", None)
    assert (isi["judul"], isi["unit"], isi["tahun"]) == ("Laporan Realisasi Triwulan TW II 2023", "BAG", 2023)
    assert Jejak.objects.get(aksi="laporan.minta").lewat.startswith("token:")
    Laporan.objects.update(status=StatusLaporan.BERJALAN, persen=40, langkah="Menyusun dokumen")
    kini = klien.get(jawab["Location"])
    assert (kini.json()["persen"], kini.json()["langkah"], kini["Retry-After"]) == (40, "Menyusun dokumen", "2")


def test_permintaan_yang_sama_bergabung(orang: Pemeran, dengan_token: Pemanggil) -> None:
    satu = dengan_token(orang.operator, orang.bagian).post(ALAMAT, BADAN)
    dua = dengan_token(orang.pimpinan, orang.kota).post(ALAMAT, BADAN)
    assert (dua.status_code, dua["Location"]) == (202, satu["Location"])
    assert Laporan.objects.count() == 1


def test_kunci_idempoten_mengulang_jawaban(orang: Pemeran, dengan_token: Pemanggil) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    kepala = {"Idempotency-Key": "laporan-1"}
    satu = klien.post(ALAMAT, BADAN, headers=kepala)
    Laporan.objects.update(status=StatusLaporan.GAGAL)
    dua = klien.post(ALAMAT, BADAN, headers=kepala)
    assert (dua.status_code, dua["Location"], dua["Idempotency-Replayed"]) == (202, satu["Location"], "true")
    assert dua.json() == satu.json()
    assert Laporan.objects.count() == 1
    lain = klien.post(ALAMAT, BADAN | {"triwulan": 1}, headers=kepala)
    assert (lain.status_code, lain.json()["kode"]) == (422, "kunci_idempoten_lain")


@pytest.mark.parametrize(
    ("ganti", "status", "kode"),
    [
        ({"unit": "LUAR"}, 422, "unit_tidak_dikenal"),
        ({"unit": "LAIN"}, 422, "unit_tidak_dikenal"),
        ({"tahun": 2031}, 422, "tahun_tidak_dikenal"),
        ({"triwulan": 5}, 422, "isi_tidak_sah"),
        ({"jenis": "rahasia"}, 422, "isi_tidak_sah"),
        ({"jenis": "survei", "survei": 1}, 422, "survei_tidak_dikenal"),
        ({"jenis": "skp", "jabatan": 1}, 422, "jabatan_tidak_dikenal"),
        ({"jenis": "matriks"}, 409, "dokumen_tidak_tersedia"),
    ],
)
def test_permintaan_ditolak(
    orang: Pemeran, dengan_token: Pemanggil, ganti: dict[str, Any], status: int, kode: str
) -> None:
    jawab = dengan_token(orang.operator, orang.bagian).post(ALAMAT, BADAN | ganti)
    assert (jawab.status_code, jawab.json()["kode"]) == (status, kode), jawab.content
    assert not Laporan.objects.exists()


@pytest.mark.parametrize("badan", [[], "teks", 3, None])
def test_badan_bukan_objek(orang: Pemeran, dengan_token: Pemanggil, badan: Any) -> None:
    jawab = dengan_token(orang.operator, orang.bagian).post(ALAMAT, badan, format="json")
    assert jawab.status_code == 422


def test_laporan_survei_rekap_dan_skp(susunan: Susunan, dengan_token: Pemanggil) -> None:
    orang = susunan.orang
    pk_di(susunan, Status.DITANDATANGANI)
    survei = buat_survei(orang.bagian)
    klien = dengan_token(orang.verifikator, orang.kota)
    for badan in (
        {"jenis": "survei", "survei": survei.pk, "format": "pdf"},
        {"jenis": "kota", "unit": "KOTA", "tahun": 2023, "format": "pdf"},
        {"jenis": "skp", "jabatan": susunan.kabag.pk, "tahun": 2023, "format": "pdf"},
        {"jenis": "iku", "unit": "BAG", "tahun": 2023, "format": "pdf"},
    ):
        jawab = klien.post(ALAMAT, badan)
        assert jawab.status_code == 202, (badan, jawab.content)
        isi = jawab.json()
        assert {n: isi[n] for n in badan} == badan
    isi = klien.get(f"{ALAMAT}?jenis=skp").json()["hasil"]
    assert [(b["jabatan"], b["digantikan"]) for b in isi] == [(susunan.kabag.pk, None)]


def test_batal(orang: Pemeran, dengan_token: Pemanggil) -> None:
    laporan, _ = minta_satu(orang, orang.operator)
    alamat = f"{ALAMAT}{laporan.pk}/batal/"
    asing = dengan_token(orang.pimpinan, orang.kota).post(alamat)
    assert (asing.status_code, asing.json()["kode"]) == (409, "bukan_peminta")
    klien = dengan_token(orang.operator, orang.bagian)
    jawab = klien.post(alamat)
    assert (jawab.status_code, jawab.json()["status"]) == (200, "dibatalkan")
    assert klien.post(alamat).json()["status"] == "dibatalkan", "sekali lagi tidak mengubah apa-apa"
    assert klien.get(alamat).status_code == 405


def test_unduh_byte_asli(orang: Pemeran, dengan_token: Pemanggil) -> None:
    laporan = terbit(orang)
    klien = dengan_token(orang.operator, orang.bagian)
    isi = klien.get(f"{ALAMAT}{laporan.pk}/").json()
    assert (isi["status"], isi["digantikan"], isi["nomor"]) == ("selesai", False, laporan.nomor)
    jawab = klien.get(isi["berkas"]["alamat"], headers={"Accept": "application/pdf", "Accept-Encoding": "gzip"})
    badan = b"".join(jawab.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(badan).hexdigest() == isi["berkas"]["sha256"] == laporan.berkas_sha256
    assert len(badan) == isi["berkas"]["ukuran"] == int(jawab["Content-Length"])
    assert jawab["ETag"] == f'"{laporan.berkas_sha256}"'
    assert isi["berkas"]["nama"] in jawab["Content-Disposition"]
    sama = klien.get(isi["berkas"]["alamat"], headers={"If-None-Match": jawab["ETag"]})
    assert (sama.status_code, sama.content) == (304, b"")


def test_unduh_yang_belum_ada(orang: Pemeran, dengan_token: Pemanggil) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    laporan, _ = minta_satu(orang, orang.operator)
    belum = klien.get(f"{ALAMAT}{laporan.pk}/unduh/")
    assert (belum.status_code, belum.json()["kode"]) == (409, "belum_terbit")
    assert klien.get(f"{ALAMAT}{uuid4()}/unduh/").status_code == 404
    jadi = terbit(orang)
    jadi.berkas.delete(save=False)
    Laporan.objects.filter(pk=jadi.pk).update(berkas="laporan/hilang.xlsx")
    hilang = klien.get(f"{ALAMAT}{jadi.pk}/unduh/")
    assert (hilang.status_code, hilang.json()["kode"]) == (404, "berkas_tidak_ada")
    luar = dengan_token(orang.operator_lain, orang.bagian_lain)
    for alamat in (f"{ALAMAT}{jadi.pk}/", f"{ALAMAT}{jadi.pk}/unduh/"):
        assert luar.get(alamat).status_code == 404


def test_daftar_saring_dan_terbaru_dulu(orang: Pemeran, dengan_token: Pemanggil) -> None:
    lama = _baris(orang, AGUSTUS, 1)
    baru = _baris(orang, AGUSTUS + timedelta(days=1), 2)
    klien = dengan_token(orang.verifikator, orang.kota)

    def ids(saring: str) -> list[str]:
        jawab = klien.get(ALAMAT + "?" + saring)
        assert jawab.status_code == 200, jawab.content
        return [b["id"] for b in jawab.json()["hasil"]]

    assert ids("") == [str(baru.pk), str(lama.pk)]
    satu = klien.get(ALAMAT + "?banyak=1").json()
    assert [b["id"] for b in klien.get(satu["berikutnya"]).json()["hasil"]] == [str(lama.pk)]
    assert ids("triwulan=1") == [str(lama.pk)]
    assert ids("tahun=2023&unit=AST&status=selesai") == [str(baru.pk), str(lama.pk)]
    assert ids("tahun=2024") == []
    assert ids("unit=LAIN") == []
    assert ids("diubah_sejak=2023-08-11T00:00:00Z") == [str(baru.pk)]


def _baris(orang: Pemeran, kini: datetime, triwulan: int = 2) -> Laporan:
    """An issued report without the work of making it."""
    return Laporan.objects.create(
        jenis=Jenis.UNIT,
        format=Format.PDF,
        unit=orang.bagian,
        periode=orang.periode,
        triwulan=triwulan,
        masa=f"TW {triwulan} 2023",
        status=StatusLaporan.SELESAI,
        diminta_oleh=orang.operator,
        diminta_pada=kini,
        mulai_pada=kini,
        selesai_pada=kini,
        data=DataBeku.objects.get_or_create(sha256="1" * 64, defaults={"isi": "{}", "dibuat_pada": kini})[0],
        berkas=ContentFile(b"%PDF-1.7", name="laporan.pdf"),
        berkas_sha256="2" * 64,
    )


@pytest.mark.parametrize("banyak", [1, 100])
def test_banyak_baris_tidak_menambah_kueri(
    orang: Pemeran, dengan_token: Pemanggil, django_assert_num_queries: DjangoAssertNumQueries, banyak: int
) -> None:
    contoh = _baris(orang, AGUSTUS)
    for _ in range(banyak - 1):
        contoh.pk, contoh.kode_periksa, contoh._state.adding = uuid4(), uuid4().hex[:12].upper(), True
        contoh.save(force_insert=True)
    klien = dengan_token(orang.verifikator, orang.kota)
    klien.get(ALAMAT)
    # token, roles, rows
    with django_assert_num_queries(3):
        assert len(klien.get(ALAMAT).json()["hasil"]) == banyak


def test_csv(orang: Pemeran, dengan_token: Pemanggil) -> None:
    _baris(orang, AGUSTUS)
    csv = dengan_token(orang.verifikator, orang.kota).get(ALAMAT + "?format=csv&unit=BAG")
    baris = b"".join(csv.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert baris[0].endswith("kode_periksa,data_sha256,berkas.sha256,berkas.ukuran,berkas.alamat")
    assert "2" * 64 in baris[1]


def test_periksa_tanpa_masuk(orang: Pemeran) -> None:
    laporan, siapa_pun = terbit(orang), APIClient()
    alamat = f"/api/v1/periksa/{laporan.kode_periksa}/"
    isi = siapa_pun.get(alamat).json()
    assert (isi["dokumen"], isi["keadaan"], isi["nomor"], isi["cocok"]) == ("laporan", "berlaku", laporan.nomor, None)
    assert siapa_pun.get(f"{alamat}?sha256={laporan.berkas_sha256.upper()}").json()["cocok"] is True
    assert siapa_pun.get(f"{alamat}?sha256={'0' * 64}").json()["cocok"] is False
    salah = siapa_pun.get(f"{alamat}?sha256=abc")
    assert (salah.status_code, salah.json()["kode"]) == (422, "sidik_keliru")
    assert siapa_pun.get("/api/v1/periksa/TIDAKADA/").json()["kode"] == "tidak_ditemukan"


def test_periksa_perjanjian(susunan: Susunan) -> None:
    pk = pk_di(susunan, Status.DIAJUKAN)
    isi = APIClient().get(f"/api/v1/periksa/{pk.kode_periksa}/").json()
    assert (isi["dokumen"], isi["keadaan"], isi["jabatan"]) == ("perjanjian", "belum_berlaku", "Kepala Bagian Contoh")
    assert isi["data_sha256"] == pk.sha256


def test_periksa_terlalu_sering(orang: Pemeran) -> None:
    siapa_pun = APIClient()
    status = [siapa_pun.get("/api/v1/periksa/TIDAKADA/").status_code for _ in range(31)]
    assert status == [404] * 30 + [429]
