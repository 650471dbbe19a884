"""Callers of the API: a token of each kind, and a client with its OAuth2 token."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from rest_framework.test import APIClient

from indikator.models import Indikator
from kinerja.api.cakupan import Cakupan
from kinerja.api.kredensial import buat_token
from kinerja.organisasi.models import Pengguna, Unit
from tests.api.bantu_realisasi import buat_rasio
from tests.orang import Pemeran

Pemanggil = Callable[..., APIClient]


@pytest.fixture(autouse=True)
def _batas_baru() -> None:
    """Every test begins with a whole allowance of requests."""
    cache.clear()


@pytest.fixture
def dengan_token(db: None) -> Pemanggil:
    """`dengan_token(pemilik, unit, cakupan)`: a caller with a personal token (all scopes unless named)."""

    def panggil(pemilik: Pengguna, unit: Unit, cakupan: list[str] | None = None) -> APIClient:
        kini = timezone.now()
        _, teks = buat_token(
            pemilik=pemilik,
            nama="uji",
            cakupan=list(Cakupan.values) if cakupan is None else cakupan,
            unit=unit,
            kedaluwarsa=kini + timedelta(days=1),
            kini=kini,
        )
        klien = APIClient()
        klien.credentials(HTTP_AUTHORIZATION=f"Bearer {teks}")
        return klien

    return panggil


@pytest.fixture(scope="session")
def dokumen_api() -> dict[str, Any]:
    """The OpenAPI document as it is served, made once."""
    jawab = APIClient().get("/api/v1/schema/?format=json")
    assert jawab.status_code == 200
    return dict(json.loads(jawab.content))


@pytest.fixture
def rasio(orang: Pemeran) -> Indikator:
    """selesai / masuk × 100 at bagian, its window of TW II open today."""
    return buat_rasio(orang)
