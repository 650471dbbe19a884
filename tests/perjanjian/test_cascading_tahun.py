"""Copying last year: definitions, people in charge, links and roll-ups come along, figures do not."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from indikator.hitung.gulung import Agregasi
from indikator.models import Indikator, Komponen, Penugasan, Realisasi, Sasaran, Turunan
from indikator.models.indikator import SumberKomponen
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.services.cascading import Isian, tautkan
from kinerja.perjanjian.services.cascading_paket import batalkan
from kinerja.perjanjian.services.cascading_tahun import RingkasanSalin, rencana_salin_tahun, salin_tahun
from tests.indikator.bantu import isi
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_periode, buat_sasaran


@pytest.fixture
def baru(orang: Pemeran, juli: datetime) -> Periode:
    """Next year; this year has a city indicator, its counted child, one that refers to it, and a carrier."""
    kota = buat_sasaran(orang.kota, orang.periode)
    induk = buat_indikator(kota, agregasi=Agregasi.RATA_RATA)
    Komponen.objects.filter(indikator=induk).update(sumber=SumberKomponen.TURUNAN)
    buat_indikator(kota, rumus="dasar * 2", komponen=(("dasar", induk),))
    anak = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    anak.penanggung_jawab.add(Jabatan.objects.create(unit=orang.bagian, nama="Kepala", kepala=True))
    UraianTurunan.objects.create(indikator=induk, tingkat=3, teks="Diturunkan menjadi kegiatan")
    for isian in (
        Isian(induk, orang.bagian, JenisTautan.LANGSUNG, anak=anak, dihitung=True),
        Isian(induk, orang.bagian_lain, JenisTautan.LINGKUP, lingkup="PKK"),
    ):
        tautkan(pelaku=orang.perencana, isian=isian, kini=juli)
    isi(orang, anak, "88", juli)
    return buat_periode(orang.instansi, 2024)


def salin(orang: Pemeran, ke: Periode, kini: datetime, *, dengan_target: bool = True, dari: Periode | None = None):  # type: ignore[no-untyped-def]
    return salin_tahun(
        pelaku=orang.perencana,
        dari=dari or orang.periode,
        ke=ke,
        unit=orang.kota,
        dengan_target=dengan_target,
        kini=kini,
    )


def test_salin_pratinjau_batal(orang: Pemeran, baru: Periode, juli: datetime) -> None:
    ringkasan = rencana_salin_tahun(
        pelaku=orang.perencana, dari=orang.periode, ke=baru, unit=orang.kota, dengan_target=True, kini=juli
    )
    assert ringkasan == RingkasanSalin(2, 0, 3, 0, 2, 0)
    assert not Sasaran.objects.filter(periode=baru).exists()
    paket = salin(orang, baru, juli)
    induk, dua, anak = Indikator.objects.filter(sasaran__periode=baru).order_by("sasaran__unit__jalur", "nomor")
    assert dua.komponen.get().rujukan == induk
    assert (Turunan.objects.get(anak=anak).induk, anak.target.count()) == (induk, 5)
    assert anak.penanggung_jawab.get().nama == "Kepala"
    assert induk.uraian_turunan.get().tingkat == 3
    assert Penugasan.objects.get(indikator=induk).lingkup == "PKK"
    assert not Realisasi.objects.filter(indikator__sasaran__periode=baru).exists()
    batalkan(pelaku=orang.perencana, paket=paket, kini=juli)
    assert not Sasaran.objects.filter(periode=baru).exists()
    assert TautanKinerja.objects.count() == 2
    salin(orang, baru, juli, dengan_target=False)
    assert not Indikator.objects.filter(sasaran__periode=baru, target__isnull=False).exists()


def test_yang_sudah_ada_dibiarkan(orang: Pemeran, baru: Periode, juli: datetime) -> None:
    ada = Sasaran.objects.create(unit=orang.kota, periode=baru, nomor=1, jenis="khusus", uraian="Lain sama sekali")
    salin(orang, baru, juli)
    nomor = Sasaran.objects.filter(unit=orang.kota, periode=baru).order_by("nomor").values_list("nomor", "uraian")
    assert list(nomor) == [(1, ada.uraian), (2, "Sasaran 1")]
    with pytest.raises(PelanggaranAturan, match="sudah ada"):
        salin(orang, baru, juli)
    TautanKinerja.objects.filter(induk__sasaran__periode=baru, jenis="lingkup").delete()
    paket = salin(orang, baru, juli)
    assert [len(paket.isi[k]) for k in ("tautan", "indikator", "sasaran")] == [1, 0, 0]


def test_yang_ditolak(orang: Pemeran, baru: Periode, juli: datetime) -> None:
    with pytest.raises(PelanggaranAturan, match="dua tahun"):
        salin(orang, baru, juli, dari=baru)
    with pytest.raises(PelanggaranAturan, match="instansi"):
        salin(orang, buat_periode(orang.luar, 2024), juli)
    for siapa in (orang.operator, orang.orang_luar):
        with pytest.raises(PermissionDenied):
            salin_tahun(pelaku=siapa, dari=orang.periode, ke=baru, unit=orang.kota, dengan_target=True, kini=juli)
    assert not Sasaran.objects.filter(periode=baru).exists()
