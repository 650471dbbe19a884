"""Role × URL: every route answers every person as the matrix says, and no route is without a row."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kinerja.organisasi.akses import IZIN, Aksi, Peran
from tests.izin.adegan import susun
from tests.izin.matriks import HANYA_POST, MATRIKS, UMUM
from tests.izin.pola import KOLOM, Baris
from tests.orang import Pemeran

pytestmark = pytest.mark.lama
AKAR = Path(__file__).resolve().parents[2]


def rute(pola: list[URLPattern | URLResolver], ruang: str = "", awalan: str = "") -> Iterator[tuple[str, str]]:
    """(name with namespace, address pattern) of every route."""
    for satu in pola:
        alamat = awalan + str(satu.pattern)
        if isinstance(satu, URLResolver):
            yield from rute(satu.url_patterns, ruang + (f"{satu.namespace}:" if satu.namespace else ""), alamat)
        else:
            yield (f"{ruang}{satu.name}" if satu.name else "", alamat)


def jawaban(baris: Baris, client: Client, alamat: str, data: dict[str, Any]) -> str:
    """The cell that the answer stands for."""
    hasil = _kirim(baris, client, alamat, data)
    ke = hasil.headers.get("Location", "")
    if ke.startswith((reverse("account_login"), reverse("admin:login"))):
        return "masuk"
    if baris.rute.startswith("admin:") and hasil.status_code == 302 and ke == reverse("admin:index"):
        return "ok" if baris.rute == "admin:password_change_done" else "hilang"
    return "ok" if hasil.status_code == baris.ok else str(hasil.status_code)


def _kirim(baris: Baris, client: Client, alamat: str, data: dict[str, Any]) -> Any:
    """Forms to pages, JSON to the API."""
    if baris.metode == "GET":
        return client.get(alamat, data)
    if baris.rute.startswith("api:"):
        return client.generic(baris.metode, alamat, json.dumps(data), content_type="application/json")
    return client.post(alamat, data)


@pytest.mark.parametrize("kolom", KOLOM)
def test_matriks(kolom: str, orang: Pemeran) -> None:
    adegan = susun(orang)
    client = Client()
    pelaku = adegan.pelaku[kolom]
    if pelaku is not None:
        client.force_login(pelaku)
    beda = []
    for baris in MATRIKS:
        alamat = reverse(baris.rute, kwargs=baris.kunci(adegan))
        harap, nyata = baris.harapan()[kolom], jawaban(baris, client, alamat, baris.data(adegan))
        if harap != nyata:
            beda.append(f"{baris.metode} {baris.rute}: diharapkan {harap}, dijawab {nyata}")
    assert not beda, "\n".join([f"Sebagai {kolom}:", *beda])


def test_setiap_rute_punya_baris() -> None:
    ada = set(rute(get_resolver().url_patterns))
    bernama = {nama for nama, _ in ada if nama}
    terdaftar = {b.rute for b in MATRIKS} | set(UMUM) | set(HANYA_POST)
    assert bernama - terdaftar == set(), "rute tanpa baris di tests/izin/matriks.py"
    # `gaya` is there only with DEBUG.
    assert terdaftar - bernama <= {"gaya"}, "baris untuk rute yang tidak ada"
    tanpa_nama = {alamat for nama, alamat in ada if not nama}
    assert all(alamat.startswith("admin/") for alamat in tanpa_nama), "rute di luar admin harus bernama"


def test_penjelajah_rute_melihat_yang_tersembunyi() -> None:
    """The walk itself: nested namespaces and unnamed routes are not overlooked."""
    ada = dict(rute(get_resolver().url_patterns))
    assert "admin:organisasi_unit_change" in ada
    assert "laporan:unduh" in ada


@pytest.mark.django_db
def test_rute_admin_tanpa_nama_tertutup() -> None:
    for alamat in ("/admin/organisasi/unit/1/", "/admin/tidak-ada/"):
        assert reverse("admin:login") in Client().get(alamat)["Location"]


@pytest.mark.parametrize("nama", sorted(set(UMUM) - {"gaya"}))
def test_halaman_umum_tanpa_galat(nama: str, orang: Pemeran) -> None:
    jawab = Client().get(reverse(nama))
    assert jawab.status_code in (200, 302, 403)
    assert orang.instansi.nama not in jawab.content.decode()


@pytest.mark.parametrize("nama", sorted(HANYA_POST))
def test_rute_umum_hanya_post(nama: str, orang: Pemeran) -> None:
    """Nothing to read, for nobody; and a POST of a person, too, needs the secret of a client."""
    client = Client()
    client.force_login(orang.administrator)
    for pemanggil in (Client(), client):
        baca = pemanggil.get(reverse(nama))
        assert (baca.status_code, baca.content) == (405, b"")
        assert "GET" not in baca["Allow"]
        tolak = pemanggil.post(reverse(nama), {"grant_type": "client_credentials", "token": "karangan"})
        assert (tolak.status_code, tolak.json()["error"]) == (401, "invalid_client")


def test_metode_get_tidak_mengubah(orang: Pemeran) -> None:
    """A route that changes something answers 405 to a GET, even of the person who may."""
    adegan = susun(orang)
    berpasangan = {b.rute for b in MATRIKS if b.metode == "GET"}
    for baris in MATRIKS:
        if baris.metode == "POST" and baris.rute not in berpasangan:
            client = Client()
            client.force_login(orang.operator)
            assert client.get(reverse(baris.rute, kwargs=baris.kunci(adegan))).status_code == 405, baris.rute


# What answers requests; not what all of the API stands on (who asks, keys used twice): it works before anybody's rights
# are known.
POLA_TAMPILAN = r"^(?!kinerja/api/(?!views)\w+\.py$).*/(views|api)(/|\.py$|_)"


def _modul_tampilan() -> list[Path]:
    berkas = [b for app in ("kinerja", "indikator", "survei") for b in (AKAR / app).rglob("*.py")]
    return [b for b in berkas if re.search(POLA_TAMPILAN, b.relative_to(AKAR).as_posix())]


def _pelanggaran(sumber: str) -> list[int]:
    """Lines that fetch without asking akses: `.objects.get/filter`, get_object_or_404, get_list_or_404."""
    salah = []
    for simpul in ast.walk(ast.parse(sumber)):
        if isinstance(simpul, ast.Attribute) and simpul.attr in ("get", "filter", "all", "exclude", "first", "in_bulk"):
            asal = simpul.value
            if (
                simpul.attr != "all"
                and isinstance(asal, ast.Attribute)
                and asal.attr in ("objects", "_default_manager")
            ):
                salah.append(simpul.lineno)
        if isinstance(simpul, ast.Name) and simpul.id in ("get_object_or_404", "get_list_or_404"):
            salah.append(simpul.lineno)
    return salah


def test_tampilan_mengambil_hanya_lewat_akses() -> None:
    assert _modul_tampilan(), "tidak ada modul tampilan yang diperiksa"
    salah = {b.relative_to(AKAR).as_posix(): _pelanggaran(b.read_text(encoding="utf-8")) for b in _modul_tampilan()}
    assert {b: baris for b, baris in salah.items() if baris} == {}


def test_pemeriksa_menemukan_pengambilan_telanjang() -> None:
    assert _pelanggaran("x = Unit.objects.get(pk=1)\ny = get_object_or_404(Unit, pk=1)") == [1, 2]
    assert _pelanggaran("x = akses.ambil(Unit.objects, user=u, aksi=a, pk=1)\ny = Unit.objects.untuk(u)") == []


def test_dokumen_izin_sama_dengan_kode() -> None:
    """docs/izin.md: one table row per action, one column per role, a dot where the role may."""
    baris = [
        [sel.strip() for sel in teks.strip().strip("|").split("|")]
        for teks in (AKAR / "docs" / "izin.md").read_text(encoding="utf-8").splitlines()
        if teks.startswith("| ")
    ]
    kepala = next(b for b in baris if b[0] == "Tindakan")
    assert kepala[1:] == [str(p.label) for p in Peran]
    tabel = {
        b[0]: {p for p, sel in zip(Peran, b[1:], strict=True) if sel == "●"} for b in baris if len(b) == len(kepala)
    }
    tabel.pop("Tindakan")
    assert tabel == {aksi.value: set(IZIN[aksi]) for aksi in Aksi}
