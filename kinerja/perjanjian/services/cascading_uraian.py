"""Derivations in words: written down as the lampiran has them, and turned into indicators of a unit's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from indikator.hitung.capaian import Arah
from indikator.hitung.triwulan import Pola
from indikator.models import Indikator, Komponen, Sasaran, Satuan
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.services.cascading import Isian, kunci_cascade, tautkan, wajib_kelola

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class IndikatorBaru:
    """The least a unit says of an indicator of its own; the rest is filled in on its page."""

    unit: Unit
    sasaran: str
    nama: str
    satuan: Satuan
    jenis_sasaran: str
    arah: Arah = Arah.NAIK
    pola: Pola = Pola.POSISI


@transaction.atomic
def tulis_uraian(
    *, pelaku: Pengguna | None, indikator: Indikator, tingkat: int, teks: str, catatan: str = "", kini: datetime
) -> UraianTurunan | None:
    """Write the cell of one lampiran; empty text and note take it away (None).

    Raises PermissionDenied, and PelanggaranAturan `uraian_terpakai` when indicators were derived from it.
    """
    wajib_kelola(pelaku, indikator.sasaran.unit)
    kunci_cascade(indikator.sasaran.periode)
    ada = UraianTurunan.objects.filter(indikator=indikator, tingkat=tingkat).first()
    isi = {"teks": teks.strip(), "catatan": catatan.strip()}
    sebelum = {"teks": ada.teks, "catatan": ada.catatan} if ada else {}
    if sebelum == isi or (ada is None and not any(isi.values())):
        return ada
    jejak.catat(
        pelaku=pelaku,
        aksi="cascading.uraian",
        objek=indikator,
        kini=kini,
        unit_jalur=indikator.sasaran.unit.jalur,
        sebelum=sebelum,
        sesudah={"lampiran": tingkat, **isi},
    )
    if any(isi.values()):
        return UraianTurunan.objects.update_or_create(indikator=indikator, tingkat=tingkat, defaults=isi)[0]
    if ada is not None:
        if ada.tautan.exists():
            raise PelanggaranAturan(
                "uraian_terpakai", "Uraian ini sudah diturunkan menjadi indikator; lepaskan tautannya lebih dahulu."
            )
        ada.delete()
    return None


@transaction.atomic
def turunkan(*, pelaku: Pengguna | None, uraian: UraianTurunan, baru: IndikatorBaru, kini: datetime) -> TautanKinerja:
    """Turn a derivation in words into an indicator of the unit's own, linked (tidak langsung) to where it came from.

    The words stay in the lampiran. The same unit and name again give the link that is there. Raises PermissionDenied
    unless `pelaku` plans at the superior's unit, and PelanggaranAturan as `tautkan` does, or `indikator_tidak_sah`.
    """
    induk = uraian.indikator
    wajib_kelola(pelaku, induk.sasaran.unit)
    kunci_cascade(induk.sasaran.periode)
    nama = rapikan(baru.nama)
    anak = Indikator.objects.filter(
        sasaran__unit=baru.unit, sasaran__periode=induk.sasaran.periode, nama__iexact=nama
    ).first()
    if anak is None:
        anak = buat_indikator(induk.sasaran.periode, baru)
        jejak.catat(
            pelaku=pelaku,
            aksi="cascading.turunkan",
            objek=anak,
            kini=kini,
            unit_jalur=baru.unit.jalur,
            sesudah={"nama": nama, "uraian": str(uraian), "induk": str(induk)},
        )
    isian = Isian(induk=induk, unit=baru.unit, jenis=JenisTautan.TIDAK_LANGSUNG, anak=anak, uraian=uraian)
    return tautkan(pelaku=pelaku, isian=isian, kini=kini)


def rapikan(teks: str) -> str:
    """Words with single spaces, as they are stored and compared."""
    return " ".join(teks.split())


def buat_indikator(periode: Periode, baru: IndikatorBaru) -> Indikator:
    """The indicator with one typed component, in the sasaran with these words (see `sasaran_bernama`).

    Raises PelanggaranAturan `indikator_tidak_sah`. The caller holds the lock and writes the trail.
    """
    sasaran = sasaran_bernama(baru.unit, periode, baru.sasaran, baru.jenis_sasaran)
    indikator = Indikator(
        sasaran=sasaran,
        nomor=nomor_berikut(sasaran),
        nama=rapikan(baru.nama),
        satuan=baru.satuan,
        arah=baru.arah,
        pola=baru.pola,
    )
    try:
        indikator.full_clean()
    except ValidationError as salah:
        raise PelanggaranAturan("indikator_tidak_sah", " ".join(salah.messages)) from salah
    indikator.save()
    Komponen.objects.create(indikator=indikator, nama="nilai", label="Nilai")
    return indikator


def sasaran_bernama(unit: Unit, periode: Periode, uraian: str, jenis: str) -> Sasaran:
    """The unit's sasaran with these words in the year, made with the next number when there is none."""
    sama = Sasaran.objects.filter(unit=unit, periode=periode, uraian__iexact=rapikan(uraian))
    return sama.order_by("nomor").first() or buat_sasaran(unit, periode, uraian, jenis)


def buat_sasaran(unit: Unit, periode: Periode, uraian: str, jenis: str) -> Sasaran:
    """A sasaran with the unit's next number in the year; the caller holds the lock."""
    nomor = Sasaran.objects.filter(unit=unit, periode=periode).aggregate(Max("nomor"))["nomor__max"] or 0
    return Sasaran.objects.create(unit=unit, periode=periode, nomor=nomor + 1, uraian=rapikan(uraian), jenis=jenis)


def nomor_berikut(sasaran: Sasaran) -> int:
    """The next free number of an indicator."""
    return (sasaran.indikator.aggregate(Max("nomor"))["nomor__max"] or 0) + 1
