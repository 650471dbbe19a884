"""`make run-prod`: the process set of production on this machine: gunicorn, worker, beat and nginx, DEBUG off."""

import secrets
import sys
from pathlib import Path

from alat.jalankan import PY, bungkus, folder_data, kelola, kunci_data, lingkungan_aplikasi, perintah_celery, tunggu_web
from alat.jalankan import port_web as port_proxy
from alat.peladen import peladen
from alat.penyelia import Penyelia
from alat.proses import LOOPBACK, port_bebas
from alat.proxy import perintah_nginx, tulis_pengaturan
from alat.syarat import DOKUMEN, PROXY, lengkapi, periksa

# The whole form, and a page that takes one large file; as in docker-compose.yml.
UNGGAH = {"UNGGAH_MAKS": "12m", "UNGGAH_BERKAS_MAKS": "55m"}


def kunci_rahasia(folder: Path) -> str:
    """The SECRET_KEY of this machine, made once and kept in a private file."""
    berkas = folder / "kunci-rahasia"
    if not berkas.exists():
        berkas.touch(mode=0o600)
        berkas.write_text(secrets.token_urlsafe(64))
    return berkas.read_text().strip()


def jalankan() -> None:
    """Start everything and stay; leaves by KeyboardInterrupt or GagalAlat with all children stopped."""
    periksa(DOKUMEN)
    lengkapi(PROXY)
    data, port, hulu = folder_data(), port_proxy(), port_bebas()
    with kunci_data(data):
        tambahan = {
            "KINERJA_PRODUKSI": "1",
            "SECRET_KEY": kunci_rahasia(data),
            "HTTPS": "0",
            "ALLOWED_HOSTS": f"{LOOPBACK},localhost",
            "CSRF_TRUSTED_ORIGINS": f"http://{LOOPBACK}:{port},http://localhost:{port}",
            "JUMLAH_PROXY": "1",
            "GUNICORN_BIND": f"{LOOPBACK}:{hulu}",
            "STATIC_ROOT": str(data / "static"),
        }
        env = lingkungan_aplikasi(data, port, **tambahan)
        with peladen(folder=data, tahan_mati=True, env=env) as server:
            kelola(server.env, "check", "--deploy", "--fail-level", "ERROR")
            kelola(server.env, "migrate", "--noinput", "--verbosity", "0")
            kelola(server.env, "collectstatic", "--noinput", "--verbosity", "0")
            nilai = {"DENGAR": f"{LOOPBACK}:{port}", "HULU": f"{LOOPBACK}:{hulu}"}
            nilai |= {"AKAR_STATIC": str(Path(server.env["STATIC_ROOT"]).parent), **UNGGAH}
            pengaturan = tulis_pengaturan(data / "proxy", nilai)
            penyelia = Penyelia(server.env)
            try:
                gunicorn = [PY, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "kinerja.wsgi"]
                penyelia.tambah("web", gunicorn)
                for nama, perintah in perintah_celery(data).items():
                    penyelia.tambah(nama, perintah)
                penyelia.tambah("proxy", perintah_nginx(pengaturan))
                tunggu_web(penyelia, f"http://{LOOPBACK}:{port}")
                penyelia.jaga(server)
            finally:
                print("\nMenghentikan …", flush=True)
                penyelia.hentikan()


if __name__ == "__main__":
    sys.exit(bungkus(jalankan, sys.argv[1:]))
