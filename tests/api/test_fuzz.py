"""Schemathesis, every operation of the API, all checks, on PostgreSQL: with a token that may everything, and without.

`make test` tries a few examples of each operation, the same ones every time; `make fuzz` many, new ones every time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from pytest_django import Settings
from schemathesis.schemas import BaseSchema

from tests.api.fuzz import jelajahi, setelan
from tests.api.objek import dikenal, jalur_objek, token_serba_bisa
from tests.izin.adegan import Adegan, susun
from tests.orang import Pemeran

pytestmark = pytest.mark.lama


@pytest.fixture
def adegan(orang: Pemeran) -> Adegan:
    return susun(orang)


@pytest.fixture
def skema(
    adegan: Adegan, settings: Settings, monkeypatch: pytest.MonkeyPatch, dokumen_api: dict[str, Any]
) -> Iterator[BaseSchema]:
    """The application in this process, with rates nobody reaches: a 429 hides what an operation would have answered."""
    settings.API_BATAS = "100000/second"
    monkeypatch.setattr("kinerja.laporan.api.periksa.PERIKSA_PER_MENIT", 100_000)
    satu = schemathesis.openapi.from_dict(dokumen_api, config=setelan(dikenal(adegan), jalur_objek(adegan)))
    satu.app = get_wsgi_application()
    # A request that begins or ends would close the connection, and with it the transaction of the test.
    for sinyal in (request_started, request_finished):
        sinyal.disconnect(close_old_connections)
    yield satu
    for sinyal in (request_started, request_finished):
        sinyal.connect(close_old_connections)


@pytest.fixture
def kepala(adegan: Adegan) -> dict[str, str]:
    """A token with every scope, of somebody with every role."""
    return {"Authorization": f"Bearer {token_serba_bisa(adegan)}"}


def test_setiap_operasi(skema: BaseSchema, kepala: dict[str, str]) -> None:
    """Every operation is called, more than once, and no answer breaks a promise of the document."""
    hitung, gagal = jelajahi(skema, {"dengan token": kepala, "tanpa kredensial": {}})
    for siapa, satu in hitung.items():
        logging.getLogger(__name__).info("%s: %s", siapa, satu)
    assert not gagal, "\n\n".join(gagal)
    for siapa, satu in hitung.items():
        assert len(satu.operasi) == skema.statistic.operations.total > 0, siapa
        assert satu.panggilan >= 2 * len(satu.operasi), siapa
    # Both doors were really tried: what a token opens is closed without one.
    assert hitung["dengan token"].status.get(200, 0) > 0
    assert hitung["tanpa kredensial"].status.get(401, 0) > 0
