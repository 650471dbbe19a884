"""The frozen SKP rows as a PDF. Data in, bytes out; knows no models."""

from __future__ import annotations

from django.template.loader import render_to_string

from kinerja.cetak import Lapor, cetak, lampiran_surat, tanpa_lapor
from kinerja.laporan.data import Terbitan
from kinerja.laporan.skp.data import DataSkp
from kinerja.laporan.skp.tampilan import tampilan

BARIS_PER_HALAMAN = 12


def buat_pdf_skp(data: DataSkp, terbitan: Terbitan, *, logo: bytes | None = None, lapor: Lapor | None = None) -> bytes:
    """The document of `data` as issued in `terbitan`; arguments as of `kinerja.laporan.pdf.buat_pdf`."""
    lapor = lapor or tanpa_lapor
    lapor("Menyusun isi dokumen", 0)
    html = render_to_string("laporan/skp/skp.html", tampilan(data, terbitan, ada_logo=bool(logo)))
    perkiraan = 1 + len(data.baris) // BARIS_PER_HALAMAN
    return cetak(html, lampiran_surat(terbitan.alamat_periksa, logo), perkiraan=perkiraan, lapor=lapor)
