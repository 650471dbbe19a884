"""A frozen quarterly report as a PDF. Data in, bytes out; knows no models."""

from __future__ import annotations

from django.template.loader import render_to_string

from kinerja.cetak import Lapor, cetak, lampiran_surat, svg, tanpa_lapor
from kinerja.laporan.data import DataLaporan, Terbitan
from kinerja.laporan.grafik import batang_capaian, batang_kelas
from kinerja.laporan.tampilan import batang_laporan, tampilan


def buat_pdf(data: DataLaporan, terbitan: Terbitan, *, logo: bytes | None = None, lapor: Lapor | None = None) -> bytes:
    """The document of `data` as issued in `terbitan`, tagged for screen readers (PDF/UA-1).

    Args:
        logo: content of the agency's PNG or JPEG logo.
        lapor: told about every page; what it raises ends the rendering and is passed on.
    """
    lapor = lapor or tanpa_lapor
    lapor("Menyusun isi dokumen", 0)
    html = render_to_string("laporan/dokumen/laporan.html", tampilan(data, terbitan, ada_logo=bool(logo)))
    lampiran = lampiran_surat(terbitan.alamat_periksa, logo) | {
        "kelas.svg": svg(batang_kelas(data.kelas, judul="Jumlah baris per kelas")),
        "capaian.svg": svg(batang_capaian(batang_laporan(data), judul="Capaian")),
    }
    perkiraan = max(2, 2 + len(data.baris) // 6 + len(data.unit) // 20)
    return cetak(html, lampiran, perkiraan=perkiraan, lapor=lapor)
