"""The Chromium of browser tests and of the guide's pictures."""

import shutil

from alat.proses import GagalAlat

PAKET = "chromium-headless-shell"
# The headless build first: it draws the same pages with half the computing time.
NAMA = (PAKET, "chromium", "chromium-browser", "google-chrome")
BENDERA = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def ada_peramban() -> bool:
    """Whether the system has one."""
    return any(shutil.which(nama) for nama in NAMA)


def program_peramban() -> str:
    """Path of the program. Raises GagalAlat with the command that installs it."""
    program = next(filter(None, map(shutil.which, NAMA)), None)
    if program is None:
        raise GagalAlat(f"Chromium tidak ada. Pasang dengan: apt-get install -y {PAKET}")
    return program
