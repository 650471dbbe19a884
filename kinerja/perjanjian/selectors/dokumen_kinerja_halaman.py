"""The page on which a planner completes Sasaran Mutu, IKU and IKI: a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models import DokumenKinerja, JenisDokumen, KeteranganIndikator
from kinerja.perjanjian.selectors.dokumen_kinerja import dicetak_di, keterangan


@dataclass(frozen=True, slots=True)
class BarisDokumen:
    """One of the three documents; `isi` counts what it shows of this unit, in words."""

    jenis: JenisDokumen
    kepala: DokumenKinerja
    isi: str


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """One indicator of the unit: in which documents it stands, and what they say of it."""

    indikator: Indikator
    keterangan: KeteranganIndikator
    di_sasaran_mutu: bool
    di_iku: bool
    penanggung_jawab: str


@dataclass(frozen=True, slots=True)
class HalamanDokumen:
    """Everything the page shows."""

    dokumen: list[BarisDokumen]
    indikator: list[BarisIndikator]
    jabatan: list[Jabatan]


def halaman_dokumen(unit: Unit, periode: Periode) -> HalamanDokumen:
    """The unit's documents, indicators and posts of the year."""
    indikator = [_baris(i) for i in _indikator(unit, periode)]
    jabatan = list(Jabatan.objects.filter(unit=unit).order_by("-kepala", "nama"))
    ada = {k.jenis: k for k in DokumenKinerja.objects.filter(unit=unit, periode=periode)}
    berisi = sum(bool(j.tugas or j.fungsi) for j in jabatan)
    isi = {
        JenisDokumen.SASARAN_MUTU: f"{sum(b.di_sasaran_mutu for b in indikator)} indikator",
        JenisDokumen.IKU: f"{sum(b.di_iku for b in indikator)} indikator",
        JenisDokumen.IKI: f"{berisi} dari {len(jabatan)} jabatan sudah terisi",
    }
    dokumen = [
        BarisDokumen(jenis, ada.get(jenis.value) or DokumenKinerja(unit=unit, periode=periode, jenis=jenis), isi[jenis])
        for jenis in JenisDokumen
    ]
    return HalamanDokumen(dokumen, indikator, jabatan)


def _indikator(unit: Unit, periode: Periode) -> list[Indikator]:
    milik = Indikator.objects.filter(sasaran__unit=unit, sasaran__periode=periode)
    lengkap = milik.select_related("sasaran", "keterangan_dokumen").prefetch_related("penanggung_jawab")
    return list(lengkap.order_by("sasaran__nomor", "nomor"))


def _baris(indikator: Indikator) -> BarisIndikator:
    satu = keterangan(indikator)
    return BarisIndikator(
        indikator=indikator,
        keterangan=satu,
        di_sasaran_mutu=dicetak_di(indikator, JenisDokumen.SASARAN_MUTU),
        di_iku=dicetak_di(indikator, JenisDokumen.IKU),
        penanggung_jawab=satu.sebutan_penanggung_jawab or "\n".join(j.nama for j in indikator.penanggung_jawab.all()),
    )
