"""Private servers: they work, keep their data, refuse what they must, and never outlive the one who started them."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
import redis

from alat.peladen import Peladen, baca_alamat, peladen
from alat.postgres import folder_sementara
from alat.proses import AKAR, GagalAlat, port_bebas, tunggu


@pytest.fixture(scope="module")
def server() -> Iterator[Peladen]:
    with peladen(env={"PATH": os.environ["PATH"]}) as satu:
        yield satu


def _tanya(url: str, perintah: str) -> list[tuple[object, ...]]:
    koneksi = psycopg2.connect(url)
    koneksi.autocommit = True
    try:
        with koneksi.cursor() as kursor:
            kursor.execute(perintah)
            return kursor.fetchall() if kursor.description else []
    finally:
        koneksi.close()


def test_peran_aplikasi_bukan_superuser_tetapi_boleh_memasang_ekstensi(server: Peladen) -> None:
    url = server.env["DATABASE_URL"]
    _tanya(url, "CREATE EXTENSION IF NOT EXISTS btree_gist")
    assert _tanya(url, "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user") == [(False, True)]
    assert _tanya(url, "SHOW listen_addresses") == [("127.0.0.1",)]
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        _tanya(url, "CREATE EXTENSION file_fdw")


def test_sandi_salah_ditolak(server: Peladen) -> None:
    bagian = urlsplit(server.env["DATABASE_URL"])
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(host=bagian.hostname, port=bagian.port, user="kinerja", password="bukan", dbname="kinerja")
    tanpa = urlsplit(server.env["CELERY_BROKER_URL"])
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(f"redis://127.0.0.1:{tanpa.port}/0").ping()


def test_alamat_yang_sudah_diisi_dipakai_dan_tidak_ada_yang_dijalankan() -> None:
    luar = {"DATABASE_URL": "postgres://a:b@192.0.2.1/x", "CELERY_BROKER_URL": "redis://192.0.2.1/3"}
    with peladen(env=luar) as satu:
        assert satu.env == luar
        assert satu.server == {}


def test_data_dan_alamat_tetap_ada_pada_start_kedua_bahkan_setelah_kill_9() -> None:
    folder = folder_sementara()
    bersih = {"PATH": os.environ["PATH"]}
    with peladen(folder=folder, tahan_mati=True, env=bersih) as satu:
        pertama = satu.env["DATABASE_URL"]
        _tanya(pertama, "CREATE TABLE bukti AS SELECT 86.75::numeric AS nilai")
        assert _tanya(pertama, "SHOW fsync") == [("on",)]
        redis.Redis.from_url(satu.env["CELERY_BROKER_URL"]).lpush("umum", "tugas")
        os.killpg(satu.server["PostgreSQL"].proses.pid, signal.SIGKILL)
        satu.server["PostgreSQL"].proses.wait()
        assert satu.yang_mati() == "PostgreSQL"
    with peladen(folder=folder, tahan_mati=True, env=bersih) as dua:
        assert [str(baris[0]) for baris in _tanya(dua.env["DATABASE_URL"], "SELECT nilai FROM bukti")] == ["86.75"]
        assert redis.Redis.from_url(dua.env["CELERY_BROKER_URL"]).lrange("umum", 0, -1) == [b"tugas"]
        assert baca_alamat(folder)["DATABASE_URL"] == dua.env["DATABASE_URL"] == pertama
        assert (folder / "alamat.env").stat().st_mode & 0o077 == 0


def _hidup(port: int) -> bool:
    with socket.socket() as soket:
        return soket.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("sinyal", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_server_ikut_berhenti_bagaimana_pun_induknya_berakhir(sinyal: signal.Signals) -> None:
    kode = (
        "import os,time; print(os.environ['DATABASE_URL'], os.environ['CELERY_BROKER_URL'], flush=True); time.sleep(99)"
    )
    env = {nama: nilai for nama, nilai in os.environ.items() if nama not in ("DATABASE_URL", "CELERY_BROKER_URL")}
    induk = subprocess.Popen(
        [sys.executable, "-m", "alat.peladen", "--", sys.executable, "-c", kode],
        cwd=AKAR, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert induk.stdout is not None
    port = [urlsplit(url).port or 0 for url in induk.stdout.readline().split()]
    assert len(port) == 2
    assert all(_hidup(satu) for satu in port)
    induk.send_signal(sinyal)
    induk.wait(30)
    tunggu(lambda: not any(_hidup(satu) for satu in port), nama="Server berhenti", detik=30)
    os.killpg(induk.pid, signal.SIGKILL) if sinyal == signal.SIGKILL else None


def test_data_orang_lain_ditolak_dengan_satu_kalimat(tmp_path: Path) -> None:
    folder = tmp_path / "postgresql"
    (folder / "pgdata").mkdir(parents=True)
    (folder / "pgdata" / "PG_VERSION").write_text("9")
    (folder / "sandi").write_text("x")
    with pytest.raises(GagalAlat, match="PostgreSQL"), peladen(folder=tmp_path, env={"PATH": os.environ["PATH"]}):
        pytest.fail("tidak boleh sampai di sini")


def test_port_bebas_memakai_usul_selama_tidak_terpakai() -> None:
    usul = port_bebas()
    assert port_bebas(usul) == usul
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", usul))
        soket.listen()
        assert port_bebas(usul) != usul
