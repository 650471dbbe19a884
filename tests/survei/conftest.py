"""Fixtures of the survey tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kinerja.pekerjaan import Giliran


@contextmanager
def _sama(giliran: Giliran) -> Iterator[Giliran]:
    yield giliran


@pytest.fixture
def satu_sambungan(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a test that is one transaction nobody outside could see its rows: steps are shown on the same connection."""
    tanda = request.node.get_closest_marker("django_db")
    if not (tanda and tanda.kwargs.get("transaction")):
        monkeypatch.setattr(Giliran, "di_luar_transaksi", _sama)
