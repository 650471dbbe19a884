"""Long documents in parts: each part is laid out in a child process of its own, so memory stays that of one part.

WeasyPrint gives memory back only when its process ends. The parts are joined and the page numbers stamped afterwards,
because no part knows how many pages there are in all.
"""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.template.loader import render_to_string
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from kinerja.cetak import Lampiran, Lapor, cetak
from kinerja.laporan.tanda_pdf import PohonTanda, jadikan_artefak

# Tags of one page take about 3 MB while they are joined; a longer document goes without, so memory stays bounded.
HALAMAN_BERTANDA = 300
JEDA = 0.2
DETAK = 1.0


class BagianGagal(Exception):
    """A part could not be laid out; the child's own words are in the log."""


@dataclass(frozen=True, slots=True)
class Potongan:
    """One part: its name for the progress line, what makes its HTML, and its pictures."""

    nama: str
    html: Callable[[], str]
    lampiran: Callable[[], Lampiran]


def cetak_bertahap(potongan: Sequence[Potongan], *, judul: str, lapor: Lapor) -> bytes:
    """The parts as one PDF with page numbers throughout. `lapor` is asked every second and may raise to stop."""
    with TemporaryDirectory(prefix="laporan-") as folder:
        berkas = []
        for nomor, satu in enumerate(potongan):
            langkah, persen = f"Menata {satu.nama}", 5 + 80 * nomor // len(potongan)
            tujuan = Path(folder) / f"{nomor}.pdf"
            _di_anak(partial(_tulis, satu, tujuan), partial(lapor, langkah, persen))
            berkas.append(tujuan)
        gabungan = Path(folder) / "gabungan.pdf"
        _di_anak(partial(_gabung, berkas, judul, gabungan), partial(lapor, "Menggabungkan bagian", 88))
        return gabungan.read_bytes()


def _tulis(satu: Potongan, tujuan: Path) -> None:
    tujuan.write_bytes(cetak(satu.html(), satu.lampiran(), perkiraan=1))


def _di_anak(kerja: Callable[[], None], detak: Callable[[], None]) -> None:
    """Run `kerja` in a forked child and wait for it; what `detak` raises kills the child and is passed on.

    The child leaves without any clean-up, so the parent's database connection is not touched.
    """
    detak()
    pid = os.fork()
    if pid == 0:
        kode = 1
        try:
            kerja()
            kode = 0
        except BaseException:  # noqa: BLE001 (nothing may leave the child but its exit code)
            traceback.print_exc()
        finally:
            os._exit(kode)
    try:
        status = _tunggu(pid, detak)
    except BaseException:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise
    if status:
        raise BagianGagal(f"Bagian laporan gagal ditata (kode {os.waitstatus_to_exitcode(status)}).")


def _tunggu(pid: int, detak: Callable[[], None]) -> int:
    """The child's exit status."""
    terakhir = time.monotonic()
    while True:
        selesai, status = os.waitpid(pid, os.WNOHANG)
        if selesai:
            return status
        time.sleep(JEDA)
        if time.monotonic() - terakhir >= DETAK:
            detak()
            terakhir = time.monotonic()


def _gabung(berkas: Sequence[Path], judul: str, tujuan: Path) -> None:
    hasil = PdfWriter()
    bagian = [PdfReader(satu) for satu in berkas]
    bertanda = sum(len(satu.pages) for satu in bagian) <= HALAMAN_BERTANDA
    pohon = PohonTanda(hasil)
    for satu in bagian:
        if bertanda:
            pohon.tambah(satu)
        else:
            hasil.append(satu)
    if bertanda:
        pohon.pasang()
    hasil.root_object[NameObject("/Lang")] = TextStringObject("id")
    hasil.add_metadata({"/Title": judul})
    nomor = PdfReader(BytesIO(cetak(_nomor(len(hasil.pages)), {}, perkiraan=1, bertanda=False)))
    for halaman, lapis in zip(hasil.pages, nomor.pages, strict=True):
        jadikan_artefak(lapis)
        halaman.merge_page(lapis)
        halaman.compress_content_streams()
    hasil.write(tujuan)


def _nomor(banyak: int) -> str:
    return render_to_string("laporan/nomor.html", {"halaman": range(banyak)})
