"""Every operation of the API (method and route) has its row in the matrix; outside the subtree no role opens one."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSet

from kinerja.organisasi.akses import Peran
from tests.izin.adegan import susun
from tests.izin.matriks import MATRIKS
from tests.izin.operasi import beda, operasi
from tests.izin.pola import Baris
from tests.izin.test_matriks import jawaban
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna


class _Barang(ViewSet):
    def list(self, request: Request) -> Response:
        return Response()

    def retrieve(self, request: Request, pk: str) -> Response:
        return Response()

    def partial_update(self, request: Request, pk: str) -> Response:
        return Response()

    @action(detail=True, methods=["get", "post"])
    def kunci(self, request: Request, pk: str) -> Response:
        return Response()


class _Sunyi(APIView):
    """Left out of the OpenAPI document."""

    schema = None

    def put(self, request: Request) -> Response:
        return Response()

    def delete(self, request: Request) -> Response:
        return Response()


def _rute(*lain: Any) -> list[Any]:
    """/api/v1/ with made-up views, one of them deeper inside, beside a page."""
    perute = SimpleRouter()
    perute.register("barang", _Barang, basename="barang")
    dalam = path("dalam/", include([path("sunyi/", _Sunyi.as_view(), name="sunyi")]))
    return [path("v1/", include(([*perute.urls, dalam, *lain], "api"))), path("halaman/", _Sunyi.as_view(), name="h")]


BARANG = {
    ("GET", "api:barang-list"),
    ("GET", "api:barang-detail"),
    ("PATCH", "api:barang-detail"),
    ("GET", "api:barang-kunci"),
    ("POST", "api:barang-kunci"),
    ("PUT", "api:sunyi"),
    ("DELETE", "api:sunyi"),
}


def test_setiap_operasi_punya_baris() -> None:
    tanpa_baris, tanpa_operasi = beda(operasi(), MATRIKS)
    assert not tanpa_baris, "operasi tanpa baris di tests/izin/matriks_api.py"
    assert not tanpa_operasi, "baris untuk operasi yang tidak ada"


def test_penjelajah_menemukan_setiap_metode() -> None:
    """Nested, with several methods on one route, and left out of the document: nothing is overlooked."""
    assert set(operasi(_rute())) == BARANG
    assert len(list(operasi())) >= 80


def test_penjelajah_menolak_yang_tidak_dapat_dibacanya() -> None:
    with pytest.raises(TypeError, match="bukan tampilan DRF"):
        list(operasi(_rute(path("polos/", lambda request: HttpResponse(), name="polos"))))


@pytest.mark.parametrize("hilang", sorted(BARANG))
def test_operasi_tanpa_baris_ketahuan(hilang: tuple[str, str]) -> None:
    """Also when the route has a row for another method."""
    matriks = [Baris(rute, "", metode=metode) for metode, rute in BARANG - {hilang}]
    assert beda(operasi(_rute()), matriks) == ({hilang}, set())


def test_baris_tanpa_operasi_ketahuan() -> None:
    matriks = [Baris(rute, "", metode=metode) for metode, rute in BARANG | {("DELETE", "api:barang-detail")}]
    assert beda(operasi(_rute()), matriks) == (set(), {("DELETE", "api:barang-detail")})


def test_di_luar_subpohon_tidak_satu_peran_pun_menolong(orang: Pemeran) -> None:
    """All roles at once, beside bagian and below it: what operator_lain does not find, nobody does. Rights only add up,
    so what all of them together do not open, none of them alone does.
    """
    adegan = susun(orang)
    peran = [(p, unit) for p in Peran for unit in (orang.bagian_lain, orang.subbagian)]
    client = Client()
    client.force_login(buat_pengguna("di_luar", orang.instansi, *peran))
    berbeda, ditanya = [], 0
    for baris in MATRIKS:
        harap = baris.harapan()["operator_lain"]
        if not baris.rute.startswith("api:") or harap not in {"404", "422"}:
            continue
        ditanya += 1
        nyata = jawaban(baris, client, reverse(baris.rute, kwargs=baris.kunci(adegan)), baris.data(adegan))
        if nyata != harap:
            berbeda.append(f"{baris.metode} {baris.rute}: diharapkan {harap}, dijawab {nyata}")
    assert not berbeda, "\n".join(berbeda)
    assert ditanya >= 50
