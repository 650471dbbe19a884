"""Copies of indicators: to a unit below (salinan), and to the next year."""

from __future__ import annotations

from collections.abc import Mapping

from indikator.models import Indikator, Komponen, Sasaran, Target
from indikator.models.indikator import SumberKomponen
from kinerja.organisasi.models import Unit
from kinerja.perjanjian.models import KeteranganIndikator
from kinerja.perjanjian.selectors.dokumen_kinerja import keterangan
from kinerja.perjanjian.services.cascading_uraian import nomor_berikut, sasaran_bernama

_KOLOM = (
    "nama",
    "satuan",
    "arah",
    "pola",
    "skala",
    "rumus",
    "agregasi",
    "boleh_rata_persen",
    "desimal",
    "bobot",
    "definisi",
    "dasar_hukum",
    "metode_pengukuran",
    "sumber_data",
)


def salin_indikator(sumber: Indikator, sasaran: Sasaran, nomor: int) -> Indikator:
    """The definition of `sumber` as a new indicator, without components, targets and figures."""
    return Indikator.objects.create(sasaran=sasaran, nomor=nomor, **{kolom: getattr(sumber, kolom) for kolom in _KOLOM})


def salin_komponen(sumber: Indikator, tujuan: Indikator, rujukan: Mapping[int, Indikator]) -> None:
    """The components of `sumber` for its copy; `rujukan`: what the indicators referred to have become.

    One that would refer to nothing is typed instead.
    """
    for k in sumber.komponen.all():
        ke = rujukan.get(k.rujukan_id) if k.rujukan_id is not None else None
        hilang = k.sumber == SumberKomponen.INDIKATOR and ke is None
        Komponen.objects.create(
            indikator=tujuan,
            nama=k.nama,
            label=k.label,
            urutan=k.urutan,
            sumber=SumberKomponen.ISIAN if hilang else k.sumber,
            rujukan=ke,
            tetapan=k.tetapan,
        )


def salin_target(sumber: Indikator, tujuan: Indikator) -> None:
    """The targets of `sumber`, as they stand."""
    Target.objects.bulk_create(
        Target(
            indikator=tujuan,
            triwulan=t.triwulan,
            jenis=t.jenis,
            nilai=t.nilai,
            bawah=t.bawah,
            atas=t.atas,
            tercetak=t.tercetak,
        )
        for t in sumber.target.all()
    )


def salin_keterangan(sumber: Indikator, tujuan: Indikator) -> None:
    """What Sasaran Mutu, IKU and IKI say of `sumber`; reads `keterangan_dokumen` (select it in lists)."""
    satu = keterangan(sumber)
    if satu.pk is not None:
        KeteranganIndikator.objects.create(
            indikator=tujuan,
            frekuensi=satu.frekuensi,
            sebutan_penanggung_jawab=satu.sebutan_penanggung_jawab,
            di_sasaran_mutu=satu.di_sasaran_mutu,
            di_iku=satu.di_iku,
        )


def salin_ke_unit(induk: Indikator, unit: Unit) -> tuple[Indikator, Sasaran | None]:
    """The indicator of `unit` that measures by itself what `induk` measures, and the sasaran made for it, if any.

    One with the same words is taken as it is. In the copy nothing is rolled up or referred to: every part is typed or
    comes from the unit's own survey.
    """
    periode = induk.sasaran.periode
    ada = Indikator.objects.filter(sasaran__unit=unit, sasaran__periode=periode, nama__iexact=induk.nama).first()
    if ada is not None:
        return ada, None
    sebelum = set(Sasaran.objects.filter(unit=unit, periode=periode).values_list("pk", flat=True))
    sasaran = sasaran_bernama(unit, induk.sasaran.periode, induk.sasaran.uraian, induk.sasaran.jenis)
    salinan = salin_indikator(induk, sasaran, nomor_berikut(sasaran))
    salin_komponen(induk, salinan, {})
    salinan.komponen.filter(sumber=SumberKomponen.TURUNAN).update(sumber=SumberKomponen.ISIAN)
    return salinan, None if sasaran.pk in sebelum else sasaran
