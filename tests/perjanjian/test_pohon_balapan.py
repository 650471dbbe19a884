"""Two planners at the same tree at the same moment: no circle, no double order, no lost words."""

from __future__ import annotations

from typing import Any

import pytest

from kinerja.perjanjian.hitung.pohon import JenisSimpul
from kinerja.perjanjian.models import SimpulPohon
from kinerja.perjanjian.services.pohon import ubah
from kinerja.perjanjian.services.pohon_letak import pindah
from tests.indikator.test_alur_kerja_balapan import bersamaan
from tests.orang import Pemeran, pemeran
from tests.perjanjian.bantu_pohon import KINI, bentuk, buat_simpul, isi


@pytest.fixture
def nyata(transactional_db: None) -> Pemeran:
    """The cast, in a database whose transactions really end."""
    return pemeran()


def test_dua_pemindah_tidak_membuat_lingkaran(nyata: Pemeran) -> None:
    puncak = buat_simpul(nyata, "P")
    a, b = (buat_simpul(nyata, nama, puncak) for nama in "AB")
    umum: dict[str, Any] = {"pelaku": nyata.perencana, "kini": KINI}
    hasil = bersamaan(lambda: pindah(simpul=a, induk=b, **umum), lambda: pindah(simpul=b, induk=a, **umum))
    assert hasil == ["melingkar", "ya"]
    # `bentuk` raises ValueError for a circle.
    assert bentuk(nyata.kota) in (["1 P", "1.1 A", "1.1.1 B"], ["1 P", "1.1 B", "1.1.1 A"])


def test_kondisi_bersamaan_mendapat_urutan_sendiri(nyata: Pemeran) -> None:
    puncak = buat_simpul(nyata, "P")
    assert bersamaan(*[lambda n=n: buat_simpul(nyata, n, puncak) for n in "ABC"]) == ["ya"] * 3
    assert sorted(SimpulPohon.objects.filter(induk=puncak).values_list("urutan", flat=True)) == [1, 2, 3]


def test_dua_pengubah_satu_menang(nyata: Pemeran) -> None:
    a = buat_simpul(nyata, "A")
    umum: dict[str, Any] = {"pelaku": nyata.perencana, "simpul": a, "versi": 1, "kini": KINI}
    hasil = bersamaan(*[lambda n=n: ubah(isi=isi(n, JenisSimpul.ULTIMATE), **umum) for n in ("X", "Y")])
    assert hasil == ["bentrok_versi", "ya"]
