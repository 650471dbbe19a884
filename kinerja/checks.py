"""System checks of the project: what would go wrong later is said at the start, with what to do about it."""

import ctypes
import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Peringatan
from django.core.exceptions import ImproperlyConfigured

# Opened by WeasyPrint by these names ("Installation", Debian); value: the Debian package that brings it.
PUSTAKA_PDF = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
PANJANG_KUNCI = 50
WAJIB_DI_PRODUKSI = ("DATABASE_URL", "CELERY_BROKER_URL", "ALLOWED_HOSTS", "ALAMAT_SITUS")
Aplikasi = Sequence[AppConfig] | None


def pustaka_ada(nama: str) -> bool:
    """Whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(nama)
    except OSError:
        return False
    return True


@register(Tags.security)
def kunci_rahasia(app_configs: Aplikasi, **kwargs: Any) -> list[CheckMessage]:
    """kinerja.E001: production needs a SECRET_KEY of its own, and a long one."""
    if not settings.PRODUKSI:
        return []
    try:
        kunci = settings.SECRET_KEY
    except ImproperlyConfigured:
        kunci = ""
    if len(kunci) >= PANJANG_KUNCI:
        return []
    return [
        Error(
            f"SECRET_KEY belum diisi atau kurang dari {PANJANG_KUNCI} karakter.",
            hint='Isi SECRET_KEY dengan hasil: python3 -c "import secrets; print(secrets.token_urlsafe(64))"',
            id="kinerja.E001",
        )
    ]


@register(Tags.database)
def mesin_basis_data(app_configs: Aplikasi, **kwargs: Any) -> list[CheckMessage]:
    """kinerja.E002: constraints, triggers and locks are written for PostgreSQL only."""
    mesin = settings.DATABASES["default"].get("ENGINE", "")
    if mesin == "django.db.backends.postgresql":
        return []
    return [
        Error(
            f"Basis data harus PostgreSQL, bukan {mesin or 'kosong'}.",
            hint="Isi DATABASE_URL dengan postgres://pengguna:sandi@host:5432/nama.",
            id="kinerja.E002",
        )
    ]


@register()
def pustaka_pdf(app_configs: Aplikasi, **kwargs: Any) -> list[CheckMessage]:
    """kinerja.E003: WeasyPrint can't make a PDF without these libraries."""
    kurang = [paket for nama, paket in PUSTAKA_PDF.items() if not pustaka_ada(nama)]
    if not kurang:
        return []
    return [
        Error(
            f"Pustaka sistem untuk membuat PDF belum ada: {', '.join(kurang)}.",
            hint=f"Pasang dengan: apt-get install -y {' '.join(kurang)}",
            id="kinerja.E003",
        )
    ]


@register()
def broker_dan_cache(app_configs: Aplikasi, **kwargs: Any) -> list[CheckMessage]:
    """kinerja.E004: the broker is Redis or Valkey; kinerja.E005: sign-in limits need a cache all processes share."""
    pesan: list[CheckMessage] = []
    if urlsplit(settings.CELERY_BROKER_URL).scheme not in ("redis", "rediss"):
        pesan.append(
            Error(
                "CELERY_BROKER_URL harus alamat Redis atau Valkey.",
                hint="Contoh: redis://:sandi@host:6379/0",
                id="kinerja.E004",
            )
        )
    cache = str(settings.CACHES["default"]["BACKEND"])
    if settings.PRODUKSI and cache.rsplit(".", 1)[-1] in ("LocMemCache", "DummyCache"):
        pesan.append(
            Error(
                "Cache tidak dipakai bersama antarproses, sehingga batas percobaan masuk tidak berlaku.",
                hint="Kosongkan CACHE_URL (memakai broker) atau isi dengan alamat Redis.",
                id="kinerja.E005",
            )
        )
    return pesan


@register(Tags.security)
def pengaturan_produksi(app_configs: Aplikasi, **kwargs: Any) -> list[CheckMessage]:
    """What a server in the open needs: one number a rule.

    kinerja.E006: no debug pages; E007: hosts are named; E008: passphrases travel encrypted; W001: settings at defaults.
    """
    if not settings.PRODUKSI:
        return []
    pesan: list[CheckMessage] = []
    if settings.DEBUG:
        pesan.append(Error("DEBUG menyala di produksi.", hint="Hapus DEBUG dari lingkungan.", id="kinerja.E006"))
    if "*" in settings.ALLOWED_HOSTS:
        pesan.append(
            Error(
                "ALLOWED_HOSTS berisi '*', sehingga alamat palsu diterima.",
                hint="Isi dengan nama host aplikasi ini, dipisah koma.",
                id="kinerja.E007",
            )
        )
    if settings.BSRE_ALAMAT and urlsplit(settings.BSRE_ALAMAT).scheme != "https":
        pesan.append(
            Error(
                "BSRE_ALAMAT bukan alamat https, sehingga frasa sandi penanda tangan terkirim terbuka.",
                hint="Isi dengan alamat https layanan Esign Client Service, atau kosongkan.",
                id="kinerja.E008",
            )
        )
    kosong = [nama for nama in WAJIB_DI_PRODUKSI if not os.environ.get(nama)]
    if kosong:
        pesan.append(
            Peringatan(
                f"Belum diisi, nilai bawaan untuk satu komputer dipakai: {', '.join(kosong)}.",
                hint="Isi melalui lingkungan; lihat docs/operasi.md.",
                id="kinerja.W001",
            )
        )
    return pesan
