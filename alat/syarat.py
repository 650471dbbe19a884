"""System libraries and programs the Python packages need: what is missing, and how it is installed."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from alat.peramban import PAKET, ada_peramban
from alat.proses import GagalAlat
from kinerja.checks import PUSTAKA_PDF, pustaka_ada


@dataclass(frozen=True)
class Syarat:
    """Something the system has to bring: what it is for, the Debian package, and whether it is there."""

    paket: str
    guna: str
    ada: Callable[[], bool]


def _program(*nama: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(satu) for satu in nama)


DOKUMEN = tuple(Syarat(paket, "membuat PDF", partial(pustaka_ada, nama)) for nama, paket in PUSTAKA_PDF.items())
UJI = (
    *DOKUMEN,
    Syarat(PAKET, "uji peramban", ada_peramban),
    Syarat("poppler-utils", "uji PDF", _program("pdftoppm")),
    Syarat("curl", "uji contoh API", _program("curl")),
    Syarat("jq", "uji contoh API", _program("jq")),
)
PROXY = (Syarat("nginx-light", "proxy", _program("nginx", "/usr/sbin/nginx")),)


def perintah_pasang(kurang: Iterable[Syarat]) -> str:
    """The command that installs the packages."""
    return "apt-get install -y " + " ".join(sorted({s.paket for s in kurang}))


def periksa(syarat: Iterable[Syarat]) -> None:
    """Raises GagalAlat with one line naming everything that is missing and the command that installs it."""
    kurang = [s for s in syarat if not s.ada()]
    if kurang:
        guna = ", ".join(sorted({s.guna for s in kurang}))
        raise GagalAlat(f"Belum ada di sistem (untuk {guna}). Pasang dengan: {perintah_pasang(kurang)}")


def lengkapi(syarat: Iterable[Syarat]) -> None:
    """Install what is missing when we are root on a machine with apt; else like `periksa`."""
    semua = tuple(syarat)
    kurang = [s for s in semua if not s.ada()]
    if kurang and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Memasang paket sistem: {perintah_pasang(kurang)}", flush=True)
        # RUNLEVEL=1: a server package such as nginx is installed but not started.
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        paket = sorted({s.paket for s in kurang})
        for perintah in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *paket],
        ):
            subprocess.run(perintah, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    periksa(semua)
