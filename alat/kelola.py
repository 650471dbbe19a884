"""`make kelola ARGS="buat_laporan …"`: manage.py on the data of `make run`, whether that is running or not."""

import os
import subprocess
import sys

from alat.jalankan import PY, folder_data, kunci_data, lingkungan_aplikasi, sedang_berjalan
from alat.peladen import baca_alamat, peladen
from alat.proses import AKAR, GagalAlat, sinyal_jadi_keluar


def _manage(env: dict[str, str], argumen: list[str]) -> int:
    return subprocess.run([PY, "manage.py", *argumen], cwd=AKAR, env=env, check=False).returncode


def utama(argumen: list[str]) -> int:
    """Exit code of manage.py. Servers that run are used, else started for the length of the command."""
    sinyal_jadi_keluar()
    data = folder_data()
    env = lingkungan_aplikasi(data, int(os.environ.get("PORT") or 8000))
    try:
        if sedang_berjalan(data):
            return _manage(baca_alamat(data) | env, argumen)
        with kunci_data(data), peladen(folder=data, tahan_mati=True, env=env) as server:
            return _manage(server.env, argumen)
    except KeyboardInterrupt:
        return 130
    except GagalAlat as galat:
        print(galat, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
