"""A small supervisor: several programs side by side, their lines with a name in front; one that dies is restarted.

Ours instead of a Procfile runner, because the private servers have to start first, be ready, and stop last.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alat.peladen import Peladen
from alat.proses import GagalAlat, hentikan, mulai, pastikan_berhenti

SEGERA = 10.0
PERCOBAAN = 3


@dataclass
class Anak:
    """One program: its name in the output and its command."""

    nama: str
    perintah: Sequence[str]
    proses: "subprocess.Popen[str] | None" = None
    mulai_pada: float = 0.0
    gagal_beruntun: int = 0


@dataclass
class Penyelia:
    """Runs its children until one of them can't be kept alive or the caller leaves `jaga` by an exception."""

    env: Mapping[str, str]
    anak: list[Anak] = field(default_factory=list)

    def tambah(self, nama: str, perintah: Sequence[str]) -> Anak:
        """Start a program and show its lines."""
        anak = Anak(nama, perintah)
        self.anak.append(anak)
        self._mulai(anak)
        return anak

    def _mulai(self, anak: Anak) -> None:
        anak.proses = mulai(anak.perintah, env=self.env, keluaran=subprocess.PIPE)
        anak.mulai_pada = time.monotonic()
        threading.Thread(target=self._tampilkan, args=(anak.nama, anak.proses), daemon=True).start()

    def _tampilkan(self, nama: str, proses: "subprocess.Popen[str]") -> None:
        assert proses.stdout is not None  # noqa: S101 (started with a pipe)
        for baris in proses.stdout:
            sys.stdout.write(f"{nama:<8}| {baris}")
            sys.stdout.flush()

    def utuh(self) -> bool:
        """Whether every child runs."""
        return all(anak.proses is not None and anak.proses.poll() is None for anak in self.anak)

    def jaga(self, server: Peladen) -> None:
        """Watch until something ends that can't be restarted. Raises GagalAlat naming it."""
        while True:
            if nama := server.yang_mati():
                raise GagalAlat(f"{nama} berhenti sendiri; lihat catatannya di folder data.")
            for anak in self.anak:
                self._periksa(anak)
            time.sleep(0.2)

    def _periksa(self, anak: Anak) -> None:
        """Restart a dead child; one that dies again and again right after its start ends everything."""
        if anak.proses is None or (kode := anak.proses.poll()) is None:
            return
        segera = time.monotonic() - anak.mulai_pada < SEGERA
        anak.gagal_beruntun = anak.gagal_beruntun + 1 if segera else 1
        if anak.gagal_beruntun >= PERCOBAAN:
            raise GagalAlat(f"{anak.nama} berhenti {PERCOBAAN} kali berturut-turut (kode {kode}).")
        print(f"{anak.nama} berhenti (kode {kode}); dimulai lagi.", flush=True)
        hentikan(anak.proses)
        self._mulai(anak)

    def hentikan(self) -> None:
        """Stop all children, the last started first; jobs in progress get time to finish."""
        for anak in reversed(self.anak):
            if anak.proses is not None and anak.proses.poll() is None:
                anak.proses.terminate()
        for anak in reversed(self.anak):
            if anak.proses is not None:
                # Not asked again: for a Celery worker a second SIGTERM means "drop the job".
                pastikan_berhenti(anak.proses, detik=10)
