"""Two people at once on one tree: whichever comes later sees the other, so no part of a sum is ever lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from indikator.hitung.gulung import Agregasi
from indikator.models import Realisasi, Turunan
from indikator.services.isian import isi_komponen
from indikator.services.turunan import atur_turunan
from tests.indikator.test_gulungan import gantung, induk_di, kelurahan
from tests.orang import pemeran

pytestmark = pytest.mark.django_db(transaction=True)
KINI = datetime(2023, 7, 15, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def di_utas(kerja: Callable[[], object]) -> tuple[threading.Thread, list[BaseException]]:
    """Run `kerja` on a connection of its own."""
    galat: list[BaseException] = []

    def jalan() -> None:
        try:
            kerja()
        except BaseException as salah:  # noqa: BLE001 (told to the test)
            galat.append(salah)
        finally:
            connection.close()

    utas = threading.Thread(target=jalan)
    utas.start()
    return utas, galat


def test_dua_bawahan_disimpan_bersamaan() -> None:
    orang = pemeran()
    induk = induk_di(orang, orang.bagian, Agregasi.JUMLAH)
    satu, dua = kelurahan(orang, "Duri", orang.bagian), kelurahan(orang, "Slipi", orang.bagian)
    gantung(orang, induk, satu, dua, kini=KINI)

    def simpan(anak: object, nilai: str) -> None:
        komponen = anak.komponen.get()  # type: ignore[attr-defined]
        isi_komponen(pelaku=orang.operator, komponen=komponen, triwulan=2, nilai=Decimal(nilai), versi=0, kini=KINI)

    with transaction.atomic():
        simpan(satu, "40")
        utas, galat = di_utas(lambda: simpan(dua, "50"))
        utas.join(0.5)
        assert utas.is_alive()  # waits for the parent's line
    utas.join(20)
    assert (utas.is_alive(), galat) == (False, [])
    assert Realisasi.objects.get(indikator=induk, triwulan=2).nilai == 90


def test_ditautkan_sementara_daunnya_sedang_disimpan() -> None:
    orang = pemeran()
    induk = induk_di(orang, orang.bagian, Agregasi.JUMLAH)
    anak = kelurahan(orang, "Duri", orang.bagian)
    with transaction.atomic():
        # The first line of the leaf: there is no row yet that a link could lock.
        isi_komponen(
            pelaku=orang.operator,
            komponen=anak.komponen.get(),
            triwulan=2,
            nilai=Decimal(88),
            versi=0,
            kini=KINI,
        )
        utas, galat = di_utas(lambda: atur_turunan(pelaku=orang.perencana, induk=induk, anak=anak, kini=KINI))
        utas.join(0.5)
        assert (utas.is_alive(), Turunan.objects.exists()) == (True, False)
    utas.join(20)
    assert (utas.is_alive(), galat) == (False, [])
    assert Realisasi.objects.get(indikator=induk, triwulan=2).nilai == 88
