"""Child processes that never outlive their parent: start, wait for, stop."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

AKAR = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"
PR_SET_PDEATHSIG = 1
# Loaded here because the code between fork and exec must not import or load anything.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class GagalAlat(Exception):
    """A tool can't go on; the message is one clear line in Indonesian."""


def ikut_mati(sinyal: int) -> Callable[[], None]:
    """A preexec function: the kernel sends `sinyal` to the child when its parent dies, even by kill -9 (Linux only)."""

    def pasang() -> None:
        if _LIBC is not None:
            _LIBC.prctl(PR_SET_PDEATHSIG, sinyal)

    return pasang


def ikuti_induk() -> None:
    """Let this process get SIGTERM when the process that started it (make) dies, even by kill -9."""
    ikut_mati(signal.SIGTERM)()


def mulai(
    perintah: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    keluaran: IO[str] | int | None = None,
    sinyal: int = signal.SIGTERM,
    folder: Path = AKAR,
) -> subprocess.Popen[str]:
    """Start a program in its own process group, so that Ctrl-C in the terminal reaches the parent only.

    `sinyal` is what the kernel sends to it when the parent dies. stderr goes with stdout to `keluaran`.
    """
    return subprocess.Popen(
        list(perintah),
        cwd=folder,
        env=dict(env) if env is not None else None,
        stdin=subprocess.DEVNULL,
        stdout=keluaran,
        stderr=None if keluaran is None else subprocess.STDOUT,
        text=True,
        bufsize=1,
        start_new_session=True,
        preexec_fn=ikut_mati(sinyal),  # noqa: PLW1509 (the tools start children from one thread)
    )


def hentikan(proses: subprocess.Popen[str], *, sinyal: int = signal.SIGTERM, detik: float = 10) -> int:
    """Ask the process to end and see to it that it does; returns the exit code."""
    if proses.poll() is None:
        with suppress(ProcessLookupError):
            proses.send_signal(sinyal)
    return pastikan_berhenti(proses, detik=detik)


def pastikan_berhenti(proses: subprocess.Popen[str], *, detik: float) -> int:
    """Wait for a process that was asked to end; after `detik` kill it. Returns the exit code.

    Its group is killed in any case, so that no grandchild stays behind.
    """
    with suppress(subprocess.TimeoutExpired):
        proses.wait(detik)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(proses.pid, signal.SIGKILL)
    return proses.wait()


def port_bebas(usul: int | None = None) -> int:
    """A free TCP port on the loopback address; `usul` when that one is free."""
    for port in (usul, 0):
        if port is None:
            continue
        with socket.socket() as soket, suppress(OSError):
            soket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            soket.bind((LOOPBACK, port))
            return int(soket.getsockname()[1])
    raise GagalAlat("Tidak ada port TCP yang bebas di komputer ini.")


def tunggu(
    siap: Callable[[], bool], *, nama: str, detik: float, masih_hidup: Callable[[], bool] = lambda: True
) -> None:
    """Wait until `siap()`; GagalAlat when it takes longer than `detik` or the process has ended."""
    batas = time.monotonic() + detik
    while not siap():
        if not masih_hidup():
            raise GagalAlat(f"{nama} berhenti sebelum siap.")
        if time.monotonic() > batas:
            raise GagalAlat(f"{nama} belum siap setelah {detik:.0f} detik.")
        time.sleep(0.02)


def sinyal_jadi_keluar() -> None:
    """SIGINT, SIGTERM and SIGHUP end the program through `finally`, so that all children are stopped.

    SIGINT too, because a shell starts background programs with it ignored; an ignored SIGHUP (nohup) stays ignored.
    """
    semua = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        semua.append(signal.SIGHUP)

    def keluar(_nomor: int, _bingkai: object) -> None:
        # A second signal must not break off the tidying up that the first one started; every step of it has its limit.
        for nomor in semua:
            signal.signal(nomor, signal.SIG_IGN)
        raise KeyboardInterrupt

    for nomor in semua:
        signal.signal(nomor, keluar)
