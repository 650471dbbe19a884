"""Paper forms: digits read, entered with and without the page's script, undone with everything that was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Jejak, Pengguna
from survei.alur import Status
from survei.hitung.kertas import baca_angka_kertas
from survei.hitung.kesalahan import NilaiMustahil
from survei.models import Jawaban, PertanyaanTambahan, Survei
from survei.selectors.sinyal import cari_sinyal
from survei.services import tally
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.bantu import WIB, buat_survei, nilai, tally_semua

Kirim = Callable[..., Any]
LENGKAP = {"umur": "41", "jenis_kelamin": "L", "pendidikan": "sma", "pekerjaan": "swasta", "saran": "Kursi kurang."}


@pytest.mark.parametrize(
    ("teks", "harap"),
    [
        ("3440", (3, 4, 4, None)),
        ("3-44", (3, None, 4, 4)),
        ("3, 4;4 .1", (3, 4, 4, 1)),
    ],
)
def test_angka_terbaca(teks: str, harap: tuple[int | None, ...]) -> None:
    assert baca_angka_kertas(teks, 4) == harap


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("3454", "Angka ke-3 “5” bukan jawaban. Ketik 1, 2, 3, 4, atau 0 bila kosong."),
        ("34x4", "Angka ke-3 “x” bukan jawaban. Ketik 1, 2, 3, 4, atau 0 bila kosong."),
        ("344", "Survei ini 4 pertanyaan; terketik 3 angka (kurang 1)."),
        ("34411", "Survei ini 4 pertanyaan; terketik 5 angka (lebih 1)."),
        ("0-00", "Lembar ini kosong: sedikitnya satu pertanyaan harus dijawab."),
    ],
)
def test_angka_ditolak_dengan_tempatnya(teks: str, pesan: str) -> None:
    with pytest.raises(NilaiMustahil) as salah:
        baca_angka_kertas(teks, 4)
    assert salah.value.pesan == pesan


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    return buat_survei(orang.bagian, layanan=["KTP", "KK"])


@pytest.fixture
def petugas(orang: Pemeran, client: Client) -> Pengguna:
    siapa = buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.kota))
    client.force_login(siapa)
    return siapa


@pytest.fixture
def kirim(client: Client, survei: Survei, petugas: Pengguna) -> Kirim:
    """Send one form; `skrip` as the page's script does, `urungkan` to the other address."""

    def satu(skrip: bool = False, urungkan: bool = False, pengguna: str = "", **data: str) -> Any:
        alamat = reverse("survei:kertas_urungkan" if urungkan else "survei:kertas", args=[survei.pk])
        kepala = {"X-Requested-With": "kertas"} if skrip else {}
        if pengguna:
            kepala["X-Pengguna"] = pengguna
        return client.post(alamat, data, headers=kepala)

    return satu


def test_tanpa_skrip_tersimpan_dan_tampak(client: Client, survei: Survei, kirim: Kirim) -> None:
    ktp = survei.layanan.get(nama="KTP")
    jawab = kirim(kunci=str(uuid4()), angka="344432044", layanan=str(ktp.pk), **LENGKAP)
    halaman = client.get(jawab["Location"]).content.decode()
    assert "Tersimpan: 344432044." in halaman
    assert '<b id="jumlah">1</b>' in halaman
    satu = Jawaban.objects.get()
    assert (nilai(satu, 1, 7), satu.kanal, satu.layanan, satu.umur) == ([3, None], "kertas", ktp, 41)
    assert Jejak.objects.filter(aksi="jawaban.kertas").count() == 1
    assert tally.periksa(survei) == []


def test_tanpa_skrip_salah_menyimpan_ketikan(kirim: Kirim) -> None:
    halaman = kirim(kunci=str(uuid4()), angka="34443204", saran="Kursi kurang.").content.decode()
    assert "terketik 8 angka (kurang 1)" in halaman
    assert 'value="34443204"' in halaman
    assert "Kursi kurang." in halaman
    assert not Jawaban.objects.exists()


def test_tanpa_skrip_urungkan_mengembalikan_semua_ketikan(survei: Survei, kirim: Kirim) -> None:
    tanya = PertanyaanTambahan.objects.create(survei=survei, urutan=1, teks="Tahu dari?", pilihan=["Web", "Teman"])
    kunci = str(uuid4())
    kirim(kunci=kunci, angka="444444444", **LENGKAP, **{f"t_{tanya.pk}": "Teman"})
    assert Jawaban.objects.get().tambahan == {str(tanya.pk): "Teman"}
    halaman = kirim(urungkan=True, kunci=kunci).content.decode()
    for teks in (
        'value="444444444"',
        'value="41"',
        'value="L" selected',
        'value="sma" selected',
        'value="Teman" selected',
        "Kursi kurang.",
    ):
        assert teks in halaman
    assert kunci not in halaman
    assert not Jawaban.objects.exists()
    assert tally_semua(survei).responden == 0


def test_dengan_skrip_simpan_ulang_dan_urungkan(survei: Survei, kirim: Kirim) -> None:
    kunci = str(uuid4())
    data = {"kunci": kunci, "angka": "3-3333333", "umur": "30"}
    assert kirim(skrip=True, **data).json() == {"keadaan": "tersimpan", "angka": "303333333", "jumlah": 1}
    assert kirim(skrip=True, **data).json()["jumlah"] == 1
    hasil = kirim(skrip=True, urungkan=True, kunci=kunci).json()
    assert (hasil["keadaan"], hasil["jumlah"]) == ("diurungkan", 0)
    assert (hasil["isi"]["angka"], hasil["isi"]["umur"]) == ("303333333", "30")
    lagi = kirim(skrip=True, urungkan=True, kunci=kunci)
    assert (lagi.status_code, lagi.json()["kode"]) == (409, "jawaban_tidak_ada")


def test_dengan_skrip_penolakan_menyebut_kolom_dan_aturan(survei: Survei, kirim: Kirim) -> None:
    jawab = kirim(skrip=True, kunci=str(uuid4()), angka="5", umur="3")
    assert jawab.status_code == 422
    assert set(jawab.json()["galat"]) == {"angka", "umur"}
    assert "Angka ke-1 “5” bukan jawaban" in jawab.json()["pesan"]
    orang_lain = kirim(skrip=True, pengguna="999999", kunci=str(uuid4()), angka="4" * 9)
    assert (orang_lain.status_code, orang_lain.json()["akun_lain"]) == (403, True)
    Survei.objects.update(status=Status.DITUTUP)
    tutup = kirim(skrip=True, kunci=str(uuid4()), angka="4" * 9)
    assert (tutup.status_code, tutup.json()["kode"]) == (409, "survei_tidak_berjalan")
    assert not Jawaban.objects.exists()


def test_tanggal_pada_lembar_tersimpan_dan_menetap(client: Client, survei: Survei, kirim: Kirim) -> None:
    ktp = str(survei.layanan.get(nama="KTP").pk)
    kunci = str(uuid4())
    jawab = kirim(kunci=kunci, angka="4" * 9, tanggal="2023-03-02", layanan=ktp, umur="30")
    assert Jawaban.objects.get().waktu == datetime(2023, 3, 2, tzinfo=WIB)
    form = client.get(jawab["Location"]).context["form"]
    assert form.initial == {"tanggal": "2023-03-02", "layanan": ktp}
    assert kirim(skrip=True, urungkan=True, kunci=kunci).json()["isi"]["tanggal"] == "2023-03-02"
    # Ten equal forms of one day without an hour came in nobody knows when: no burst, no question.
    for _ in range(10):
        kirim(kunci=str(uuid4()), angka="4" * 9, tanggal="2023-03-04")
    assert not [s for s in cari_sinyal(survei).sinyal if s.jenis in ("beruntun", "luar_jam")]


@pytest.mark.parametrize(
    ("tanggal", "pesan"),
    [
        ("2022-12-31", "di luar masa survei (1 Januari 2023 sampai 30 Juni 2023)"),
        ("2023-07-01", "di luar masa survei"),
        ("2990-01-01", "belum tiba"),
        ("kemarin", "Tanggal tidak terbaca"),
    ],
)
def test_tanggal_pada_lembar_yang_mustahil(kirim: Kirim, tanggal: str, pesan: str) -> None:
    jawab = kirim(skrip=True, kunci=str(uuid4()), angka="4" * 9, tanggal=tanggal)
    assert (jawab.status_code, list(jawab.json()["galat"])) == (422, ["tanggal"])
    assert pesan in jawab.json()["pesan"]
    assert not Jawaban.objects.exists()


def test_survei_yang_tidak_berjalan_tidak_membuka_halaman(client: Client, survei: Survei, petugas: Pengguna) -> None:
    alamat = reverse("survei:kertas", args=[survei.pk])
    assert client.get(alamat, {"akhir": "bukan-uuid"}).status_code == 200
    Survei.objects.update(status=Status.DRAF)
    assert client.get(alamat).status_code == 409
