"""Refusals of addresses nobody answers: a page for people, a problem document for programs."""

from django.http import HttpRequest, HttpResponse

from kinerja import web
from kinerja.api.masalah import dokumen


def tidak_ditemukan(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 (named by kinerja.urls as its handler)."""
    if request.path.startswith("/api/"):
        return dokumen(404, "tidak_ditemukan", "Alamat API ini tidak ada; lihat /api/docs/.", request.path)
    return web.tidak_ditemukan(request, exception)
