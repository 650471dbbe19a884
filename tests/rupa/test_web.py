"""Refusals: each says the rule and whom to ask, as a page and inside a page (htmx)."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from pytest_django import Settings

from tests.orang import Pemeran

pytestmark = pytest.mark.urls("tests.rupa.urls")
HTMX = {"HX-Request": "true"}


def test_larangan_menyebut_aturannya(client: Client, orang: Pemeran) -> None:
    client.force_login(orang.operator)
    jawab = client.get("/larang/")
    isi = jawab.content.decode()
    assert jawab.status_code == 403
    assert "Yang menyetujui adalah pimpinan unit." in isi
    assert "hubungi administrator" in isi
    assert orang.operator.nama in isi


def test_larangan_bagi_htmx_masuk_ke_wadah_pesan(client: Client, orang: Pemeran) -> None:
    client.force_login(orang.operator)
    jawab = client.get("/larang/", headers=HTMX)
    assert jawab.status_code == 403
    assert (jawab["HX-Retarget"], jawab["HX-Reswap"]) == ("#pesan", "innerHTML")
    assert "Yang menyetujui adalah pimpinan unit." in jawab.content.decode()
    assert "<html" not in jawab.content.decode()


def test_alamat_yang_tidak_ada(client: Client, orang: Pemeran) -> None:
    jawab = client.get("/tidak-ada/")
    assert jawab.status_code == 404
    assert "Halaman tidak ditemukan" in jawab.content.decode()
    assert 'class="kepala"' not in jawab.content.decode()
    client.force_login(orang.operator)
    assert 'class="kepala"' in client.get("/tidak-ada/").content.decode()


def test_aturan_yang_dilanggar_menjadi_409(client: Client, orang: Pemeran) -> None:
    client.force_login(orang.operator)
    jawab = client.get("/langgar/")
    isi = jawab.content.decode()
    assert jawab.status_code == 409
    assert "TW I ditutup 30 April 2023." in isi
    assert "<dt>Perpanjangan</dt><dd>administrator</dd>" in isi
    assert client.get("/langgar/", headers=HTMX)["HX-Retarget"] == "#pesan"


def test_gangguan_server_tanpa_basis_data(caplog: pytest.LogCaptureFixture) -> None:
    """No database fixture: the page would fail if it asked for anything."""
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.ERROR, logger="kinerja.web"):
        jawab = client.get("/rusak/")
    assert jawab.status_code == 500
    kode = next(r for r in caplog.records if r.name == "kinerja.web").args[0]  # type: ignore[index]
    assert f"sampaikan kode {kode} kepada administrator" in jawab.content.decode()
    dalam = client.get("/rusak/", headers=HTMX)
    assert (dalam.status_code, dalam["HX-Retarget"]) == (500, "#pesan")


def test_kiriman_terlalu_besar(client: Client, settings: Settings, orang: Pemeran) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert client.post("/terima/", {"a": "x"}, "application/x-www-form-urlencoded").status_code == 200
    jawab = client.post("/terima/", "a=" + "x" * 200, "application/x-www-form-urlencoded")
    assert jawab.status_code == 413
    assert "Kiriman terlalu besar" in jawab.content.decode()


def test_terlalu_banyak_kolom_isian(client: Client, settings: Settings, orang: Pemeran) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    jawab = client.post("/terima/", {"a": 1, "b": 2, "c": 3})
    assert jawab.status_code == 413


def test_isi_pesan_tidak_meloloskan_html(client: Client, orang: Pemeran) -> None:
    jawab = client.get("/<script>alert(1)</script>/")
    assert "<script>alert" not in jawab.content.decode()


@pytest.mark.parametrize("alamat", ["/gaya/", "/akun/masuk/"])
def test_halaman_tanpa_gaya_dan_skrip_sebaris(client: Client, orang: Pemeran, alamat: str) -> None:
    isi = client.get(alamat).content.decode()
    assert " style=" not in isi
    assert "<style" not in isi
    assert "hx-on" not in isi
    assert isi.count("<script") == isi.count('<script defer src="/static/')
    assert "https://" not in isi
