"""Results fixed at the same moment: one result a survey, and no unit overlooked in the mean of those above."""

from __future__ import annotations

from functools import partial

import pytest

from indikator.models import Realisasi
from kinerja.organisasi.models import Jejak
from survei.models import HasilSurvei, Survei
from survei.models.tautan_indikator import UkuranSurvei
from survei.selectors.hasil import hasil_kini, sidik_kini
from survei.services import hasil as layanan
from survei.services import rtl as layanan_rtl
from survei.services.rtl import Rencana
from tests.indikator.test_alur_kerja_balapan import bersamaan
from tests.orang import Pemeran, pemeran
from tests.survei.bantu import buat_survei
from tests.survei.bantu_hasil import JULI, buat_rtl, isi_rata, tutup
from tests.survei.test_tautan_indikator import komponen, taut


@pytest.fixture
def orang(transactional_db: None) -> Pemeran:
    """The cast, in a database whose transactions really end."""
    return pemeran()


def menetapkan(orang: Pemeran, survei: Survei) -> partial[HasilSurvei]:
    terlihat = sidik_kini(hasil_kini(survei))
    return partial(layanan.tetapkan, pelaku=orang.verifikator, survei=survei, terlihat=terlihat, kini=JULI)


def test_dua_klik_satu_hasil(orang: Pemeran) -> None:
    survei = tutup(isi_rata(buat_survei(orang.bagian, unsur=2), 3))
    assert bersamaan(*[menetapkan(orang, survei)] * 3) == ["ya", "ya", "ya"]
    assert HasilSurvei.objects.count() == Jejak.objects.filter(aksi="survei.tetapkan").count() == 1


def test_dua_unit_bersamaan_dua_duanya_terhitung(orang: Pemeran) -> None:
    satu = komponen(orang, orang.kota)
    taut(orang, satu, orang.kota, UkuranSurvei.RATA_SUBUNIT)
    unit = (orang.bagian, orang.bagian_lain, orang.subbagian)
    survei = [tutup(isi_rata(buat_survei(u, unsur=2), nilai)) for u, nilai in zip(unit, (2, 3, 4), strict=True)]
    assert bersamaan(*(menetapkan(orang, s) for s in survei)) == ["ya", "ya", "ya"]
    assert Realisasi.objects.get(indikator=satu.indikator, triwulan=2).nilai == 75


def test_dua_simpan_rencana_satu_diberi_tahu(orang: Pemeran) -> None:
    survei = tutup(isi_rata(buat_survei(orang.bagian), 3))
    rtl = buat_rtl(survei)
    ubah = [
        partial(
            layanan_rtl.ubah,
            pelaku=orang.verifikator,
            rtl=rtl,
            rencana=Rencana(program=nama, triwulan=(3,), penanggung_jawab="A"),
            versi=0,
            kini=JULI,
        )
        for nama in ("pertama", "kedua")
    ]
    assert bersamaan(*ubah) == ["bentrok_versi", "ya"]
    rtl.refresh_from_db()
    assert (rtl.versi, rtl.program in ("pertama", "kedua")) == (1, True)
