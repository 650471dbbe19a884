"""From the outbox to a real receiver: signed, in order for each object, tried again, switched off, replayed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak
from kinerja.peristiwa.models import JenisPeristiwa, Langganan, Pengiriman, Peristiwa, StatusPengiriman
from kinerja.peristiwa.services import antar
from kinerja.peristiwa.services.edaran import buang_lama, edarkan
from kinerja.peristiwa.services.langganan import rahasia_baru, ubah, ulangi
from kinerja.peristiwa.services.tanda import rahasia
from tests.orang import Pemeran
from tests.peristiwa.bantu import Penerima, langganan, penerima, peristiwa


@pytest.fixture
def kait(settings: Settings) -> Iterator[Penerima]:
    """A receiver on this machine; private addresses are allowed for it."""
    settings.WEBHOOK_IZINKAN_PRIVAT = True
    with penerima() as server:
        yield server


def antarkan(milik: Langganan, setelah: timedelta = timedelta(0)) -> int:
    """Handed out and delivered, `setelah` from now."""
    kini = timezone.now() + setelah
    edarkan(kini)
    return antar.antarkan(milik.pk, kini)


def tiba(kait: Penerima) -> list[str]:
    """What came, by the `n` of its event."""
    return [json.loads(satu.badan)["data"]["isi"]["n"] for satu in kait.catatan.semua]


def test_bertanda_tangan_menurut_standard_webhooks(orang: Pemeran, kait: Penerima) -> None:
    milik = langganan(orang, kait.url)
    satu = peristiwa(orang.bagian, n="a")
    assert antarkan(milik) == 1
    (datang,) = kait.catatan.semua
    kode, cap = datang.kepala["webhook-id"], datang.kepala["webhook-timestamp"]
    assert kode == str(satu.kode)
    assert abs(timezone.now().timestamp() - int(cap)) < 60
    # The receiver's side, written out: the secret without its prefix is base64.
    kunci = base64.b64decode(rahasia(milik.garam).removeprefix("whsec_"))
    tanda = hmac.new(kunci, f"{kode}.{cap}.".encode() + datang.badan, hashlib.sha256).digest()
    assert datang.kepala["webhook-signature"] == "v1," + base64.b64encode(tanda).decode()
    isi = json.loads(datang.badan)
    assert (isi["type"], isi["data"]["unit"], isi["data"]["urutan"]) == ("realisasi.diajukan", "BAG", 1)
    terkirim = Pengiriman.objects.get()
    assert (terkirim.status, terkirim.kode_http, terkirim.percobaan) == ("terkirim", 204, 1)
    # Nothing is sent twice.
    assert antarkan(milik) == 0


def test_rahasia_tidak_disimpan_dan_dapat_diganti(orang: Pemeran, kait: Penerima) -> None:
    milik = langganan(orang, kait.url)
    lama = rahasia(milik.garam)
    assert lama.removeprefix("whsec_") not in " ".join(str(n) for n in Langganan.objects.values_list()[0])
    assert rahasia_baru(pelaku=orang.administrator, langganan=milik, kini=timezone.now()) != lama


def test_hanya_unit_dan_jenis_yang_dilanggan(orang: Pemeran, kait: Penerima) -> None:
    milik = langganan(orang, kait.url, jenis=["laporan.terbit"])
    peristiwa(orang.bagian, n="jenis lain")
    peristiwa(orang.bagian_lain, jenis=JenisPeristiwa.LAPORAN_TERBIT, n="unit lain")
    peristiwa(orang.asisten, jenis=JenisPeristiwa.LAPORAN_TERBIT, n="unit di atas")
    peristiwa(orang.subbagian, jenis=JenisPeristiwa.LAPORAN_TERBIT, n="unit di bawah")
    antarkan(milik)
    assert tiba(kait) == ["unit di bawah"]


def test_berurut_per_objek_dan_dicoba_lagi(orang: Pemeran, kait: Penerima) -> None:
    """a1 fails: a2 waits behind it, b1 of another object does not."""
    kait.catatan.jawab = lambda n: 500 if n == 1 else 204
    milik = langganan(orang, kait.url)
    for objek, nama in ((orang.bagian, "a1"), (orang.bagian, "a2"), (orang.subbagian, "b1")):
        peristiwa(orang.bagian, objek, n=nama)
    antarkan(milik)
    assert tiba(kait) == ["a1", "b1"]
    gagal = Pengiriman.objects.get(peristiwa__isi__n="a1")
    assert (gagal.status, gagal.kode_http, gagal.percobaan) == ("menunggu", 500, 1)
    antarkan(milik, timedelta(seconds=5))
    assert tiba(kait) == ["a1", "b1"]
    antarkan(milik, timedelta(seconds=20))
    assert tiba(kait) == ["a1", "b1", "a1", "a2"]
    # The same id and the same bytes at the second try.
    satu, _, lagi, _ = kait.catatan.semua
    assert (satu.badan, satu.kepala["webhook-id"]) == (lagi.badan, lagi.kepala["webhook-id"])


def test_jeda_berlipat_sampai_enam_jam() -> None:
    detik = [int(antar.jeda(n).total_seconds()) for n in (1, 2, 3, 11, 12, 13, 500)]
    assert detik == [10, 20, 40, 10240, 20480, 21600, 21600]


def test_pengalihan_tidak_diikuti(orang: Pemeran, kait: Penerima) -> None:
    kait.catatan.jawab = lambda n: 302
    milik = langganan(orang, kait.url)
    peristiwa(orang.bagian, n="a")
    assert antarkan(milik) == 0
    assert len(kait.catatan.semua) == 1
    assert "Pengalihan" in Pengiriman.objects.get().galat


def test_gagal_tiga_hari_dinonaktifkan_lalu_menyusul(orang: Pemeran, kait: Penerima) -> None:
    kait.catatan.jawab = lambda n: 503
    milik = langganan(orang, kait.url)
    peristiwa(orang.bagian, n="a")
    antarkan(milik)
    Pengiriman.objects.update(pertama_pada=timezone.now() - antar.MASA_COBA)
    antarkan(milik, timedelta(minutes=1))
    milik.refresh_from_db()
    assert not milik.aktif
    assert milik.nonaktif_alasan.startswith("Tidak ada pengiriman yang berhasil selama 3 hari.")
    assert Jejak.objects.get(aksi="langganan.henti").objek_id == str(milik.pk)
    peristiwa(orang.bagian, n="b")
    assert antarkan(milik, timedelta(minutes=2)) == 0
    kait.catatan.jawab = lambda n: 204
    kait.catatan.semua.clear()
    ubah(pelaku=orang.administrator, langganan=milik, isi={"aktif": True}, kini=timezone.now())
    assert antarkan(milik, timedelta(minutes=3)) == 2
    assert tiba(kait) == ["a", "b"]


def test_satu_peristiwa_yang_selalu_ditolak_akhirnya_dilewati(orang: Pemeran, kait: Penerima) -> None:
    """Others arrive, so the subscription stays; the one that does not is given up and its object goes on."""
    kait.catatan.jawab = lambda n: 400 if tiba(kait)[-1] == "a1" else 204
    milik = langganan(orang, kait.url)
    peristiwa(orang.bagian, n="a1")
    peristiwa(orang.bagian, n="a2")
    antarkan(milik)
    Pengiriman.objects.filter(percobaan=1).update(pertama_pada=timezone.now() - antar.MASA_COBA)
    peristiwa(orang.bagian, orang.subbagian, n="b1")
    antarkan(milik)
    antarkan(milik, timedelta(minutes=1))
    milik.refresh_from_db()
    assert milik.aktif
    assert tiba(kait) == ["a1", "b1", "a1", "a2"]
    assert Pengiriman.objects.get(status=StatusPengiriman.GAGAL).peristiwa.isi["n"] == "a1"


def test_410_menghentikan_langganan_seketika(orang: Pemeran, kait: Penerima) -> None:
    kait.catatan.jawab = lambda n: 410
    milik = langganan(orang, kait.url)
    peristiwa(orang.bagian, n="a")
    peristiwa(orang.bagian, orang.subbagian, n="b")
    antarkan(milik)
    milik.refresh_from_db()
    assert (milik.aktif, len(kait.catatan.semua)) == (False, 1)


def test_penerima_mati_menunda_sisanya(orang: Pemeran, settings: Settings) -> None:
    settings.WEBHOOK_IZINKAN_PRIVAT = True
    with penerima() as server:
        url = server.url
    milik = langganan(orang, url)
    for objek in (orang.kota, orang.asisten, orang.bagian, orang.subbagian, orang.bagian_lain):
        peristiwa(orang.bagian, objek, n="a")
    kini = timezone.now()
    antarkan(milik)
    assert Pengiriman.objects.filter(percobaan=1).count() == antar.BISU_MAKS
    assert not Pengiriman.objects.filter(berikutnya__lte=kini).exists()
    assert antar.yang_menunggu(kini + timedelta(seconds=1)) == []


def test_diulangi_dari_nomor(orang: Pemeran, kait: Penerima) -> None:
    peristiwa(orang.bagian, n="sebelum berlangganan")
    edarkan(timezone.now())
    milik = langganan(orang, kait.url)
    for nama in ("a", "b", "c"):
        peristiwa(orang.bagian, n=nama)
    antarkan(milik)
    kait.catatan.semua.clear()
    kini = timezone.now()
    assert ulangi(pelaku=orang.administrator, langganan=milik, dari=3, kini=kini) == 2
    antarkan(milik)
    assert tiba(kait) == ["b", "c"]
    assert ulangi(pelaku=orang.administrator, langganan=milik, dari=1, kini=timezone.now()) == 4
    antarkan(milik)
    assert tiba(kait)[2:] == ["sebelum berlangganan", "a", "b", "c"]
    Langganan.objects.update(aktif=False)
    milik.refresh_from_db()
    with pytest.raises(PelanggaranAturan) as salah:
        ulangi(pelaku=orang.administrator, langganan=milik, dari=1, kini=kini)
    assert salah.value.kode == "langganan_nonaktif"


def test_yang_lama_dibuang_dan_nomor_berlanjut(orang: Pemeran) -> None:
    kini = timezone.now()
    for hari in (40, 35, 31):
        peristiwa(orang.bagian, kini=kini - timedelta(days=hari))
    edarkan(kini)
    assert buang_lama(kini - timedelta(days=20)) == 0
    assert buang_lama(kini) == 2
    peristiwa(orang.bagian)
    edarkan(kini)
    assert list(Peristiwa.objects.order_by("urutan").values_list("urutan", flat=True)) == [3, 4]


@pytest.mark.django_db(transaction=True)
def test_transaksi_yang_terlambat_mendapat_nomor_belakangan(orang: Pemeran) -> None:
    """Written first, committed last: a reader who has seen number 1 finds it later as number 2."""
    tertulis, selesai = threading.Event(), threading.Event()

    def lambat() -> None:
        with transaction.atomic():
            peristiwa(orang.bagian, n="lambat")
            tertulis.set()
            assert selesai.wait(10)
        connection.close()

    utas = threading.Thread(target=lambat)
    utas.start()
    assert tertulis.wait(10)
    peristiwa(orang.bagian, n="cepat")
    assert edarkan(timezone.now()) == 1
    selesai.set()
    utas.join()
    assert edarkan(timezone.now()) == 1
    assert list(Peristiwa.objects.order_by("urutan").values_list("isi__n", flat=True)) == ["cepat", "lambat"]


def _bersamaan(kerja: Callable[[], int], banyak: int) -> list[int]:
    hasil: list[int] = []
    mulai = threading.Barrier(banyak)

    def satu() -> None:
        mulai.wait(10)
        hasil.append(kerja())
        connection.close()

    semua = [threading.Thread(target=satu) for _ in range(banyak)]
    for utas in semua:
        utas.start()
    for utas in semua:
        utas.join()
    return hasil


@pytest.mark.django_db(transaction=True)
def test_dua_pekerja_tidak_mengirim_dua_kali(orang: Pemeran, kait: Penerima) -> None:
    milik = langganan(orang, kait.url)
    for n in range(6):
        peristiwa(orang.bagian, n=str(n))
    kini: datetime = timezone.now()
    edarkan(kini)
    assert sorted(_bersamaan(lambda: antar.antarkan(milik.pk, kini), 3))[-1] > 0
    antar.antarkan(milik.pk, kini)
    assert tiba(kait) == ["0", "1", "2", "3", "4", "5"]


@pytest.mark.django_db(transaction=True)
def test_kendali_tanpa_kunci_terkirim_ganda(orang: Pemeran, kait: Penerima) -> None:
    """The control of the race above: without the lock the same event goes out more than once."""
    milik = langganan(orang, kait.url)
    peristiwa(orang.bagian, n="a")
    kini = timezone.now()
    edarkan(kini)
    bersama = threading.Barrier(3)
    kait.catatan.jawab = lambda n: 204 if bersama.wait(10) >= 0 else 500
    _bersamaan(lambda: antar._antarkan(milik.pk, kini), 3)
    assert tiba(kait) == ["a"] * 3
