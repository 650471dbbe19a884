"""Saving units: the tree stays a tree, also when two people move at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from kinerja.organisasi.services import simpan_unit
from tests.orang import Pemeran, pemeran


def test_unit_baru_dan_pindah(orang: Pemeran) -> None:
    baru = Unit(instansi=orang.instansi, induk=orang.bagian, kode="B", nama="B", berlaku_dari=date(2023, 1, 1))
    assert simpan_unit(baru).jalur == f"{orang.bagian.jalur}{baru.pk}."
    baru.induk = orang.bagian_lain
    assert simpan_unit(baru).jalur == f"{orang.bagian_lain.jalur}{baru.pk}."


def test_jalur_basi_tidak_dipakai(orang: Pemeran) -> None:
    """An object read before its parent moved still gets the path that holds now."""
    basi = Unit.objects.select_related("induk").get(pk=orang.subbagian.pk)
    orang.bagian.induk = orang.bagian_lain
    simpan_unit(orang.bagian)
    basi.nama = "Nama Baru"
    simpan_unit(basi)
    orang.subbagian.refresh_from_db()
    assert orang.subbagian.jalur == f"{orang.bagian.jalur}{orang.subbagian.pk}."


def test_ke_bawah_diri_sendiri_ditolak(orang: Pemeran) -> None:
    orang.bagian.induk = orang.subbagian
    with pytest.raises(PelanggaranAturan) as salah:
        simpan_unit(orang.bagian)
    assert salah.value.kode == "unit_melingkar"


def test_puncak_kedua_ditolak(orang: Pemeran) -> None:
    orang.bagian.induk = None
    with pytest.raises(PelanggaranAturan) as salah:
        simpan_unit(orang.bagian)
    assert salah.value.kode == "induk_wajib"
    assert simpan_unit(orang.kota).jalur == f"{orang.kota.pk}."


@pytest.mark.django_db(transaction=True)
def test_dua_pemindahan_bersilang_tidak_membuat_lingkaran() -> None:
    """bagian below bagian_lain and bagian_lain below bagian, at the same moment: one wins, the other is refused."""
    orang = pemeran()
    mulai, hasil = threading.Barrier(2), []

    def pindah(unit: Unit, induk: Unit) -> None:
        try:
            milik = Unit.objects.get(pk=unit.pk)
            milik.induk = Unit.objects.get(pk=induk.pk)
            mulai.wait(timeout=10)
            simpan_unit(milik)
            hasil.append("pindah")
        except PelanggaranAturan as salah:
            hasil.append(salah.kode)
        finally:
            connection.close()

    utas = [
        threading.Thread(target=pindah, args=pasangan)
        for pasangan in ((orang.bagian, orang.bagian_lain), (orang.bagian_lain, orang.bagian))
    ]
    for u in utas:
        u.start()
    for u in utas:
        u.join(timeout=30)
    assert sorted(hasil) == ["pindah", "unit_melingkar"]
    for unit in Unit.objects.select_related("induk").exclude(induk=None):
        assert unit.induk is not None
        assert unit.jalur == f"{unit.induk.jalur}{unit.pk}."
