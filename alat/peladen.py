"""Private servers for one command: PostgreSQL and Valkey, unless DATABASE_URL / CELERY_BROKER_URL name others.

    with peladen(folder=DATA, tahan_mati=True) as lingkungan:
        subprocess.run([...], env=lingkungan)

From the shell: `python -m alat.peladen -- perintah …` runs a command beside private servers that end with it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from alat.postgres import folder_sementara, jalankan_postgres
from alat.proses import GagalAlat, sinyal_jadi_keluar
from alat.valkey import jalankan_valkey

BERKAS_ALAMAT = "alamat.env"


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
) -> Iterator[dict[str, str]]:
    """Yields a copy of `env` in which both URLs are set; on leaving, what was started here is stopped.

    `folder` keeps the data (None: a temporary folder, removed at the end). Raises GagalAlat.
    """
    lingkungan = dict(env)
    with ExitStack() as tumpukan:
        rumah = folder or folder_sementara()
        if folder is None:
            tumpukan.callback(shutil.rmtree, rumah, ignore_errors=True)
        rumah.mkdir(parents=True, exist_ok=True)
        lama = baca_alamat(rumah)
        if not lingkungan.get("DATABASE_URL"):
            basis = jalankan_postgres(rumah / "postgres", tahan_mati=tahan_mati, port=_port_lama(lama, "DATABASE_URL"))
            tumpukan.callback(basis.hentikan)
            lingkungan["DATABASE_URL"] = basis.url
        if not lingkungan.get("CELERY_BROKER_URL"):
            broker = jalankan_valkey(
                rumah / "valkey", tahan_mati=tahan_mati, port=_port_lama(lama, "CELERY_BROKER_URL")
            )
            tumpukan.callback(broker.hentikan)
            lingkungan["CELERY_BROKER_URL"] = broker.url
        if folder is not None:
            _tulis_alamat(rumah, lingkungan)
        yield lingkungan


def utama(argumen: list[str]) -> int:
    """`python -m alat.peladen -- perintah …`: the command's exit code."""
    perintah = argumen[1:] if argumen[:1] == ["--"] else argumen
    if not perintah:
        print("Pemakaian: python -m alat.peladen -- perintah [argumen …]", file=sys.stderr)
        return 2
    sinyal_jadi_keluar()
    try:
        with peladen() as lingkungan:
            return subprocess.run(perintah, env=lingkungan, check=False).returncode
    except KeyboardInterrupt:
        return 130
    except GagalAlat as galat:
        print(galat, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
