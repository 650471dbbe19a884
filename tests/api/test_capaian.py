"""Achievement of a unit and of a subtree: the report's own figures, read live, nothing stored."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indikator.alur import Status
from kinerja.laporan.kumpulkan import kumpulkan
from kinerja.laporan.models import Jenis, Laporan
from tests.api.bantu_realisasi import buka_triwulan
from tests.api.conftest import Pemanggil
from tests.indikator.bantu import baris_di
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

ALAMAT = "/api/v1/capaian/?unit={}&tahun=2023&triwulan=2&lingkup={}"


@pytest.fixture(autouse=True)
def _jendela_terbuka(orang: Pemeran) -> None:
    buka_triwulan(orang)


def test_sama_dengan_laporan(orang: Pemeran, dengan_token: Pemanggil) -> None:
    kini = timezone.now()
    baris_di(orang, Status.DISETUJUI, kini, "84")
    baris_di(orang, Status.DIAJUKAN, kini, "40")
    baris_di(orang, Status.DRAF, kini, "99")
    laporan = kumpulkan(jenis=Jenis.UNIT, unit=orang.bagian, periode=orang.periode, triwulan=2, kini=kini)
    data = dengan_token(orang.verifikator, orang.kota).get(ALAMAT.format("BAG", "unit")).json()
    assert [b["capaian"]["nilai"] for b in data["baris"]] == ["105", "50", None]
    # What is a draft is not in the report, and so not here.
    assert data["baris"][2]["realisasi"]["macam"] == "belum_dilaporkan"
    assert data["baris"][2]["realisasi"]["teks"] == "belum dilaporkan"
    assert laporan.skor_sementara.nilai is not None
    assert Decimal(data["skor_sementara"]["nilai"]) == laporan.skor_sementara.nilai
    assert data["hitungan"]["disetujui"] == 1
    assert data["sementara"] is True
    assert not Laporan.objects.exists()


def test_subpohon_memuat_unitnya(orang: Pemeran, dengan_token: Pemanggil) -> None:
    baris_di(orang, Status.DISETUJUI, timezone.now(), "84")
    data = dengan_token(orang.verifikator, orang.kota).get(ALAMAT.format("AST", "subpohon")).json()
    assert [(u["unit"], u["hitungan"]["baris"]) for u in data["unit_bawahan"]] == [
        ("AST", 0),
        ("BAG", 1),
        ("SUB", 0),
        ("LAIN", 0),
    ]


@pytest.mark.parametrize("banyak", [1, 20])
def test_kueri_tetap(
    orang: Pemeran, dengan_token: Pemanggil, django_assert_max_num_queries: DjangoAssertNumQueries, banyak: int
) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    for _ in range(banyak):
        buat_indikator(sasaran)
    klien = dengan_token(orang.verifikator, orang.kota)
    klien.get("/api/v1/unit/")
    with django_assert_max_num_queries(18):
        assert klien.get(ALAMAT.format("KOTA", "subpohon")).status_code == 200


@pytest.mark.parametrize(
    ("tanya", "status", "kode"),
    [
        ("unit=LAIN&tahun=2023&triwulan=2", 422, "unit_tidak_dikenal"),
        ("unit=BAG&tahun=2021&triwulan=2", 422, "tahun_tidak_dikenal"),
        ("unit=BAG&tahun=2023&triwulan=5", 422, "isi_tidak_sah"),
        ("unit=BAG", 422, "isi_tidak_sah"),
    ],
)
def test_tanya_keliru(orang: Pemeran, dengan_token: Pemanggil, tanya: str, status: int, kode: str) -> None:
    jawab = dengan_token(orang.verifikator, orang.bagian).get(f"/api/v1/capaian/?{tanya}")
    assert (jawab.status_code, jawab.json()["kode"]) == (status, kode)


def test_etag_dan_fields(orang: Pemeran, dengan_token: Pemanggil) -> None:
    klien = dengan_token(orang.verifikator, orang.kota)
    alamat = ALAMAT.format("BAG", "unit")
    etag = klien.get(alamat)["ETag"]
    assert klien.get(alamat, headers={"If-None-Match": etag}).status_code == 304
    assert set(klien.get(f"{alamat}&fields=unit,skor").json()) == {"unit", "skor"}
