"""Asking, joining, cancelling, and the sweeper."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import kombu.pools
import pytest
import redis
from django.db import connection
from django.utils import timezone

from kinerja.celery import app
from kinerja.laporan.models import Format, Jenis, Laporan, StatusLaporan
from kinerja.laporan.permintaan import antrekan, batal, minta, sapu
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Pengguna
from kinerja.pekerjaan import PESAN_DIANGGAP_HILANG
from tests.laporan.conftest import AGUSTUS
from tests.orang import Pemeran, pemeran


def minta_satu(orang: Pemeran, pelaku: Pengguna, *, antre: bool = False) -> tuple[Laporan, bool]:
    return minta(
        pelaku=pelaku,
        unit=orang.bagian,
        periode=orang.periode,
        triwulan=2,
        jenis=Jenis.UNIT,
        format_=Format.PDF,
        kini=AGUSTUS,
        antre=antre,
    )


def panjang_antrean(url: str) -> int:
    klien = redis.Redis.from_url(url)
    banyak = int(klien.llen("dokumen"))
    klien.close()
    return banyak


def reset_kolam() -> None:
    kombu.pools.reset()
    # Celery keeps its pools in private places and offers no way to let go of them.
    setattr(app.amqp, "_producer_pool", None)  # noqa: B010
    setattr(app, "_pool", None)  # noqa: B010


@pytest.fixture
def broker_mati(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A broker address where nobody listens (Celery reads the variable before its settings)."""
    monkeypatch.setenv("CELERY_BROKER_URL", "redis://127.0.0.1:1/0")
    reset_kolam()
    yield
    monkeypatch.undo()
    reset_kolam()


def test_permintaan_yang_sama_bergabung(orang: Pemeran) -> None:
    satu, baru = minta_satu(orang, orang.operator)
    dua, lagi = minta_satu(orang, orang.pimpinan)
    assert (baru, lagi) == (True, False)
    assert satu.pk == dua.pk
    assert set(satu.peminta.all()) == {orang.operator, orang.pimpinan}


def test_setelah_selesai_permintaan_baru_mendapat_baris_baru(orang: Pemeran) -> None:
    satu, _ = minta_satu(orang, orang.operator)
    Laporan.objects.filter(pk=satu.pk).update(status=StatusLaporan.GAGAL)
    dua, baru = minta_satu(orang, orang.operator)
    assert baru
    assert dua.pk != satu.pk


def test_beda_instansi_ditolak(orang: Pemeran) -> None:
    with pytest.raises(PelanggaranAturan) as tolak:
        minta(
            pelaku=orang.operator,
            unit=orang.unit_luar,
            periode=orang.periode,
            triwulan=2,
            jenis=Jenis.UNIT,
            format_=Format.PDF,
            kini=AGUSTUS,
        )
    assert tolak.value.kode == "beda_instansi"
    assert not Laporan.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_dua_orang_serentak_mendapat_satu_pekerjaan() -> None:
    orang = pemeran()
    mulai, hasil = threading.Barrier(2), []

    def kerja(pelaku: Pengguna) -> None:
        mulai.wait()
        try:
            hasil.append(minta_satu(orang, pelaku)[0].pk)
        finally:
            connection.close()

    utas = [threading.Thread(target=kerja, args=(p,)) for p in (orang.operator, orang.pimpinan)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    assert len(hasil) == 2
    assert len(set(hasil)) == 1
    assert set(Laporan.objects.get().peminta.all()) == {orang.operator, orang.pimpinan}


def test_batal_saat_antre(orang: Pemeran) -> None:
    laporan, _ = minta_satu(orang, orang.operator)
    assert batal(pelaku=orang.operator, laporan=laporan, kini=AGUSTUS).status == StatusLaporan.DIBATALKAN
    assert batal(pelaku=orang.operator, laporan=laporan, kini=AGUSTUS).status == StatusLaporan.DIBATALKAN


def test_batal_satu_orang_tidak_mengambil_laporan_orang_lain(orang: Pemeran) -> None:
    laporan, _ = minta_satu(orang, orang.operator)
    minta_satu(orang, orang.pimpinan)
    kini = batal(pelaku=orang.operator, laporan=laporan, kini=AGUSTUS)
    assert (kini.status, kini.batal_diminta) == (StatusLaporan.ANTRE, False)
    assert batal(pelaku=orang.pimpinan, laporan=laporan, kini=AGUSTUS).status == StatusLaporan.DIBATALKAN


def test_bukan_peminta_tidak_dapat_membatalkan(orang: Pemeran) -> None:
    laporan, _ = minta_satu(orang, orang.operator)
    with pytest.raises(PelanggaranAturan) as tolak:
        batal(pelaku=orang.pimpinan, laporan=laporan, kini=AGUSTUS)
    assert tolak.value.kode == "bukan_peminta"
    assert Laporan.objects.get().status == StatusLaporan.ANTRE


def test_minta_lagi_saat_sedang_dihentikan_diberi_tahu(orang: Pemeran) -> None:
    laporan, _ = minta_satu(orang, orang.operator)
    Laporan.objects.filter(pk=laporan.pk).update(status=StatusLaporan.BERJALAN, batal_diminta=True)
    with pytest.raises(PelanggaranAturan) as tolak:
        minta_satu(orang, orang.operator)
    assert tolak.value.kode == "sedang_dibatalkan"


@pytest.mark.django_db(transaction=True)
def test_pesan_dikirim_setelah_tersimpan(broker_kosong: str) -> None:
    orang = pemeran()
    laporan, _ = minta_satu(orang, orang.operator, antre=True)
    laporan.refresh_from_db()
    assert laporan.diantrekan_pada is not None
    assert panjang_antrean(broker_kosong) == 1


@pytest.mark.django_db(transaction=True)
def test_broker_mati_permintaan_tetap_tersimpan(broker_mati: None) -> None:
    orang = pemeran()
    laporan, baru = minta_satu(orang, orang.operator, antre=True)
    laporan.refresh_from_db()
    assert baru
    assert (laporan.status, laporan.diantrekan_pada) == (StatusLaporan.ANTRE, None)
    assert antrekan(laporan.pk) is False


def test_penyapu_mengirim_yang_pesannya_hilang_dan_hanya_itu(orang: Pemeran, broker_kosong: str) -> None:
    laporan, _ = minta_satu(orang, orang.operator)
    baris, kini = Laporan.objects.filter(pk=laporan.pk), timezone.now()
    baris.update(diminta_pada=kini)
    assert sapu(kini + timedelta(seconds=5)) == [], "baru saja diminta: pesannya mungkin masih di jalan"
    assert sapu(kini + timedelta(seconds=11)) == [laporan.pk]
    assert sapu(kini + timedelta(seconds=26)) == [], "pesan yang sudah dikirim tidak digandakan"
    assert panjang_antrean(broker_kosong) == 1
    assert sapu(timezone.now() + PESAN_DIANGGAP_HILANG + timedelta(seconds=1)) == [laporan.pk]


def test_penyapu_mengambil_baris_yang_pekerjanya_mati(orang: Pemeran, broker_kosong: str) -> None:
    laporan, _ = minta_satu(orang, orang.operator)
    baris = Laporan.objects.filter(pk=laporan.pk)
    baris.update(status=StatusLaporan.BERJALAN, percobaan=1, persen=40, diantrekan_pada=timezone.now())
    assert sapu(timezone.now()) == [laporan.pk]
    laporan.refresh_from_db()
    assert (laporan.status, laporan.persen, laporan.langkah) == ("antre", 0, "Terputus, menunggu dicoba lagi")
    baris.update(status=StatusLaporan.BERJALAN, batal_diminta=True)
    assert sapu(timezone.now()) == []
    assert baris.get().status == StatusLaporan.DIBATALKAN
    baris.update(status=StatusLaporan.BERJALAN, batal_diminta=False, percobaan=3)
    assert sapu(timezone.now()) == []
    assert baris.get().status == StatusLaporan.GAGAL
