"""`make test`: every check of the project, then the whole test suite on private servers.

With arguments (`make test ARGS="tests/hitung -k kumulatif"`) only pytest runs, with those arguments.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from alat.peladen import Peladen, peladen
from alat.proses import AKAR, GagalAlat, sinyal_jadi_keluar
from alat.syarat import PROXY, UJI, lengkapi

BIN = Path(sys.executable).parent
PY = (sys.executable, "-m")
MILIK_PEMASANGAN = frozenset(
    {
        "DATABASE_URL",
        "CELERY_BROKER_URL",
        "CACHE_URL",
        "KINERJA_PRODUKSI",
        "SECRET_KEY",
        "DEBUG",
        "HTTPS",
        "ALLOWED_HOSTS",
        "ALAMAT_SITUS",
        "CSRF_TRUSTED_ORIGINS",
        "JUMLAH_PROXY",
        "DETIK_HSTS",
        "MEDIA_ROOT",
        "STATIC_ROOT",
        "CELERY_ANTREAN",
        "API_BATAS",
        "WEBHOOK_IZINKAN_PRIVAT",
        "WEBHOOK_JEDA_DETIK",
        "DETIK_EDARAN",
        "DETIK_SAPU_LAPORAN",
        "BSRE_ALAMAT",
        "BSRE_PENGGUNA",
        "BSRE_SANDI",
    }
)
# A whole file in one process, whose fixtures are made once; in the order of tests/conftest.py. One process more than
# there are cores: they often wait for the database and the browser.
SEJAJAR = ("-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder", "--durations=15")
TAHAP_LINT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", (*PY, "ruff", "format", "--check", "--quiet", ".")),
    ("format templat", (*PY, "djlint", "templates", "--check", "--quiet")),
    ("lint templat", (*PY, "djlint", "templates", "--lint", "--quiet")),
    ("ruff", (*PY, "ruff", "check", "--quiet", ".")),
    ("arah impor", (str(BIN / "lint-imports"),)),
    ("mypy", (*PY, "mypy", ".")),
)


def periksa_kode(env: dict[str, str]) -> list[str]:
    """Run the stages without a server; the output of a failing one is shown. Returns the names of those."""
    gagal = []
    for nama, perintah in TAHAP_LINT:
        awal = time.monotonic()
        hasil = subprocess.run(perintah, cwd=AKAR, env=env, capture_output=True, text=True, check=False)
        lulus = hasil.returncode == 0
        print(f"{'lulus' if lulus else 'GAGAL'}  {nama:<16} {time.monotonic() - awal:6.1f} s", flush=True)
        if not lulus:
            gagal.append(nama)
            print((hasil.stdout + hasil.stderr).strip() or f"(kode keluar {hasil.returncode})", flush=True)
    return gagal


def lingkungan_uji(data: str) -> dict[str, str]:
    """The environment of tests: nothing of an installation's settings, every file in a folder of its own.

    Compiled modules are kept whatever the machine's default: dozens of processes import the same ones.
    Tests empty their broker, so it is always a private one. UJI_DATABASE_URL tries another PostgreSQL (tests make their
    own database there).
    """
    env = {nama: nilai for nama, nilai in os.environ.items() if nama not in MILIK_PEMASANGAN}
    if lain := os.environ.get("UJI_DATABASE_URL"):
        env["DATABASE_URL"] = lain
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    (Path(data) / "static").mkdir()
    return env | {"KINERJA_DATA": data, "PYTHONUNBUFFERED": "1"}


@contextmanager
def peladen_uji() -> Iterator[Peladen]:
    """A private PostgreSQL and Valkey with temporary data."""
    awal = time.monotonic()
    with TemporaryDirectory(prefix="kinerja-uji-") as data, peladen(env=lingkungan_uji(data)) as server:
        print(f"siap   {'peladen uji':<16} {time.monotonic() - awal:6.1f} s", flush=True)
        yield server


def jalankan_pytest(argumen: Sequence[str], env: Mapping[str, str]) -> int:
    """pytest in the environment of its servers; its exit code."""
    return subprocess.run([*PY, "pytest", "-p", "alat.fikstur", *argumen], cwd=AKAR, env=env, check=False).returncode


@contextmanager
def cetakan(server: Peladen) -> Iterator[Callable[[], dict[str, str]]]:
    """Migrate the private server's own database while the block works; test databases are copies of it.

    The yielded function waits for that and gives the environment in which tests/conftest.py copies it. Migrating takes
    longer than anything else before the first test, and every test process would do it again. On a PostgreSQL named by
    UJI_DATABASE_URL nothing of the caller's is touched: there each process migrates a database of its own.
    """
    if "PostgreSQL" not in server.server:
        yield lambda: server.env
        return
    proses = subprocess.Popen([*PY, "manage", "migrate", "-v0"], cwd=AKAR, env=server.env)

    def selesai() -> dict[str, str]:
        if proses.wait():
            raise GagalAlat("Migrasi basis data uji gagal; sebabnya di atas.")
        return server.env | {"UJI_CETAKAN": urlsplit(server.env["DATABASE_URL"]).path.removeprefix("/")}

    try:
        yield selesai
    finally:
        proses.kill()
        proses.wait()


def utama(argumen: Sequence[str]) -> int:
    """Exit code: 0 only when every stage passed."""
    sinyal_jadi_keluar()
    try:
        if list(argumen) == ["--lint"]:
            return 1 if periksa_kode(dict(os.environ)) else 0
        if argumen:
            with peladen_uji() as server:
                return jalankan_pytest(argumen, server.env)
        # nginx only where it can be installed without asking; its tests are skipped on a laptop that has none.
        lengkapi(UJI + PROXY if os.geteuid() == 0 else UJI)
        with peladen_uji() as server, cetakan(server) as env_cetakan:
            gagal = periksa_kode(dict(os.environ))
            kode = jalankan_pytest(SEJAJAR, env_cetakan())
    except KeyboardInterrupt:
        print("Dihentikan.", file=sys.stderr)
        return 130
    except GagalAlat as galat:
        print(galat, file=sys.stderr)
        return 1
    if gagal:
        print(f"Pemeriksaan kode gagal: {', '.join(gagal)}", file=sys.stderr)
    return kode or (1 if gagal else 0)


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
