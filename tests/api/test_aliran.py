"""CSV and XLSX of a list: every row once, read in pieces, never all of them in memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from rest_framework.test import APIClient

from kinerja.api import sajian
from kinerja.organisasi.models import Unit
from tests.api.conftest import Pemanggil
from tests.orang import Pemeran

BANYAK = 4_000


@pytest.fixture
def klien(orang: Pemeran, dengan_token: Pemanggil) -> APIClient:
    """A caller who sees 4,000 units below bagian and the five of the cast."""
    induk = orang.bagian
    Unit.objects.bulk_create(
        Unit(
            instansi=orang.instansi,
            induk=induk,
            kode=f"X{nomor}",
            nama="X",
            berlaku_dari=induk.berlaku_dari,
            jalur=f"{induk.jalur}{1_000_000 + nomor}.",
        )
        for nomor in range(BANYAK)
    )
    satu = dengan_token(orang.verifikator, orang.kota)
    satu.get("/api/v1/unit/?banyak=1")
    return satu


@pytest.fixture
def hidup(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many units are alive in memory each time a piece has been written."""
    baris, jumlah = sajian._baris, []

    def dihitung(*isi: Any) -> Iterator[list[Any]]:
        for nomor, satu in enumerate(baris(*isi)):
            if nomor % sajian.POTONGAN == 0:
                gc.collect()  # a piece that is let go of may still wait in a cycle of its serializer
                jumlah.append(sum(type(o) is Unit for o in gc.get_objects()))
            yield satu

    monkeypatch.setattr(sajian, "_baris", dihitung)
    return jumlah


def _kode(bentuk: str, isi: bytes) -> list[Any]:
    if bentuk == "csv":
        return [baris.split(",")[1] for baris in isi.decode("utf-8-sig").splitlines()]
    return [baris[1] for baris in CalamineWorkbook.from_filelike(BytesIO(isi)).get_sheet_by_index(0).to_python()]


@pytest.mark.parametrize("bentuk", ["csv", "xlsx"])
def test_sepotong_demi_sepotong(klien: APIClient, hidup: list[int], bentuk: str) -> None:
    """Token, roles, a query for each piece of 1,000 and one that finds no more; two pieces at most are alive."""
    lain = sum(type(o) is Unit for o in gc.get_objects())
    with CaptureQueriesContext(connection) as kueri:
        jawab: Any = klien.get(f"/api/v1/unit/?format={bentuk}")
        isi = b"".join(jawab.streaming_content)
    assert _kode(bentuk, isi) == ["kode", "KOTA", "AST", "BAG", "SUB", "LAIN", *(f"X{n}" for n in range(BANYAK))]
    assert len(kueri) == 2 + 6
    assert len(hidup) == 5
    assert max(hidup) - lain <= 2 * sajian.POTONGAN


def test_csv_mengalir_sejak_potongan_pertama(klien: APIClient) -> None:
    """The first lines are on their way when only the first piece has been read."""
    with CaptureQueriesContext(connection) as kueri:
        jawab: Any = klien.get("/api/v1/unit/?format=csv")
        alir = iter(jawab.streaming_content)
        awal = b"".join(next(alir) for _ in range(5))
    assert awal.decode("utf-8-sig").splitlines()[1].split(",")[1] == "KOTA"
    assert len(kueri) == 3
    jawab.close()
