"""Files as they were stored: byte for byte, with their SHA-256 as ETag."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from kinerja.api.dasar import TanpaGzip
from kinerja.api.etag import cocok


class ApaAdanya(BaseContentNegotiation):
    """A file has one form; asking for another is answered with the file, a refusal with its problem document."""

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        return next((p for p in parsers if (request.content_type or "").startswith(p.media_type)), None)

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        satu = next(iter(renderers))
        return satu, satu.media_type


class Unduhan(TanpaGzip):
    """The view of one file."""

    content_negotiation_class = ApaAdanya


def kirim(request: Request, berkas: IO[bytes], *, nama: str, sha256: str, tipe: str) -> HttpResponseBase:
    """The file; 304 when If-None-Match names its hash. `berkas` is closed by the answer."""
    etag = f'"{sha256}"'
    kepala = request.headers.get("If-None-Match", "")
    if kepala and cocok(kepala, etag):
        berkas.close()
        return HttpResponse(status=304, headers={"ETag": etag})
    jawab = FileResponse(berkas, as_attachment=True, filename=nama, content_type=tipe)
    jawab["ETag"] = etag
    jawab["X-Content-Type-Options"] = "nosniff"
    return jawab
