"""The BSrE client against a stand-in of its API v2: a signature that validates, and every refusal in clear words."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from pytest_django import Settings

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.models import TandaTangan
from kinerja.perjanjian.services.pk_dokumen import baca_dokumen, dokumen_terakhir
from kinerja.perjanjian.tandatangan.antarmuka import Rahasia
from kinerja.perjanjian.tandatangan.bsre import PenandatanganBsre
from kinerja.perjanjian.tandatangan.pilih import layanan_bsre
from tests.perjanjian import bsre_tiruan as tiruan
from tests.perjanjian.bantu_pk import (
    SANDI_SERTIFIKAT,
    Susunan,
    pk_di,
)
from tests.perjanjian.bantu_tanda import sah_menurut_pyhanko, tanda, tetap_belum_ditandatangani

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("nik", "sandi", "kode"),
    [
        (tiruan.AKTIF, "keliru", "sandi_salah"),
        (tiruan.KEDALUWARSA, SANDI_SERTIFIKAT, "sertifikat_kedaluwarsa"),
        (tiruan.TAK_TERDAFTAR, SANDI_SERTIFIKAT, "nik_tidak_terdaftar"),
        (tiruan.DITANGGUHKAN, SANDI_SERTIFIKAT, "sertifikat_tidak_aktif"),
        (tiruan.MACET, SANDI_SERTIFIKAT, "layanan_lambat"),
        (tiruan.GALAT, SANDI_SERTIFIKAT, "layanan_menolak"),
        (tiruan.BUKAN_JSON, SANDI_SERTIFIKAT, "layanan_menolak"),
        (tiruan.TANPA_BERKAS, SANDI_SERTIFIKAT, "layanan_menolak"),
        (tiruan.LAIN, SANDI_SERTIFIKAT, "hasil_tidak_sah"),
        ("123", SANDI_SERTIFIKAT, "nik_salah"),
    ],
)
def test_bsre_menolak_tanpa_jejak_setengah(
    susunan: Susunan, settings: Settings, caplog: pytest.LogCaptureFixture, nik: str, sandi: str, kode: str
) -> None:
    caplog.set_level(logging.DEBUG)
    baris = pk_di(susunan, Status.DISETUJUI)
    with tiruan.bsre_tiruan() as (alamat, _):
        layanan_tiruan = replace(alamat, batas_detik=0.3 if nik == tiruan.MACET else 5)
        with pytest.raises(PelanggaranAturan) as tolak:
            tanda(susunan, baris, cara=PenandatanganBsre(layanan_tiruan, nik, Rahasia(sandi)))
    assert tolak.value.kode == kode
    assert tolak.value.pesan.endswith(".")
    tetap_belum_ditandatangani(baris, settings)
    assert sandi not in caplog.text + tolak.value.pesan
    assert tolak.value.__cause__ is None


def test_bsre_menandatangani(susunan: Susunan, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    baris = pk_di(susunan, Status.DISETUJUI)
    with tiruan.bsre_tiruan() as (alamat, server):
        baris = tanda(susunan, baris, cara=PenandatanganBsre(alamat, tiruan.AKTIF, Rahasia(SANDI_SERTIFIKAT)))
    assert [jalur for jalur, _ in server.diminta] == ["/api/v2/user/check/status", "/api/v2/sign/pdf"]
    terakhir = dokumen_terakhir(baris)
    assert terakhir is not None
    assert sah_menurut_pyhanko(baca_dokumen(terakhir)) == [True]
    satu = TandaTangan.objects.get()
    assert (satu.cara, satu.subjek) == ("bsre", "Common Name: Penanda BSrE")
    assert SANDI_SERTIFIKAT not in caplog.text
    baris = tanda(susunan, baris, "asisten")
    assert baris.status == Status.DITANDATANGANI


def test_bsre_tidak_terjangkau_dan_akun_aplikasi_salah(susunan: Susunan, settings: Settings) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    with tiruan.bsre_tiruan() as (alamat, _):
        salah = PenandatanganBsre(replace(alamat, sandi="keliru"), tiruan.AKTIF, Rahasia(SANDI_SERTIFIKAT))
        with pytest.raises(PelanggaranAturan, match=r"menolak permintaan \(kode 401\)"):
            tanda(susunan, baris, cara=salah)
    mati = PenandatanganBsre(alamat, tiruan.AKTIF, Rahasia(SANDI_SERTIFIKAT))
    with pytest.raises(PelanggaranAturan, match="tidak dapat dihubungi"):
        tanda(susunan, baris, cara=mati)
    tetap_belum_ditandatangani(baris, settings)


def test_layanan_bsre_dari_pengaturan(settings: Settings) -> None:
    assert layanan_bsre() is None
    settings.BSRE_ALAMAT, settings.BSRE_PENGGUNA, settings.BSRE_SANDI = "https://esign.contoh.go.id", "app", "rahasia"
    layanan_terpasang = layanan_bsre()
    assert layanan_terpasang is not None
    assert (layanan_terpasang.alamat, layanan_terpasang.batas_detik) == ("https://esign.contoh.go.id", 30)
    assert "rahasia" not in repr(layanan_terpasang)
