"""The frozen report of one survey as a PDF. Data in, bytes out; knows no models."""

from __future__ import annotations

from django.template.loader import render_to_string

from kinerja.cetak import Lapor, cetak, lampiran_surat, svg, tanpa_lapor
from kinerja.laporan.data import Terbitan
from kinerja.laporan.survei.data import DataSurvei
from kinerja.laporan.survei.tampilan import bagan, tampilan

PERKIRAAN = 12


def buat_pdf_survei(
    data: DataSurvei, terbitan: Terbitan, *, logo: bytes | None = None, lapor: Lapor | None = None
) -> bytes:
    """The document of `data` as issued in `terbitan`; arguments as of `kinerja.laporan.pdf.buat_pdf`."""
    lapor = lapor or tanpa_lapor
    lapor("Menyusun isi dokumen", 0)
    gambar = bagan(data.hasil)
    isi = tampilan(data, terbitan, ada_logo=bool(logo)) | {"bagan": {nama.partition(".")[0] for nama in gambar}}
    lampiran = lampiran_surat(terbitan.alamat_periksa, logo) | {nama: svg(satu) for nama, satu in gambar.items()}
    return cetak(render_to_string("laporan/survei/laporan.html", isi), lampiran, perkiraan=PERKIRAAN, lapor=lapor)
