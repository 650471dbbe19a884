"""Two people judging one line at the same moment: one wins, the other is told, nothing is half done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection, transaction

from indikator.alur import Status
from indikator.models import Perpindahan, Realisasi
from indikator.services import alur_kerja
from kinerja.organisasi.aturan import PelanggaranAturan
from tests.indikator.bantu import MENIT, baris_di, segar
from tests.orang import Pemeran, pemeran


@pytest.fixture
def orang(transactional_db: None) -> Pemeran:
    """The cast, in a database whose transactions really end."""
    return pemeran()


def bersamaan(*tugas: Callable[[], object]) -> list[str]:
    """Run each in a thread and connection of its own, released together; outcome "ya" or the code of the refusal."""
    mulai = threading.Barrier(len(tugas))
    hasil: list[str] = []

    def jalankan(satu: Callable[[], object]) -> None:
        try:
            mulai.wait(timeout=10)
            satu()
            hasil.append("ya")
        except PelanggaranAturan as tolakan:
            hasil.append(tolakan.kode)
        finally:
            connection.close()

    utas = [threading.Thread(target=jalankan, args=(t,)) for t in tugas]
    for u in utas:
        u.start()
    for u in utas:
        u.join(timeout=20)
    return sorted(hasil)


def test_terima_dan_kembalikan_bersamaan_satu_menang(orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    umum = {"realisasi": baris, "versi": baris.versi, "kini": juli + 5 * MENIT}
    hasil = bersamaan(
        lambda: alur_kerja.verifikasi(pelaku=orang.verifikator, **umum),  # type: ignore[arg-type]
        lambda: alur_kerja.kembalikan(pelaku=orang.pimpinan, alasan="Ragu.", **umum),  # type: ignore[arg-type]
    )
    assert hasil == ["bentrok_versi", "ya"]
    akhir = segar(baris)
    assert akhir.versi == baris.versi + 1
    assert Perpindahan.objects.filter(realisasi=baris, dari=Status.DIAJUKAN).count() == 1
    assert Perpindahan.objects.order_by("-id")[0].ke == akhir.status


def test_kunci_baris_membuat_yang_kedua_menunggu(orang: Pemeran, juli: datetime) -> None:
    """The control: while one holds the line, the other waits, and then judges what is really there."""
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    hasil: list[str] = []

    def kedua() -> None:
        try:
            alur_kerja.verifikasi(pelaku=orang.verifikator, realisasi=baris, versi=baris.versi, kini=juli + 5 * MENIT)
            hasil.append("ya")
        except PelanggaranAturan as tolakan:
            hasil.append(tolakan.kode)
        finally:
            connection.close()

    utas = threading.Thread(target=kedua)
    with transaction.atomic():
        terkunci = Realisasi.objects.select_for_update().get(pk=baris.pk)
        utas.start()
        utas.join(timeout=0.5)
        assert utas.is_alive()
        assert hasil == []
        alur_kerja.kembalikan(
            pelaku=orang.pimpinan, realisasi=terkunci, versi=baris.versi, alasan="Ragu.", kini=juli + 4 * MENIT
        )
    utas.join(timeout=20)
    assert hasil == ["bentrok_versi"]
    assert segar(baris).status == Status.DIKEMBALIKAN
