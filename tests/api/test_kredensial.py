"""Credentials: made once, hashed, expiring, revocable; a token reaches no further than its unit."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from rest_framework.test import APIClient

from kinerja.api.kredensial import Rahasia, buat_klien, buat_token, cabut, perbarui_rahasia
from kinerja.api.models import Klien, TokenPribadi
from kinerja.organisasi import akses, jejak
from kinerja.organisasi.akses import Aksi, Peran
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak, Pengguna, Unit
from tests.api.conftest import Pemanggil
from tests.orang import Pemeran


def _token(orang: Pemeran, **lain: Any) -> tuple[TokenPribadi, str]:
    kini = timezone.now()
    isi: dict[str, Any] = {
        "pemilik": orang.verifikator,
        "nama": "Skrip rekap",
        "cakupan": ["organisasi:baca"],
        "unit": orang.bagian,
        "kedaluwarsa": kini + timedelta(days=30),
        "kini": kini,
    }
    return buat_token(**(isi | lain))


def _klien(
    orang: Pemeran, peran: tuple[Peran, ...] = (Peran.OPERATOR,), unit: Unit | None = None
) -> tuple[Klien, Rahasia]:
    kini = timezone.now()
    return buat_klien(
        pelaku=orang.administrator,
        nama="CRM",
        unit=unit or orang.bagian,
        peran=peran,
        cakupan=["organisasi:baca", "realisasi:tulis"],
        kedaluwarsa=kini + timedelta(days=30),
        kini=kini,
    )


def _minta_token(rahasia: Rahasia, **lain: str) -> Any:
    return APIClient().post(
        "/api/oauth/token/",
        {"grant_type": "client_credentials", "client_id": rahasia.id_klien, "client_secret": rahasia.rahasia} | lain,
        format="multipart",
    )


def _baca(teks: str) -> int:
    klien = APIClient()
    klien.credentials(HTTP_AUTHORIZATION=f"Bearer {teks}")
    return int(klien.get("/api/v1/unit/").status_code)


def test_token_hanya_disimpan_sidiknya(orang: Pemeran) -> None:
    token, teks = _token(orang)
    isi = " ".join(str(n) for n in TokenPribadi.objects.values_list(flat=False).get(pk=token.pk))
    assert teks.startswith("kin_")
    assert teks not in isi
    assert token.awalan == teks[:8]


def test_token_dicabut_atau_kedaluwarsa_401(orang: Pemeran) -> None:
    token, teks = _token(orang)
    assert _baca(teks) == 200
    cabut(pelaku=orang.verifikator, kunci=token, kini=timezone.now())
    assert _baca(teks) == 401
    _, usang = _token(orang)
    TokenPribadi.objects.filter(sidik__isnull=False).update(kedaluwarsa=timezone.now() - timedelta(seconds=1))
    assert _baca(usang) == 401
    assert _baca("kin_karangan") == 401


def test_akun_dinonaktifkan_mematikan_tokennya(orang: Pemeran) -> None:
    _, teks = _token(orang)
    Pengguna.objects.filter(pk=orang.verifikator.pk).update(is_active=False)
    assert _baca(teks) == 401


@pytest.mark.parametrize(
    ("lain", "kode"),
    [
        ({"cakupan": []}, "cakupan_kosong"),
        ({"cakupan": ["organisasi:hapus"]}, "cakupan_asing"),
        ({"kedaluwarsa": datetime(2020, 1, 1, tzinfo=timezone.get_default_timezone())}, "kedaluwarsa_keliru"),
        ({"kedaluwarsa": timezone.now() + timedelta(days=400)}, "kedaluwarsa_keliru"),
    ],
)
def test_token_ditolak(orang: Pemeran, lain: dict[str, Any], kode: str) -> None:
    with pytest.raises(PelanggaranAturan) as salah:
        _token(orang, **lain)
    assert salah.value.kode == kode


def test_token_tidak_keluar_dari_wewenang_pemilik(orang: Pemeran) -> None:
    with pytest.raises(PelanggaranAturan) as salah:
        _token(orang, pemilik=orang.operator, unit=orang.kota)
    assert salah.value.kode == "unit_di_luar_wewenang"


def test_orang_lain_tidak_mencabut(orang: Pemeran) -> None:
    token, teks = _token(orang)
    with pytest.raises(PermissionDenied):
        cabut(pelaku=orang.operator, kunci=token, kini=timezone.now())
    assert _baca(teks) == 200


def test_klien_mendapat_token_dan_hanya_cakupannya(orang: Pemeran) -> None:
    _, rahasia = _klien(orang)
    jawab = _minta_token(rahasia)
    assert jawab.status_code == 200, jawab.content
    assert jawab.json()["scope"].split() == ["organisasi:baca", "realisasi:tulis"]
    assert _baca(jawab.json()["access_token"]) == 200
    lebih = _minta_token(rahasia, scope="jejak:baca")
    assert (lebih.status_code, lebih.json()["error"]) == (400, "invalid_scope")


def test_rahasia_klien_disimpan_sebagai_sidik(orang: Pemeran) -> None:
    klien, rahasia = _klien(orang)
    assert rahasia.rahasia not in klien.aplikasi.client_secret
    salah = _minta_token(Rahasia(rahasia.id_klien, "karangan"))
    assert salah.status_code == 401


def _tersimpan() -> str:
    """Every row of every table of OAuth2, as text."""
    model = apps.get_app_config("oauth2_provider").get_models()
    return "\n".join(str(baris) for satu in model for baris in satu._default_manager.values())


def test_token_oauth_hanya_disimpan_sidiknya(orang: Pemeran) -> None:
    """Neither the tokens nor the secret that fetched them; two stand side by side, each is revoked alone."""
    _, rahasia = _klien(orang)
    satu, lain = (_minta_token(rahasia).json()["access_token"] for _ in range(2))
    assert (_baca(satu), _baca(lain)) == (200, 200)
    tersimpan = _tersimpan()
    assert [teks in tersimpan for teks in (satu, lain, rahasia.rahasia)] == [False] * 3
    assert [hashlib.sha256(teks.encode()).hexdigest() in tersimpan for teks in (satu, lain)] == [True] * 2
    assert (_baca(""), _baca("karangan"), _baca(hashlib.sha256(satu.encode()).hexdigest())) == (401, 401, 401)
    _, asing = _klien(orang)
    for siapa, sesudahnya in ((asing, 200), (rahasia, 401)):
        isi = {"token": satu, "client_id": siapa.id_klien, "client_secret": siapa.rahasia}
        assert APIClient().post("/api/oauth/cabut/", isi, format="multipart").status_code == 200
        assert (_baca(satu), _baca(lain)) == (sesudahnya, 200)
    assert satu not in _tersimpan()


def test_klien_dicabut_mematikan_token_yang_beredar(orang: Pemeran) -> None:
    klien, rahasia = _klien(orang)
    teks = _minta_token(rahasia).json()["access_token"]
    cabut(pelaku=orang.administrator, kunci=klien, kini=timezone.now())
    assert _baca(teks) == 401


def test_klien_hanya_didaftarkan_administrator(orang: Pemeran) -> None:
    kini = timezone.now()
    with pytest.raises(PermissionDenied):
        buat_klien(
            pelaku=orang.operator,
            nama="CRM",
            unit=orang.bagian,
            peran=[Peran.OPERATOR],
            cakupan=["organisasi:baca"],
            kedaluwarsa=kini + timedelta(days=1),
            kini=kini,
        )


def test_batasi_menurunkan_peran_ke_unit_token(orang: Pemeran) -> None:
    akun = orang.verifikator
    akses.batasi(akun, orang.bagian.jalur)
    assert akses.unit_untuk(akun, Aksi.VERIFIKASI) == (orang.bagian.jalur,)
    akses.batasi(akun, orang.bagian_lain.jalur)
    assert akses.unit_untuk(akun, Aksi.VERIFIKASI) == ()


def test_jejak_menyebut_kredensial(orang: Pemeran, dengan_token: Pemanggil) -> None:
    akun = orang.verifikator
    akun.lewat = "token:7"
    jejak.catat(pelaku=akun, aksi="uji", objek=orang.bagian, kini=timezone.now())
    assert Jejak.objects.get(aksi="uji").lewat == "token:7"


def test_terakhir_dipakai_ditulis_paling_sering_semenit(orang: Pemeran) -> None:
    token, teks = _token(orang)
    _baca(teks)
    pertama = TokenPribadi.objects.get(pk=token.pk).terakhir_dipakai
    assert pertama is not None
    _baca(teks)
    assert TokenPribadi.objects.get(pk=token.pk).terakhir_dipakai == pertama


def _perbarui(orang: Pemeran, klien: Klien, tumpang: timedelta) -> Rahasia:
    kini = timezone.now()
    return perbarui_rahasia(
        pelaku=orang.administrator, klien=klien, kedaluwarsa=kini + timedelta(days=90), tumpang=tumpang, kini=kini
    )


def test_rahasia_diperbarui_yang_lama_berakhir_seketika(orang: Pemeran) -> None:
    """The old secret and the tokens it fetched stop; the client, its id and its account stay."""
    klien, lama = _klien(orang)
    akses_lama = _minta_token(lama).json()["access_token"]
    assert _baca(akses_lama) == 200
    baru = _perbarui(orang, klien, timedelta(0))
    assert baru.id_klien == lama.id_klien
    assert _baca(akses_lama) == 401
    assert _minta_token(lama).status_code == 401
    assert _baca(_minta_token(baru).json()["access_token"]) == 200
    jejak_baru = Jejak.objects.get(aksi="api.klien_rahasia")
    assert (jejak_baru.pelaku, jejak_baru.sesudah["rahasia_lama_sampai"]) == (orang.administrator, None)
    assert baru.rahasia not in str(jejak_baru.sesudah)


def test_rahasia_lama_masih_berlaku_sampai_waktunya(orang: Pemeran) -> None:
    klien, lama = _klien(orang)
    baru = _perbarui(orang, klien, timedelta(days=1))
    for kunci in (lama, baru):
        assert _baca(_minta_token(kunci).json()["access_token"]) == 200
    assert _minta_token(Rahasia(baru.id_klien, "karangan")).status_code == 401
    lain, _ = _klien(orang)
    assert _minta_token(Rahasia(lain.aplikasi.client_id, lama.rahasia)).status_code == 401
    Klien.objects.filter(pk=klien.pk).update(rahasia_lama_sampai=timezone.now() - timedelta(seconds=1))
    assert _minta_token(lama).status_code == 401
    assert _minta_token(baru).status_code == 200


def test_klien_kedaluwarsa_hidup_lagi_hanya_dengan_rahasia_baru(orang: Pemeran) -> None:
    klien, lama = _klien(orang)
    Klien.objects.update(kedaluwarsa=timezone.now() - timedelta(days=1))
    baru = _perbarui(orang, klien, timedelta(days=7))
    assert _minta_token(lama).status_code == 401
    assert _baca(_minta_token(baru).json()["access_token"]) == 200


def test_pembaruan_rahasia_ditolak(orang: Pemeran) -> None:
    klien, lama = _klien(orang)
    kini = timezone.now()
    with pytest.raises(PermissionDenied):
        perbarui_rahasia(
            pelaku=orang.operator, klien=klien, kedaluwarsa=kini + timedelta(1), tumpang=timedelta(0), kini=kini
        )
    for tumpang, sampai, kode in (
        (timedelta(days=8), timedelta(days=30), "tumpang_keliru"),
        (timedelta(0), timedelta(days=367), "kedaluwarsa_keliru"),
        (timedelta(0), timedelta(0), "kedaluwarsa_keliru"),
    ):
        with pytest.raises(PelanggaranAturan) as salah:
            perbarui_rahasia(
                pelaku=orang.administrator, klien=klien, kedaluwarsa=kini + sampai, tumpang=tumpang, kini=kini
            )
        assert salah.value.kode == kode
    assert _minta_token(lama).status_code == 200
    cabut(pelaku=orang.administrator, kunci=klien, kini=kini)
    with pytest.raises(PelanggaranAturan) as salah:
        _perbarui(orang, klien, timedelta(0))
    assert salah.value.kode == "klien_dicabut"
