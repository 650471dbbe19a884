"""A real Celery worker process beside tests or benchmarks, on the database and broker number of the caller."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from alat.proses import hentikan, mulai, tunggu

ANTREAN = "umum,dokumen"


def url_basis_data(pengaturan: Mapping[str, Any]) -> str:
    """DATABASE_URL of `connection.settings_dict`: under pytest the test database, under xdist this process's own."""
    sandi = quote(str(pengaturan["PASSWORD"]), safe="")
    nama = quote(str(pengaturan["NAME"]), safe="")
    return f"postgres://{pengaturan['USER']}:{sandi}@{pengaturan['HOST']}:{pengaturan['PORT']}/{nama}"


def url_broker(dasar: str, nomor: int) -> str:
    """The same broker with another database number (0–63), so that test processes never see each other's jobs."""
    return urlsplit(dasar)._replace(path=f"/{nomor}").geturl()


def nomor_proses(pekerja_xdist: str | None) -> int:
    """The broker number of a test process: "gw0" → 1, "gw1" → 2, without xdist 0."""
    return int(pekerja_xdist.removeprefix("gw")) + 1 if pekerja_xdist and pekerja_xdist != "master" else 0


@dataclass
class Pekerja:
    """A running worker and its log."""

    proses: "subprocess.Popen[str]"
    catatan: Path

    @property
    def pid(self) -> int:
        return self.proses.pid

    def hidup(self) -> bool:
        return self.proses.poll() is None

    def bunuh(self) -> None:
        """kill -9 of the whole group: what a power cut or the kernel's OOM killer does to a job in the middle."""
        os.killpg(self.proses.pid, signal.SIGKILL)
        self.proses.wait()

    def hentikan(self) -> None:
        """A warm stop: the running job is finished first."""
        hentikan(self.proses, detik=20)

    def log(self) -> str:
        return self.catatan.read_text(errors="replace")


def mulai_pekerja(
    *,
    env: Mapping[str, str],
    catatan: Path,
    bersamaan: int = 1,
    antrean: str = ANTREAN,
    detik: float = 60,
    jadwal: Path | None = None,
) -> Pekerja:
    """Start a worker and wait until it takes jobs. `env` holds DATABASE_URL and CELERY_BROKER_URL. Raises GagalAlat.

    With `jadwal`, the file of its clock, beat runs beside it.
    """
    perintah = [sys.executable, "-m", "celery", "-A", "kinerja.celery", "worker", "-Q", antrean, "-c", str(bersamaan)]
    perintah += ["--loglevel=INFO", "--without-gossip", "--without-mingle", "--hostname", f"{catatan.stem}@uji"]
    perintah += [] if jadwal is None else ["--beat", f"--schedule={jadwal}"]
    with catatan.open("a") as keluaran:
        sebelum = catatan.read_text().count(" ready.")
        pekerja = Pekerja(mulai(perintah, env=env, keluaran=keluaran), catatan)
    try:
        tunggu(
            lambda: pekerja.log().count(" ready.") > sebelum,
            nama=f"Pekerja Celery ({catatan})",
            detik=detik,
            masih_hidup=pekerja.hidup,
        )
    except BaseException:
        pekerja.hentikan()
        raise
    return pekerja
