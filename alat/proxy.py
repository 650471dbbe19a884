"""nginx for `make run-prod`, from the same templates as the container's proxy."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from string import Template

from alat.proses import AKAR, GagalAlat
from alat.syarat import PROXY, perintah_pasang
from alat.turun_hak import awalan_perintah, serahkan

TEMPLAT = AKAR / "deploy" / "nginx"
UTAMA = Template("""daemon off;
pid ${folder}/nginx.pid;
error_log stderr warn;
worker_processes 1;
events {
    worker_connections 512;
}
http {
    include ${mime};
    default_type application/octet-stream;
    access_log off;
    sendfile on;
    client_body_temp_path ${folder}/kiriman;
    proxy_temp_path ${folder}/jawaban;
    fastcgi_temp_path ${folder}/fastcgi;
    uwsgi_temp_path ${folder}/uwsgi;
    scgi_temp_path ${folder}/scgi;
    include ${folder}/kinerja.conf;
}
""")


def program_nginx() -> Path:
    """The nginx program. Raises GagalAlat with the command that installs it."""
    jalur = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if jalur is None:
        raise GagalAlat(f"nginx tidak ditemukan. Pasang dengan: {perintah_pasang(PROXY)}")
    return Path(jalur)


def _berkas_mime() -> Path:
    for calon in (Path("/etc/nginx/mime.types"), Path("/usr/local/etc/nginx/mime.types")):
        if calon.exists():
            return calon
    raise GagalAlat("Berkas mime.types milik nginx tidak ditemukan; pasang ulang paket nginx.")


def tulis_pengaturan(folder: Path, nilai: Mapping[str, str], *, ragam: str = "http") -> Path:
    """Write nginx.conf and what it includes into `folder`; returns nginx.conf.

    `nilai`: DENGAR (address:port), HULU (application server), AKAR_STATIC (folder that holds static/), UNGGAH_MAKS,
    UNGGAH_BERKAS_MAKS, for `ragam` "https" also FOLDER_TLS. Only these are filled in; nginx's own $variables stay.
    """
    folder.mkdir(parents=True, exist_ok=True)
    isi = dict(nilai) | {"FOLDER_SERTAAN": str(folder)}
    for templat, nama in ((f"{ragam}.conf.template", "kinerja.conf"), ("lokasi.inc.template", "lokasi.inc")):
        (folder / nama).write_text(Template((TEMPLAT / templat).read_text()).safe_substitute(isi))
    utama = folder / "nginx.conf"
    utama.write_text(UTAMA.substitute(folder=folder, mime=_berkas_mime()))
    serahkan(folder)
    return utama


def perintah_nginx(pengaturan: Path) -> list[str]:
    """The command that runs nginx in the foreground, as an account without rights when we are root."""
    nginx = program_nginx()
    # The parent-death signal is lost when the uid changes; nginx then gets its end through setpriv.
    awalan = awalan_perintah(nginx, pengaturan, sinyal="TERM")
    return [*awalan, str(nginx), "-e", "stderr", "-c", str(pengaturan)]
