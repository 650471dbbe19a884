"""The frozen pohon kinerja as a PDF: the drawing as vectors on A4 or A3, then every condition in a table. No models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string

from kinerja.cetak import Lapor, cetak, lampiran_surat, svg, tanpa_lapor
from kinerja.laporan.data import Terbitan
from kinerja.laporan.pohon.data import DataPohon
from kinerja.organisasi.tanggal import tulis_tanggal, tulis_waktu
from kinerja.perjanjian.hitung.pohon import SEBUTAN_JENIS, PohonLengkap
from kinerja.perjanjian.hitung.pohon_gambar import sebut_lintas
from kinerja.perjanjian.hitung.pohon_lembar import Lembar, bagi_lembar, gambar_lembar, rujukan
from kinerja.perjanjian.hitung.pohon_svg import tulis_svg, ukuran_gambar

# Millimetres per unit of the drawing: the smallest letters (11 units) are never under 6.2 points, never over 8.5.
_TERKECIL, _TERBESAR = Decimal("0.2"), Decimal("0.27")
_BARIS_PER_HALAMAN = 12


@dataclass(frozen=True, slots=True)
class Kertas:
    """A paper on its side: its name in the style sheet and the room for the drawing in millimetres."""

    nama: str
    lebar: int
    tinggi: int

    @property
    def satuan(self) -> tuple[int, int]:
        """The room in units at the smallest scale."""
        return int(self.lebar / _TERKECIL), int(self.tinggi / _TERKECIL)


A4, A3 = Kertas("a4", 272, 126), Kertas("a3", 394, 216)


def buat_pdf_pohon(
    data: DataPohon, terbitan: Terbitan, *, logo: bytes | None = None, lapor: Lapor | None = None
) -> bytes:
    """The document of `data` as issued in `terbitan`; arguments as of `kinerja.laporan.pdf.buat_pdf`."""
    lapor = lapor or tanpa_lapor
    lapor("Menata gambar pohon", 0)
    lengkap = data.lengkap
    kertas, lembar = pilih_kertas(lengkap)
    ke, judul = rujukan(lembar), f"{data.judul} {data.unit_nama} {data.masa}"
    gambar = {}
    for satu in lembar:
        isi = gambar_lembar(lengkap, satu, ke)
        kertasnya = _milimeter(ukuran_gambar(isi), kertas)
        teks = tulis_svg(isi, judul=judul, uraian="Lihat daftar kondisi.", milimeter=kertasnya)
        gambar[f"lembar-{satu.nomor}.svg"] = svg(teks)
    konteks = _tampilan(data, terbitan, lengkap, lembar) | {
        "ada_logo": bool(logo),
        "kertas": kertas.nama,
        "lembar": [(satu, _kepala(lengkap, satu, len(lembar))) for satu in lembar],
    }
    html = render_to_string("laporan/pohon/pohon.html", konteks)
    perkiraan = len(lembar) + 1 + len(data.simpul) // _BARIS_PER_HALAMAN
    return cetak(html, lampiran_surat(terbitan.alamat_periksa, logo) | gambar, perkiraan=perkiraan, lapor=lapor)


def pilih_kertas(lengkap: PohonLengkap) -> tuple[Kertas, Sequence[Lembar]]:
    """A4 where the whole tree fits on one sheet of it, else A3 in as many sheets as it takes."""
    lembar = bagi_lembar(lengkap, *A4.satuan)
    return (A4, lembar) if len(lembar) == 1 else (A3, bagi_lembar(lengkap, *A3.satuan))


def _milimeter(ukuran: tuple[int, int], kertas: Kertas) -> tuple[str, str]:
    """Width and height on paper: as large as fits, within readable sizes; one oversized box is made smaller."""
    skala = min(_TERBESAR, Decimal(kertas.lebar) / ukuran[0], Decimal(kertas.tinggi) / ukuran[1])
    return f"{ukuran[0] * skala:.1f}", f"{ukuran[1] * skala:.1f}"


def _kepala(lengkap: PohonLengkap, lembar: Lembar, banyak: int) -> str:
    """`Lembar 2 dari 3: cabang 1.2 Layanan cepat, lanjutan lembar 1`; nothing for a tree on one sheet."""
    if banyak == 1:
        return ""
    teks = f"Lembar {lembar.nomor} dari {banyak}"
    if lembar.cabang is None:
        return teks
    simpul = lengkap.pohon.simpul[lembar.cabang]
    return f"{teks}: cabang {lengkap.pohon.nomor[simpul.pk]} {simpul.uraian}, lanjutan lembar {lembar.asal}"


def _tampilan(data: DataPohon, terbitan: Terbitan, lengkap: PohonLengkap, lembar: Sequence[Lembar]) -> dict[str, Any]:
    """The context of templates/laporan/pohon/pohon.html, but for the sheets."""
    zona = ZoneInfo(data.zona)
    pohon = lengkap.pohon
    return {
        "data": data,
        "terbitan": terbitan,
        "dibuat": tulis_waktu(terbitan.dibuat_pada, zona),
        "tanggal": tulis_tanggal(terbitan.dibuat_pada.astimezone(zona)),
        "baris": [
            {
                "nomor": pohon.nomor[s.pk],
                "tingkat": min(pohon.tingkat[s.pk], 5),
                "jenis": SEBUTAN_JENIS[s.jenis],
                "uraian": s.uraian,
                "ukuran": s.ukuran,
                "pengampu": s.pengampu,
                "lintas": [sebut_lintas(t, pohon, s.pk) for t in lengkap.lintas_dari(s.pk)],
            }
            for s in pohon.urut
        ],
    }
