"""The worker fixture: a real process on this test's broker number, that can be killed and replaced."""

import pytest

from alat.pekerja import Pekerja, mulai_pekerja, nomor_proses, url_basis_data, url_broker
from alat.proses import tunggu
from kinerja.celery import app


def test_setiap_proses_uji_punya_nomor_broker_sendiri() -> None:
    assert [nomor_proses(nama) for nama in (None, "master", "gw0", "gw11")] == [0, 0, 1, 12]
    assert url_broker("redis://:s@127.0.0.1:6379/0", 12) == "redis://:s@127.0.0.1:6379/12"


def test_sandi_dengan_tanda_khusus_tetap_utuh() -> None:
    pengaturan = {"USER": "kinerja", "PASSWORD": "a@b/c:d", "HOST": "h", "PORT": 5432, "NAME": "test_kinerja_gw0"}
    assert url_basis_data(pengaturan) == "postgres://kinerja:a%40b%2Fc%3Ad@h:5432/test_kinerja_gw0"


def _tunggu_jawaban() -> None:
    # A worker that has just said it is ready may subscribe to remote control a moment later: ask again.
    jawaban = [{"pekerja@uji": {"ok": "pong"}}]
    tunggu(lambda: app.control.ping(["pekerja@uji"], timeout=1) == jawaban, nama="Pekerja", detik=60)


@pytest.mark.pekerja
def test_pekerja_menjawab_dapat_dibunuh_dan_diganti(pekerja: Pekerja, env_pekerja: dict[str, str]) -> None:
    assert "test_" in env_pekerja["DATABASE_URL"]
    assert app.conf.broker_url == env_pekerja["CELERY_BROKER_URL"]
    _tunggu_jawaban()
    pekerja.bunuh()
    assert not pekerja.hidup()
    assert app.control.ping(timeout=0.5) == []
    pengganti = mulai_pekerja(env=env_pekerja, catatan=pekerja.catatan)
    try:
        _tunggu_jawaban()
    finally:
        pengganti.hentikan()
    assert not pengganti.hidup()
