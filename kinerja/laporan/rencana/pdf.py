"""The frozen Rencana Aksi as a PDF. Data in, bytes out; knows no models."""

from __future__ import annotations

from django.template.loader import render_to_string

from kinerja.cetak import Lapor, cetak, lampiran_surat, tanpa_lapor
from kinerja.laporan.data import Terbitan
from kinerja.laporan.rencana.data import DataRencana
from kinerja.laporan.rencana.tampilan import tampilan

KEGIATAN_PER_HALAMAN = 5


def buat_pdf_rencana(
    data: DataRencana, terbitan: Terbitan, *, logo: bytes | None = None, lapor: Lapor | None = None
) -> bytes:
    """The document of `data` as issued in `terbitan`; arguments as of `kinerja.laporan.pdf.buat_pdf`."""
    lapor = lapor or tanpa_lapor
    lapor("Menyusun isi dokumen", 0)
    html = render_to_string("laporan/rencana/rencana.html", tampilan(data, terbitan, ada_logo=bool(logo)))
    halaman = 1 + data.banyak // KEGIATAN_PER_HALAMAN
    return cetak(html, lampiran_surat(terbitan.alamat_periksa, logo), perkiraan=halaman, lapor=lapor)
