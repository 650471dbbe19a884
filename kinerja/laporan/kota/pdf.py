"""The frozen survey recap as a PDF, laid out in parts. Data in, bytes out; knows no models."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.template.loader import render_to_string

from kinerja.cetak import Lampiran, Lapor, lampiran_surat, svg, tanpa_lapor
from kinerja.laporan.cetak_bertahap import Potongan, cetak_bertahap
from kinerja.laporan.data import Terbitan
from kinerja.laporan.kota.data import BagianUnit, DataKota
from kinerja.laporan.kota.tampilan import bagan, tampilan, tampilan_unit

UNIT_PER_BAGIAN = 40


def buat_pdf_kota(
    data: DataKota, terbitan: Terbitan, *, logo: bytes | None = None, lapor: Lapor | None = None
) -> bytes:
    """The document of `data` as issued in `terbitan`; arguments as of `kinerja.laporan.pdf.buat_pdf`."""
    potongan = [Potongan("rekap", partial(_rekap, data, terbitan, bool(logo)), partial(_gambar, data, terbitan, logo))]
    for awal in range(0, len(data.bagian), UNIT_PER_BAGIAN):
        bagian = data.bagian[awal : awal + UNIT_PER_BAGIAN]
        nama = f"unit {awal + 1}–{awal + len(bagian)} dari {len(data.bagian)}"
        potongan.append(
            Potongan(
                nama,
                partial(_unit, data, terbitan, bagian, awal == 0),
                partial(lampiran_surat, terbitan.alamat_periksa, None),
            )
        )
    judul = f"{data.judul} {data.unit_nama} {data.masa}"
    return cetak_bertahap(potongan, judul=judul, lapor=lapor or tanpa_lapor)


def _rekap(data: DataKota, terbitan: Terbitan, ada_logo: bool) -> str:
    return render_to_string("laporan/kota/rekap.html", tampilan(data, terbitan, ada_logo=ada_logo))


def _gambar(data: DataKota, terbitan: Terbitan, logo: bytes | None) -> Lampiran:
    return lampiran_surat(terbitan.alamat_periksa, logo) | {nama: svg(isi) for nama, isi in bagan(data.rekap).items()}


def _unit(data: DataKota, terbitan: Terbitan, bagian: Sequence[BagianUnit], awal: bool) -> str:
    return render_to_string("laporan/kota/unit.html", tampilan_unit(data, terbitan, bagian, awal=awal))
