"""Two people at the same moment: one agreement per post, one move, and no signature lost."""

from __future__ import annotations

from typing import Any

import pytest

from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.models import DokumenPK, PerjanjianKinerja, PerpindahanPK, TandaTangan
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_massal import buat_massal
from kinerja.perjanjian.services.tanda_tangan import tandatangani
from kinerja.perjanjian.tandatangan.antarmuka import Rahasia
from kinerja.perjanjian.tandatangan.pades import PenandatanganPkcs12
from tests.indikator.test_alur_kerja_balapan import bersamaan
from tests.orang import pemeran
from tests.perjanjian.bantu_pk import (
    KINI,
    SANDI_SERTIFIKAT,
    TANGGAL,
    Susunan,
    buat_susunan,
    pk_di,
    pkcs12,
    tanpa_halangan,
)


@pytest.fixture
def susunan(transactional_db: None) -> Susunan:
    """The posts, in a database whose transactions really end."""
    return buat_susunan(pemeran())


def test_massal_bersamaan_satu_pk(susunan: Susunan) -> None:
    orang = susunan.orang
    isi: dict[str, Any] = {"pelaku": orang.perencana, "unit": orang.kota, "periode": orang.periode}
    hasil = bersamaan(*[lambda: buat_massal(**isi, tanggal=TANGGAL, kini=KINI)] * 3)
    assert hasil == ["ya"] * 3
    assert PerjanjianKinerja.objects.get().versi_baris == 1


def test_setujui_dan_kembalikan_bersamaan_satu_menang(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DIAJUKAN)
    isi: dict[str, Any] = {"pelaku": susunan.akun["asisten"], "perjanjian": baris, "kini": KINI}
    isi["versi_baris"] = baris.versi_baris
    hasil = bersamaan(lambda: layanan.setujui(**isi), lambda: layanan.kembalikan(**isi, alasan="Ragu."))
    assert hasil == ["bentrok_versi", "ya"]
    assert PerpindahanPK.objects.filter(dari=Status.DIAJUKAN).count() == 1


def test_kedua_pihak_menandatangani_bersamaan_tanpa_tanda_yang_hilang(susunan: Susunan) -> None:
    """Both sign the same bytes; one document wins, the other party is told and signs on top of it."""
    baris = pk_di(susunan, Status.DISETUJUI)

    def tanda(siapa: str) -> PerjanjianKinerja:
        return tandatangani(
            pelaku=susunan.akun[siapa],
            perjanjian=baris,
            versi_baris=baris.versi_baris,
            penandatangan=PenandatanganPkcs12(pkcs12(siapa), Rahasia(SANDI_SERTIFIKAT)),
            periksa=tanpa_halangan,
            kini=KINI,
        )

    assert bersamaan(lambda: tanda("kabag"), lambda: tanda("asisten")) == ["bentrok_versi", "ya"]
    pertama = TandaTangan.objects.get()
    assert sorted(DokumenPK.objects.values_list("jenis", flat=True)) == ["asli", "bertanda"]
    baris.refresh_from_db()
    akhir = tanda("asisten" if pertama.pihak == "pertama" else "kabag")
    assert akhir.status == Status.DITANDATANGANI
    assert TandaTangan.objects.count() == 2
