"""`make run`: the whole application on this machine (servers, demo, web, worker, beat); Ctrl-C ends all of it."""

import fcntl
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from alat.pekerja import ANTREAN
from alat.peladen import peladen
from alat.penyelia import Penyelia
from alat.proses import AKAR, LOOPBACK, GagalAlat, ikuti_induk, sinyal_jadi_keluar, tunggu
from alat.syarat import DOKUMEN, periksa

PY = sys.executable
BERKAS_KUNCI = "jalankan.kunci"


def folder_data() -> Path:
    """Where data are kept: KINERJA_DATA, else data/ of the project."""
    return Path(os.environ.get("KINERJA_DATA") or AKAR / "data").resolve()


def port_web() -> int:
    """PORT, 8000 when not set. Raises GagalAlat when it is no port or taken."""
    teks = os.environ.get("PORT") or "8000"
    if not teks.isdigit() or not 1 <= int(teks) <= 65535:
        raise GagalAlat(f"PORT={teks} bukan nomor port (1–65535).")
    with socket.socket() as soket:
        soket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            soket.bind((LOOPBACK, int(teks)))
        except PermissionError:
            raise GagalAlat(f"Port {teks} hanya untuk root. Pakai port lain: make run PORT=8001") from None
        except OSError:
            raise GagalAlat(f"Port {teks} sedang dipakai program lain. Pakai port lain: make run PORT=8001") from None
    return int(teks)


def _coba_kunci(berkas: IO[str]) -> bool:
    try:
        fcntl.flock(berkas, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def kunci_data(folder: Path) -> Iterator[None]:
    """One `make run` per data folder; a predecessor that is just ending is waited for. Raises GagalAlat."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        berkas = (folder / BERKAS_KUNCI).open("a")
    except PermissionError:
        raise GagalAlat(f"Folder {folder} tidak boleh ditulisi oleh pengguna ini.") from None
    with berkas:
        batas = time.monotonic() + 5
        while not _coba_kunci(berkas):
            if time.monotonic() > batas:
                raise GagalAlat(f"Sudah ada `make run` yang memakai {folder}.")
            time.sleep(0.1)
        yield


def sedang_berjalan(folder: Path) -> bool:
    """Whether a `make run` or `make run-prod` holds this data folder."""
    jalur = folder / BERKAS_KUNCI
    if not jalur.exists():
        return False
    with jalur.open("a") as berkas:
        return not _coba_kunci(berkas)


def lingkungan_aplikasi(data: Path, port: int, **tambahan: str) -> dict[str, str]:
    """The environment of every process of the application; what the user has set wins."""
    alamat = f"http://{LOOPBACK}:{port}"
    bawaan = {"KINERJA_DATA": str(data), "ALAMAT_SITUS": alamat, "PYTHONUNBUFFERED": "1"}
    bawaan |= {"DJANGO_RUNSERVER_HIDE_WARNING": "true"} | tambahan
    return bawaan | dict(os.environ) | {"KINERJA_DATA": str(data)}


def kelola(env: Mapping[str, str], *argumen: str) -> None:
    """manage.py with these arguments, its output shown. Raises GagalAlat when it fails."""
    if subprocess.run([PY, "manage.py", *argumen], cwd=AKAR, env=dict(env), check=False).returncode:
        raise GagalAlat(f"`manage.py {' '.join(argumen)}` gagal; lihat pesan di atas.")


def perintah_celery(data: Path) -> dict[str, list[str]]:
    """Worker and beat; the queues are `umum` and `dokumen`, beat keeps its clock in the data folder."""
    # On a machine of one's own running as root is usual; the container runs as another user.
    celery = [PY, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "-A", "kinerja.celery"]
    return {
        "pekerja": [
            *celery,
            "worker",
            "-Q",
            ANTREAN,
            "-c",
            "2",
            "--loglevel=INFO",
            "--without-gossip",
            "--without-mingle",
        ],
        "jadwal": [*celery, "beat", "--loglevel=WARNING", "--pidfile=", f"--schedule={data / 'jadwal-celery'}"],
    }


def web_menjawab(alamat: str) -> bool:
    """Whether GET /sehat/ answers at all."""
    with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
        urllib.request.urlopen(f"{alamat}/sehat/", timeout=2).close()  # noqa: S310 (http on loopback)
        return True
    return False


def tunggu_web(penyelia: Penyelia, alamat: str) -> None:
    """Wait until pages are served, then say where."""
    tunggu(lambda: web_menjawab(alamat), nama="Server web", detik=60, masih_hidup=penyelia.utuh)
    print(f"\n  Buka {alamat}   (Ctrl-C menghentikan semuanya)\n", flush=True)


def jalankan() -> None:
    """Start everything and stay; leaves by KeyboardInterrupt or GagalAlat with all children stopped."""
    periksa(DOKUMEN)
    data, port = folder_data(), port_web()
    with kunci_data(data), peladen(folder=data, tahan_mati=True, env=lingkungan_aplikasi(data, port)) as server:
        if subprocess.run([PY, "-m", "alat.siapkan"], cwd=AKAR, env=server.env, check=False).returncode:
            raise GagalAlat("Basis data atau data contoh gagal disiapkan; lihat pesan di atas.")
        penyelia = Penyelia(server.env)
        try:
            penyelia.tambah("web", [PY, "manage.py", "runserver", "--skip-checks", f"{LOOPBACK}:{port}"])
            tunggu_web(penyelia, f"http://{LOOPBACK}:{port}")
            # After the first page can be opened: starting side by side would make it wait for all of them.
            for nama, perintah in perintah_celery(data).items():
                penyelia.tambah(nama, perintah)
            penyelia.jaga(server)
        finally:
            print("\nMenghentikan …", flush=True)
            penyelia.hentikan()


def bungkus(kerja: Callable[[], None], argumen: list[str]) -> int:
    """Exit code of a supervisor: 0 after Ctrl-C, 1 with one clear line otherwise."""
    sinyal_jadi_keluar()
    if "--ikut-induk" in argumen:
        ikuti_induk()
    try:
        kerja()
    except KeyboardInterrupt:
        return 0
    except GagalAlat as galat:
        print(galat, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(bungkus(jalankan, sys.argv[1:]))
