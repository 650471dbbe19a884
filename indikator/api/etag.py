"""The ETag of a line is its version: what If-Match names is what the services check."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request

from indikator.api.serializers_realisasi import RealisasiSerializer
from indikator.models import Realisasi
from indikator.selectors.keluaran import lengkap
from kinerja.api.etag import wajib_if_match


def etag_baris(baris: Realisasi) -> str:
    """`"12-2-7"`: indicator, quarter, version."""
    return f'"{baris.indikator_id}-{baris.triwulan}-{baris.versi}"'


def periksa_if_match(request: Request, baris: Realisasi) -> None:
    """428 without If-Match, 412 with the present state when the line has moved on; call with the line locked."""
    wajib_if_match(request, etag_baris(baris), lambda: keadaan(baris))


def keadaan(baris: Realisasi) -> dict[str, Any] | None:
    """The line as reading it shows it now; None while nothing of it is stored."""
    segar = lengkap(Realisasi.objects.all()).filter(pk=baris.pk).first()
    return dict(RealisasiSerializer(segar).data) if segar else None
