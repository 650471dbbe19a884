"""From a change to a receiver through a real broker, beat and worker: refused once, tried again, in order."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from alat.pekerja import mulai_pekerja
from kinerja.peristiwa.models import Pengiriman, StatusPengiriman
from kinerja.peristiwa.services.tanda import rahasia
from tests.orang import pemeran
from tests.peristiwa.bantu import Diterima, Penerima, langganan, penerima, peristiwa

pytestmark = [pytest.mark.pekerja, pytest.mark.django_db(transaction=True)]
BATAS_DETIK = 60
JEDA = 1


@pytest.fixture
def berjalan(env_pekerja: dict[str, str], tmp_path: Path) -> Iterator[None]:
    """A worker with beat, which hands out every second; it may call this machine."""
    env = env_pekerja | {"DETIK_EDARAN": "1", "WEBHOOK_JEDA_DETIK": str(JEDA), "WEBHOOK_IZINKAN_PRIVAT": "1"}
    pekerja = mulai_pekerja(env=env, catatan=tmp_path / "webhook.log", jadwal=tmp_path / "jadwal")
    try:
        yield
    finally:
        pekerja.hentikan()


def tunggu(syarat: Callable[[], bool]) -> None:
    batas = time.monotonic() + BATAS_DETIK
    while not syarat():
        assert time.monotonic() < batas, list(Pengiriman.objects.values("status", "percobaan", "galat"))
        time.sleep(0.05)


def sah(datang: Diterima, kunci: str) -> bool:
    """What the receiver checks: its secret without the prefix is base64, the signature covers id, time and bytes."""
    isi = f"{datang.kepala['webhook-id']}.{datang.kepala['webhook-timestamp']}.".encode() + datang.badan
    tanda = hmac.new(base64.b64decode(kunci.removeprefix("whsec_")), isi, hashlib.sha256).digest()
    return hmac.compare_digest(datang.kepala["webhook-signature"], "v1," + base64.b64encode(tanda).decode())


def nama(datang: Diterima) -> str:
    return str(json.loads(datang.badan)["data"]["isi"]["n"])


def test_ditolak_sekali_lalu_sampai_berurutan(berjalan: None, settings: Settings) -> None:
    settings.WEBHOOK_IZINKAN_PRIVAT = True
    orang = pemeran()
    with penerima() as server:
        _penerima_menolak_pertama(server)
        milik = langganan(orang, server.url)
        for objek, n in ((orang.bagian, "a1"), (orang.bagian, "a2"), (orang.subbagian, "b1")):
            peristiwa(orang.bagian, objek, n=n)
        terkirim = Pengiriman.objects.filter(status=StatusPengiriman.TERKIRIM)
        tunggu(lambda: terkirim.count() == 3)
    semua = server.catatan.semua
    assert all(sah(satu, rahasia(milik.garam)) for satu in semua)
    assert not sah(semua[0], "whsec_" + base64.b64encode(bytes(32)).decode())
    assert [nama(satu) for satu in semua if nama(satu) != "b1"] == ["a1", "a1", "a2"]
    assert [nama(satu) for satu in semua].count("b1") == 1
    pertama, kedua = (satu for satu in semua if nama(satu) == "a1")
    assert (pertama.kepala["webhook-id"], pertama.badan) == (kedua.kepala["webhook-id"], kedua.badan)
    gagal, berhasil = Pengiriman.objects.get(peristiwa__isi__n="a1").riwayat
    assert (gagal["kode_http"], berhasil["kode_http"]) == (500, 204)
    jeda = datetime.fromisoformat(berhasil["waktu"]) - datetime.fromisoformat(gagal["waktu"])
    assert jeda >= timedelta(seconds=JEDA)


def _penerima_menolak_pertama(server: Penerima) -> None:
    server.catatan.jawab = lambda n: 500 if n == 1 else 204
