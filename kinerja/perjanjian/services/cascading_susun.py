"""A unit's own sasaran and indicators, added and reworded in the cascade; formula and components stay in Data induk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from indikator.models import Indikator, Sasaran
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.services.cascading import kunci_cascade, wajib_kelola
from kinerja.perjanjian.services.cascading_uraian import IndikatorBaru, buat_indikator, buat_sasaran, rapikan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@transaction.atomic
def tambah_sasaran(
    *, pelaku: Pengguna, unit: Unit, periode: Periode, uraian: str, jenis: str, kini: datetime
) -> Sasaran:
    """A sasaran with the unit's next number.

    Raises PermissionDenied, and PelanggaranAturan `sasaran_sudah_ada` for words the unit has already in the year.
    """
    wajib_kelola(pelaku, unit)
    kunci_cascade(periode)
    _wajib_sasaran_baru(unit, periode, uraian)
    sasaran = buat_sasaran(unit, periode, uraian, jenis)
    _catat(pelaku, "cascading.sasaran_baru", sasaran, unit, kini, sesudah={"uraian": sasaran.uraian, "jenis": jenis})
    return sasaran


@transaction.atomic
def tambah_indikator(*, pelaku: Pengguna, periode: Periode, baru: IndikatorBaru, kini: datetime) -> Indikator:
    """An indicator of the unit's own with one typed component; its sasaran is made when it is not there.

    Raises PermissionDenied, and PelanggaranAturan `indikator_sudah_ada` or `indikator_tidak_sah`.
    """
    wajib_kelola(pelaku, baru.unit)
    kunci_cascade(periode)
    _wajib_nama_baru(baru.unit, periode, baru.nama)
    indikator = buat_indikator(periode, baru)
    sesudah = {"nama": indikator.nama, "sasaran": indikator.sasaran.uraian}
    _catat(pelaku, "cascading.indikator_baru", indikator, baru.unit, kini, sesudah=sesudah)
    return indikator


@transaction.atomic
def ubah_sasaran(
    *, pelaku: Pengguna, sasaran: Sasaran, uraian: str, jenis: str, semula: str, kini: datetime
) -> Sasaran:
    """Other words or another kind for a sasaran.

    Args:
        semula: the words the person saw.

    Raises PermissionDenied, and PelanggaranAturan `sudah_diubah` (somebody was first) or `sasaran_sudah_ada`.
    """
    wajib_kelola(pelaku, sasaran.unit)
    kunci_cascade(sasaran.periode)
    baris = Sasaran.objects.select_for_update(of=("self",)).get(pk=sasaran.pk)
    isi = {"uraian": rapikan(uraian), "jenis": jenis}
    sebelum = {"uraian": baris.uraian, "jenis": baris.jenis}
    if isi == sebelum:
        return baris
    _wajib_sama(baris.uraian, semula)
    _wajib_sasaran_baru(sasaran.unit, sasaran.periode, uraian, kecuali=baris.pk)
    baris.uraian, baris.jenis = isi["uraian"], jenis
    baris.save(update_fields=["uraian", "jenis"])
    _catat(pelaku, "cascading.ubah_sasaran", baris, sasaran.unit, kini, sebelum=sebelum, sesudah=isi)
    return baris


@transaction.atomic
def ubah_nama(*, pelaku: Pengguna, indikator: Indikator, nama: str, semula: str, kini: datetime) -> Indikator:
    """Other words for an indicator; its figures, links and arithmetic stay. Arguments and errors as `ubah_sasaran`."""
    sasaran = indikator.sasaran
    wajib_kelola(pelaku, sasaran.unit)
    kunci_cascade(sasaran.periode)
    baris = Indikator.objects.select_for_update(of=("self",)).get(pk=indikator.pk)
    nama = rapikan(nama)
    if nama == baris.nama:
        return baris
    _wajib_sama(baris.nama, semula)
    _wajib_nama_baru(sasaran.unit, sasaran.periode, nama, kecuali=baris.pk)
    sebelum, baris.nama = {"nama": baris.nama}, nama
    baris.save(update_fields=["nama"])
    _catat(pelaku, "cascading.ubah_nama", baris, sasaran.unit, kini, sebelum=sebelum, sesudah={"nama": nama})
    return baris


def _wajib_sama(tersimpan: str, semula: str) -> None:
    # A form turns line ends into \r\n, so only the words count.
    if rapikan(tersimpan) != rapikan(semula):
        raise PelanggaranAturan(
            "sudah_diubah",
            f"Sementara itu orang lain mengubahnya menjadi “{tersimpan}”. Isian Anda masih ada; simpan sekali lagi "
            "bila tetap ingin menggantinya.",
        )


def _wajib_sasaran_baru(unit: Unit, periode: Periode, uraian: str, kecuali: int = 0) -> None:
    sama = Sasaran.objects.filter(unit=unit, periode=periode, uraian__iexact=rapikan(uraian))
    if ada := sama.exclude(pk=kecuali).first():
        raise PelanggaranAturan(
            "sasaran_sudah_ada", f"{unit.nama} sudah memiliki sasaran ini pada tahun {periode}, nomor {ada.nomor}."
        )


def _wajib_nama_baru(unit: Unit, periode: Periode, nama: str, kecuali: int = 0) -> None:
    sama = Indikator.objects.filter(sasaran__unit=unit, sasaran__periode=periode, nama__iexact=rapikan(nama))
    if ada := sama.exclude(pk=kecuali).select_related("sasaran").first():
        raise PelanggaranAturan(
            "indikator_sudah_ada", f"{unit.nama} sudah memiliki indikator ini pada tahun {periode}, yaitu {ada.kode}."
        )


def _catat(
    pelaku: Pengguna,
    aksi: str,
    objek: Sasaran | Indikator,
    unit: Unit,
    kini: datetime,
    *,
    sesudah: dict[str, Any],
    sebelum: dict[str, Any] | None = None,
) -> None:
    jejak.catat(
        pelaku=pelaku,
        aksi=aksi,
        objek=objek,
        kini=kini,
        unit_jalur=unit.jalur,
        sebelum=sebelum or {},
        sesudah=sesudah,
    )
