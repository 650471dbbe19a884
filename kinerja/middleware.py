"""Middleware of our own: the one place where a broken rule becomes a page."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.web import tolak


class AturanMiddleware:
    """Shows a PelanggaranAturan that a view did not place beside a field: message as text, status 409."""

    def __init__(self, lanjutkan: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.lanjutkan = lanjutkan

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.lanjutkan(request)

    def process_exception(self, request: HttpRequest, salah: Exception) -> HttpResponse | None:
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
