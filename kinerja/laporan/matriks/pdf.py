"""The frozen cascade as a PDF. Data in, bytes out; knows no models."""

from __future__ import annotations

from django.template.loader import render_to_string

from kinerja.cetak import Lapor, cetak, lampiran_surat, tanpa_lapor
from kinerja.laporan.data import Terbitan
from kinerja.laporan.matriks.data import DataMatriks
from kinerja.laporan.matriks.tampilan import tampilan

BARIS_PER_HALAMAN = 5


def buat_pdf_matriks(
    data: DataMatriks, terbitan: Terbitan, *, logo: bytes | None = None, lapor: Lapor | None = None
) -> bytes:
    """The Lampiran of `data` as issued in `terbitan`; arguments as of `kinerja.laporan.pdf.buat_pdf`."""
    lapor = lapor or tanpa_lapor
    lapor("Menyusun isi dokumen", 0)
    isi = tampilan(data, terbitan, ada_logo=bool(logo))
    html = render_to_string("laporan/matriks/matriks.html", isi)
    halaman = max(1, len(data.baris) // BARIS_PER_HALAMAN) * len(isi["bagian"])
    return cetak(html, lampiran_surat(terbitan.alamat_periksa, logo), perkiraan=halaman, lapor=lapor)
