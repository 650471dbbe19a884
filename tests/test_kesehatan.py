"""/sehat/ and /siap/: both answers, and that the refusal names exactly what can't be reached."""

from pathlib import Path
from threading import Event

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from kinerja import kesehatan


def test_sehat_tanpa_basis_data(client: Client) -> None:
    # No db mark: a query would fail this test.
    jawaban = client.get("/sehat/")
    assert (jawaban.status_code, jawaban.json()) == (200, {"status": "hidup"})
    assert "no-store" in jawaban["Cache-Control"]
    assert client.post("/sehat/").status_code == 405


@pytest.mark.django_db
def test_siap_bila_semua_terjangkau(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        jawaban = client.get("/siap/")
    assert (jawaban.status_code, jawaban.json()) == (200, {"status": "siap"})


@pytest.mark.django_db
def test_siap_tidak_meninggalkan_berkas(client: Client, settings: Settings) -> None:
    client.get("/siap/")
    assert [jalur for jalur in Path(settings.MEDIA_ROOT).rglob("*") if jalur.is_file()] == []


@pytest.mark.django_db
def test_siap_menyebut_basis_data(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    jawaban = client.get("/siap/")
    assert jawaban.status_code == 503
    assert jawaban.json() == {"status": "tidak siap", "tidak_terjangkau": ["basis_data"]}
    # The reason stays in the log: it holds addresses and names.
    assert str(connection.settings_dict["USER"]) not in jawaban.content.decode()


@pytest.mark.django_db
def test_siap_menyebut_broker_dan_penyimpanan(client: Client, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "kesehatan").write_text("sebuah berkas di tempat folder")
    settings.MEDIA_ROOT = tmp_path
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    jawaban = client.get("/siap/")
    assert jawaban.status_code == 503
    assert jawaban.json()["tidak_terjangkau"] == ["broker", "penyimpanan"]


def test_yang_menggantung_tidak_menahan_jawaban(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kesehatan, "BATAS_DETIK", 0)
    lepas = Event()
    try:
        assert kesehatan.yang_putus({"menggantung": lepas.wait, "baik": lambda: None}) == ["menggantung"]
    finally:
        lepas.set()
