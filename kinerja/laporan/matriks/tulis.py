"""Cells of the cascade in words and numbers, the same in PDF and Excel; asks no database."""

from __future__ import annotations

from decimal import Decimal

from indikator.hitung.angka import baca_angka, tulis_angka
from indikator.hitung.kesalahan import KesalahanHitung
from kinerja.laporan.data import Macam, Sel
from kinerja.laporan.matriks.data import BarisMatriks, SelLampiran, TargetCetak, Tautan
from kinerja.laporan.tulis import SEBUTAN

CENTANG = "✓"
TANDA_TERSIRAT = "*"
LEGENDA = (
    f"{CENTANG} mengampu seluruhnya; uraian di dalam sel adalah lingkup yang diampu. “Tidak langsung”: mendukung "
    "dengan indikator sendiri; “salinan”: indikator yang sama diukur sendiri. "
    f"{TANDA_TERSIRAT} sel tidak terbaca dalam dokumen asal, disimpulkan dari konteksnya."
)


def cetakan_sesuai(tercetak: str, sel: Sel) -> bool:
    """Whether the text of a source document (`88.5`, `100%`, `(3) WTP`, `N/A`) says what the target is today."""
    if not tercetak:
        return False
    if sel.macam is Macam.NA:
        return tercetak.strip().upper() == "N/A"
    if sel.macam is Macam.PREDIKAT:
        label, *angka = sorted(tercetak.replace("(", " ").replace(")", " ").split(), key=lambda k: k[:1].isdigit())
        return label == sel.teks.split(" ")[0] and all(_terbaca(satu) == sel.nilai for satu in angka)
    return sel.macam is Macam.ANGKA and _terbaca(tercetak) == sel.nilai


def _terbaca(teks: str) -> Decimal | None:
    try:
        return baca_angka(teks)
    except KesalahanHitung:
        return None


def teks_target(target: TargetCetak, baris: BarisMatriks) -> str:
    """The target as its source prints it, else `86,75`, `100,00%`, `A (82,00)`, `70,00–80,00`, `N/A`."""
    sel = target.sel
    if target.tercetak:
        return target.tercetak
    if sel.macam is Macam.PREDIKAT:
        return sel.teks
    if sel.bawah is not None and sel.atas is not None:
        return f"{_angka(sel.bawah, baris)}–{_angka(sel.atas, baris)}"
    return SEBUTAN[sel.macam] if sel.nilai is None else _angka(sel.nilai, baris)


def _angka(nilai: Decimal, baris: BarisMatriks) -> str:
    akhiran = baris.akhiran if baris.akhiran == "%" else ""
    return f"{baris.awalan}{tulis_angka(nilai, baris.desimal)}{akhiran}"


def teks_pengukuran(baris: BarisMatriks) -> str:
    """The cell Pengukuran as one text, its parts on lines of their own."""
    return "\n".join(f"{judul}: {isi}" for judul, isi in baris.pengukuran)


def tanda_tautan(tautan: Tautan) -> str:
    """What stands where an indicator meets a unit: `✓`, the scope, the own indicator, `✓*` for an inferred link."""
    anak = f"{tautan.anak_kode} {tautan.anak_nama}".strip()
    if tautan.jenis == "lingkup":
        isi = tautan.lingkup
    elif tautan.jenis == "langsung":
        isi = CENTANG
    else:
        isi = tautan.jenis.replace("_", " ").capitalize()
    if anak:
        isi += f": {anak}"
    if tautan.jabatan:
        isi += f" ({tautan.jabatan})"
    return isi + (TANDA_TERSIRAT if tautan.tersirat else "")


def sel_unit(sel: SelLampiran, unit: int) -> str:
    """The cell of one unit; "" when it carries nothing."""
    return "\n".join(tanda_tautan(t) for t in sel.tautan if t.unit == unit)


def teks_pengampu(sel: SelLampiran) -> str:
    """Those who carry, in words, a line each: `Subbagian Tata Usaha`, `Bagian Umum: PPSU`."""
    return "\n".join(_pengampu(t) for t in sel.tautan)


def _pengampu(tautan: Tautan) -> str:
    tanda = tanda_tautan(tautan)
    if tanda.startswith(CENTANG):
        return f"{tautan.unit_nama}{tanda.removeprefix(CENTANG)}"
    return f"{tautan.unit_nama}: {tanda}"
