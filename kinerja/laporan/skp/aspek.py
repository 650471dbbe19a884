"""Which aspect of a result an indicator measures. Pure."""

from __future__ import annotations

from enum import StrEnum

from kinerja.perjanjian.data import BarisIndikator, MacamTarget

WAKTU = frozenset({"menit", "jam", "hari", "minggu", "bulan", "triwulan", "semester", "tahun"})
MUTU = frozenset({"nilai", "indeks", "skor", "poin", "persen", "persentase", "presentase", "predikat", "tingkat"})


class Aspek(StrEnum):
    """The four aspects of Permenpan RB 6/2022."""

    KUANTITAS = "Kuantitas"
    KUALITAS = "Kualitas"
    WAKTU = "Waktu"
    BIAYA = "Biaya"


def aspek(baris: BarisIndikator) -> Aspek:
    """The aspect an indicator is proposed for, by its unit of measure.

    Money is biaya, a span of time waktu, a share, mark or predicate kualitas, anything that is counted kuantitas. The
    regulation leaves the choice to the official and the superior, so this is a proposal and the document says so.
    """
    kata = frozenset(baris.satuan.lower().replace("/", " ").split())
    if baris.awalan.strip().lower().startswith("rp") or "rupiah" in kata:
        return Aspek.BIAYA
    if kata & WAKTU:
        return Aspek.WAKTU
    predikat = any(t.macam is MacamTarget.PREDIKAT for t in baris.target)
    if predikat or baris.akhiran.strip() == "%" or kata & MUTU:
        return Aspek.KUALITAS
    return Aspek.KUANTITAS
