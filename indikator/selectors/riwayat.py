"""What happened to lines: changes since the last verdict, and changes of their targets, read from the audit trail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db.models import Q

from indikator.alur import Aksi
from indikator.hitung.angka import tulis_ringkas
from indikator.models import Perpindahan, Realisasi, Target
from indikator.services.versi import URAIAN
from kinerja.organisasi.models import Jejak
from kinerja.organisasi.tanggal import tulis_tanggal

PUTUSAN = (Aksi.KEMBALIKAN, Aksi.KOREKSI)
_ISI = ("realisasi.isi", "realisasi.hitung_ulang")
SEBUTAN_URAIAN = {
    "catatan": "Catatan",
    "faktor_pendukung": "Faktor pendukung",
    "faktor_penghambat": "Faktor penghambat",
    "tindak_lanjut": "Tindak lanjut",
}


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One field before and after; texts as a person reads them."""

    kolom: str
    nama: str
    dari: str
    ke: str


@dataclass(frozen=True, slots=True)
class JejakLembar:
    """Audit rows of the lines of one page, by id of the line and of the target."""

    realisasi: Mapping[str, list[Jejak]]
    target: Mapping[str, list[Jejak]]


def jejak_lembar(realisasi: Iterable[int], target: Iterable[int]) -> JejakLembar:
    """Audit rows of edits to these realisations and targets, the oldest first; one query."""
    jenis_realisasi, jenis_target = Realisasi._meta.label_lower, Target._meta.label_lower
    baris = (
        Jejak.objects.filter(
            Q(objek_jenis=jenis_realisasi, objek_id__in=[str(pk) for pk in realisasi], aksi__in=_ISI)
            | Q(objek_jenis=jenis_target, objek_id__in=[str(pk) for pk in target])
        )
        .select_related("pelaku")
        .order_by("id")
    )
    hasil: dict[str, dict[str, list[Jejak]]] = {jenis_realisasi: defaultdict(list), jenis_target: defaultdict(list)}
    for satu in baris:
        hasil[satu.objek_jenis][satu.objek_id].append(satu)
    return JejakLembar(hasil[jenis_realisasi], hasil[jenis_target])


def putusan_terakhir(perpindahan: Iterable[Perpindahan]) -> Perpindahan | None:
    """The last time the line was sent back or opened for correction; None on a first submission."""
    putusan = [p for p in perpindahan if p.aksi in PUTUSAN]
    return putusan[-1] if putusan else None


def perubahan_sejak(jejak: Iterable[Jejak], sejak: datetime, label: Mapping[str, str]) -> list[Perubahan]:
    """What differs now from what the last verdict saw; a value changed and changed back is no change.

    Args:
        label: component name → what a person calls it.
    """
    awal: dict[str, object] = {}
    akhir: dict[str, object] = {}
    for satu in jejak:
        if satu.waktu < sejak:
            continue
        for kolom, nilai in satu.sebelum.items():
            awal.setdefault(kolom, nilai)
        akhir.update(satu.sesudah)
    sebutan = {"nilai": "Realisasi", **SEBUTAN_URAIAN, **label}
    return [
        Perubahan(kolom, sebutan.get(kolom, kolom), tulis_isi(kolom, awal.get(kolom)), tulis_isi(kolom, nilai))
        for kolom, nilai in akhir.items()
        if baku(nilai) != baku(awal.get(kolom))
    ]


def target_diubah(jejak: Iterable[Jejak], sejak: datetime) -> list[str]:
    """Changes of a target from `sejak` on (and in its zone), in words; setting it for the first time is no change."""
    hasil = []
    for satu in jejak:
        if satu.waktu < sejak or not satu.sebelum:
            continue
        siapa = f" oleh {satu.pelaku}" if satu.pelaku else ""
        dari, ke = satu.sebelum.get("nilai"), satu.sesudah.get("nilai")
        angka = f"{tulis_isi('nilai', dari)} → {tulis_isi('nilai', ke)}, " if dari != ke else ""
        hasil.append(f"{angka}{tulis_tanggal(satu.waktu.astimezone(sejak.tzinfo))}{siapa}")
    return hasil


def tulis_isi(kolom: str, nilai: object) -> str:
    """A stored value as a person reads it; numbers are kept as text in the trail."""
    if nilai in (None, ""):
        return "kosong"
    teks = str(nilai)
    if kolom in URAIAN:
        return teks
    try:
        return tulis_ringkas(Decimal(teks))
    except InvalidOperation:
        return teks


def baku(nilai: object) -> object:
    """Values that compare equal when they mean the same: `80` and `80.00`, nothing and an empty text."""
    if nilai in (None, ""):
        return None
    try:
        return Decimal(str(nilai))
    except InvalidOperation:
        return nilai
