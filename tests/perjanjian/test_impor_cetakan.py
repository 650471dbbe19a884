"""The workbooks we print of Sasaran Mutu, IKU and IKI, uploaded again: onto themselves, and into an empty year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from indikator.models import Indikator, Satuan
from kinerja.beranda.demo.iki import UNIT_DPMPTSP, muat_iki
from kinerja.beranda.demo.iku import UNIT_KECAMATAN, muat_iku
from kinerja.beranda.demo.indikator import muat_sasaran_mutu
from kinerja.beranda.demo.susunan import UNIT_PMPTSP, BarisUnit
from kinerja.laporan.dokumen_kinerja.data import BarisKinerja, DataKinerja
from kinerja.laporan.dokumen_kinerja.excel import buat_excel_iki, buat_excel_iku, buat_excel_sasaran_mutu
from kinerja.laporan.dokumen_kinerja.kumpulkan import kumpulkan_dokumen
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models import JenisDokumen, JenisImpor, KeteranganIndikator
from tests.laporan.bantu_kinerja import KINI, TERBITAN, Tempat, muat_instansi
from tests.pabrik import buat_pengguna
from tests.perjanjian.bantu_impor import beda, kosongkan, langkah, salah, terapkan, unggah

pytestmark = pytest.mark.django_db


def _muat_mutu(
    periode: Periode, unit: Mapping[str, Unit], jabatan: Mapping[str, Jabatan], satuan: Mapping[str, Satuan]
) -> Any:
    kode = UNIT_PMPTSP[0].kode
    return muat_sasaran_mutu(periode, unit[kode], jabatan[kode], satuan)


SUSUNAN: dict[JenisDokumen, tuple[tuple[BarisUnit, ...], Callable[..., Any], Callable[..., bytes]]] = {
    JenisDokumen.SASARAN_MUTU: (UNIT_PMPTSP, _muat_mutu, buat_excel_sasaran_mutu),
    JenisDokumen.IKU: (UNIT_KECAMATAN, muat_iku, buat_excel_iku),
    JenisDokumen.IKI: (UNIT_DPMPTSP, muat_iki, buat_excel_iki),
}


def cetak(jenis: JenisDokumen, tempat: Tempat) -> tuple[DataKinerja, bytes]:
    data = kumpulkan_dokumen(jenis, tempat.unit, tempat.periode, kini=KINI)
    return data, SUSUNAN[jenis][2](data, TERBITAN)


def rupa(data: DataKinerja) -> list[tuple[Any, ...]]:
    """What a document says, but the numbers nobody prints."""
    jabatan = [(j.nama, j.tugas, j.fungsi, [_baris(b, data.jenis) for b in j.baris]) for j in data.jabatan]
    return [*jabatan, *(_baris(b, data.jenis) for b in data.baris)]


def _baris(b: BarisKinerja, jenis: str) -> tuple[Any, ...]:
    target = tuple((s.nilai, s.macam) for s in b.target)
    isi = (b.sasaran, b.nama, b.satuan, b.metode.split(), b.formula, b.frekuensi, b.penanggung_jawab, target)
    # Its layout has no column for the source.
    return isi if jenis == JenisDokumen.SASARAN_MUTU else (*isi, b.sumber_data)


@pytest.mark.parametrize("jenis", SUSUNAN, ids=str)
def test_cetakan_kembali_sama(jenis: JenisDokumen) -> None:
    susunan, muat, _ = SUSUNAN[jenis]
    tempat = muat_instansi(susunan, muat)
    pelaku = buat_pengguna("perencana", tempat.unit.instansi, (Peran.PERENCANA, tempat.unit))
    data, excel = cetak(jenis, tempat)
    impor = JenisImpor(jenis.value)
    sama = unggah(pelaku, tempat.unit, tempat.periode, impor, excel)
    assert (salah(sama), beda(sama), langkah(sama, "baru")) == ([], {}, [])

    KeteranganIndikator.objects.all().delete()
    kosongkan()
    Jabatan.objects.update(tugas="", fungsi=[])
    baru = unggah(pelaku, tempat.unit, tempat.periode, impor, excel)
    assert salah(baru) == []
    terapkan(pelaku, baru)
    assert Indikator.objects.exists()
    for tercetak, asal in zip(rupa(cetak(jenis, tempat)[0]), rupa(data), strict=True):
        assert tercetak == asal
