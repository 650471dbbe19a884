"""Putting the printed indicators of one document into the database at once: dozens of rows, a handful of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indikator.hitung.capaian import Arah
from indikator.hitung.gulung import Agregasi
from indikator.hitung.triwulan import Pola
from indikator.models import Indikator, Komponen, Sasaran, Satuan
from indikator.models.indikator import JenisSasaran
from kinerja.beranda.demo.resep import Bagian, Resep
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models import KeteranganIndikator


@dataclass(frozen=True, slots=True)
class Cetakan:
    """One printed indicator of a unit; `sebutan`: how the document names those responsible, if not by their post."""

    unit: Unit
    sasaran: str
    nama: str
    resep: Resep
    penanggung_jawab: Sequence[Jabatan]
    metode: str = ""
    sumber_data: str = ""
    sebutan: str = ""


def rasio(pembilang: str, penyebut: str) -> Resep:
    """A percentage whose two parts are typed."""
    return Resep(
        satuan="persen",
        rumus="pembilang / penyebut * 100",
        bagian=(Bagian("pembilang", pembilang), Bagian("penyebut", penyebut)),
        agregasi=Agregasi.RASIO_JUMLAH,
    )


def banyaknya(label: str, satuan: str) -> Resep:
    """A count: what each quarter brings adds up to the year."""
    return Resep(satuan=satuan, rumus="nilai", bagian=(Bagian("nilai", label),), pola=Pola.JUMLAH, desimal=0)


def nilainya(label: str, satuan: str) -> Resep:
    """A value that is typed as it is."""
    return Resep(satuan=satuan, rumus="nilai", bagian=(Bagian("nilai", label),))


def rangkai(
    periode: Periode, cetakan: Sequence[Cetakan], jenis: JenisSasaran, satuan: Mapping[str, Satuan]
) -> list[Indikator]:
    """The indicators in the order given, each unit's sasaran numbered as they first appear."""
    sasaran = _sasaran(periode, cetakan, jenis)
    banyak: dict[int, int] = {}
    semua = []
    for c in cetakan:
        milik = sasaran[c.unit.pk, c.sasaran]
        banyak[milik.pk] = banyak.get(milik.pk, 0) + 1
        semua.append(_indikator(c, milik, banyak[milik.pk], satuan[c.resep.satuan]))
    Indikator.objects.bulk_create(semua)
    pasangan = list(zip(semua, cetakan, strict=True))
    Komponen.objects.bulk_create(k for indikator, c in pasangan for k in _komponen(indikator, c.resep.bagian))
    jawab = Indikator.penanggung_jawab.through
    jawab.objects.bulk_create(
        jawab(indikator_id=indikator.pk, jabatan_id=j.pk) for indikator, c in pasangan for j in c.penanggung_jawab
    )
    KeteranganIndikator.objects.bulk_create(
        KeteranganIndikator(indikator=indikator, sebutan_penanggung_jawab=c.sebutan)
        for indikator, c in pasangan
        if c.sebutan
    )
    return semua


def _sasaran(periode: Periode, cetakan: Sequence[Cetakan], jenis: JenisSasaran) -> dict[tuple[int, str], Sasaran]:
    nomor: dict[int, int] = {}
    hasil: dict[tuple[int, str], Sasaran] = {}
    for c in cetakan:
        if (c.unit.pk, c.sasaran) not in hasil:
            nomor[c.unit.pk] = nomor.get(c.unit.pk, 0) + 1
            hasil[c.unit.pk, c.sasaran] = Sasaran(
                periode=periode, unit=c.unit, jenis=jenis, nomor=nomor[c.unit.pk], uraian=c.sasaran
            )
    Sasaran.objects.bulk_create(hasil.values())
    return hasil


def _indikator(c: Cetakan, sasaran: Sasaran, nomor: int, satuan: Satuan) -> Indikator:
    return Indikator(
        sasaran=sasaran,
        nomor=nomor,
        nama=c.nama,
        satuan=satuan,
        arah=Arah.NAIK,
        pola=c.resep.pola,
        rumus=c.resep.rumus,
        agregasi=c.resep.agregasi,
        desimal=c.resep.desimal,
        metode_pengukuran=c.metode,
        sumber_data=c.sumber_data,
    )


def _komponen(indikator: Indikator, bagian: Sequence[Bagian]) -> Iterable[Komponen]:
    for urutan, satu in enumerate(bagian, 1):
        yield Komponen(indikator=indikator, nama=satu.nama, label=satu.label, urutan=urutan)
