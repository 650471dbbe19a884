"""Token × route: without the scope 403, limited to another unit 404 or an empty list; a route without a row fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from drf_spectacular.generators import EndpointEnumerator
from rest_framework.test import APIClient

from kinerja.api.cakupan import Cakupan
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Pengguna
from tests.api.conftest import Pemanggil
from tests.api.objek import kunci_rute
from tests.izin.adegan import Adegan, susun
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
    # The scope of what is asked about (tests/api/test_boleh.py); of nothing in particular: the agency.
    "boleh": (Cakupan.ORGANISASI_BACA, None),
}
# The whole agency's, also for a token of one unit of it.
SEINSTANSI = {"instansi", "periode"}
TERBUKA = {"periksa"}


def operasi() -> Iterator[tuple[str, str, str]]:
    """(method, path, first part) of every operation of the API but the schema's own."""
    for jalur, _, metode, _ in EndpointEnumerator().get_api_endpoints():  # type: ignore[no-untyped-call]
        bagian = re.match(r"/api/v1/([^/]+)/", jalur)
        if bagian and bagian[1] != "schema":
            yield metode, jalur, bagian[1]


@pytest.fixture
def adegan(orang: Pemeran) -> Adegan:
    return susun(orang)


@pytest.fixture
def serba_bisa(orang: Pemeran) -> Pengguna:
    """Every role at kota: what is refused, is refused by the credential."""
    return buat_pengguna("serba_bisa", orang.instansi, *((p, orang.kota) for p in Peran))


@pytest.fixture
def alamat(adegan: Adegan) -> dict[str, str]:
    """Path with parameters → the address of the scene's object."""
    hasil = {}
    for rute, kunci in kunci_rute(adegan).items():
        penuh = reverse(f"api:{rute}", kwargs=kunci)
        bagian = penuh.split("/")
        for nama, nilai in kunci.items():
            bagian[bagian.index(str(nilai))] = f"{{{nama}}}"
        hasil["/".join(bagian)] = penuh
    return hasil


def _panggil(klien: APIClient, metode: str, alamat: str) -> Any:
    """With what some routes want before they look for the object."""
    return klien.generic(metode, f"{alamat}?triwulan=2", '{"alasan": "Uji."}', content_type="application/json")


def test_setiap_operasi_punya_baris(alamat: dict[str, str]) -> None:
    semua = list(operasi())
    assert len(semua) >= 80
    assert {bagian for _, _, bagian in semua} == set(CAKUPAN)
    assert {jalur for _, jalur, _ in semua if "{" in jalur} == set(alamat), "rute objek tanpa baris di objek.py"


def test_tanpa_cakupan_403(
    orang: Pemeran, alamat: dict[str, str], serba_bisa: Pengguna, dengan_token: Pemanggil
) -> None:
    """With all scopes but the one: refused, and told which. With that one alone: not refused for it."""
    beda = []
    for metode, jalur, bagian in operasi():
        perlu = CAKUPAN[bagian][0 if metode == "GET" else 1]
        if perlu is None:
            assert bagian in TERBUKA, f"{metode} {jalur}: mengubah tanpa cakupan"
            continue
        ke = alamat.get(jalur, jalur)
        tanpa = _panggil(dengan_token(serba_bisa, orang.kota, [c for c in Cakupan if c != perlu]), metode, ke)
        jawab = tanpa.json() if tanpa.status_code == 403 else {}
        if (jawab.get("kode"), jawab.get("cakupan")) != ("cakupan_kurang", perlu.value):
            beda.append(f"{metode} {jalur} tanpa {perlu}: {tanpa.status_code}")
        hanya = _panggil(dengan_token(serba_bisa, orang.kota, [perlu]), metode, ke)
        if hanya.status_code in {401, 403, 404}:
            beda.append(f"{metode} {jalur} dengan {perlu}: {hanya.status_code}")
    assert not beda, "\n".join(beda)


def test_token_unit_lain_404(
    orang: Pemeran, alamat: dict[str, str], serba_bisa: Pengguna, dengan_token: Pemanggil
) -> None:
    """The same person with a token for the unit beside bagian: bagian's objects are not there."""
    klien = dengan_token(serba_bisa, orang.bagian_lain)
    beda = []
    for metode, jalur, bagian in operasi():
        if "{" not in jalur or bagian in SEINSTANSI | TERBUKA:
            continue
        jawab = _panggil(klien, metode, alamat[jalur])
        if jawab.status_code != 404:
            beda.append(f"{metode} {jalur}: {jawab.status_code}")
    assert not beda, "\n".join(beda)


def test_daftar_token_unit_lain_kosong(
    orang: Pemeran, alamat: dict[str, str], serba_bisa: Pengguna, dengan_token: Pemanggil
) -> None:
    """A list holds the object of bagian for a token of bagian, and not for one of the unit beside it."""
    di_sini, di_sebelah = dengan_token(serba_bisa, orang.bagian), dengan_token(serba_bisa, orang.bagian_lain)
    diperiksa = 0
    for jalur, penuh in alamat.items():
        daftar = jalur.removesuffix("{pk}/")
        if daftar == jalur or daftar.split("/")[3] in SEINSTANSI | {"bukti"}:
            continue
        pk = penuh.split("/")[-2]
        assert pk in _id(di_sini, daftar), daftar
        assert pk not in _id(di_sebelah, daftar), daftar
        diperiksa += 1
    assert diperiksa >= 20


def _id(klien: APIClient, alamat: str) -> set[str]:
    return {str(baris["id"]) for baris in klien.get(f"{alamat}?banyak=1000").json()["hasil"]}
