"""Realisations with everything their readers in other systems need: figures exact and in words, components, status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest

from indikator.hitung.angka import tulis_ringkas
from indikator.hitung.capaian import Capaian, Target
from indikator.models import Indikator, Komponen, Perpindahan, Realisasi
from indikator.selectors.lembar_periksa import kelas_capaian
from indikator.selectors.tulis import Sel, sel_capaian, sel_nilai, sel_target, tulis_hasil
from indikator.services.perhitungan import nilai_capaian

_ORANG = ("diajukan_oleh", "diverifikasi_oleh", "disetujui_oleh")


@dataclass(frozen=True, slots=True)
class KomponenTerbaca:
    """One component of a line: its value, None while it is not filled in."""

    komponen: Komponen
    nilai: Decimal | None
    teks: str
    diisi_pada: datetime | None


@dataclass(frozen=True, slots=True)
class RealisasiTerbaca:
    """One line: the row, its target and achievement, and the words of all three."""

    realisasi: Realisasi
    target: Target
    capaian: Capaian
    kelas: str
    sel_nilai: Sel
    sel_target: Sel
    sel_capaian: Sel
    komponen: tuple[KomponenTerbaca, ...]


def dengan_perubahan(kumpulan: QuerySet[Realisasi]) -> QuerySet[Realisasi]:
    """Adds `berubah_pada`: the last change of the figures or of the status (None: nobody has touched the line)."""
    pindah = Perpindahan.objects.filter(realisasi=OuterRef("pk")).order_by().values("realisasi")
    terakhir = Subquery(pindah.annotate(akhir=Max("waktu")).values("akhir"))
    return kumpulan.annotate(berubah_pada=Greatest("diubah_pada", terakhir))


def lengkap(kumpulan: QuerySet[Realisasi]) -> QuerySet[Realisasi]:
    """Realisations with all `terbaca` looks at: the same number of queries for one and for a thousand."""
    return (
        dengan_perubahan(kumpulan)
        .select_related(
            *_ORANG,
            "indikator__sasaran__unit__instansi",
            "indikator__sasaran__periode",
            "indikator__satuan",
            "indikator__skala",
        )
        .prefetch_related("indikator__target", "indikator__komponen", "indikator__skala__tingkat", "nilai_komponen")
    )


def baris_kosong(indikator: Indikator, triwulan: int) -> Realisasi:
    """The line nobody has touched yet, as a draft of version 0; not stored."""
    baris = Realisasi(indikator=indikator, triwulan=triwulan)
    baris.berubah_pada = None  # type: ignore[attr-defined]
    return baris


def terbaca(realisasi: Realisasi) -> RealisasiTerbaca:
    """One line from its rows, fetched by `lengkap` (or from `baris_kosong`); asks no database."""
    indikator = realisasi.indikator
    instansi = indikator.sasaran.unit.instansi
    ada = next((t for t in indikator.target.all() if t.triwulan == realisasi.triwulan), None)
    target = ada.sebagai_target() if ada else Target.belum()
    capaian = nilai_capaian(indikator, target, realisasi.nilai, instansi)
    return RealisasiTerbaca(
        realisasi=realisasi,
        target=target,
        capaian=capaian,
        kelas=kelas_capaian(capaian, instansi),
        sel_nilai=sel_nilai(indikator, realisasi.nilai, target, realisasi.alasan_kosong),
        sel_target=sel_target(indikator, target),
        sel_capaian=sel_capaian(capaian),
        komponen=tuple(_komponen(indikator, realisasi)),
    )


def _komponen(indikator: Indikator, realisasi: Realisasi) -> list[KomponenTerbaca]:
    isi = {n.komponen_id: n for n in realisasi.nilai_komponen.all()} if realisasi.pk else {}
    hasil = []
    for komponen in indikator.komponen.all():
        satu = isi.get(komponen.pk)
        nilai = satu.nilai if satu else None
        hasil.append(KomponenTerbaca(komponen, nilai, _teks(indikator, nilai), satu.diisi_pada if satu else None))
    return hasil


def _teks(indikator: Indikator, nilai: Decimal | None) -> str:
    if nilai is None:
        return ""
    return tulis_ringkas(nilai) if indikator.skala is None else tulis_hasil(indikator, nilai)
