"""Figures of an indicator in words, written once in Python: locale filters in long tables are slow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indikator.hitung.angka import tulis_angka, tulis_persen, tulis_ringkas
from indikator.hitung.capaian import Capaian, JenisTarget, Keadaan, Target
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.predikat import tulis_predikat
from indikator.hitung.rumus import baca_rumus, uraikan
from indikator.models import Indikator


@dataclass(frozen=True, slots=True)
class Sel:
    """A figure as text, or which kind of emptiness it is (`na` or `belum`), with the reason in words.

    0, N/A and belum dilaporkan must never look alike: a template shows `teks` if there is one, else by `kosong`.
    """

    teks: str = ""
    kosong: str = ""
    alasan: str = ""


NA = Sel(kosong="na", alasan="Tidak ada target pada triwulan ini (N/A), jadi tidak dinilai.")


def tulis_hasil(indikator: Indikator, nilai: Decimal) -> str:
    """A figure with its unit: `84,00%`, `Rp5.000,00`, `12 laporan`; a predicate as its label."""
    if indikator.skala is not None:
        try:
            return tulis_predikat(nilai, indikator.skala.skala())
        except KesalahanHitung:
            # Stored before the scale was changed: the number itself is still the truth.
            return tulis_ringkas(nilai)
    satuan = indikator.satuan
    return f"{satuan.awalan}{tulis_angka(nilai, indikator.desimal)}{_akhiran(satuan.akhiran)}"


def _akhiran(akhiran: str) -> str:
    return akhiran if akhiran in ("", "%") else f" {akhiran.strip()}"


def uraian_rumus(
    indikator: Indikator, nilai: Mapping[str, Decimal | None], label: Mapping[str, str] | None = None
) -> str:
    """The computation in words, with the names of the components when `label` is given.

    Empty for a single chosen predicate: there is no arithmetic to show, and `3 = 3,00` would not explain WTP.
    """
    rumus = baca_rumus(indikator.rumus)
    if indikator.skala is not None and rumus.teks.strip() in rumus.nama_komponen:
        return ""
    satuan = "" if indikator.satuan.awalan else indikator.satuan.akhiran.strip()
    return uraikan(rumus, nilai, label=label, desimal=indikator.desimal, satuan=satuan)


def sel_target(indikator: Indikator, target: Target) -> Sel:
    """A target; not stored yet counts as empty with its reason, N/A as N/A."""
    if target.jenis is JenisTarget.NA:
        return NA
    if target.jenis is JenisTarget.BELUM:
        return Sel(kosong="na", alasan="Target belum ditetapkan perencana.")
    if target.bawah is not None and target.atas is not None:
        return Sel(f"{tulis_hasil(indikator, target.bawah)} – {tulis_hasil(indikator, target.atas)}")
    assert target.nilai is not None  # noqa: S101 (the kind says so)
    return Sel(tulis_hasil(indikator, target.nilai))


def sel_nilai(indikator: Indikator, nilai: Decimal | None, target: Target, alasan: str = "") -> Sel:
    """A realisation, or why there is none: nothing is expected where there is no target."""
    if nilai is not None:
        return Sel(tulis_hasil(indikator, nilai))
    if target.jenis is JenisTarget.NA and not alasan:
        return NA
    return Sel(kosong="belum", alasan=alasan or "Realisasi belum dilaporkan.")


def sel_capaian(capaian: Capaian) -> Sel:
    """An achievement in percent, or why there is none."""
    if capaian.nilai is not None:
        return Sel(tulis_persen(capaian.nilai), alasan=capaian.alasan)
    kosong = "belum" if capaian.keadaan is Keadaan.BELUM_DILAPORKAN else "na"
    return Sel(kosong=kosong, alasan=capaian.alasan)
