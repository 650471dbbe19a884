"""A frozen agreement as a PDF. Data in, bytes out; knows no models."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string

from kinerja.cetak import cetak, lampiran_surat
from kinerja.perjanjian.banding import Beda
from kinerja.perjanjian.data import DataPK
from kinerja.perjanjian.dokumen.tampilan import TerbitanPK, tampilan


def buat_pdf_pk(data: DataPK, terbitan: TerbitanPK, *, beda: Sequence[Beda] = (), logo: bytes | None = None) -> bytes:
    """Statement page, Lampiran 1 and Lampiran 2, tagged for screen readers (PDF/UA-1); a change also lists `beda`."""
    isi = tampilan(data, terbitan, ada_logo=bool(logo)) | {"beda": beda}
    html = render_to_string("perjanjian/dokumen/pk.html", isi)
    return cetak(html, lampiran_surat(terbitan.alamat_periksa, logo), perkiraan=3 + len(data.lampiran1) // 15)
