"""A receiver of webhooks on 127.0.0.1, events and subscriptions for tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.utils import timezone

from kinerja.organisasi.models import Unit
from kinerja.peristiwa.models import JenisPeristiwa, Langganan, Peristiwa
from kinerja.peristiwa.services.catat import catat_peristiwa
from kinerja.peristiwa.services.langganan import berlangganan
from tests.orang import Pemeran


@dataclass(frozen=True)
class Diterima:
    """One request as it came."""

    kepala: dict[str, str]
    badan: bytes


@dataclass
class Catatan:
    """What came, and what is answered: `jawab` is given the number of the request, from 1."""

    semua: list[Diterima] = field(default_factory=list)
    jawab: Callable[[int], int] = lambda n: 204


class Penerima(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Tangan)
        self.catatan = Catatan()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/kait"


class _Tangan(BaseHTTPRequestHandler):
    server: Penerima

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        """Quiet."""

    def do_POST(self) -> None:
        isi = self.rfile.read(int(self.headers["Content-Length"]))
        catatan = self.server.catatan
        catatan.semua.append(Diterima({k.lower(): v for k, v in self.headers.items()}, isi))
        kode = catatan.jawab(len(catatan.semua))
        self.send_response(kode)
        if 300 <= kode < 400:
            self.send_header("Location", f"{self.server.url}/lain")
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def penerima() -> Iterator[Penerima]:
    """The receiver for the length of a `with` block."""
    server = Penerima()
    utas = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    utas.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        utas.join()


def peristiwa(
    unit: Unit,
    objek: Unit | None = None,
    jenis: JenisPeristiwa = JenisPeristiwa.REALISASI_DIAJUKAN,
    kini: datetime | None = None,
    **isi: Any,
) -> Peristiwa:
    """One event of `unit` about `objek` (the unit itself unless named)."""
    return catat_peristiwa(jenis, objek=objek or unit, unit=unit, kini=kini or timezone.now(), isi=isi)


def langganan(orang: Pemeran, url: str, unit: Unit | None = None, **lain: Any) -> Langganan:
    """A subscription of the administrator to every kind of event of `bagian`."""
    isi: dict[str, Any] = {"nama": "Dasbor", "jenis": list(JenisPeristiwa.values), "kini": timezone.now()}
    return berlangganan(pelaku=orang.administrator, url=url, unit=unit or orang.bagian, **(isi | lain))
