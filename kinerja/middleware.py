"""Middleware of our own: the one place where a broken rule, or two people at once, becomes a page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from psycopg2.errors import DeadlockDetected
from redis.exceptions import RedisError

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.web import tolak

log = logging.getLogger(__name__)


class AturanMiddleware:
    """Shows a PelanggaranAturan that a view did not place beside a field: message as text, status 409."""

    def __init__(self, lanjutkan: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.lanjutkan = lanjutkan

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.lanjutkan(request)

    def process_exception(self, request: HttpRequest, salah: Exception) -> HttpResponse | None:
        if isinstance(salah, OperationalError) and isinstance(salah.__cause__, DeadlockDetected):
            return _bersamaan(request)
        if isinstance(salah, RedisError):
            return _terganggu(request)
        if not isinstance(salah, PelanggaranAturan):
            return None
        return tolak(
            request,
            kode=HTTPStatus.CONFLICT,
            judul="Belum dapat dilakukan",
            pesan=salah.pesan,
            saran="",
            rincian=salah.rincian,
        )


def _bersamaan(request: HttpRequest) -> HttpResponse:
    """Two changes waited for each other and PostgreSQL ended this one: whole, so sending it again is safe."""
    jawab = tolak(
        request,
        kode=HTTPStatus.SERVICE_UNAVAILABLE,
        judul="Disimpan bersamaan dengan orang lain",
        pesan="Perubahan lain pada angka yang sama sedang disimpan. Tidak ada yang tersimpan dari kiriman ini.",
        saran="Kirim sekali lagi; biasanya langsung berhasil.",
    )
    jawab["Retry-After"] = "1"
    return jawab


def _terganggu(request: HttpRequest) -> HttpResponse:
    """What counts attempts is away: signing in waits for it, or passwords could be tried without end."""
    log.error("Redis tidak terjangkau: %s tidak dapat dilayani", request.path)
    return tolak(
        request,
        kode=HTTPStatus.SERVICE_UNAVAILABLE,
        judul="Sedang terganggu",
        pesan="Bagian sistem yang dibutuhkan halaman ini sedang tidak terjangkau. Data yang sudah tersimpan aman.",
        saran="Coba lagi beberapa menit lagi; bila terulang, hubungi administrator Kinerja di instansi Anda.",
    )
