"""Where the conditions of a pohon kinerja stand: moved, reordered, deleted; never in a circle, nothing lost [89]."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.hitung.pohon import JenisSimpul, Pohon
from kinerja.perjanjian.models.pohon import LintasSimpul, SimpulPohon
from kinerja.perjanjian.selectors.pohon import kerangka
from kinerja.perjanjian.services.cascading import kunci_cascade, wajib_kelola
from kinerja.perjanjian.services.pohon import ambil_segar, catat, isi_tercatat, wajib_letak
from kinerja.perjanjian.services.pohon_lintas import buang

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@transaction.atomic
def pindah(
    *,
    pelaku: Pengguna | None,
    simpul: SimpulPohon,
    induk: SimpulPohon | None,
    tempat: int | None = None,
    kini: datetime,
) -> SimpulPohon:
    """Hang a condition and everything below it under `induk` (None: the top of the same tree).

    The year is locked before the tree is read, so two movers can't make a circle between them.

    Args:
        tempat: its place among the new siblings, counted from 0; None or beyond their number: the last.

    Raises PermissionDenied, and PelanggaranAturan `simpul_hilang`, `melingkar`, and those of `wajib_letak`.
    """
    wajib_kelola(pelaku, simpul.unit)
    kunci_cascade(simpul.periode)
    ada = ambil_segar(simpul)
    pohon = kerangka(ada.unit, ada.periode)
    if induk is not None and induk.pk in pohon.cabang(ada.pk):
        raise PelanggaranAturan(
            "melingkar",
            "Sebuah kondisi tidak dapat dipindahkan ke bawah dirinya sendiri atau ke bawah uraiannya. "
            "Pilih kondisi di luar cabang ini.",
        )
    wajib_letak(pohon, induk, JenisSimpul(ada.jenis), tinggi=pohon.tinggi(ada.pk))
    sebelum = {"induk": ada.induk_id, "urutan": ada.urutan}
    baru = [pk for pk in pohon.anak_dari(induk.pk if induk else None) if pk != ada.pk]
    baru.insert(len(baru) if tempat is None else max(0, tempat), ada.pk)
    lama = [pk for pk in pohon.anak_dari(ada.induk_id) if pk != ada.pk]
    if ada.induk_id != (induk.pk if induk else None):
        SimpulPohon.objects.filter(pk=ada.pk).update(induk=induk)
        _urutkan(lama)
    _urutkan(baru)
    ada.refresh_from_db(fields=["induk", "urutan"])
    sesudah = {"induk": ada.induk_id, "urutan": ada.urutan}
    if sesudah != sebelum:
        catat(pelaku, "pohon.pindah", ada, kini, sebelum=sebelum, sesudah=sesudah)
    return ada


@transaction.atomic
def geser(*, pelaku: Pengguna | None, simpul: SimpulPohon, langkah: int, kini: datetime) -> SimpulPohon:
    """Move a condition among its siblings: -1 before the previous one, 1 after the next. At the end nothing moves."""
    wajib_kelola(pelaku, simpul.unit)
    kunci_cascade(simpul.periode)
    ada = ambil_segar(simpul)
    saudara = list(kerangka(ada.unit, ada.periode).anak_dari(ada.induk_id))
    tempat = max(0, min(len(saudara) - 1, saudara.index(ada.pk) + langkah))
    return pindah(pelaku=pelaku, simpul=ada, induk=ada.induk, tempat=tempat, kini=kini)


@transaction.atomic
def hapus(*, pelaku: Pengguna | None, simpul: SimpulPohon, versi: int, naikkan_anak: bool, kini: datetime) -> None:
    """Take a condition out. What is below it moves up to its place, if `naikkan_anak`; else its children refuse.

    Its crosscutting links, from whichever side, go with it; all of it stays in the audit trail.

    Raises PermissionDenied, and PelanggaranAturan `simpul_hilang`, `bentrok_versi`, `masih_beranak`.
    """
    wajib_kelola(pelaku, simpul.unit)
    kunci_cascade(simpul.periode)
    ada = ambil_segar(simpul, versi)
    pohon = kerangka(ada.unit, ada.periode)
    anak = pohon.anak_dari(ada.pk)
    if anak and not naikkan_anak:
        raise PelanggaranAturan(
            "masih_beranak",
            f"Kondisi ini masih diuraikan menjadi {len(anak)} kondisi. Pindahkan dulu, atau pilih agar semuanya "
            "naik ke tempatnya.",
        )
    for lintas in LintasSimpul.objects.filter(Q(dari=ada) | Q(ke=ada)).select_related("dari__unit"):
        buang(pelaku, lintas, kini)
    sebelum = isi_tercatat(ada)
    _naikkan(pelaku, ada, pohon, kini)
    catat(pelaku, "pohon.hapus", ada, kini, sebelum=sebelum)
    saudara = [pk for pk in pohon.anak_dari(ada.induk_id) if pk != ada.pk]
    tempat = list(pohon.anak_dari(ada.induk_id)).index(ada.pk)
    ada.delete()
    _urutkan([*saudara[:tempat], *anak, *saudara[tempat:]])


def _naikkan(pelaku: Pengguna | None, simpul: SimpulPohon, pohon: Pohon, kini: datetime) -> None:
    for anak in SimpulPohon.objects.filter(induk=simpul).select_related("unit"):
        SimpulPohon.objects.filter(pk=anak.pk).update(induk=simpul.induk_id)
        catat(pelaku, "pohon.pindah", anak, kini, sebelum={"induk": simpul.pk}, sesudah={"induk": simpul.induk_id})


def _urutkan(urut: Sequence[int]) -> None:
    """Number siblings 1, 2, 3 …; only rows that change are written."""
    semua = SimpulPohon.objects.in_bulk(urut)
    berubah = []
    for nomor, pk in enumerate(urut, 1):
        if semua[pk].urutan != nomor:
            semua[pk].urutan = nomor
            berubah.append(semua[pk])
    SimpulPohon.objects.bulk_update(berubah, ["urutan"])
