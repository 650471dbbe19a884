"""Reading the agency's tree: scope, subtree, pages, ETag, CSV and XLSX."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from kinerja.organisasi.models import Unit
from tests.api.conftest import Pemanggil
from tests.orang import Pemeran
from tests.pabrik import buat_unit


def _kode(klien: APIClient, alamat: str = "/api/v1/unit/") -> list[str]:
    jawab = klien.get(alamat)
    assert jawab.status_code == 200, jawab.content
    return [u["kode"] for u in jawab.json()["hasil"]]


def test_token_hanya_sampai_unitnya(orang: Pemeran, dengan_token: Pemanggil) -> None:
    """A role at kota, a token for bagian: bagian and what is below it, nothing beside or above."""
    assert _kode(dengan_token(orang.verifikator, orang.bagian)) == ["BAG", "SUB"]
    assert "LAIN" in _kode(dengan_token(orang.verifikator, orang.kota))


def test_cakupan_diperlukan(orang: Pemeran, dengan_token: Pemanggil) -> None:
    jawab = dengan_token(orang.verifikator, orang.kota, ["survei:baca"]).get("/api/v1/unit/")
    assert (jawab.status_code, jawab["Content-Type"]) == (403, "application/problem+json")
    assert jawab.json()["kode"] == "cakupan_kurang"


def test_tanpa_kredensial_401_dengan_tantangan(db: None) -> None:
    jawab = APIClient().get("/api/v1/unit/")
    assert jawab.status_code == 401
    assert jawab["WWW-Authenticate"] == 'Bearer realm="api"'
    assert jawab.json()["kode"] == "belum_masuk"


def test_di_luar_subpohon_404(orang: Pemeran, dengan_token: Pemanggil) -> None:
    klien = dengan_token(orang.verifikator, orang.bagian)
    assert klien.get(f"/api/v1/unit/{orang.bagian.pk}/").status_code == 200
    assert klien.get(f"/api/v1/unit/{orang.bagian_lain.pk}/").status_code == 404
    assert klien.get(f"/api/v1/unit/{orang.unit_luar.pk}/").status_code == 404


def test_etag_304_dan_fields(orang: Pemeran, dengan_token: Pemanggil) -> None:
    klien = dengan_token(orang.verifikator, orang.kota)
    alamat = f"/api/v1/unit/{orang.bagian.pk}/"
    etag = klien.get(alamat)["ETag"]
    assert klien.get(alamat, headers={"If-None-Match": etag}).status_code == 304
    assert klien.get(alamat, headers={"If-None-Match": '"lain"'}).status_code == 200
    assert klien.get(alamat + "?fields=kode,induk").json() == {"kode": "BAG", "induk": "AST"}
    salah = klien.get(alamat + "?fields=kode,rahasia")
    assert (salah.status_code, salah.json()["kode"]) == (400, "fields_asing")


@pytest.mark.parametrize(
    ("kueri", "status", "kode"),
    [
        ("jenis=", 422, "parameter_kosong"),
        ("format=", 422, "parameter_kosong"),
        ("format=csv&format=", 422, "parameter_kosong"),
        ("fields=", 422, "parameter_kosong"),
        ("fields=kode,", 400, "fields_asing"),
        ("fields=kode,%20nama", 400, "fields_asing"),
        ("format=pdf", 406, "not_acceptable"),
        ("jenis=karangan", 422, "isi_tidak_sah"),
        ("tahun=2023", 422, "parameter_asing"),
        ("unit=BAG&Unit=BAG", 422, "parameter_asing"),
    ],
)
def test_kueri_yang_tidak_berarti_ditolak(
    orang: Pemeran, dengan_token: Pemanggil, kueri: str, status: int, kode: str
) -> None:
    """What would silently be taken for no filter, or for another form, is refused."""
    jawab = dengan_token(orang.verifikator, orang.kota).get(f"/api/v1/unit/?{kueri}")
    assert (jawab.status_code, jawab.json()["kode"]) == (status, kode)


def test_parameter_asing_menyebut_yang_dikenal(orang: Pemeran, dengan_token: Pemanggil) -> None:
    jawab = dengan_token(orang.verifikator, orang.kota).get("/api/v1/unit/?jenes=kota").json()
    dikenal = ["banyak", "fields", "format", "jenis", "kursor", "unit"]
    assert jawab["pilihan"] == dikenal
    assert jawab["detail"] == f"Daftar ini tidak mengenal parameter jenes. Yang dikenal: {', '.join(dikenal)}."


def test_saring_unit_membawa_subpohonnya(orang: Pemeran, dengan_token: Pemanggil) -> None:
    klien = dengan_token(orang.verifikator, orang.kota)
    assert _kode(klien, "/api/v1/unit/?unit=AST") == ["AST", "BAG", "SUB", "LAIN"]
    salah = klien.get("/api/v1/unit/?unit=LUAR")
    assert (salah.status_code, salah.json()["kode"]) == (422, "unit_tidak_dikenal")


def test_halaman_kursor(orang: Pemeran, dengan_token: Pemanggil) -> None:
    klien = dengan_token(orang.verifikator, orang.kota)
    pertama = klien.get("/api/v1/unit/?banyak=3").json()
    kedua = klien.get(pertama["berikutnya"]).json()
    assert [u["kode"] for u in pertama["hasil"] + kedua["hasil"]] == ["KOTA", "AST", "BAG", "SUB", "LAIN"]
    assert kedua["berikutnya"] is None


@pytest.mark.parametrize("banyak", [1, 100, 10_000])
def test_banyak_baris_tidak_menambah_kueri(
    orang: Pemeran, dengan_token: Pemanggil, django_assert_num_queries: DjangoAssertNumQueries, banyak: int
) -> None:
    klien = dengan_token(orang.verifikator, orang.kota)
    induk = orang.bagian
    baris = [
        Unit(instansi=orang.instansi, induk=induk, kode=f"X{n}", nama="X", berlaku_dari=induk.berlaku_dari)
        for n in range(banyak)
    ]
    for n, satu in enumerate(baris):
        satu.jalur = f"{induk.jalur}{1_000_000 + n}."
    Unit.objects.bulk_create(baris)
    klien.get("/api/v1/unit/")
    # token, roles, rows
    with django_assert_num_queries(3):
        klien.get("/api/v1/unit/?banyak=1000")


def test_csv_dan_xlsx_memuat_semua_baris(orang: Pemeran, dengan_token: Pemanggil) -> None:
    buat_unit(orang.instansi, "RUMUS", orang.bagian, nama="=HYPERLINK(1)")
    klien = dengan_token(orang.verifikator, orang.kota)
    assert klien.get("/api/v1/unit/?format=csv&banyak=0").json()["kode"] == "banyak_keliru"
    csv = klien.get("/api/v1/unit/?format=csv")
    teks = b"".join(csv.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert teks.splitlines()[0] == "id,kode,nama,jenis,instansi,induk,berlaku_dari,berlaku_sampai"
    assert ",'=HYPERLINK(1)," in teks
    xlsx = klien.get("/api/v1/unit/?format=xlsx")
    lembar = load_workbook(BytesIO(b"".join(xlsx.streaming_content))).active  # type: ignore[attr-defined]
    assert lembar is not None
    isi = [[sel.value for sel in baris] for baris in lembar.iter_rows()]
    assert [b[1] for b in isi[1:]] == ["KOTA", "AST", "BAG", "SUB", "LAIN", "RUMUS"]
    sel = lembar.cell(7, 3)
    assert (sel.value, sel.data_type) == ("=HYPERLINK(1)", "s")


def test_kepala_batas_dan_429(orang: Pemeran, dengan_token: Pemanggil, settings: object) -> None:
    settings.API_BATAS = "2/min"  # type: ignore[attr-defined]
    klien = dengan_token(orang.verifikator, orang.kota)
    pertama = klien.get("/api/v1/periode/")
    assert pertama["RateLimit-Policy"] == '"api";q=2;w=60'
    assert pertama["RateLimit"].startswith('"api";r=1;t=')
    klien.get("/api/v1/periode/")
    ketiga = klien.get("/api/v1/periode/")
    assert (ketiga.status_code, ketiga.json()["kode"]) == (429, "terlalu_sering")
    assert 1 <= int(ketiga["Retry-After"]) <= 60
    # Somebody else is not held up.
    assert dengan_token(orang.operator, orang.bagian).get("/api/v1/periode/").status_code == 200


def test_skema_31_menyebut_setiap_rute(db: None) -> None:
    skema = APIClient().get("/api/v1/schema/?format=json").json()
    assert skema["openapi"].startswith("3.1")
    assert "/api/v1/unit/{id}/" in skema["paths"]
    assert "Masalah" in skema["components"]["schemas"]
