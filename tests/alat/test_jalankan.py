"""`make run` and `make run-prod` for real: the whole set of processes starts, answers, keeps data, and ends."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alat.jalankan import web_menjawab
from alat.jalankan_prod import UNGGAH
from alat.postgres import folder_sementara
from alat.proses import AKAR, GagalAlat, port_bebas, tunggu
from alat.proxy import perintah_nginx, program_nginx, tulis_pengaturan
from alat.uji import MILIK_PEMASANGAN

pytestmark = pytest.mark.lama


@pytest.fixture
def data() -> Iterator[Path]:
    folder = folder_sementara()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def _env(data: Path, port: int) -> dict[str, str]:
    # The browser tests of the same process allow what a deployment refuses.
    buang = MILIK_PEMASANGAN | {"DJANGO_ALLOW_ASYNC_UNSAFE"}
    bersih = {nama: nilai for nama, nilai in os.environ.items() if nama not in buang}
    return bersih | {"KINERJA_DATA": str(data), "PORT": str(port), "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def data_bersama() -> Iterator[Path]:
    """Both sets of processes run on the same data, one after the other, as on a machine that goes into production."""
    folder = folder_sementara()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _jalan(modul: str, data: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """The supervisor, up and answering; at the end it is asked to stop and must have stopped everything."""
    catatan = data.with_name(data.name + ".log")
    with catatan.open("a") as keluaran:
        proses = subprocess.Popen(
            [sys.executable, "-m", modul], cwd=AKAR, env=_env(data, port), stdout=keluaran, stderr=keluaran, text=True
        )
    try:
        try:
            tunggu(
                lambda: web_menjawab(f"http://127.0.0.1:{port}"),
                nama=modul,
                detik=300,  # a slow or busy machine is no failure
                masih_hidup=lambda: proses.poll() is None,
            )
        except GagalAlat as gagal:
            pytest.fail(f"{gagal}\n{catatan.read_text()}")
        yield proses
        proses.send_signal(signal.SIGINT)
        assert proses.wait(40) == 0, catatan.read_text()
        assert _keturunan(data) == []
    finally:
        proses.kill()
        proses.wait()
        catatan.unlink()


def _keturunan(data: Path) -> list[str]:
    """Command lines of processes that still name the data folder or have it in their environment."""
    ketemu = []
    for jalur in Path("/proc").glob("[0-9]*"):
        try:
            perintah, lingkungan = (jalur / "cmdline").read_bytes(), (jalur / "environ").read_bytes()
        except OSError:
            continue
        if str(data).encode() in perintah + lingkungan and jalur.name != str(os.getpid()):
            ketemu.append(perintah.replace(b"\0", b" ").decode())
    return ketemu


def _ambil(url: str, *, kirim: bytes | None = None) -> tuple[int, dict[str, str], str]:
    try:
        with urllib.request.urlopen(url, data=kirim, timeout=20) as jawaban:  # noqa: S310 (loopback)
            return jawaban.status, {n.lower(): v for n, v in jawaban.headers.items()}, jawaban.read().decode()
    except urllib.error.HTTPError as galat:
        return galat.code, {n.lower(): v for n, v in galat.headers.items()}, galat.read().decode()


def _kelola(data: Path, port: int, *argumen: str) -> str:
    perintah = [sys.executable, "-m", "alat.kelola", *argumen]
    hasil = subprocess.run(perintah, cwd=AKAR, env=_env(data, port), capture_output=True, text=True, check=True)
    return hasil.stdout.strip()


def test_make_run_menyala_menolak_yang_kedua_dan_menyimpan_data(data_bersama: Path) -> None:
    data = data_bersama
    port, tanya = port_bebas(), "from kinerja.organisasi.models import Pengguna as P; print(P.objects.count())"
    with _jalan("alat.jalankan", data, port):
        status, _, isi = _ambil(f"http://127.0.0.1:{port}/siap/")
        assert (status, json.loads(isi)) == (200, {"status": "siap"})
        jumlah = _kelola(data, port, "shell", "--no-imports", "-c", tanya)
        assert int(jumlah) > 0, "akun demo sudah dimuat"
        lain = [sys.executable, "-m", "alat.jalankan"]
        kedua = subprocess.run(
            lain, cwd=AKAR, env=_env(data, port_bebas()), capture_output=True, text=True, check=False
        )
        assert (kedua.returncode, kedua.stderr) == (1, f"Sudah ada `make run` yang memakai {data}.\n")
    assert _kelola(data, port, "shell", "--no-imports", "-c", tanya) == jumlah


def test_port_yang_terpakai_disebut(data: Path) -> None:
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        soket.listen()
        env = _env(data, soket.getsockname()[1])
        hasil = subprocess.run(
            [sys.executable, "-m", "alat.jalankan"], cwd=AKAR, env=env, capture_output=True, text=True, check=False
        )
    assert hasil.returncode == 1
    assert hasil.stderr == f"Port {env['PORT']} sedang dipakai program lain. Pakai port lain: make run PORT=8001\n"
    assert list(data.iterdir()) == []


def _ada_nginx() -> bool:
    try:
        program_nginx()
    except GagalAlat:
        return False
    return True


# On a fresh machine (CI) nginx is installed by the test command, so its absence is a failure there.
perlu_nginx = pytest.mark.skipif(not _ada_nginx() and "CI" not in os.environ, reason="nginx tidak terpasang")


@perlu_nginx
def test_susunan_produksi_di_belakang_proxy(data_bersama: Path) -> None:
    data, port = data_bersama, port_bebas()
    alamat = f"http://127.0.0.1:{port}"
    with _jalan("alat.jalankan_prod", data, port):
        assert _ambil(f"{alamat}/siap/")[0] == 200
        manifes = json.loads((data / "static" / "staticfiles.json").read_text())["paths"]
        nama = manifes["admin/css/base.css"]
        status, kepala, isi = _ambil(f"{alamat}/static/{nama}")
        assert (status, kepala["server"], kepala["content-type"]) == (200, "nginx", "text/css")
        assert kepala["cache-control"] == "public, max-age=31536000, immutable"
        assert isi == (data / "static" / nama).read_text()
        assert _ambil(f"{alamat}/static/admin/css/base.css")[1]["cache-control"] == "public, max-age=300"
        status, _, isi = _ambil(f"{alamat}/sehat/", kirim=b"0" * 12_600_000)
        assert status == 413
        assert isi.startswith("Kiriman terlalu besar: batasnya 12m")
        # A page that takes a whole file lets the same request through to the application, which has its own reason.
        assert _ambil(f"{alamat}/survei/1/unggah/", kirim=b"0" * 12_600_000)[0] == 403
        for jalur in ("kunci-rahasia", "static/../kunci-rahasia", "alamat.env"):
            assert _ambil(f"{alamat}/{jalur}")[0] == 404
        status, _, isi = _ambil(f"{alamat}/tidak/ada/")
        assert status == 404
        assert "Traceback" not in isi
        assert "DEBUG" not in isi


@perlu_nginx
def test_pengaturan_tls_diterima_nginx(data: Path) -> None:
    tls = data / "tls"
    tls.mkdir()
    perintah = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=contoh"]
    perintah += ["-keyout", str(tls / "privkey.pem"), "-out", str(tls / "fullchain.pem")]
    subprocess.run(perintah, check=True, capture_output=True)
    nilai = {
        "DENGAR": f"127.0.0.1:{port_bebas()}",
        "HULU": "127.0.0.1:9",
        "AKAR_STATIC": str(data),
        **UNGGAH,
    }
    baik = tulis_pengaturan(data / "https", nilai | {"FOLDER_TLS": str(tls)}, ragam="https")
    subprocess.run([str(program_nginx()), "-t", "-e", "stderr", "-c", str(baik)], check=True, capture_output=True)
    # The check itself can fail: without the certificate the same file is refused.
    buruk = tulis_pengaturan(data / "buruk", nilai | {"FOLDER_TLS": str(data)}, ragam="https")
    hasil = subprocess.run(
        [str(program_nginx()), "-t", "-e", "stderr", "-c", str(buruk)], capture_output=True, check=False
    )
    assert hasil.returncode != 0
    assert b"fullchain.pem" in hasil.stderr
    assert perintah_nginx(baik)[-1] == str(baik)
