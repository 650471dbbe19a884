"""The only queries of a Sasaran Mutu, IKU or IKI document: a constant number of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet, prefetch_related_objects

from indikator.models import Indikator
from indikator.models.target import WAKTU_TARGET
from kinerja.laporan.baris import sel_target, target_setahun
from kinerja.laporan.dokumen_kinerja.data import SKEMA, BarisKinerja, DataKinerja, Formula, JabatanKinerja
from kinerja.laporan.kepala import kop_instansi, penandatangan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models import JenisDokumen
from kinerja.perjanjian.selectors.dokumen_kinerja import (
    indikator_dokumen,
    jabatan_subpohon,
    kepala_dokumen,
    keterangan,
)
from kinerja.perjanjian.selectors.pk_kumpulkan import indikator_jabatan

URUTAN_TARGET = tuple(triwulan for triwulan, _ in WAKTU_TARGET)


def kumpulkan_dokumen(jenis: JenisDokumen, unit: Unit, periode: Periode, *, kini: datetime) -> DataKinerja:
    """Read and decide everything the document of `unit` and the year prints.

    `periode` comes with its instansi; `kini` decides who leads the unit.
    """
    kepala, instansi = kepala_dokumen(jenis, unit, periode), periode.instansi
    iki = jenis is JenisDokumen.IKI
    jabatan, tanpa = _per_jabatan(unit, periode) if iki else ((), ())
    return DataKinerja(
        skema=SKEMA,
        jenis=jenis.value,
        judul=str(jenis.label),
        masa=f"Tahun {periode.tahun}",
        zona=str(instansi.zona_waktu),
        kop=kop_instansi(instansi),
        unit_kode=unit.kode,
        unit_nama=unit.nama,
        nomor=kepala.nomor,
        berlaku=kepala.berlaku.isoformat() if kepala.berlaku else "",
        hanya_bulan=kepala.hanya_bulan,
        baris=() if iki else tuple(_baris(i) for i in _lengkap(indikator_dokumen(jenis, unit, periode))),
        jabatan=jabatan,
        tanpa=tanpa,
        penandatangan=penandatangan(unit, instansi, kini),
    )


def halangan(jenis: JenisDokumen, unit: Unit, periode: Periode) -> str:
    """Why the document of this unit and year can't be made, in a sentence; "" when it can. One query."""
    if jenis is JenisDokumen.IKI:
        if _berisi(unit, periode).exists():
            return ""
        return (
            f"Belum ada jabatan di {unit.nama} yang mempunyai tugas, fungsi, atau indikator pada tahun {periode.tahun}."
        )
    if indikator_dokumen(jenis, unit, periode).exists():
        return ""
    jenis_sasaran = "sasaran mutu" if jenis is JenisDokumen.SASARAN_MUTU else "sasaran strategis"
    return (
        f"{unit.nama} belum mempunyai indikator untuk {jenis.label} tahun {periode.tahun}. Perencana menambahkan "
        f"{jenis_sasaran}, atau memilih indikatornya pada tab Mutu, IKU, IKI."
    )


def _berisi(unit: Unit, periode: Periode) -> QuerySet[Jabatan]:
    """Posts of the subtree an IKI document has something to say about, as far as one query can tell."""
    milik = Indikator.objects.filter(sasaran__periode=periode)
    memikul = (
        Q(indikator__in=milik)
        | Q(kepala=True, unit__sasaran__indikator__in=milik)
        | Q(kepala=True, unit__penugasan__indikator__in=milik)
        | Q(tautan_kinerja__induk__in=milik)
    )
    return Jabatan.objects.filter(unit__jalur__startswith=unit.jalur).filter(
        ~Q(tugas="") | Q(fungsi__len__gt=0) | memikul
    )


def _lengkap(kumpulan: QuerySet[Indikator]) -> QuerySet[Indikator]:
    return kumpulan.select_related("sasaran", "satuan", "skala", "keterangan_dokumen").prefetch_related(
        "komponen", "target", "skala__tingkat", "penanggung_jawab"
    )


def _per_jabatan(unit: Unit, periode: Periode) -> tuple[tuple[JabatanKinerja, ...], tuple[str, ...]]:
    """(the posts with something to say, the names of those without), from the top of the subtree down."""
    semua = jabatan_subpohon(unit)
    per_jabatan = indikator_jabatan(semua, periode)
    ada = list({i.pk: i for daftar in per_jabatan.values() for i in daftar}.values())
    prefetch_related_objects(ada, "komponen", "keterangan_dokumen", "penanggung_jawab")
    baris = {i.pk: _baris(i) for i in ada}
    isi = [_jabatan(j, per_jabatan, baris) for j in semua]
    berisi = tuple(j for j in isi if j.tugas or j.fungsi or j.baris)
    return berisi, tuple(j.nama for j in isi if not (j.tugas or j.fungsi or j.baris))


def _jabatan(
    jabatan: Jabatan, per_jabatan: Mapping[int, Sequence[Indikator]], baris: Mapping[int, BarisKinerja]
) -> JabatanKinerja:
    return JabatanKinerja(
        nama=jabatan.nama,
        unit=jabatan.unit.nama,
        tugas=_entri(jabatan.tugas),
        fungsi=tuple(jabatan.fungsi),
        baris=tuple(baris[i.pk] for i in per_jabatan.get(jabatan.pk, ())),
    )


def _baris(indikator: Indikator) -> BarisKinerja:
    """The row of one indicator, whose relations were fetched before."""
    skala = indikator.skala.skala() if indikator.skala else None
    target, tambahan = target_setahun(indikator), keterangan(indikator)
    sebutan = _entri(tambahan.sebutan_penanggung_jawab)
    return BarisKinerja(
        sasaran_nomor=indikator.sasaran.nomor,
        sasaran=indikator.sasaran.uraian,
        kode=indikator.kode,
        nama=indikator.nama,
        satuan=indikator.satuan.nama,
        awalan=indikator.satuan.awalan,
        akhiran=indikator.satuan.akhiran,
        desimal=indikator.desimal,
        target=tuple(sel_target(target[triwulan], skala) for triwulan in URUTAN_TARGET),
        metode=indikator.metode_pengukuran.strip(),
        formula=Formula(indikator.rumus, tuple((k.nama, k.label) for k in indikator.komponen.all())),
        frekuensi=tambahan.frekuensi,
        sumber_data=_entri(indikator.sumber_data),
        penanggung_jawab=sebutan or tuple(j.nama for j in indikator.penanggung_jawab.all()),
    )


def _entri(teks: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(filter(None, (baris.strip() for baris in teks.splitlines())))
