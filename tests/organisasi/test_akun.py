"""Sign in, sign out, change of password: what opens, and what stays closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import Settings

from kinerja.organisasi.akun import urls as urls_akun
from kinerja.organisasi.models import Jejak, Pengguna
from tests.orang import Pemeran
from tests.pabrik import SANDI

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Jawaban

MASUK, KELUAR, GANTI = "/akun/masuk/", "/akun/keluar/", "/akun/kata-sandi/"
BARU = "pelangi di atas ciliwung"
SALAH = "Nama pengguna atau kata sandi salah."
PAGI = datetime(2023, 7, 17, 8, 0, 30, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture(autouse=True)
def _penghitung_sendiri(settings: Settings, tmp_path: object) -> None:
    """Counters of tries that no other test has filled."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }


def coba_masuk(client: Client, nama: str = "operator", sandi: str = SANDI, **lain: str) -> Jawaban:
    return client.post(MASUK, {"login": nama, "password": sandi, **lain})


def sudah_masuk(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_masuk_membuka_sesi_dan_tercatat(client: Client, orang: Pemeran) -> None:
    jawab = coba_masuk(client)
    assert (jawab.status_code, jawab["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(orang.operator.pk)
    jejak = Jejak.objects.get(aksi="akun.masuk")
    assert (jejak.pelaku, jejak.objek_id) == (orang.operator, str(orang.operator.pk))


def test_tiga_sebab_gagal_satu_pesan(client: Client, orang: Pemeran) -> None:
    """Nobody learns from the page which accounts exist."""
    Pengguna.objects.filter(pk=orang.operator_lain.pk).update(is_active=False)
    for nama, sandi in (("operator", "salah"), ("tidak-ada", SANDI), ("operator_lain", SANDI)):
        jawab = coba_masuk(client, nama, sandi)
        assert jawab.status_code == 200
        assert jawab.context["form"].non_field_errors() == [f"{SALAH} Periksa huruf besar dan kecilnya."]
        assert not sudah_masuk(client)
    assert not Jejak.objects.filter(aksi="akun.masuk").exists()


@pytest.mark.parametrize(("tujuan", "sampai"), [("/isian/?tw=2", "/isian/?tw=2"), ("https://jahat.example/", "/")])
def test_sesudah_masuk_hanya_ke_alamat_sendiri(client: Client, orang: Pemeran, tujuan: str, sampai: str) -> None:
    assert coba_masuk(client, next=tujuan)["Location"] == sampai


def test_terlalu_banyak_percobaan_ditutup_lalu_dibuka(client: Client, orang: Pemeran) -> None:
    with time_machine.travel(PAGI, tick=False) as jam:
        for _ in range(5):
            assert coba_masuk(client, sandi="salah").status_code == 200
        jawab = coba_masuk(client)  # even the right password
        assert jawab.status_code == 429
        assert "Coba lagi mulai 17 Juli 2023 pukul 08.06 WIB." in jawab.content.decode()
        assert jawab["Retry-After"] == "301"
        assert not sudah_masuk(client)
        # Another account from the same address is not closed.
        assert coba_masuk(Client(), "verifikator").status_code == 302
        jam.shift(timedelta(seconds=301))
        assert coba_masuk(client).status_code == 302


def test_batas_per_alamat_memakai_halaman_yang_sama(client: Client, settings: Settings, orang: Pemeran) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    with time_machine.travel(PAGI, tick=False):
        assert [coba_masuk(client, sandi="salah").status_code for _ in range(3)] == [200, 200, 429]
        isi = coba_masuk(client).content.decode()
    assert "Terlalu banyak permintaan" in isi
    assert "17 Juli 2023 pukul 08.02 WIB" in isi


def test_keluar_hanya_dengan_post(client: Client, orang: Pemeran) -> None:
    client.force_login(orang.operator)
    jawab = client.get(KELUAR)
    assert jawab.status_code == 200
    assert "Keluar dari Kinerja?" in jawab.content.decode()
    assert sudah_masuk(client)
    jawab = client.post(KELUAR)
    assert (jawab.status_code, jawab["Location"]) == (302, MASUK)
    assert not sudah_masuk(client)


def test_keluar_tanpa_token_ditolak_dengan_penjelasan(orang: Pemeran) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(orang.operator)
    jawab = client.post(KELUAR)
    assert jawab.status_code == 403
    assert "Formulir ini sudah kedaluwarsa" in jawab.content.decode()
    assert sudah_masuk(client)


def ganti(client: Client, lama: str = SANDI, baru: str = BARU, ulang: str | None = None) -> Jawaban:
    return client.post(GANTI, {"oldpassword": lama, "password1": baru, "password2": baru if ulang is None else ulang})


@pytest.mark.parametrize(
    ("isian", "kolom", "pesan"),
    [
        ({"lama": "salah"}, "oldpassword", "Tidak cocok dengan kata sandi Anda."),
        ({"ulang": "lain sama sekali"}, "password2", "Kedua isian kata sandi baru tidak sama."),
        ({"baru": SANDI}, "password1", "Kata sandi baru harus berbeda dari yang sekarang."),
        ({"baru": "jati-kembar"}, "password1", "Terlalu pendek: sedikitnya 12 huruf, angka, atau tanda."),
        ({"baru": "198503172010012003"}, "password1", "Tidak boleh hanya angka."),
        ({"baru": "qwerty123456"}, "password1", "Terlalu umum, sehingga mudah ditebak."),
        ({"baru": "contoh operator"}, "password1", "Terlalu mirip dengan nama atau nama pengguna Anda."),
    ],
)
def test_ganti_sandi_ditolak(
    client: Client, settings: Settings, orang: Pemeran, isian: dict[str, str], kolom: str, pesan: str
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    client.force_login(orang.operator)
    jawab = ganti(client, **isian)
    assert jawab.status_code == 200
    assert jawab.context["form"].errors == {kolom: [pesan]}
    orang.operator.refresh_from_db()
    assert orang.operator.check_password(SANDI)


def test_ganti_sandi_berlaku_dan_mengakhiri_sesi_lain(client: Client, orang: Pemeran) -> None:
    lain = Client()
    for c in (client, lain):
        c.force_login(orang.operator)
    assert ganti(client)["Location"] == "/"
    orang.operator.refresh_from_db()
    assert orang.operator.check_password(BARU)
    assert client.get(GANTI).status_code == 200
    assert lain.get(GANTI)["Location"] == f"{MASUK}?next={GANTI}"
    jejak = Jejak.objects.get(aksi="akun.ganti_sandi")
    assert jejak.pelaku == orang.operator
    assert BARU not in f"{jejak.sebelum}{jejak.sesudah}"


def test_ganti_sandi_dibatasi(client: Client, settings: Settings, orang: Pemeran) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"change_password": "1/m/user"}
    client.force_login(orang.operator)
    assert ganti(client, lama="salah").status_code == 200
    jawab = ganti(client, lama="salah lagi")
    assert jawab.status_code == 429
    assert int(jawab["Retry-After"]) in range(1, 62)


def test_sandi_sementara_wajib_diganti_dulu(client: Client, orang: Pemeran) -> None:
    Pengguna.objects.filter(pk=orang.operator.pk).update(wajib_ganti_sandi=True)
    assert coba_masuk(client).status_code == 302
    assert client.get("/")["Location"] == GANTI
    jawab = client.get("/", headers={"HX-Request": "true"})
    assert (jawab.status_code, jawab["HX-Redirect"]) == (200, GANTI)
    assert "Ganti dulu kata sandi sementara" in client.get(GANTI).content.decode()
    # A refused change keeps the door shut.
    ganti(client, baru="pendek")
    assert client.get("/")["Location"] == GANTI
    assert ganti(client)["Location"] == "/"
    assert client.get("/akun/lupa-kata-sandi/").status_code == 200
    orang.operator.refresh_from_db()
    assert not orang.operator.wajib_ganti_sandi


def test_sandi_sementara_boleh_keluar(client: Client, orang: Pemeran) -> None:
    Pengguna.objects.filter(pk=orang.operator.pk).update(wajib_ganti_sandi=True)
    client.force_login(orang.operator)
    assert client.post(KELUAR)["Location"] == MASUK
    assert not sudah_masuk(client)


def test_pendaftaran_tertutup(client: Client, orang: Pemeran) -> None:
    sebelum = Pengguna.objects.count()
    jawab = client.get("/akun/daftar/")
    assert jawab.status_code == 403
    assert "Akun dibuat oleh administrator" in jawab.content.decode()
    isi = {"username": "baru", "password1": BARU, "password2": BARU}
    assert client.post("/akun/daftar/", isi).status_code == 405
    assert Pengguna.objects.count() == sebelum


def test_lupa_sandi_menyebut_administrator(client: Client, db: None) -> None:
    assert "administrator Kinerja di instansi Anda" in client.get("/akun/lupa-kata-sandi/").content.decode()
    assert client.post("/akun/lupa-kata-sandi/", {"email": "a@b.id"}).status_code == 405


def test_hanya_pintu_yang_perlu() -> None:
    assert {p.name for p in urls_akun.urlpatterns} == {
        "account_login",
        "account_logout",
        "account_change_password",
        "account_reset_password",
        "account_signup",
        "account_inactive",
    }
    terdaftar = {n for n in get_resolver().reverse_dict if isinstance(n, str) and n.startswith("account_")}
    assert terdaftar == {p.name for p in urls_akun.urlpatterns}


def test_admin_masuk_lewat_pintu_yang_sama(client: Client, orang: Pemeran) -> None:
    alamat = reverse("admin:login")
    assert client.get(alamat)["Location"].startswith(MASUK)
    client.force_login(orang.operator)
    assert client.get(alamat).status_code == 403
    client.force_login(orang.administrator)
    assert client.get(alamat)["Location"] == reverse("admin:index")
