"""`make setup`: the virtual environment in .venv with every pinned package.

Run by the system's python3, so standard library only. Skipped when the locks have not changed. uv (installed with pip,
pinned too) is several times faster than pip; where it can't reach the package index, pip does the same work.
"""

import hashlib
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
VENV = AKAR / ".venv"
PYTHON = VENV / "bin" / "python"
# As a number: linters take a comparison of version_info for dead code.
PYTHON_TERLAMA = 0x030B0000
KUNCI = ("requirements.txt", "requirements-dev.txt")
TANDA = VENV / "kunci-terpasang"


def sidik() -> str:
    """Fingerprint of what has to be installed: the locks, this Python, the place of the project."""
    isi = hashlib.sha256(f"{sys.version}\n{AKAR}\n".encode())
    for nama in KUNCI:
        isi.update((AKAR / nama).read_bytes())
    return isi.hexdigest()


def periksa_python() -> str | None:
    """What is missing to begin with, in one line; None when nothing is."""
    if sys.hexversion < PYTHON_TERLAMA:
        return f"Perlu Python 3.11 atau lebih baru, sedangkan python3 di sini {sys.version.split()[0]}."
    if find_spec("ensurepip") is None:
        return "Modul venv tidak ada. Pasang dengan: apt-get install -y python3-venv"
    return None


def _venv_sehat() -> bool:
    """Whether .venv works, belongs to this folder (its scripts hold absolute paths) and has pip."""
    if not PYTHON.exists():
        return False
    uji = [str(PYTHON), "-c", "import pip, sys; print(sys.prefix)"]
    hasil = subprocess.run(uji, capture_output=True, text=True, check=False)
    return hasil.returncode == 0 and Path(hasil.stdout.strip()) == VENV


def _jalankan(*perintah: str) -> bool:
    return subprocess.run(perintah, cwd=AKAR, check=False).returncode == 0


def _pasang() -> bool:
    """Install the locks with uv, or with pip where uv is not to be had."""
    daftar = [bagian for nama in KUNCI for bagian in ("-r", nama)]
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    ada_uv = (VENV / "bin" / "uv").exists() or _jalankan(*pip, "-r", "alat/uv.txt")
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--quiet", "--compile-bytecode", "--require-hashes"]
    uv += ["--python", str(PYTHON)]
    if ada_uv and _jalankan(*uv, *daftar):
        return True
    print("uv tidak berhasil; mencoba dengan pip …", file=sys.stderr)
    return _jalankan(*pip, *daftar)


def utama() -> int:
    """Exit code 0 when .venv holds exactly what the locks ask for."""
    cap = sidik()
    if TANDA.exists() and TANDA.read_text() == cap and PYTHON.exists():
        return 0
    if kurang := periksa_python():
        print(kurang, file=sys.stderr)
        return 1
    mulai = time.monotonic()
    print("Menyiapkan .venv dengan paket yang terkunci (pertama kali kira-kira satu menit) …", flush=True)
    if not _venv_sehat():
        shutil.rmtree(VENV, ignore_errors=True)
        if not _jalankan(sys.executable, "-m", "venv", str(VENV)):
            print("venv gagal dibuat. Pasang dengan: apt-get install -y python3-venv", file=sys.stderr)
            return 1
    if not _pasang():
        print(
            "Paket gagal dipasang: periksa sambungan ke indeks paket Python, lalu ulangi `make setup`.", file=sys.stderr
        )
        return 1
    sementara = TANDA.with_suffix(".baru")
    sementara.write_text(cap)
    sementara.replace(TANDA)
    print(f"Selesai dalam {time.monotonic() - mulai:.0f} detik.")
    return 0


if __name__ == "__main__":
    sys.exit(utama())
