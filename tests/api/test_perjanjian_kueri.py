"""Lists around agreements cost the same number of queries, however many rows they have."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from indikator.models import Turunan
from kinerja.perjanjian.hitung.pohon import JenisSimpul
from kinerja.perjanjian.models import (
    KegiatanAksi,
    LintasSimpul,
    PerjanjianKinerja,
    SimpulPohon,
    TautanKinerja,
    UraianTurunan,
)
from tests.api.conftest import Pemanggil
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_pk import Susunan, buat_anggaran, draf, susunan

__all__ = ["susunan"]
AKAR = "/api/v1/"


def _tautan(s: Susunan, nomor: int) -> None:
    TautanKinerja.objects.create(
        induk=s.indikator, unit=s.orang.subbagian, jenis="lingkup", lingkup=f"Lingkup {nomor}", jabatan=None,
        anak=buat_indikator(buat_sasaran(s.orang.subbagian, s.orang.periode, nomor)),
    )  # fmt: skip


def _uraian(s: Susunan, nomor: int) -> None:
    milik = buat_indikator(buat_sasaran(s.orang.subbagian, s.orang.periode, nomor))
    UraianTurunan.objects.create(indikator=milik, tingkat=1, teks="Uraian")


def _turunan(s: Susunan, nomor: int) -> None:
    Turunan.objects.create(
        induk=s.indikator, anak=buat_indikator(buat_sasaran(s.orang.subbagian, s.orang.periode, nomor))
    )


def _simpul(s: Susunan, nomor: int) -> SimpulPohon:
    return SimpulPohon.objects.create(
        unit=s.orang.bagian,
        periode=s.orang.periode,
        jenis=JenisSimpul.CSF.value,
        uraian=f"Kondisi {nomor}",
        urutan=nomor,
    )


def _lintas(s: Susunan, nomor: int) -> None:
    LintasSimpul.objects.create(dari=_simpul(s, nomor), ke=_simpul(s, nomor + 200))


def _kegiatan(s: Susunan, nomor: int) -> None:
    KegiatanAksi.objects.create(
        unit=s.orang.bagian,
        indikator=s.indikator,
        urutan=nomor,
        uraian="Kegiatan",
        satuan="laporan",
        penanggung_jawab="Seksi",
    )


def _perjanjian(s: Susunan, nomor: int) -> None:
    """Copies of one draft for posts of their own."""
    contoh = PerjanjianKinerja.objects.first() or draf(s)
    if nomor == 1:
        return
    contoh.jabatan = type(s.kabag).objects.create(unit=s.orang.bagian, nama=f"Jabatan {nomor}")
    contoh.pk, contoh.kode_periksa, contoh._state.adding = None, f"KODE{nomor:08d}", True
    contoh.save(force_insert=True)


@pytest.mark.parametrize("banyak", [1, 100])
@pytest.mark.parametrize(
    ("rute", "buat", "kueri"),
    [
        # token, roles, rows, and one for each kind of rows below them
        ("tautan", _tautan, 3),
        ("turunan", _turunan, 3),
        ("uraian-turunan", _uraian, 3),
        ("simpul", _simpul, 5),
        ("crosscutting", _lintas, 3),
        ("rencana-aksi", _kegiatan, 4),
        ("anggaran", buat_anggaran, 3),
        ("perjanjian", _perjanjian, 3),
    ],
)
def test_banyak_baris_tidak_menambah_kueri(
    susunan: Susunan,
    dengan_token: Pemanggil,
    django_assert_num_queries: DjangoAssertNumQueries,
    rute: str,
    buat: Callable[[Susunan, int], object],
    kueri: int,
    banyak: int,
) -> None:
    for nomor in range(1, banyak + 1):
        buat(susunan, nomor)
    klien = dengan_token(susunan.orang.verifikator, susunan.orang.kota)
    klien.get(f"{AKAR}{rute}/")
    with django_assert_num_queries(kueri):
        assert len(klien.get(f"{AKAR}{rute}/?banyak=1000").json()["hasil"]) >= banyak
