"""A frozen Sasaran Mutu, IKU or IKI document as a PDF. Data in, bytes out; knows no models."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.template.loader import render_to_string

from kinerja.cetak import Lapor, cetak, lampiran_surat, tanpa_lapor
from kinerja.laporan.cetak_bertahap import Potongan, cetak_bertahap
from kinerja.laporan.data import Terbitan
from kinerja.laporan.dokumen_kinerja.data import DataKinerja, JabatanKinerja
from kinerja.laporan.dokumen_kinerja.tampilan import bagian_jabatan, dasar, kelompok

BARIS_PER_HALAMAN = 5
JABATAN_PER_BAGIAN = 25


def buat_pdf_dokumen(
    data: DataKinerja, terbitan: Terbitan, *, logo: bytes | None = None, lapor: Lapor | None = None
) -> bytes:
    """The Sasaran Mutu or IKU of `data` as issued in `terbitan`; arguments as of `kinerja.laporan.pdf.buat_pdf`."""
    lapor = lapor or tanpa_lapor
    lapor("Menyusun isi dokumen", 0)
    isi = dasar(data, terbitan, ada_logo=bool(logo)) | {"kelompok": kelompok(data.baris)}
    html = render_to_string(f"laporan/{data.jenis}/dokumen.html", isi)
    perkiraan = 1 + len(data.baris) // BARIS_PER_HALAMAN
    return cetak(html, lampiran_surat(terbitan.alamat_periksa, logo), perkiraan=perkiraan, lapor=lapor)


def buat_pdf_iki(
    data: DataKinerja, terbitan: Terbitan, *, logo: bytes | None = None, lapor: Lapor | None = None
) -> bytes:
    """The IKI document: each post on a page of its own, many posts laid out in parts."""
    potongan = []
    for awal in range(0, len(data.jabatan), JABATAN_PER_BAGIAN):
        bagian = data.jabatan[awal : awal + JABATAN_PER_BAGIAN]
        akhir = awal + len(bagian) == len(data.jabatan)
        potongan.append(
            Potongan(
                f"jabatan {awal + 1}–{awal + len(bagian)} dari {len(data.jabatan)}",
                partial(_iki, data, terbitan, bagian, logo is not None, akhir),
                partial(lampiran_surat, terbitan.alamat_periksa, logo),
            )
        )
    judul = f"{data.judul} {data.unit_nama} {data.masa}"
    return cetak_bertahap(potongan, judul=judul, lapor=lapor or tanpa_lapor)


def _iki(data: DataKinerja, terbitan: Terbitan, bagian: Sequence[JabatanKinerja], ada_logo: bool, akhir: bool) -> str:
    isi = dasar(data, terbitan, ada_logo=ada_logo)
    isi |= {"bagian": [bagian_jabatan(j) for j in bagian], "akhir": akhir}
    return render_to_string("laporan/iki/dokumen.html", isi)
