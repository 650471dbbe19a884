"""The administrator's pages: subscribing with the secret shown once, changing, pausing, removing, and each delivery."""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from kinerja.organisasi.models import Jejak
from kinerja.peristiwa.models import Langganan, Pengiriman
from kinerja.peristiwa.services import antar
from kinerja.peristiwa.services.edaran import edarkan
from kinerja.peristiwa.services.tanda import rahasia
from tests.orang import Pemeran
from tests.pabrik import buat_unit
from tests.peristiwa.bantu import langganan, penerima, peristiwa

URL = "https://127.0.0.1:9/kait"


@pytest.fixture(autouse=True)
def _alamat_dalam(settings: Settings) -> None:
    """No name is asked for in these tests."""
    settings.WEBHOOK_IZINKAN_PRIVAT = True


@pytest.fixture
def admin(orang: Pemeran, client: Client) -> Client:
    client.force_login(orang.administrator)
    return client


def isian(**lain: Any) -> dict[str, Any]:
    return {"nama": "Dasbor", "url": URL, "unit": "BAG", "jenis": ["laporan.terbit", "realisasi.diajukan"]} | lain


def dilihat(admin: Client, satu: Langganan) -> str:
    """What the page of changes was drawn from."""
    cocok = re.search(r'name="dilihat" value="([^"]+)"', admin.get(f"/webhook/{satu.pk}/ubah/").content.decode())
    assert cocok
    return html.unescape(cocok.group(1))


def test_daftar_kosong_menyebut_langkah_berikutnya(admin: Client) -> None:
    teks = admin.get("/webhook/").content.decode()
    assert "Belum ada webhook" in teks
    assert teks.count('href="/webhook/baru/"') == 2


def test_didaftarkan_dan_rahasia_tampil_sekali(orang: Pemeran, admin: Client) -> None:
    jawab = admin.post("/webhook/baru/", isian())
    satu = Langganan.objects.get()
    kunci = html.escape(rahasia(satu.garam))
    assert jawab.status_code == 201
    assert kunci in jawab.content.decode()
    assert "no-store" in jawab["Cache-Control"]
    assert (satu.unit, satu.jenis, satu.dibuat_oleh) == (
        orang.bagian,
        ["laporan.terbit", "realisasi.diajukan"],
        orang.administrator,
    )
    for alamat in ("", f"{satu.pk}/", f"{satu.pk}/ubah/"):
        assert kunci not in admin.get(f"/webhook/{alamat}").content.decode()
    assert Jejak.objects.get(aksi="langganan.buat").pelaku == orang.administrator


@pytest.mark.parametrize(
    ("salah", "kalimat"),
    [
        ({"url": "https://169.254.169.254/latest/"}, "alamat yang tidak umum (jaringan dalam atau server ini sendiri)"),
        ({"url": "http://penerima.example/"}, "Alamat webhook harus diawali https://"),
        ({"url": ""}, "Alamat webhook:"),
        ({"unit": "LUAR"}, "Tidak ada unit berkode LUAR di wewenang Anda."),
        ({"jenis": []}, "Pilih sedikitnya satu jenis peristiwa."),
        ({"jenis": ["karangan"]}, "karangan"),
    ],
)
def test_pendaftaran_ditolak_tanpa_kehilangan_isian(
    admin: Client, settings: Settings, salah: dict[str, Any], kalimat: str
) -> None:
    settings.WEBHOOK_IZINKAN_PRIVAT = False
    jawab = admin.post("/webhook/baru/", isian(nama="Portal Data") | {"url": "https://127.0.0.1/"} | salah)
    teks = html.unescape(jawab.content.decode())
    assert jawab.status_code == 422
    assert kalimat in teks
    assert 'value="Portal Data"' in teks
    assert not Langganan.objects.exists()


def test_diubah_alamat_unit_dan_jenis(orang: Pemeran, admin: Client) -> None:
    """What waits outside the new choice is not sent; the rest is."""
    satu = langganan(orang, URL)
    peristiwa(orang.bagian, n="atas")
    peristiwa(orang.subbagian, n="bawah")
    edarkan(timezone.now())
    jawab = admin.post(
        f"/webhook/{satu.pk}/ubah/",
        isian(nama="Portal", url=f"{URL}/baru", unit="SUB", dilihat=dilihat(admin, satu)),
    )
    assert jawab.status_code == 302, jawab.content.decode()
    satu.refresh_from_db()
    assert (satu.nama, satu.url, satu.unit) == ("Portal", f"{URL}/baru", orang.subbagian)
    assert [p.peristiwa.isi["n"] for p in Pengiriman.objects.select_related("peristiwa")] == ["bawah"]
    jejak = Jejak.objects.get(aksi="langganan.ubah")
    assert (jejak.sebelum["unit"], jejak.sesudah["unit"]) == ("BAG", "SUB")
    assert set(jejak.sesudah) == {"nama", "url", "unit", "jenis"}


def test_perubahan_orang_lain_tidak_ditimpa(orang: Pemeran, admin: Client) -> None:
    satu = langganan(orang, URL, jenis=["laporan.terbit"])
    lihat = dilihat(admin, satu)
    Langganan.objects.update(nama="Diubah rekan")
    jawab = admin.post(f"/webhook/{satu.pk}/ubah/", isian(nama="Punya saya", dilihat=lihat))
    teks = jawab.content.decode()
    assert jawab.status_code == 422
    assert "diubah orang lain sejak Anda membukanya" in teks
    assert "Diubah rekan; https://127.0.0.1:9/kait; Bagian Contoh; Laporan terbit." in teks
    assert 'value="Punya saya"' in teks
    satu.refresh_from_db()
    assert satu.nama == "Diubah rekan"
    # The page now stands on what is stored: a second save is meant.
    admin.post(f"/webhook/{satu.pk}/ubah/", isian(nama="Punya saya", dilihat=dilihat(admin, satu)))
    satu.refresh_from_db()
    assert satu.nama == "Punya saya"


def test_unit_instansi_lain_ditolak_bagi_pengelola_pun(orang: Pemeran, admin: Client) -> None:
    satu = langganan(orang, URL)
    buat_unit(orang.luar, "BAGLUAR", orang.unit_luar)
    orang.administrator.is_superuser = True
    orang.administrator.save()
    jawab = admin.post(f"/webhook/{satu.pk}/ubah/", isian(unit="BAGLUAR", dilihat=dilihat(admin, satu)))
    assert (jawab.status_code, "Tidak ada unit berkode BAGLUAR" in jawab.content.decode()) == (422, True)


def test_rahasia_diganti_dijeda_dihapus(orang: Pemeran, admin: Client) -> None:
    satu = langganan(orang, URL)
    lama = html.escape(rahasia(satu.garam))
    jawab = admin.post(f"/webhook/{satu.pk}/rahasia/")
    satu.refresh_from_db()
    baru = html.escape(rahasia(satu.garam))
    assert baru != lama
    assert baru in jawab.content.decode()
    assert "no-store" in jawab["Cache-Control"]
    admin.post(f"/webhook/{satu.pk}/jeda/")
    peristiwa(orang.bagian, n="a")
    edarkan(timezone.now())
    teks = admin.get(f"/webhook/{satu.pk}/").content.decode()
    assert "Dijeda oleh pengelolanya." in teks
    assert "menunggu webhook diaktifkan" in teks
    tolak = admin.post(f"/webhook/{satu.pk}/{Pengiriman.objects.get().pk}/kirim-ulang/", follow=True)
    assert "Langganan ini nonaktif" in tolak.content.decode()
    admin.post(f"/webhook/{satu.pk}/hapus/")
    assert not Langganan.objects.exists()
    assert list(Jejak.objects.filter(aksi__startswith="langganan.").order_by("pk").values_list("aksi", flat=True)) == [
        f"langganan.{aksi}" for aksi in ("buat", "rahasia_baru", "ubah", "hapus")
    ]


def test_rincian_memuat_isi_kepala_dan_tiap_percobaan(
    orang: Pemeran, admin: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The signature on the page is the one that was sent, also after the secret was renewed."""
    with penerima() as server:
        server.catatan.jawab = lambda n: 503 if n == 1 else 204
        satu = langganan(orang, server.url)
        kunci = base64.b64decode(rahasia(satu.garam).removeprefix("whsec_"))
        peristiwa(orang.bagian, n="a")
        kini = timezone.now()
        edarkan(kini)
        antar.antarkan(satu.pk, kini)
        kirim = Pengiriman.objects.get()
        alamat = f"/webhook/{satu.pk}/{kirim.pk}/"
        gagal = admin.get(alamat).content.decode()
        assert "Dicoba lagi" in gagal
        assert "Coba sekarang" in gagal
        assert "dikirim lagi" in gagal
        assert admin.post(f"{alamat}kirim-ulang/").status_code == 302
        antar.antarkan(satu.pk, timezone.now())
    admin.post(f"/webhook/{satu.pk}/rahasia/")
    with django_assert_max_num_queries(8):
        teks = html.unescape(admin.get(alamat).content.decode())
    assert server.catatan.semua[0].badan.decode() in teks
    for datang in server.catatan.semua:
        cap = datang.kepala["webhook-timestamp"]
        isi = f"{datang.kepala['webhook-id']}.{cap}.".encode() + datang.badan
        tanda = base64.b64encode(hmac.new(kunci, isi, hashlib.sha256).digest()).decode()
        assert datang.kepala["webhook-signature"] == f"v1,{tanda}"
        assert tanda in teks
    assert teks.index("HTTP 204") < teks.index("HTTP 503")
    assert "1; 2 termasuk sebelum dikirim ulang" in teks
    assert Jejak.objects.get(aksi="langganan.kirim_ulang").sesudah == {"peristiwa": 1}


def test_riwayat_percobaan_terbatas(orang: Pemeran) -> None:
    with penerima() as server:
        server.catatan.jawab = lambda n: 500
        satu = langganan(orang, server.url)
        peristiwa(orang.bagian, n="a")
        edarkan(timezone.now())
        Pengiriman.objects.update(riwayat=[{"waktu": "lama"}] * antar.RIWAYAT_MAKS)
        antar.antarkan(satu.pk, timezone.now())
    riwayat = Pengiriman.objects.get().riwayat
    assert len(riwayat) == antar.RIWAYAT_MAKS
    assert [r.get("kode_http") for r in riwayat[-2:]] == [None, 500]


@pytest.mark.parametrize("banyak", [1, 30])
def test_saringan_dan_banyak_kueri(
    orang: Pemeran, admin: Client, django_assert_max_num_queries: DjangoAssertNumQueries, banyak: int
) -> None:
    satu = langganan(orang, URL)
    for n in range(banyak):
        peristiwa(orang.bagian, n=n)
    edarkan(timezone.now())
    with django_assert_max_num_queries(9):
        semua = admin.get(f"/webhook/{satu.pk}/").content.decode()
    assert semua.count("/kirim-ulang/") == 0
    assert f"<dd>{banyak}</dd>" in re.sub(r"\s+", "", semua)
    for saring in ("?status=gagal", "?jenis=laporan.terbit"):
        kosong = admin.get(f"/webhook/{satu.pk}/{saring}").content.decode()
        assert "Tidak ada pengiriman yang cocok" in kosong
    assert "Realisasi diajukan</a>" in admin.get(f"/webhook/{satu.pk}/?jenis=realisasi.diajukan").content.decode()


def test_ulangi_dari_nomor(orang: Pemeran, admin: Client) -> None:
    satu = langganan(orang, URL)
    for n in range(3):
        peristiwa(orang.bagian, n=n)
    edarkan(timezone.now())
    Pengiriman.objects.update(status="terkirim")
    jawab = admin.post(f"/webhook/{satu.pk}/ulangi/", {"dari": "2"}, follow=True)
    assert "2 peristiwa diantrekan" in jawab.content.decode()
    assert Pengiriman.objects.filter(status="menunggu").count() == 2
    assert (
        "tidak ada yang diantrekan"
        in admin.post(f"/webhook/{satu.pk}/ulangi/", {"dari": "99"}, follow=True).content.decode()
    )
    for salah, kalimat in (("dua", "bilangan bulat"), ("0", "mulai dari 1"), ("", "Tulis nomor peristiwa")):
        tolak = admin.post(f"/webhook/{satu.pk}/ulangi/", {"dari": salah})
        assert (tolak.status_code, kalimat in tolak.content.decode()) == (422, True)
