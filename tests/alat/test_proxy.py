"""What the proxy says when the application is down or a request too large: pages in text, the API as problems."""

import json
import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message

import pytest

from alat.jalankan_prod import UNGGAH
from alat.postgres import folder_sementara
from alat.proses import GagalAlat, hentikan, mulai, port_bebas, tunggu
from alat.proxy import perintah_nginx, program_nginx, tulis_pengaturan

TERLALU_BESAR = b"0" * 12_600_000


def _ada_nginx() -> bool:
    try:
        program_nginx()
    except GagalAlat:
        return False
    return True


pytestmark = pytest.mark.skipif(not _ada_nginx() and "CI" not in os.environ, reason="nginx tidak terpasang")


def _minta(alamat: str, isi: bytes | None = None) -> tuple[int, Message, str]:
    try:
        with urllib.request.urlopen(alamat, data=isi, timeout=20) as jawab:  # noqa: S310 (http on loopback)
            return jawab.status, jawab.headers, jawab.read().decode()
    except urllib.error.HTTPError as galat:
        return galat.code, galat.headers, galat.read().decode()


@pytest.fixture(scope="module")
def proxy() -> Iterator[str]:
    """nginx with our own settings before an application that is down."""
    port, folder = port_bebas(), folder_sementara()
    nilai = {"DENGAR": f"127.0.0.1:{port}", "HULU": f"127.0.0.1:{port_bebas()}", "AKAR_STATIC": str(folder), **UNGGAH}
    proses = mulai(perintah_nginx(tulis_pengaturan(folder / "proxy", nilai)))
    alamat = f"http://127.0.0.1:{port}"
    try:
        tunggu(lambda: _menjawab(alamat), nama="nginx", detik=30, masih_hidup=lambda: proses.poll() is None)
        yield alamat
    finally:
        hentikan(proses)
        shutil.rmtree(folder)


def _menjawab(alamat: str) -> bool:
    try:
        return _minta(alamat)[0] == 503
    except OSError:
        return False


@pytest.mark.parametrize("jalur", ["/api/v1/unit/", "/api/v1/survei/12/jawaban/", "/api/oauth/token/"])
def test_api_menjawab_sebagai_masalah_saat_aplikasi_mati(proxy: str, jalur: str) -> None:
    status, kepala, isi = _minta(proxy + jalur)
    assert (status, kepala["Content-Type"], kepala["Retry-After"]) == (503, "application/problem+json", "10")
    assert (json.loads(isi)["status"], json.loads(isi)["kode"]) == (503, "terganggu")


def test_kiriman_besar_ke_api_ditolak_sebagai_masalah(proxy: str) -> None:
    status, kepala, isi = _minta(f"{proxy}/api/v1/realisasi/massal/", TERLALU_BESAR)
    assert (status, kepala["Content-Type"]) == (413, "application/problem+json")
    assert (json.loads(isi)["status"], json.loads(isi)["kode"]) == (413, "terlalu_besar")
    # Answers to a survey may be a large file: it is let through, to an application that is down.
    assert _minta(f"{proxy}/api/v1/survei/12/jawaban/", TERLALU_BESAR)[0] == 503


def test_halaman_menjawab_dengan_kalimat(proxy: str) -> None:
    status, kepala, isi = _minta(f"{proxy}/webhook/")
    assert (status, kepala["Retry-After"]) == (503, "10")
    assert kepala["Content-Type"].startswith("text/plain")
    assert isi.startswith("Aplikasi sedang dimulai ulang.")
    status, _, isi = _minta(f"{proxy}/webhook/baru/", TERLALU_BESAR)
    assert (status, isi.startswith("Kiriman terlalu besar")) == (413, True)
