"""Where a webhook may go: refused at registration and again at delivery, whatever the name says in between."""

from __future__ import annotations

import socket
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import Settings

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.peristiwa.models import Langganan, Pengiriman
from kinerja.peristiwa.services import alamat, antar
from kinerja.peristiwa.services.edaran import edarkan
from tests.orang import Pemeran
from tests.peristiwa.bantu import langganan, penerima, peristiwa

PUBLIK = "93.184.215.14"


def _nama(monkeypatch: pytest.MonkeyPatch, *jawaban: list[str]) -> list[int]:
    """What the resolver answers, one list of addresses after another, the last for ever; the ports it was asked for."""
    ditanya: list[int] = []

    def cari(nama: str, porta: int, *lain: Any, **kunci: Any) -> list[Any]:
        ditanya.append(porta)
        isi = jawaban[min(len(ditanya), len(jawaban)) - 1]
        if not isi:
            raise socket.gaierror(socket.EAI_NONAME, "tidak dikenal")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, porta)) for ip in isi]

    monkeypatch.setattr(socket, "getaddrinfo", cari)
    return ditanya


def _kode(url: str) -> str:
    with pytest.raises(PelanggaranAturan) as salah:
        alamat.periksa_url(url)
    return salah.value.kode


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # the metadata of clouds
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_alamat_tidak_umum_ditolak(ip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _nama(monkeypatch, [ip])
    assert _kode("https://jebakan.example/kait") == "alamat_pribadi"


def test_satu_dari_beberapa_alamat_pribadi_ditolak(monkeypatch: pytest.MonkeyPatch) -> None:
    _nama(monkeypatch, [PUBLIK, "10.0.0.1"])
    assert _kode("https://jebakan.example/") == "alamat_pribadi"


@pytest.mark.parametrize(
    "url",
    [
        "http://penerima.example/",
        "ftp://penerima.example/",
        "https://",
        "https://orang:sandi@penerima.example/",
        "https://penerima.example/#bagian",
        "https://penerima.example:porta/",
        "https://[::1",
    ],
)
def test_bentuk_alamat_ditolak(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _nama(monkeypatch, [PUBLIK])
    assert _kode(url) == "alamat_webhook"


def test_nama_yang_tidak_dikenal(monkeypatch: pytest.MonkeyPatch) -> None:
    _nama(monkeypatch, [])
    assert _kode("https://tidak-ada.example/") == "alamat_tak_dikenal"


@pytest.mark.parametrize("angka", ["2130706433", "0x7f.1", "127.1", "[::ffff:7f00:1]"])
def test_tulisan_lain_dari_alamat_sendiri_ditolak(angka: str) -> None:
    """Spellings of 127.0.0.1 that the system's own resolver understands (no network is asked)."""
    assert _kode(f"https://{angka}/") in {"alamat_pribadi", "alamat_tak_dikenal"}


def test_nama_umum_diterima(monkeypatch: pytest.MonkeyPatch) -> None:
    ditanya = _nama(monkeypatch, [PUBLIK])
    alamat.periksa_url("https://penerima.example:8443/kait")
    assert ditanya == [8443]


def test_ditolak_saat_mendaftar_tidak_ada_yang_disimpan(orang: Pemeran) -> None:
    with pytest.raises(PelanggaranAturan):
        langganan(orang, "https://127.0.0.1/kait")
    with pytest.raises(PermissionDenied):
        langganan(orang, "https://penerima.example/", unit=orang.unit_luar)
    assert not Langganan.objects.exists()


def test_nama_yang_beralih_ke_dalam_ditolak_saat_mengantar(orang: Pemeran, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when it was registered, this machine when it is delivered."""
    with penerima() as server:
        _nama(monkeypatch, [PUBLIK], ["127.0.0.1"])
        milik = langganan(orang, f"https://beralih.example:{server.server_port}/kait")
        peristiwa(orang.bagian)
        kini = timezone.now()
        edarkan(kini)
        assert antar.antarkan(milik.pk, kini + timedelta(seconds=1)) == 0
        assert server.catatan.semua == []
    assert "alamat yang tidak umum" in Pengiriman.objects.get().galat


def test_tersambung_ke_alamat_yang_diperiksa(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is resolved once, and what was looked at is what is connected to; the receiver still sees the name."""
    settings.WEBHOOK_IZINKAN_PRIVAT = True
    with penerima() as server:
        asli = socket.getaddrinfo
        ditanya: list[str] = []

        def cari(nama: Any, porta: Any, *lain: Any, **kunci: Any) -> Any:
            ditanya.append(str(nama))
            return asli("127.0.0.1" if nama == "penerima.example" else nama, porta, *lain, **kunci)

        monkeypatch.setattr(socket, "getaddrinfo", cari)
        url = f"http://penerima.example:{server.server_port}/kait"
        with alamat.klien(5) as http:
            jawab = http.post(url, content=b"{}")
        assert jawab.status_code == 204
        assert ditanya.count("penerima.example") == 1
        assert server.catatan.semua[0].kepala["host"] == f"penerima.example:{server.server_port}"


def test_nama_sertifikat_tetap_nama_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """TLS asks for the certificate of the name, not of the address."""
    _nama(monkeypatch, [PUBLIK])
    diteruskan: list[httpx.Request] = []
    kirim = alamat.KirimTerperiksa()

    class Dalam(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            diteruskan.append(request)
            return httpx.Response(204)

    monkeypatch.setattr(kirim, "_dalam", Dalam())
    with httpx.Client(transport=kirim) as http:
        http.post("https://penerima.example/kait")
    (satu,) = diteruskan
    assert (satu.url.host, satu.extensions["sni_hostname"]) == (PUBLIK, "penerima.example")
    assert satu.headers["host"] == "penerima.example"
