"""A stand-in for the BSrE Esign Client Service that speaks its documented API v2 on 127.0.0.1.

Every NIK has a fate; the active one signs for real, so the result can be validated.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kinerja.perjanjian.tandatangan.antarmuka import GagalTanda, Permintaan, Rahasia
from kinerja.perjanjian.tandatangan.bsre import LayananBsre
from kinerja.perjanjian.tandatangan.pades import PenandatanganPkcs12
from tests.perjanjian.bantu_pk import KINI, pkcs12

PENGGUNA, SANDI = "kinerja", "sandi-aplikasi"
AKTIF, KEDALUWARSA, TAK_TERDAFTAR, DITANGGUHKAN = ("1" * 16, "2" * 16, "3" * 16, "4" * 16)
MACET, GALAT, BUKAN_JSON, TANPA_BERKAS, LAIN = ("5" * 16, "6" * 16, "7" * 16, "8" * 16, "9" * 16)
STATUS = {KEDALUWARSA: "EXPIRED", DITANGGUHKAN: "SUSPEND"}


class Tiruan(ThreadingHTTPServer):
    """The server with what it was asked; `lepas` ends requests that hang."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Tangan)
        self.diminta: list[tuple[str, dict[str, Any]]] = []
        self.lepas = threading.Event()


class _Tangan(BaseHTTPRequestHandler):
    server: Tiruan

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        """Quiet."""

    def do_POST(self) -> None:
        isi = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.diminta.append((self.path, isi))
        sah = "Basic " + base64.b64encode(f"{PENGGUNA}:{SANDI}".encode()).decode()
        if self.headers["Authorization"] != sah:
            return self._jawab(401, {"error": "Unauthorized"})
        if self.path == "/api/v2/user/check/status":
            return self._status(isi["nik"])
        return self._tanda(isi)

    def _status(self, nik: str) -> None:
        if nik == TAK_TERDAFTAR:
            return self._jawab(400, {"status_code": 2011, "error": "User tidak terdaftar"})
        return self._jawab(200, {"status_code": 1111, "status": STATUS.get(nik, "ISSUE"), "message": "-"})

    def _tanda(self, isi: dict[str, Any]) -> None:
        nik, (berkas,) = isi["nik"], isi["file"]
        if nik == MACET:
            self.server.lepas.wait(10)
            return None
        if nik == GALAT:
            return self._jawab(500, {"status": 500, "error": f"gagal untuk {isi['passphrase']}"})
        if nik == BUKAN_JSON:
            return self._jawab(502, None)
        if nik == TANPA_BERKAS:
            return self._jawab(200, {"time": 12})
        penanda = PenandatanganPkcs12(pkcs12("Penanda BSrE"), Rahasia(isi["passphrase"]))
        pdf = _pdf_lain() if nik == LAIN else base64.b64decode(berkas)
        (sifat,) = isi["signatureProperties"]
        permintaan = Permintaan(f"bsre_{len(pdf)}", sifat["reason"], sifat["location"], KINI)
        try:
            hasil = penanda.tanda_tangani(pdf, permintaan)
        except GagalTanda:
            return self._jawab(400, {"status_code": 2031, "error": "Passphrase anda salah"})
        return self._jawab(200, {"time": 12, "file": [base64.b64encode(hasil).decode()]})

    def _jawab(self, kode: int, isi: dict[str, Any] | None) -> None:
        badan = b"<html>Bad Gateway</html>" if isi is None else json.dumps(isi).encode()
        self.send_response(kode)
        self.send_header("Content-Length", str(len(badan)))
        self.end_headers()
        self.wfile.write(badan)


def _pdf_lain() -> bytes:
    from kinerja.cetak import cetak

    return cetak("<html lang='id'><title>Lain</title><p>Bukan yang dikirim.</p></html>", {}, perkiraan=1)


@contextmanager
def bsre_tiruan() -> Iterator[tuple[LayananBsre, Tiruan]]:
    """The service's address and the server itself, for the length of a `with` block."""
    server = Tiruan()
    utas = threading.Thread(target=server.serve_forever, daemon=True)
    utas.start()
    try:
        yield LayananBsre(f"http://127.0.0.1:{server.server_port}", PENGGUNA, SANDI, batas_detik=5), server
    finally:
        server.lepas.set()
        server.shutdown()
        server.server_close()
        utas.join()
