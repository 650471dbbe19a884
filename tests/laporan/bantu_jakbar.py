"""Jakarta Barat of the demo alone, with its three Lampiran: what printed cascades are compared with."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kinerja.beranda.demo.cascading import muat_cascading
from kinerja.beranda.demo.indikator import buat_satuan, muat_jakarta_barat
from kinerja.beranda.demo.organisasi import buat_jabatan, buat_periode, buat_unit
from kinerja.beranda.demo.susunan import UNIT_JAKARTA_BARAT
from kinerja.organisasi.models import Instansi, Periode, Unit

KINI = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def muat_jakbar() -> tuple[dict[str, Unit], Periode]:
    """Units by code and the year 2023, with the indicators of [JB] and who carries them."""
    kota = Instansi.objects.create(
        kode="jakarta-barat",
        nama="Kota Administrasi Jakarta Barat",
        pemerintah="Pemerintah Provinsi DKI Jakarta",
        tempat="Jakarta",
    )
    unit = buat_unit(kota, UNIT_JAKARTA_BARAT)
    jabatan, _ = buat_jabatan(UNIT_JAKARTA_BARAT, unit, awal_nip=1)
    periode = buat_periode(kota, date(2026, 3, 2))
    indikator = muat_jakarta_barat(periode, unit["JAKBAR"], buat_satuan())
    muat_cascading(indikator, unit, jabatan)
    return unit, periode
