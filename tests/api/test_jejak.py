"""The audit trail over the API: who may read it, how far, its filters and its table forms."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import models
from pytest_django import DjangoAssertNumQueries

from kinerja.organisasi import jejak
from kinerja.organisasi.models import Jejak, Pengguna
from tests.api.conftest import Pemanggil
from tests.orang import Pemeran

ALAMAT = "/api/v1/jejak/"
KINI = datetime(2023, 7, 12, 2, 0, tzinfo=UTC)


def _catat(orang: Pemeran, objek: models.Model, jalur: str, aksi: str = "unit.ubah", hari: int = 0) -> Jejak:
    return jejak.catat(
        pelaku=orang.operator,
        aksi=aksi,
        objek=objek,
        kini=KINI + timedelta(days=hari),
        unit_jalur=jalur,
        sebelum={"status": "draf"},
        sesudah={"status": "diajukan"},
    )


@pytest.fixture
def tiga(orang: Pemeran) -> list[Jejak]:
    """bagian, bagian_lain a day later, the other agency two days later."""
    Pengguna.objects.filter(pk=orang.operator.pk).update(nama="Operator Bagian")
    return [
        _catat(orang, orang.bagian, orang.bagian.jalur),
        _catat(orang, orang.bagian_lain, orang.bagian_lain.jalur, "unit.buat", 1),
        _catat(orang, orang.unit_luar, orang.unit_luar.jalur, hari=2),
    ]


def test_isi_satu_jejak(orang: Pemeran, tiga: list[Jejak], dengan_token: Pemanggil) -> None:
    jawab = dengan_token(orang.inspektorat, orang.kota).get(f"{ALAMAT}{tiga[0].pk}/")
    assert jawab.json() == {
        "id": tiga[0].pk,
        "waktu": "2023-07-12T09:00:00+07:00",
        "pelaku": {"id": orang.operator.pk, "akun": "operator", "nama": "Operator Bagian"},
        "lewat": "",
        "aksi": "unit.ubah",
        "objek_jenis": "organisasi.unit",
        "objek_id": str(orang.bagian.pk),
        "unit": "BAG",
        "sebelum": {"status": "draf"},
        "sesudah": {"status": "diajukan"},
        "alasan": "",
    }
    assert jawab["ETag"]


def test_hanya_wewenang_dan_hanya_yang_boleh(orang: Pemeran, tiga: list[Jejak], dengan_token: Pemanggil) -> None:
    def ids(pemilik: Pengguna, saring: str = "", unit: str = "kota") -> list[int]:
        jawab = dengan_token(pemilik, getattr(orang, unit)).get(ALAMAT + "?objek_jenis=organisasi.unit&" + saring)
        return [b["id"] for b in jawab.json()["hasil"]]

    satu, dua, _ = (j.pk for j in tiga)
    assert ids(orang.inspektorat) == [satu, dua]
    assert ids(orang.inspektorat, unit="bagian") == [satu], "token hanya sampai unitnya"
    assert ids(orang.inspektorat, "unit=LAIN") == [dua]
    assert ids(orang.inspektorat, "sejak=2023-07-13T00:00:00Z") == [dua]
    assert ids(orang.inspektorat, "sampai=2023-07-13T00:00:00Z") == [satu]
    assert ids(orang.inspektorat, "aksi=unit.buat") == [dua]
    assert ids(orang.inspektorat, f"objek_id={orang.bagian.pk}") == [satu]
    assert ids(orang.inspektorat, "pelaku=operator") == [satu, dua]
    assert ids(orang.inspektorat, "pelaku=pimpinan") == []


def test_operator_ditolak_dengan_kalimatnya(orang: Pemeran, tiga: list[Jejak], dengan_token: Pemanggil) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    for alamat in (ALAMAT, f"{ALAMAT}{tiga[0].pk}/"):
        jawab = klien.get(alamat)
        assert (jawab.status_code, jawab.json()["kode"]) == (403, "tidak_berwenang")
        assert jawab.json()["detail"].startswith("Anda tidak berwenang membaca jejak audit.")
    assert dengan_token(orang.inspektorat, orang.bagian).get(f"{ALAMAT}{tiga[1].pk}/").status_code == 404


def test_unit_yang_dipindahkan_tetap_tersebut(orang: Pemeran, tiga: list[Jejak], dengan_token: Pemanggil) -> None:
    lama = orang.bagian.jalur
    orang.bagian.induk = orang.bagian_lain
    orang.bagian.save()
    assert orang.bagian.jalur != lama
    jawab = dengan_token(orang.inspektorat, orang.kota).get(f"{ALAMAT}{tiga[0].pk}/")
    assert jawab.json()["unit"] == "BAG"


def test_csv_nilai_dalam_satu_sel(orang: Pemeran, tiga: list[Jejak], dengan_token: Pemanggil) -> None:
    klien = dengan_token(orang.inspektorat, orang.bagian)
    csv = klien.get(ALAMAT + "?format=csv&objek_jenis=organisasi.unit")
    baris = b"".join(csv.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert baris[0].startswith("id,waktu,pelaku.akun,pelaku.nama,lewat,aksi")
    assert json.dumps({"status": "draf"}).replace('"', '""') in baris[1]


@pytest.mark.parametrize("banyak", [1, 100])
def test_banyak_baris_tidak_menambah_kueri(
    orang: Pemeran, dengan_token: Pemanggil, django_assert_num_queries: DjangoAssertNumQueries, banyak: int
) -> None:
    for _ in range(banyak):
        _catat(orang, orang.bagian, orang.bagian.jalur)
    klien = dengan_token(orang.inspektorat, orang.kota)
    klien.get(ALAMAT)
    # token, roles, rows
    with django_assert_num_queries(3):
        assert len(klien.get(ALAMAT + "?objek_jenis=organisasi.unit").json()["hasil"]) == banyak


@pytest.mark.parametrize(
    ("saring", "status"),
    [
        ("sejak=2023-07-12T00:00:00%2B23:59", 200),
        ("sejak=0001-01-01T00:00:00%2B23:59", 422),
        ("sejak=kemarin", 422),
        ("fields=id,rahasia", 400),
        ("aksi=tidak.ada&fields=rahasia", 400),
    ],
)
def test_saringan_yang_aneh(orang: Pemeran, dengan_token: Pemanggil, saring: str, status: int) -> None:
    """Offsets that ISO 8601 allows and the database does not; a list without rows looks at `fields` too."""
    assert dengan_token(orang.inspektorat, orang.kota).get(f"{ALAMAT}?{saring}").status_code == status


def test_alamat_yang_tidak_ada_dijawab_dokumen_masalah(orang: Pemeran, dengan_token: Pemanggil) -> None:
    for alamat in ("/api/v1/tidak-ada/", f"{ALAMAT}abc/"):
        jawab = dengan_token(orang.inspektorat, orang.kota).get(alamat)
        assert (jawab.status_code, jawab["Content-Type"]) == (404, "application/problem+json")
        assert jawab.json()["kode"] == "tidak_ditemukan"
