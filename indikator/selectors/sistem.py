"""What the pages of source systems show: the register, one system with what came, and the components to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet, Sum

from indikator.models import KirimanSistem, Komponen, SistemSumber
from indikator.models.indikator import SumberKomponen
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Pengguna, Periode

PER_HALAMAN = 50


def daftar(user: Pengguna) -> QuerySet[SistemSumber]:
    """The systems `user` manages, each with how many components it feeds and what came of late; one query."""
    return (
        SistemSumber.objects.untuk(user, Aksi.KELOLA_ORGANISASI)
        .select_related("klien__unit")
        .annotate(banyak=Count("komponen", distinct=True), kiriman_akhir=Max("kiriman__waktu"))
        .order_by("klien__nama", "pk")
    )


def jumlah(sistem: SistemSumber) -> Mapping[str, int]:
    """Over all deliveries: `disimpan`, `sama`, `ditolak`."""
    hasil = KirimanSistem.objects.filter(sistem=sistem).aggregate(
        disimpan=Sum("disimpan", default=0), sama=Sum("sama", default=0), ditolak=Sum("ditolak", default=0)
    )
    return {nama: int(nilai) for nama, nilai in hasil.items()}


def kiriman(sistem: SistemSumber, nomor: str | None, *, hanya_ditolak: bool) -> Page[KirimanSistem]:
    """Deliveries, the newest first; with `hanya_ditolak` only those with a refusal."""
    semua = KirimanSistem.objects.filter(sistem=sistem).order_by("-id")
    return Paginator(semua.filter(ditolak__gt=0) if hanya_ditolak else semua, PER_HALAMAN).get_page(nomor)


@dataclass(frozen=True, slots=True)
class Saringan:
    """Which components to offer: a year, and words in the names."""

    tahun: int | None
    cari: str


def komponen_pilihan(sistem: SistemSumber, saringan: Saringan, nomor: str | None) -> Page[Komponen]:
    """Typed components below the system's unit, in the order of the documents, each with the system that feeds it."""
    semua = Komponen.objects.filter(
        sumber=SumberKomponen.ISIAN, indikator__sasaran__unit__jalur__startswith=sistem.klien.unit.jalur
    )
    if saringan.tahun is not None:
        semua = semua.filter(indikator__sasaran__periode__tahun=saringan.tahun)
    for kata in saringan.cari.split():
        semua = semua.filter(Q(label__icontains=kata) | Q(indikator__nama__icontains=kata) | Q(nama__icontains=kata))
    urut = semua.select_related(
        "indikator__sasaran__unit", "indikator__sasaran__periode", "sumber_terdaftar__sistem__klien"
    ).order_by(
        "-indikator__sasaran__periode__tahun",
        "indikator__sasaran__unit__jalur",
        "indikator__sasaran__nomor",
        "indikator__nomor",
        "urutan",
        "pk",
    )
    return Paginator(urut, PER_HALAMAN).get_page(nomor)


def komponen_milik(sistem: SistemSumber) -> QuerySet[Komponen]:
    """The components the system feeds."""
    return (
        Komponen.objects.filter(sumber_terdaftar__sistem=sistem)
        .select_related("indikator__sasaran__unit", "indikator__sasaran__periode")
        .order_by("-indikator__sasaran__periode__tahun", "indikator__sasaran__nomor", "indikator__nomor", "urutan")
    )


def komponen_terpilih(sistem: SistemSumber, *, tampil: set[int], pilih: set[int]) -> list[Komponen]:
    """The system's components after a page of choices was sent: those not shown stay, of those shown the chosen."""
    tetap = Q(sumber_terdaftar__sistem=sistem) & ~Q(pk__in=tampil)
    return list(Komponen.objects.filter(tetap | Q(pk__in=pilih & tampil)).select_related("indikator__sasaran__unit"))


def tahun_tersedia(user: Pengguna) -> list[int]:
    """The years of the agencies this person reads, the latest first."""
    return sorted(set(Periode.objects.untuk(user).values_list("tahun", flat=True)), reverse=True)


def masih_berlaku(sistem: SistemSumber, kini: datetime) -> bool:
    """Whether the system's client may still come in."""
    return sistem.klien.dicabut_pada is None and sistem.klien.kedaluwarsa > kini
