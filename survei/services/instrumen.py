"""Changing a survey's questions, one step at a time: each locks, checks, writes and records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from survei.hitung.unsur import Unsur
from survei.models import PertanyaanTambahan, Survei
from survei.services.survei import kunci_untuk_ubah, wajib_inti_terbuka
from survei.services.unsur import IsiUnsur, baca_unsur, geser, satu_baku, tulis_unsur

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

TAMBAHAN_MAKS = 10


def tambah_unsur(*, pelaku: Pengguna, survei: Survei, unsur: IsiUnsur, versi: int, kini: datetime) -> Survei:
    """Add a scored question at the end. Raises PelanggaranAturan as `_ubah`, and of `tulis_unsur`."""
    return _ubah(pelaku, survei, versi, kini, "survei.unsur_tambah", lambda daftar: [*daftar, unsur])


def tambah_baku(*, pelaku: Pengguna, survei: Survei, kode: Unsur, versi: int, kini: datetime) -> Survei:
    """Take back one of the nine that had been left out."""
    return tambah_unsur(pelaku=pelaku, survei=survei, unsur=satu_baku(kode), versi=versi, kini=kini)


def ubah_unsur(*, pelaku: Pengguna, survei: Survei, unsur: IsiUnsur, versi: int, kini: datetime) -> Survei:
    """Other words for the question with this code; code, place and values stay."""

    def ganti(daftar: Sequence[IsiUnsur]) -> list[IsiUnsur]:
        _wajib_ada(daftar, unsur.kode)
        return [unsur if u.kode == unsur.kode else u for u in daftar]

    return _ubah(pelaku, survei, versi, kini, "survei.unsur_ubah", ganti)


def hapus_unsur(*, pelaku: Pengguna, survei: Survei, kode: str, versi: int, kini: datetime) -> Survei:
    """Leave a question out."""

    def buang(daftar: Sequence[IsiUnsur]) -> list[IsiUnsur]:
        _wajib_ada(daftar, kode)
        return [u for u in daftar if u.kode != kode]

    return _ubah(pelaku, survei, versi, kini, "survei.unsur_hapus", buang)


def geser_unsur(*, pelaku: Pengguna, survei: Survei, kode: str, langkah: int, versi: int, kini: datetime) -> Survei:
    """Move a question one place up (−1) or down (+1) on the form."""

    def pindah(daftar: Sequence[IsiUnsur]) -> list[IsiUnsur]:
        _wajib_ada(daftar, kode)
        return geser(daftar, kode, langkah)

    return _ubah(pelaku, survei, versi, kini, "survei.unsur_geser", pindah)


@transaction.atomic
def tambah_pertanyaan(
    *, pelaku: Pengguna, survei: Survei, teks: str, pilihan: Sequence[str], versi: int, kini: datetime
) -> PertanyaanTambahan:
    """A question of the agency's own, never scored; may be added while answers come in.

    Raises PelanggaranAturan `hasil_tetap`, `bentrok_versi`, `banyak_pertanyaan`.
    """
    terkini = kunci_untuk_ubah(survei, versi)
    ada = terkini.pertanyaan_tambahan.count()
    if ada >= TAMBAHAN_MAKS:
        raise PelanggaranAturan("banyak_pertanyaan", f"Paling banyak {TAMBAHAN_MAKS} pertanyaan tambahan.")
    terakhir = terkini.pertanyaan_tambahan.aggregate(n=Max("urutan"))["n"] or 0
    baru = PertanyaanTambahan.objects.create(survei=terkini, urutan=terakhir + 1, teks=teks, pilihan=list(pilihan))
    _selesai(pelaku, terkini, kini, "survei.pertanyaan_tambah", sesudah={"teks": teks, "pilihan": list(pilihan)})
    return baru


@transaction.atomic
def hapus_pertanyaan(*, pelaku: Pengguna, survei: Survei, nomor: int, versi: int, kini: datetime) -> None:
    """Leave one of the agency's own questions out; after the first answer it stays, so that its answers keep a meaning.

    Raises PelanggaranAturan `hasil_tetap`, `bentrok_versi`, `inti_terkunci`, `pertanyaan_tidak_ada`.
    """
    terkini = kunci_untuk_ubah(survei, versi)
    wajib_inti_terbuka(terkini)
    pertanyaan = terkini.pertanyaan_tambahan.filter(pk=nomor).first()
    if pertanyaan is None:
        raise PelanggaranAturan("pertanyaan_tidak_ada", "Pertanyaan ini sudah dihapus.")
    teks = pertanyaan.teks
    pertanyaan.delete()
    _selesai(pelaku, terkini, kini, "survei.pertanyaan_hapus", sebelum={"teks": teks})


@transaction.atomic
def _ubah(
    pelaku: Pengguna,
    survei: Survei,
    versi: int,
    kini: datetime,
    aksi: str,
    perubahan: Callable[[list[IsiUnsur]], list[IsiUnsur]],
) -> Survei:
    """Raises PelanggaranAturan `hasil_tetap`, `bentrok_versi`, `inti_terkunci`, `unsur_tidak_ada`."""
    terkini = kunci_untuk_ubah(survei, versi)
    wajib_inti_terbuka(terkini)
    sebelum = baca_unsur(terkini)
    tulis_unsur(terkini, perubahan(sebelum))
    _selesai(
        pelaku,
        terkini,
        kini,
        aksi,
        sebelum={"unsur": _ringkas(sebelum)},
        sesudah={"unsur": _ringkas(baca_unsur(terkini))},
    )
    return terkini


def _wajib_ada(daftar: Sequence[IsiUnsur], kode: str) -> None:
    if kode not in [u.kode for u in daftar]:
        raise PelanggaranAturan("unsur_tidak_ada", "Unsur ini sudah tidak ada dalam survei. Muat ulang halaman.")


def _ringkas(daftar: Sequence[IsiUnsur]) -> list[list[object]]:
    return [[u.kode, u.nama, u.pertanyaan, list(u.opsi)] for u in daftar]


def _selesai(pelaku: Pengguna, survei: Survei, kini: datetime, aksi: str, **isi: Any) -> None:
    survei.versi += 1
    survei.save(update_fields=["versi"])
    jejak.catat(pelaku=pelaku, aksi=aksi, objek=survei, kini=kini, unit_jalur=survei.unit.jalur, **isi)
