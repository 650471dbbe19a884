"""Indicators and budget lines (fetched before) as the rows of an agreement; asks no database."""

from __future__ import annotations

from collections.abc import Sequence

from indikator.hitung.capaian import JenisTarget
from indikator.hitung.capaian import Target as TargetHitung
from indikator.hitung.predikat import Skala, tulis_predikat
from indikator.models import Indikator, Target
from kinerja.organisasi.models import Jabatan
from kinerja.perjanjian.data import BarisAnggaran, BarisIndikator, MacamTarget, TargetPK, Tingkat
from kinerja.perjanjian.models import Anggaran

KOLOM = (1, 2, 3, 4, 0)


def baris_indikator(indikator: Indikator, jabatan: Jabatan) -> BarisIndikator:
    """The row of Lampiran 1 for `jabatan`; relations prefetched (see pk_kumpulkan.py)."""
    skala = indikator.skala.skala() if indikator.skala else None
    target = {t.triwulan: t for t in indikator.target.all()}
    # A scope given to the post itself goes before the one of its unit.
    lingkup = [t.lingkup for t in indikator.tautan_bawah.all() if t.jabatan_id == jabatan.pk and t.lingkup]
    lingkup += [t.lingkup for t in indikator.penugasan.all() if t.unit_id == jabatan.unit_id]
    return BarisIndikator(
        indikator=indikator.pk,
        jenis_sasaran=indikator.sasaran.get_jenis_display(),
        sasaran_nomor=indikator.sasaran.nomor,
        sasaran=indikator.sasaran.uraian,
        kode=indikator.kode,
        nama=indikator.nama,
        satuan=indikator.satuan.nama,
        awalan=indikator.satuan.awalan,
        akhiran=indikator.satuan.akhiran,
        desimal=indikator.desimal,
        target=tuple(_target(target.get(triwulan), skala) for triwulan in KOLOM),
        lingkup=lingkup[0] if lingkup else "",
    )


def _target(target: Target | None, skala: Skala | None) -> TargetPK:
    if target is None:
        return TargetPK(MacamTarget.BELUM)
    if target.jenis == JenisTarget.NA:
        return TargetPK(MacamTarget.NA)
    if target.jenis == JenisTarget.RENTANG:
        return TargetPK(MacamTarget.RENTANG, bawah=target.bawah, atas=target.atas)
    if skala is not None and target.nilai is not None:
        return TargetPK(MacamTarget.PREDIKAT, nilai=target.nilai, teks=tulis_predikat(target.nilai, skala))
    return TargetPK(MacamTarget.ANGKA, nilai=target.nilai)


def sebagai_target(target: TargetPK) -> TargetHitung:
    """A promised target as the computing core takes it; a predikat by the number of its label."""
    if target.macam is MacamTarget.NA:
        return TargetHitung.na()
    if target.macam is MacamTarget.BELUM:
        return TargetHitung.belum()
    if target.bawah is not None and target.atas is not None:
        return TargetHitung.rentang(target.bawah, target.atas)
    assert target.nilai is not None  # noqa: S101 (the kind says so)
    return TargetHitung.angka(target.nilai)


def baris_anggaran(milik: Sequence[Anggaran]) -> tuple[BarisAnggaran, ...]:
    """Lampiran 2 of a post from its own budget rows, each below the heading of the level above it.

    A row inside another row of the same post is shown but not added again.
    """
    nomor = {satu.pk for satu in milik}
    hasil: dict[int, BarisAnggaran] = {}
    urutan: dict[int, tuple[str, ...]] = {}
    for satu in milik:
        if satu.induk is not None and satu.induk.pk not in nomor:
            hasil[satu.induk.pk] = _baris(satu.induk, tajuk=True, dihitung=False)
            urutan[satu.induk.pk] = _jalan(satu.induk)
        hasil[satu.pk] = _baris(satu, tajuk=False, dihitung=not any(a in nomor for a in _leluhur(satu)))
        urutan[satu.pk] = _jalan(satu)
    return tuple(hasil[pk] for pk in sorted(hasil, key=lambda pk: (urutan[pk], pk)))


def _leluhur(satu: Anggaran) -> list[int]:
    induk = satu.induk
    return [] if induk is None else [induk.pk, *_leluhur(induk)]


def _jalan(satu: Anggaran) -> tuple[str, ...]:
    """The codes from the program down: rows sort under their heading whatever their own code looks like."""
    return (*(() if satu.induk is None else _jalan(satu.induk)), satu.kode)


def _baris(satu: Anggaran, *, tajuk: bool, dihitung: bool) -> BarisAnggaran:
    return BarisAnggaran(
        anggaran=satu.pk,
        tingkat=Tingkat(satu.tingkat),
        kode=satu.kode,
        nama=satu.nama,
        pagu=None if tajuk else satu.pagu,
        keterangan="" if tajuk else satu.keterangan,
        tajuk=tajuk,
        dihitung=dihitung,
    )
