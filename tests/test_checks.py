"""System checks: silent on a sound setup, a message with a hint in Indonesian on each fault."""

from collections.abc import Callable

import pytest
from django.core.checks import CheckMessage
from pytest_django import Settings

from kinerja import checks

PRODUKSI_LENGKAP = {
    "DATABASE_URL": "postgres://kinerja:x@basis/kinerja",
    "CELERY_BROKER_URL": "redis://broker/0",
    "ALLOWED_HOSTS": "kinerja.contoh.go.id",
    "ALAMAT_SITUS": "https://kinerja.contoh.go.id",
}
SEMUA: list[Callable[..., list[CheckMessage]]] = [
    checks.kunci_rahasia,
    checks.mesin_basis_data,
    checks.pustaka_pdf,
    checks.broker_dan_cache,
    checks.pengaturan_produksi,
]


def _nomor() -> list[str | None]:
    pesan = [satu for periksa in SEMUA for satu in periksa(None)]
    assert all(satu.hint for satu in pesan), "setiap pesan menyebut apa yang harus dilakukan"
    return [satu.id for satu in pesan]


@pytest.fixture
def produksi(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A sound production setup."""
    for nama, nilai in PRODUKSI_LENGKAP.items():
        monkeypatch.setenv(nama, nilai)
    settings.PRODUKSI = True
    settings.DEBUG = False
    settings.SECRET_KEY = "k" * 50
    settings.ALLOWED_HOSTS = ["kinerja.contoh.go.id"]
    return settings


def test_pengembangan_dan_produksi_yang_baik_tanpa_pesan(produksi: Settings) -> None:
    assert _nomor() == []
    produksi.PRODUKSI = False
    assert _nomor() == []


@pytest.mark.parametrize("kunci", ["", "k" * 49])
def test_produksi_tanpa_kunci_rahasia_ditolak(produksi: Settings, kunci: str) -> None:
    produksi.SECRET_KEY = kunci
    assert _nomor() == ["kinerja.E001"]
    produksi.PRODUKSI = False
    assert _nomor() == []


def test_basis_data_selain_postgresql_ditolak(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    assert _nomor() == ["kinerja.E002"]


def test_pustaka_pdf_yang_hilang_disebut_dengan_perintah_pasangnya(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PUSTAKA_PDF", {"libtidak-ada.so.9": "libtidak-ada-9"})
    (pesan,) = checks.pustaka_pdf(None)
    assert pesan.id == "kinerja.E003"
    assert pesan.hint == "Pasang dengan: apt-get install -y libtidak-ada-9"


@pytest.mark.parametrize("url", ["", "amqp://broker", "memory://"])
def test_broker_harus_redis(settings: Settings, url: str) -> None:
    settings.CELERY_BROKER_URL = url
    assert _nomor() == ["kinerja.E004"]


def test_cache_per_proses_ditolak_di_produksi_saja(produksi: Settings) -> None:
    produksi.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert _nomor() == ["kinerja.E005"]
    produksi.PRODUKSI = False
    assert _nomor() == []


def test_debug_dan_host_bebas_ditolak_di_produksi(produksi: Settings) -> None:
    produksi.DEBUG = True
    produksi.ALLOWED_HOSTS = ["*"]
    produksi.BSRE_ALAMAT = "http://esign.contoh.go.id"
    assert _nomor() == ["kinerja.E006", "kinerja.E007", "kinerja.E008"]


def test_nilai_bawaan_di_produksi_diperingatkan(produksi: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALAMAT_SITUS")
    monkeypatch.setenv("DATABASE_URL", "")
    (pesan,) = checks.pengaturan_produksi(None)
    assert pesan.id == "kinerja.W001"
    assert "DATABASE_URL, ALAMAT_SITUS" in pesan.msg
