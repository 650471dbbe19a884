"""Credential × operation: without the scope 403, limited to another unit 404 or an empty list, expired or revoked 401.

The operations come from the routes (tests/izin/operasi.py): one whose scope or object is not known here fails.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from oauth2_provider.models import get_access_token_model
from rest_framework.test import APIClient

from kinerja.api.cakupan import Cakupan
from kinerja.api.kredensial import buat_klien, cabut
from kinerja.api.models import Klien, TokenPribadi
from kinerja.organisasi.akses import Peran, peran_dari
from kinerja.organisasi.models import Pengguna
from tests.api.conftest import Pemanggil
from tests.api.objek import kunci_rute
from tests.izin.adegan import Adegan, susun
from tests.izin.matriks_api import MATRIKS_API
from tests.izin.operasi import SKEMA, operasi
from tests.izin.pola import Baris
from tests.izin.test_matriks import jawaban
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna

# First part of the address → scope to read, scope to change. None: nothing is asked.
CAKUPAN: dict[str, tuple[Cakupan | None, Cakupan | None]] = {
    **dict.fromkeys(("instansi", "unit", "jabatan", "periode"), (Cakupan.ORGANISASI_BACA, None)),
    "jejak": (Cakupan.JEJAK_BACA, None),
    **dict.fromkeys(("sasaran", "indikator", "target", "capaian"), (Cakupan.INDIKATOR_BACA, None)),
    **dict.fromkeys(("realisasi", "bukti"), (Cakupan.INDIKATOR_BACA, Cakupan.REALISASI_TULIS)),
    **dict.fromkeys(("survei", "unggahan"), (Cakupan.SURVEI_BACA, Cakupan.SURVEI_TULIS)),
    **dict.fromkeys(("hasil-survei", "rtl", "rekap-survei"), (Cakupan.SURVEI_BACA, None)),
    **dict.fromkeys(("perjanjian", "dokumen-perjanjian", "anggaran"), (Cakupan.PERJANJIAN_BACA, None)),
    **dict.fromkeys(("rencana-aksi", "ringkasan-rencana-aksi"), (Cakupan.PERJANJIAN_BACA, None)),
    **dict.fromkeys(("tautan", "turunan", "uraian-turunan", "pemeriksaan"), (Cakupan.PERJANJIAN_BACA, None)),
    **dict.fromkeys(("simpul", "crosscutting", "pohon"), (Cakupan.PERJANJIAN_BACA, None)),
    "laporan": (Cakupan.LAPORAN_BACA, Cakupan.LAPORAN_MINTA),
    **dict.fromkeys(("langganan", "pengiriman", "peristiwa"), (Cakupan.PERISTIWA_KELOLA, Cakupan.PERISTIWA_KELOLA)),
    # Whoever holds the printed code may check it.
    "periksa": (None, None),
    # The scope of what is asked about (tests/api/test_boleh.py), here a unit.
    "boleh": (Cakupan.ORGANISASI_BACA, None),
}
# The whole agency's, also for a token of one unit of it.
SEINSTANSI = {"instansi", "periode"}
TERBUKA = {"periksa"}


@dataclass(frozen=True)
class Operasi:
    """One way of calling one route; `objek`: its address names an object of the scene."""

    metode: str
    rute: str
    alamat: str
    objek: bool

    @property
    def bagian(self) -> str:
        return bagian_pertama(self.alamat)

    def perlu(self) -> Cakupan | None:
        """The scope it asks for."""
        baca, tulis = CAKUPAN[self.bagian]
        return baca if self.metode == "GET" else tulis

    def __str__(self) -> str:
        return f"{self.metode} {self.rute}"


def bagian_pertama(alamat: str) -> str:
    bagian = re.match(r"/api/v1/([^/]+)/", alamat)
    assert bagian, alamat
    return bagian[1]


@pytest.fixture
def adegan(orang: Pemeran) -> Adegan:
    return susun(orang)


@pytest.fixture
def kunci(adegan: Adegan) -> dict[str, dict[str, Any]]:
    return kunci_rute(adegan)


@pytest.fixture
def semua(kunci: dict[str, dict[str, Any]]) -> list[Operasi]:
    """Every operation of the API but the schema's own, at the objects of the scene."""
    hasil = []
    for metode, rute in operasi():
        if rute != SKEMA:
            nama = rute.removeprefix("api:")
            # Without its object in tests/api/objek.py the address cannot be made.
            hasil.append(Operasi(metode, rute, reverse(rute, kwargs=kunci.get(nama)), nama in kunci))
    return hasil


@pytest.fixture
def serba_bisa(orang: Pemeran) -> Pengguna:
    """Every role at kota: what is refused, is refused by the credential."""
    return buat_pengguna("serba_bisa", orang.instansi, *((p, orang.kota) for p in Peran))


def _panggil(klien: APIClient, satu: Operasi) -> Any:
    """With what some routes want before they look for the object."""
    kueri = "objek=unit:1" if satu.bagian == "boleh" else "triwulan=2"
    return klien.generic(satu.metode, f"{satu.alamat}?{kueri}", '{"alasan": "Uji."}', content_type="application/json")


def test_setiap_operasi_bercakupan(semua: list[Operasi]) -> None:
    assert len(semua) >= 80
    assert {satu.bagian for satu in semua} == set(CAKUPAN), "bagian alamat tanpa baris di CAKUPAN"
    tanpa = {str(satu) for satu in semua if satu.perlu() is None}
    assert tanpa == {"GET api:periksa"}, "operasi yang tidak meminta cakupan"


def test_setiap_objek_terpakai(kunci: dict[str, Any], semua: list[Operasi]) -> None:
    assert {f"api:{nama}" for nama in kunci} == {satu.rute for satu in semua if satu.objek}


def test_tanpa_cakupan_403(orang: Pemeran, semua: list[Operasi], serba_bisa: Pengguna, dengan_token: Pemanggil) -> None:
    """With all scopes but the one: refused, and told which. With that one alone: not refused for it."""
    tanpa = {c: dengan_token(serba_bisa, orang.kota, [lain for lain in Cakupan if lain != c]) for c in Cakupan}
    hanya = {c: dengan_token(serba_bisa, orang.kota, [c]) for c in Cakupan}
    beda = []
    for satu in semua:
        perlu = satu.perlu()
        if perlu is None:
            continue
        tolak = _panggil(tanpa[perlu], satu)
        jawab = tolak.json() if tolak.status_code == 403 else {}
        if (jawab.get("kode"), jawab.get("cakupan")) != ("cakupan_kurang", perlu.value):
            beda.append(f"{satu} tanpa {perlu}: {tolak.status_code}")
        if (status := _panggil(hanya[perlu], satu).status_code) in {401, 403, 404}:
            beda.append(f"{satu} dengan {perlu}: {status}")
    assert not beda, "\n".join(beda)


def test_token_berperan_seperti_sesinya(orang: Pemeran, adegan: Adegan, dengan_token: Pemanggil) -> None:
    """With every scope at the unit of the role a token gives what the session gives, where roles make a difference."""
    beda = []
    berbeda = [b for b in MATRIKS_API if "403" in b.harapan().values()]
    for kolom, pelaku in adegan.pelaku.items():
        if pelaku is not None and peran_dari(pelaku):
            unit = pelaku.peran.all()[0].unit
            beda += _sel_beda(dengan_token(pelaku, unit), adegan, kolom, berbeda)
    assert not beda, "\n".join(beda)


def test_token_unit_lain(orang: Pemeran, adegan: Adegan, serba_bisa: Pengguna, dengan_token: Pemanggil) -> None:
    """Every scope and every role, for the unit beside bagian or below it: what is bagian's is not there."""
    tertutup = [b for b in MATRIKS_API if b.harapan()["operator_lain"] in {"404", "422"}]
    beda = []
    for unit in (orang.bagian_lain, orang.subbagian):
        beda += _sel_beda(dengan_token(serba_bisa, unit), adegan, "operator_lain", tertutup)
    assert not beda, "\n".join(beda)


def _sel_beda(klien: APIClient, adegan: Adegan, kolom: str, matriks: Sequence[Baris]) -> list[str]:
    """The rows that answer `klien` otherwise than the cell of `kolom` says."""
    assert len(matriks) >= 15
    hasil = []
    for baris in matriks:
        harap = baris.harapan()[kolom]
        nyata = jawaban(baris, klien, reverse(baris.rute, kwargs=baris.kunci(adegan)), baris.data(adegan))
        if nyata != harap:
            hasil.append(f"{kolom}: {baris.metode} {baris.rute}: diharapkan {harap}, dijawab {nyata}")
    return hasil


def test_daftar_token_unit_lain_kosong(
    orang: Pemeran, semua: list[Operasi], serba_bisa: Pengguna, dengan_token: Pemanggil
) -> None:
    """A list holds the object of bagian for a token of bagian, and not for one of the unit beside it."""
    di_sini, di_sebelah = dengan_token(serba_bisa, orang.bagian), dengan_token(serba_bisa, orang.bagian_lain)
    detail = {s.rute.removesuffix("-detail"): s for s in semua if s.metode == "GET" and s.rute.endswith("-detail")}
    daftar = {s.rute.removesuffix("-list"): s for s in semua if s.metode == "GET" and s.rute.endswith("-list")}
    assert detail.keys() - daftar.keys() == {"api:bukti"}
    assert daftar.keys() - detail.keys() == {"api:peristiwa"}
    for nama in sorted((daftar.keys() & detail.keys()) - {f"api:{b}" for b in SEINSTANSI}):
        bidang = "indikator" if nama == "api:realisasi" else "id"
        kunci = detail[nama].alamat.split("/")[4]
        assert kunci in _isi(di_sini, daftar[nama].alamat, bidang), nama
        assert kunci not in _isi(di_sebelah, daftar[nama].alamat, bidang), nama
    umpan = daftar["api:peristiwa"].alamat
    assert (_isi(di_sini, umpan, "unit"), _isi(di_sebelah, umpan, "unit")) == ({"BAG"}, set())


def _isi(klien: APIClient, alamat: str, bidang: str) -> set[str]:
    """The values of one field over the first page of a list."""
    return {str(baris[bidang]) for baris in klien.get(f"{alamat}?banyak=1000").json()["hasil"]}


@pytest.fixture
def klien_serba_bisa(orang: Pemeran) -> tuple[Klien, APIClient]:
    """Another system with every role and scope at kota, and its caller with an OAuth2 token."""
    kini = timezone.now()
    klien, rahasia = buat_klien(
        pelaku=None,
        nama="Sistem",
        unit=orang.kota,
        peran=list(Peran),
        cakupan=Cakupan.values,
        kedaluwarsa=kini + timedelta(days=1),
        kini=kini,
    )
    minta = {"client_id": rahasia.id_klien, "client_secret": rahasia.rahasia, "grant_type": "client_credentials"}
    teks = APIClient().post("/api/oauth/token/", minta, format="multipart").json()["access_token"]
    return klien, _pembawa(teks)


def _pembawa(teks: str) -> APIClient:
    klien = APIClient()
    klien.credentials(HTTP_AUTHORIZATION=f"Bearer {teks}")
    return klien


def _ditolak_semua(klien: APIClient, semua: list[Operasi]) -> None:
    """401 everywhere but where nothing is asked for, with the refusal of a credential."""
    beda = []
    for satu in semua:
        jawab = _panggil(klien, satu)
        harap = (200, None) if satu.bagian in TERBUKA else (401, "kredensial_ditolak")
        if (jawab.status_code, jawab.json().get("kode")) != harap:
            beda.append(f"{satu}: {jawab.status_code} {jawab.json().get('kode')}")
    assert not beda, "\n".join(beda)


def test_token_pribadi_usang_atau_dicabut_401(
    orang: Pemeran, semua: list[Operasi], serba_bisa: Pengguna, dengan_token: Pemanggil
) -> None:
    klien = dengan_token(serba_bisa, orang.kota)
    token = TokenPribadi.objects.get()
    assert klien.get("/api/v1/unit/").status_code == 200
    batas = token.kedaluwarsa
    TokenPribadi.objects.update(kedaluwarsa=timezone.now() - timedelta(seconds=1))
    _ditolak_semua(klien, semua)
    TokenPribadi.objects.update(kedaluwarsa=batas)
    assert klien.get("/api/v1/unit/").status_code == 200
    cabut(pelaku=serba_bisa, kunci=token, kini=timezone.now())
    _ditolak_semua(klien, semua)


def test_klien_usang_atau_dicabut_401(semua: list[Operasi], klien_serba_bisa: tuple[Klien, APIClient]) -> None:
    """The client's own end, the end of the token it was given, and its revocation, each by itself."""
    klien, pemanggil = klien_serba_bisa
    lewat = timezone.now() - timedelta(seconds=1)
    akses = get_access_token_model().objects
    habis = akses.get().expires
    assert pemanggil.get("/api/v1/unit/").status_code == 200
    Klien.objects.update(kedaluwarsa=lewat)
    _ditolak_semua(pemanggil, semua)
    Klien.objects.update(kedaluwarsa=klien.kedaluwarsa)
    akses.update(expires=lewat)
    _ditolak_semua(pemanggil, semua)
    akses.update(expires=habis)
    assert pemanggil.get("/api/v1/unit/").status_code == 200
    # As if a token had outlived its client.
    Klien.objects.update(dicabut_pada=lewat)
    _ditolak_semua(pemanggil, semua)
