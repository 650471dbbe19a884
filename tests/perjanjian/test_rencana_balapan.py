"""Two people at the same moment: no place taken twice, no budget overdrawn, no report overwritten."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan, Unit
from kinerja.perjanjian.models import Anggaran, KegiatanAksi, TriwulanAksi
from kinerja.perjanjian.services.rencana import tambah
from kinerja.perjanjian.services.rencana_realisasi import Laporan, laporkan
from tests.indikator.test_alur_kerja_balapan import bersamaan
from tests.orang import Pemeran, pemeran
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_rencana import JANUARI, rencana, sel

BULAN_JULI = JANUARI.replace(month=7)


def rencanakan(orang: Pemeran, unit: Unit, indikator: Indikator, sumber: Anggaran) -> KegiatanAksi:
    isi = rencana(biaya=("60", None, None, None), anggaran=sumber)
    return tambah(pelaku=orang.perencana, unit=unit, indikator=indikator, rencana=isi, kini=JANUARI)


@pytest.mark.django_db(transaction=True)
def test_bersamaan_tanpa_tempat_ganda_pagu_terlampaui_dan_laporan_tertimpa() -> None:
    orang = pemeran()
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    indikator.penugasan.create(unit=orang.subbagian)
    sumber = Anggaran.objects.create(
        periode=orang.periode,
        jabatan=Jabatan.objects.create(unit=orang.bagian, nama="Kepala"),
        tingkat="program",
        kode="1",
        nama="Program",
        pagu=Decimal(130),
    )
    # Two units draw 60 each, three times, on a row of 130: two fit.
    semua = [orang.bagian, orang.bagian, orang.subbagian]
    hasil = bersamaan(*[lambda unit=unit: rencanakan(orang, unit, indikator, sumber) for unit in semua])
    assert hasil == ["anggaran_melebihi_pagu", "ya", "ya"]
    urutan = KegiatanAksi.objects.order_by("unit", "urutan").values_list("unit", "urutan")
    assert len(set(urutan)) == 2
    assert TriwulanAksi.objects.count() == 8

    baris = sel(KegiatanAksi.objects.order_by("pk")[0], 2)

    def lapor(nilai: int) -> TriwulanAksi:
        isi = Laporan(status="selesai", realisasi=Decimal(nilai))
        return laporkan(pelaku=orang.operator, baris=baris, laporan=isi, versi=0, kini=BULAN_JULI)

    assert bersamaan(lambda: lapor(1), lambda: lapor(2)) == ["bentrok_versi", "ya"]
    baris.refresh_from_db()
    assert baris.versi == 1
