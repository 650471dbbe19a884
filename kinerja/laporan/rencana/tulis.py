"""Cells of the Rencana Aksi in words, the same in document and workbook; the only rounding is that of `tulis_angka`."""

from __future__ import annotations

from decimal import Decimal

from indikator.hitung.angka import tulis_angka, tulis_persen, tulis_ringkas
from kinerja.laporan.rencana.data import DataRencana, TriwulanCetak
from kinerja.perjanjian.hitung.rencana import Keadaan, Ukuran

NA, BELUM, TAK_TERHITUNG = "N/A", "belum dilaporkan", "tidak dapat dihitung"
SEBUTAN = {Keadaan.NA: NA, Keadaan.BELUM: BELUM, Keadaan.TAK_TERHITUNG: TAK_TERHITUNG}
DESIMAL_KELUARAN = 4
CARA_HITUNG = (
    "Kemajuan kegiatan = realisasi keluaran / target keluaran setahun × 100; serapan = anggaran terserap / anggaran "
    "setahun × 100. Triwulan yang belum dilaporkan tidak menambah apa pun.",
    "Kemajuan gabungan adalah rata-rata kemajuan kegiatan, tiap kegiatan paling tinggi 100%; kegiatan yang belum "
    "dilaporkan dihitung 0 begitu ada kegiatan lain yang dilaporkan. Serapan gabungan = Σ terserap / Σ anggaran × 100.",
    "0 adalah angka nol; N/A: tidak direncanakan; belum dilaporkan: direncanakan, belum ada laporannya; tidak dapat "
    "dihitung: rencananya 0.",
)


def teks_ukuran(ukuran: Ukuran) -> str:
    """`62,50%`, or which of the three nothings."""
    return SEBUTAN[ukuran.keadaan] if ukuran.persen is None else tulis_persen(ukuran.persen)


def teks_rencana(nilai: Decimal | None, *, uang: bool) -> str:
    """A planned figure: `12`, `1.500.000,00`, `N/A`."""
    return NA if nilai is None else tulis_nilai(nilai, uang=uang)


def teks_hasil(triwulan: TriwulanCetak, *, uang: bool) -> str:
    """A reported figure, or why there is none: nothing planned (N/A) or nothing reported yet."""
    nilai, rencana = (triwulan.serapan, triwulan.anggaran) if uang else (triwulan.realisasi, triwulan.target)
    if nilai is not None:
        return tulis_nilai(nilai, uang=uang)
    return NA if rencana is None or triwulan.status else BELUM


def teks_status(triwulan: TriwulanCetak) -> str:
    """`Selesai`, or why there is none."""
    if triwulan.status:
        return triwulan.status
    return NA if triwulan.target is None and triwulan.anggaran is None else BELUM


def tulis_nilai(nilai: Decimal, *, uang: bool) -> str:
    """Output without trailing zeros, rupiah with two decimals."""
    return tulis_angka(nilai) if uang else tulis_ringkas(nilai, DESIMAL_KELUARAN)


def tanda(data: DataRencana) -> list[str]:
    """The marks a reader must not miss."""
    contoh = sum(k.contoh for _, k in data.kegiatan)
    return [f"Memuat data contoh ({contoh} kegiatan), bukan rencana resmi"] if contoh else []
