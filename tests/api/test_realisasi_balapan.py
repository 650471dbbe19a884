"""Two clients writing one realisation at the same moment: one is told 412, and nothing is overwritten."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from indikator.models import Indikator, NilaiKomponen, Realisasi
from indikator.services import kunci
from kinerja.organisasi.aturan import PelanggaranAturan
from tests.api.bantu_realisasi import alamat_baris, buat_rasio, isi_lewat_api
from tests.api.conftest import Pemanggil
from tests.indikator.test_alur_kerja_balapan import bersamaan
from tests.orang import Pemeran, pemeran


@pytest.fixture
def orang(transactional_db: None) -> Pemeran:
    """The cast, in a database whose transactions really end."""
    return pemeran()


def _baca_bersama(*, dikunci: bool) -> Callable[[Indikator, int], Realisasi | None]:
    """Reads a line as `kunci._ambil`, and then waits until the other has read too, where the lock lets it."""
    temu, milik = threading.Barrier(2), threading.local()

    def ambil(indikator: Indikator, triwulan: int) -> Realisasi | None:
        baris = Realisasi.objects.filter(indikator=indikator, triwulan=triwulan)
        hasil = (baris.select_for_update() if dikunci else baris).first()
        if not getattr(milik, "sudah", False):
            milik.sudah = True
            with contextlib.suppress(threading.BrokenBarrierError):
                temu.wait(timeout=1)
        return hasil

    return ambil


def _dua_penulis(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> list[Callable[[], None]]:
    """Both have read version 1; each fills in another component."""
    klien = [dengan_token(orang.operator, orang.bagian) for _ in range(2)]
    isi_lewat_api(klien[0], rasio, "masuk", "50")
    etag = klien[0].get(alamat_baris(rasio))["ETag"]

    def tulis(satu: APIClient, nama: str, nilai: str) -> None:
        jawab = isi_lewat_api(satu, rasio, nama, nilai, etag)
        if jawab.status_code == 412:
            raise PelanggaranAturan(jawab.json()["kode"], "")
        assert jawab.status_code == 200, jawab.content

    return [lambda: tulis(klien[0], "selesai", "42"), lambda: tulis(klien[1], "masuk", "60")]


def test_dua_klien_satu_412(orang: Pemeran, dengan_token: Pemanggil, monkeypatch: pytest.MonkeyPatch) -> None:
    tugas = _dua_penulis(orang, dengan_token, buat_rasio(orang))
    monkeypatch.setattr(kunci, "_ambil", _baca_bersama(dikunci=True))
    assert bersamaan(*tugas) == ["bentrok_versi", "ya"]
    assert Realisasi.objects.get().versi == 2


def test_kendali_tanpa_kunci_keduanya_menulis(
    orang: Pemeran, dengan_token: Pemanggil, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with the lock off both are let through on the same version."""
    tugas = _dua_penulis(orang, dengan_token, buat_rasio(orang))
    monkeypatch.setattr(kunci, "_ambil", _baca_bersama(dikunci=False))
    assert bersamaan(*tugas) == ["ya", "ya"]
    assert Realisasi.objects.get().versi == 2
    assert NilaiKomponen.objects.count() == 2
