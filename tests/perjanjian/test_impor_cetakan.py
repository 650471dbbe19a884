"""The workbooks we print of Sasaran Mutu, IKU and IKI, uploaded again: onto themselves, and into an empty year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from indikator.hitung.triwulan import Pola
from indikator.models import Indikator, Satuan
from kinerja.beranda.demo.iki import UNIT_DPMPTSP, muat_iki
from kinerja.beranda.demo.iku import UNIT_KECAMATAN, muat_iku
from kinerja.beranda.demo.indikator import muat_sasaran_mutu
from kinerja.beranda.demo.susunan import UNIT_PMPTSP, BarisUnit
from kinerja.laporan.dokumen_kinerja.data import BarisKinerja, DataKinerja
from kinerja.laporan.dokumen_kinerja.excel import buat_excel_iki, buat_excel_iku, buat_excel_sasaran_mutu
from kinerja.laporan.dokumen_kinerja.kumpulkan import kumpulkan_dokumen
from kinerja.laporan.rencana.excel import buat_excel_rencana
from kinerja.laporan.rencana.kumpulkan import kumpulkan_rencana
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models import JenisDokumen, JenisImpor, KegiatanAksi, KeteranganIndikator
from kinerja.perjanjian.services.pk_dokumen import excel_pk
from tests.laporan.bantu_kinerja import KINI, TERBITAN, Tempat, muat_instansi
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_pengguna, buat_sasaran
from tests.perjanjian.bantu_impor import beda, kosongkan, langkah, salah, terapkan, unggah
from tests.perjanjian.bantu_pk import Susunan, draf
from tests.perjanjian.bantu_rencana import buat_kegiatan

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


def test_rencana_aksi_tercetak_kembali_sama(orang: Pemeran, juli: datetime) -> None:
    """Reported figures and N/A beside the plan are read past; running figures stay running figures."""
    satu = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    buat_kegiatan(
        orang, satu, "=Rapat\ndua baris", ("1", "2", None, "0"), (None, "1500000.5", None, None), keluaran="N"
    )
    buat_kegiatan(orang, satu, "Pendataan", (None, "40", "70", "100"), pola=Pola.KUMULATIF, satuan="persen")
    periode = Periode.objects.select_related("instansi").get(pk=orang.periode.pk)
    isi = buat_excel_rencana(kumpulkan_rencana(orang.bagian, periode, kini=juli), TERBITAN)
    sama = unggah(orang.perencana, orang.bagian, periode, JenisImpor.RENCANA_AKSI, isi)
    assert (salah(sama), beda(sama)) == ([], {})
    assert langkah(sama) == [
        ("Kegiatan", "sama", "1.1 =Rapat\ndua baris"),
        ("Kegiatan", "sama", "1.1 Pendataan"),
    ]
    KegiatanAksi.objects.all().delete()
    terapkan(orang.perencana, unggah(orang.perencana, orang.bagian, periode, JenisImpor.RENCANA_AKSI, isi))
    rapat, pendataan = KegiatanAksi.objects.order_by("urutan")
    assert [t.target for t in rapat.triwulan_aksi.all()] == [1, 2, None, 0]
    assert (pendataan.pola, rapat.triwulan_aksi.get(triwulan=2).anggaran) == ("kumulatif", Decimal("1500000.5"))


def test_lampiran_pk_tercetak_kembali_sama(orang: Pemeran, susunan: Susunan) -> None:
    satu = draf(susunan)
    isi = excel_pk(satu)
    sama = unggah(orang.perencana, orang.bagian, orang.periode, JenisImpor.PK, isi)
    assert (salah(sama), beda(sama), langkah(sama)) == ([], {}, [("Indikator", "sama", "1.1 Indikator 1.1")])
