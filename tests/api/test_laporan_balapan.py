"""Ten clients ask for one report at the same moment: one job."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from kinerja.laporan import permintaan
from kinerja.laporan.models import Laporan
from kinerja.organisasi.models import Pengguna
from tests.api.conftest import Pemanggil
from tests.indikator.test_alur_kerja_balapan import bersamaan
from tests.orang import Pemeran

ALAMAT = "/api/v1/laporan/"
BADAN = {"jenis": "unit", "unit": "BAG", "tahun": 2023, "triwulan": 2, "format": "xlsx"}


def _sepuluh(
    orang: Pemeran, dengan_token: Pemanggil, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[str], list[APIClient]]:
    """Ten people ask at once; all stand at the very point where a job is joined or made before one goes on."""
    mulai, asli = threading.Barrier(10), permintaan._gabung_atau_buat

    def serentak(*args: Any) -> tuple[Laporan, bool]:
        mulai.wait(timeout=20)
        return asli(*args)

    monkeypatch.setattr(permintaan, "_gabung_atau_buat", serentak)
    monkeypatch.setattr(permintaan, "antrekan", lambda pk: True)
    orang_orang: list[Pengguna] = [
        *(orang.operator, orang.verifikator, orang.pimpinan, orang.perencana, orang.inspektorat)
    ] * 2
    klien = [dengan_token(satu, orang.bagian) for satu in orang_orang]
    lokasi: list[str] = []

    def minta(satu: APIClient) -> Callable[[], None]:
        return lambda: lokasi.append(satu.post(ALAMAT, BADAN).get("Location", "tidak ada"))

    assert bersamaan(*map(minta, klien)) == ["ya"] * 10
    return lokasi, klien


@pytest.mark.django_db(transaction=True)
def test_sepuluh_serentak_satu_pekerjaan(
    orang: Pemeran, dengan_token: Pemanggil, monkeypatch: pytest.MonkeyPatch
) -> None:
    lokasi, klien = _sepuluh(orang, dengan_token, monkeypatch)
    laporan = Laporan.objects.get()
    assert lokasi == [f"{ALAMAT}{laporan.pk}/"] * 10
    assert laporan.peminta.count() == 5
    assert klien[0].get(lokasi[0]).json()["status"] == "antre"


@pytest.mark.django_db(transaction=True)
def test_kendali_tanpa_kekangan_sepuluh_pekerjaan(
    orang: Pemeran, dengan_token: Pemanggil, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the race: without the constraint ten at once really make more than one job."""
    kekangan = next(k for k in Laporan._meta.constraints if k.name == "satu_pekerjaan_per_permintaan")
    with connection.schema_editor() as ubah:
        ubah.remove_constraint(Laporan, kekangan)
    try:
        lokasi, _ = _sepuluh(orang, dengan_token, monkeypatch)
        assert len(set(lokasi)) == Laporan.objects.count() > 1
    finally:
        Laporan.objects.all().delete()
        with connection.schema_editor() as ubah:
            ubah.add_constraint(Laporan, kekangan)
