"""`make bench`: private servers, migrated and with the demo, then every benchmark of bench/ukur_*.py.

`--catat` writes bench/hasil.md; names as arguments measure only those whose name contains one of them.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from alat.jalankan import kelola
from alat.peladen import peladen
from alat.proses import AKAR, GagalAlat, sinyal_jadi_keluar
from alat.uji import lingkungan_uji
from bench.ukur import DAFTAR, Hasil, ukur

FOLDER = Path(__file__).parent
DALAM = "--di-dalam"


def ukur_semua(pilihan: Sequence[str]) -> list[Hasil]:
    """Import the benchmark files (Django is set up, the database is the private one) and measure."""
    import django  # noqa: PLC0415 (only now do the settings have their database)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")
    django.setup()
    for berkas in sorted(FOLDER.glob("ukur_*.py")):
        import_module(f"bench.{berkas.stem}")
    hasil = []
    for satu in DAFTAR:
        if not pilihan or any(kata in satu.nama for kata in pilihan):
            hasil.append(ukur(satu))
            print(baris_teks(hasil[-1]), flush=True)
    return hasil


def baris_teks(hasil: Hasil) -> str:
    """One line of the terminal."""
    lantai = f"{hasil.lantai} ({hasil.ms_lantai:.2f} ms)"
    return f"{hasil.nama:<34} {hasil.ms:9.2f} ms   {hasil.nisbah:7.1f} ×, laju {hasil.laju:.2f} dari {lantai}"


def tabel(hasil: Sequence[Hasil], kini: datetime) -> str:
    """bench/hasil.md: a recorded run. Ratios matter more than absolutes."""
    kepala = f"# Hasil ukur\n\n{kini:%d-%m-%Y}, {os.cpu_count()} inti, Python {sys.version.split()[0]}; median.\n\n"
    baris = [
        f"| {h.nama} | {h.ms:.2f} | {h.lantai} | {h.ms_lantai:.2f} | {h.nisbah:.1f} | {h.laju:.2f} |" for h in hasil
    ]
    judul = "| ukuran | ms | lantai | ms lantai | kali lantai | laju lantai |\n|---|--:|---|--:|--:|--:|\n"
    return kepala + judul + "\n".join(baris) + "\n"


def utama(argumen: Sequence[str]) -> int:
    """Outside: start servers and run itself again beside them. Inside: measure."""
    pilihan = [kata for kata in argumen if not kata.startswith("--")]
    if DALAM in argumen:
        hasil = ukur_semua(pilihan)
        if "--catat" in argumen:
            (FOLDER / "hasil.md").write_text(tabel(hasil, datetime.now(ZoneInfo("Asia/Jakarta"))))
        return 0 if hasil else 1
    sinyal_jadi_keluar()
    try:
        with TemporaryDirectory(prefix="kinerja-ukur-") as data, peladen(env=lingkungan_uji(data)) as server:
            env = server.env | {"DEBUG": "0", "TINGKAT_LOG": "WARNING"}
            kelola(env, "migrate", "--noinput", "--verbosity", "0")
            kelola(env, "muat_demo", "--verbosity", "0")
            perintah = [sys.executable, "-m", "bench", DALAM, *argumen]
            return subprocess.run(perintah, cwd=AKAR, env=env, check=False).returncode
    except KeyboardInterrupt:
        return 130
    except GagalAlat as galat:
        print(galat, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
