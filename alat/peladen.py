"""Private servers for one command: PostgreSQL and Valkey, unless DATABASE_URL / CELERY_BROKER_URL name others.

    with peladen(folder=DATA, tahan_mati=True) as server:
        subprocess.run([...], env=server.env)

From the shell: `python -m alat.peladen -- perintah …` runs a command beside private servers that end with it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from alat.postgres import Postgres, folder_sementara, jalankan_postgres
from alat.proses import GagalAlat, sinyal_jadi_keluar
from alat.valkey import Valkey, jalankan_valkey

BERKAS_ALAMAT = "alamat.env"


@dataclass
class Peladen:
    """What a command needs: its environment with both URLs, and the servers that were started for it."""

    env: dict[str, str]
    server: dict[str, Postgres | Valkey] = field(default_factory=dict)

    def yang_mati(self) -> str | None:
        """Name of a server that has ended by itself."""
        return next((nama for nama, satu in self.server.items() if not satu.hidup()), None)


def baca_alamat(folder: Path) -> dict[str, str]:
    """DATABASE_URL and CELERY_BROKER_URL of the servers that ran last on this data folder."""
    berkas = folder / BERKAS_ALAMAT
    if not berkas.exists():
        return {}
    return dict(baris.split("=", 1) for baris in berkas.read_text().splitlines() if "=" in baris)


def _tulis_alamat(folder: Path, lingkungan: Mapping[str, str]) -> None:
    berkas = folder / BERKAS_ALAMAT
    berkas.touch(mode=0o600)
    berkas.write_text("".join(f"{nama}={lingkungan[nama]}\n" for nama in ("DATABASE_URL", "CELERY_BROKER_URL")))


def _port_lama(alamat: Mapping[str, str], nama: str) -> int | None:
    return urlsplit(alamat[nama]).port if nama in alamat else None


@contextmanager
def peladen(
    *, folder: Path | None = None, tahan_mati: bool = False, env: Mapping[str, str] = os.environ
) -> Iterator[Peladen]:
    """Servers for the length of a `with` block; on leaving, what was started here is stopped, the database last.

    `folder` keeps the data (None: a temporary folder, removed at the end). Raises GagalAlat.
    """
    hasil = Peladen(dict(env))
    with ExitStack() as tumpukan:
        rumah = folder or folder_sementara()
        if folder is None:
            tumpukan.callback(shutil.rmtree, rumah, ignore_errors=True)
        rumah.mkdir(parents=True, exist_ok=True)
        lama = baca_alamat(rumah)
        mesin: dict[str, tuple[str, Callable[..., Postgres | Valkey]]]
        mesin = {"DATABASE_URL": ("PostgreSQL", jalankan_postgres), "CELERY_BROKER_URL": ("Valkey", jalankan_valkey)}
        for nama_url, (nama, jalankan) in mesin.items():
            if hasil.env.get(nama_url):
                continue
            server = jalankan(rumah / nama.lower(), tahan_mati=tahan_mati, port=_port_lama(lama, nama_url))
            tumpukan.callback(server.hentikan)
            hasil.server[nama], hasil.env[nama_url] = server, server.url
        if folder is not None:
            _tulis_alamat(rumah, hasil.env)
        yield hasil


def utama(argumen: list[str]) -> int:
    """`python -m alat.peladen -- perintah …`: the command's exit code."""
    perintah = argumen[1:] if argumen[:1] == ["--"] else argumen
    if not perintah:
        print("Pemakaian: python -m alat.peladen -- perintah [argumen …]", file=sys.stderr)
        return 2
    sinyal_jadi_keluar()
    try:
        with peladen() as server:
            return subprocess.run(perintah, env=server.env, check=False).returncode
    except KeyboardInterrupt:
        return 130
    except GagalAlat as galat:
        print(galat, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
