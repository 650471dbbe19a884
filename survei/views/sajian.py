"""What the result page and the public page show alike: charts, and the result in words."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString, mark_safe

from survei import grafik
from survei.hitung.data import DataHasil, HasilTambahan
from survei.selectors import uraian

MINIMAL_TREN = 2


def sajian(data: DataHasil) -> dict[str, Any]:
    """Context of templates/survei/hasil/*.html."""
    return {
        "data": data,
        "ciri": data.ciri,
        "sumber": uraian.sebut_sumber(data),
        "dari_mana": uraian.dari_mana(data),
        "arti_selang": uraian.arti_selang(data),
        "arti_sampel": uraian.arti_sampel(data),
        "grafik": _grafik(data),
        "tambahan": [(satu, _grafik_tambahan(satu)) for satu in data.tambahan or ()],
        "batas_mutu": grafik.batas_mutu(),
    }


def _grafik(data: DataHasil) -> dict[str, SafeString]:
    """SVG by name; a chart without figures is not there."""
    hasil = {}
    if data.unsur:
        utama = [p.kode for p in data.prioritas]
        hasil["unsur"] = grafik.batang_unsur(data.unsur, judul="Nilai rata-rata (NRR) tiap unsur", prioritas=utama)
    if any(u.sebaran for u in data.unsur):
        hasil["sebaran"] = grafik.sebaran_nilai(data.unsur, judul="Sebaran jawaban 1 sampai 4 tiap unsur")
    if len(data.tren) >= MINIMAL_TREN:
        hasil["tren"] = grafik.garis_tren(data.tren, judul=f"IKM {data.ciri.unit} dari periode ke periode")
    # Made by kinerja.grafik, which escapes every text it is given.
    return {nama: mark_safe(svg) for nama, svg in hasil.items()}  # noqa: S308


def _grafik_tambahan(satu: HasilTambahan) -> SafeString | None:
    """The bars of a question with choices."""
    if satu.bebas:
        return None
    judul = f"{satu.label} Jawaban responden"
    return mark_safe(grafik.batang_pilihan(satu, judul=judul))  # noqa: S308 (escaped by kinerja.grafik)
