"""HTML of our own as PDF, laid out by WeasyPrint: the engine under every printed document. Knows no models."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import segno
from django.contrib.staticfiles import finders
from weasyprint import HTML
from weasyprint.logger import PROGRESS_LOGGER
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SKEMA_BERKAS = "kinerja"
# Static folders that documents may use; nothing else of the machine can be read by a document.
FOLDER_STATIK = ("laporan/", "perjanjian/", "vendor/source-sans-3/pdf/")
TIPE = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml"}
TIPE_LOGO = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"))

Lapor = Callable[[str, int], None]
"""Told the step in words and the percentage (0–100) of the rendering; may raise to stop it."""
Lampiran = Mapping[str, tuple[bytes, str]]
"""Pictures of one document: name → content and type."""


def tanpa_lapor(langkah: str, persen: int) -> None:
    """For those who want to hear nothing."""


def cetak(html: str, lampiran: Lampiran, *, perkiraan: int, lapor: Lapor = tanpa_lapor, bertanda: bool = True) -> bytes:
    """The PDF of `html`, tagged for screen readers (PDF/UA-1) unless `bertanda` is False.

    Args:
        perkiraan: about how many pages it will have.
        lapor: told about every page; what it raises ends the rendering and is passed on.
    """
    with _mendengar_halaman(lapor, perkiraan), _tanpa_pemulung():
        dokumen = HTML(string=html, url_fetcher=BerkasSendiri(lampiran))
        try:
            hasil: bytes = dokumen.write_pdf(pdf_variant="pdf/ua-1" if bertanda else None)
        except FatalURLFetchingError as salah:  # a BaseException: nobody further up would log it
            raise BerkasTidakDiizinkan(str(salah)) from salah
    return hasil


def svg(isi: str) -> tuple[bytes, str]:
    """A chart as an attachment."""
    return isi.encode(), TIPE[".svg"]


def lampiran_surat(alamat_periksa: str, logo: bytes | None) -> dict[str, tuple[bytes, str]]:
    """What every issued document carries: the QR code of its check page and, if there is one, the logo."""
    qr = segno.make(alamat_periksa, error="m").svg_inline(scale=4, border=1)
    isi = {"qr.svg": svg(qr.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))}
    if logo:
        tipe = next((t for awal, t in TIPE_LOGO if logo.startswith(awal)), "application/octet-stream")
        isi["logo"] = (logo, tipe)
    return isi


class BerkasTidakDiizinkan(Exception):
    """A document asked for something that is not ours: a mistake of the template, so the rendering stops."""


class BerkasSendiri(URLFetcher):  # type: ignore[misc]
    """Serves `kinerja:statik/…` (two static folders) and `kinerja:lampiran/…` (this document's pictures) only."""

    def __init__(self, lampiran: Mapping[str, tuple[bytes, str]]) -> None:
        super().__init__(allowed_protocols=[SKEMA_BERKAS])
        self._lampiran = lampiran

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The file behind `url`; raises FatalURLFetchingError for anything that is not ours."""
        skema, _, jalur = url.partition(":")
        jenis, _, nama = jalur.lstrip("/").partition("/")
        if skema == SKEMA_BERKAS and jenis == "lampiran" and nama in self._lampiran:
            isi, tipe = self._lampiran[nama]
            return URLFetcherResponse(url, isi, {"Content-Type": tipe})
        if skema == SKEMA_BERKAS and jenis == "statik" and nama.startswith(FOLDER_STATIK) and ".." not in nama:
            return URLFetcherResponse(url, _baca_statik(nama), {"Content-Type": TIPE["." + nama.rpartition(".")[2]]})
        raise FatalURLFetchingError(f"Dokumen hanya boleh memakai berkasnya sendiri, bukan {url[:120]}")


def _baca_statik(nama: str) -> bytes:
    jalur: Any = finders.find(nama)
    if jalur is None:
        raise FatalURLFetchingError(f"Berkas dokumen {nama} tidak ada.")
    with open(jalur, "rb") as berkas:  # noqa: PTH123 (finders give a str)
        return berkas.read()


@contextmanager
def _mendengar_halaman(lapor: Lapor, perkiraan: int) -> Iterator[None]:
    """Turn WeasyPrint's own progress messages into ours: 5–80 % pages (their number is a guess), then writing."""
    utas = threading.get_ident()

    class Pendengar(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread != utas:
                return
            pesan = record.getMessage()
            if pesan.startswith("Step 5") and record.args:
                halaman = int(str(record.args[0] if isinstance(record.args, tuple) else 0))
                lapor(f"Menata halaman {halaman}", 5 + min(75, 75 * halaman // perkiraan))
            elif pesan.startswith("Step 6"):
                lapor("Menulis berkas PDF", 85)

    pendengar, lama = Pendengar(logging.INFO), PROGRESS_LOGGER.level
    PROGRESS_LOGGER.addHandler(pendengar)
    PROGRESS_LOGGER.setLevel(logging.INFO)
    # The handler alone listens: progress is no matter for the log of the worker.
    merambat, PROGRESS_LOGGER.propagate = PROGRESS_LOGGER.propagate, False
    try:
        yield
    finally:
        PROGRESS_LOGGER.removeHandler(pendengar)
        PROGRESS_LOGGER.setLevel(lama)
        PROGRESS_LOGGER.propagate = merambat


@contextmanager
def _tanpa_pemulung() -> Iterator[None]:
    """Layout makes millions of short-lived objects: without the cycle collector it is a quarter faster."""
    menyala = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if menyala:
            gc.enable()
