"""Filling in a line of the quarter's grid, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from indikator import alur
from indikator.hitung.angka import tulis_isian
from indikator.hitung.predikat import tulis_predikat
from indikator.models import Indikator, Komponen, NilaiKomponen, Realisasi
from indikator.models.indikator import SumberKomponen
from indikator.models.satuan import JenisSkala
from indikator.services.kunci import BentrokVersi, kunci_realisasi
from indikator.services.perhitungan import hitung_ulang, teruskan, teruskan_gulungan
from indikator.services.sistem import wajib_sumbernya
from indikator.services.versi import URAIAN
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.jendela import Jendela, jendela, wajib_terbuka

if TYPE_CHECKING:
    from kinerja.organisasi.models import Jejak, Pengguna


_ASAL_TERHITUNG: dict[str, str] = {
    SumberKomponen.INDIKATOR: "dihitung dari indikator lain",
    SumberKomponen.SURVEI: "diambil dari hasil survei yang ditetapkan",
    SumberKomponen.TURUNAN: "digulung dari hasil indikator bawahan",
}
_KOLOM_UBAH = ("versi", "versi_angka", "contoh", "diubah_pada")
KOLOM_ANGKA = ("nilai", "alasan_kosong", "capaian", *_KOLOM_UBAH)
"""What changes of a line when one of its components does."""


@transaction.atomic
def isi_komponen(
    *, pelaku: Pengguna, komponen: Komponen, triwulan: int, nilai: Decimal | None, versi: int, kini: datetime
) -> Realisasi:
    """Store one typed component and everything that follows from it.

    Args:
        nilai: the value, or None to empty the cell.
        versi: the line's version the person saw (0 for a line nobody has touched).

    Returns: the line as it stands now. Sending the same value again (a double click, a retried request) changes
        nothing and is no conflict.

    Raises:
        PelanggaranAturan: `bukan_isian`, `bukan_sumbernya`, `baris_terkunci`, `jendela_tertutup` …, or BentrokVersi
        with both values.
    """
    wajib_isian(komponen)
    wajib_sumbernya(pelaku, komponen)
    realisasi = kunci_realisasi(komponen.indikator, triwulan)
    isi = {n.komponen_id: n for n in realisasi.nilai_komponen.select_related("diisi_oleh")}
    ubahan = ubah_komponen(
        pelaku=pelaku,
        realisasi=realisasi,
        komponen=komponen,
        isi=isi,
        nilai=nilai,
        versi=versi,
        keadaan=lambda: jendela_baris(realisasi),
        kini=kini,
    )
    if ubahan is None:
        return realisasi
    ubahan.isi.save()
    realisasi.save(update_fields=KOLOM_ANGKA)
    ubahan.jejak(pelaku, kini).save(force_insert=True)
    ikuti = teruskan if ubahan.angka_berubah else teruskan_gulungan
    ikuti(realisasi, kini)
    return realisasi


@dataclass(frozen=True, slots=True)
class Ubahan:
    """A change of one component that is to be stored: its value, the line it belongs to, its row in the trail."""

    isi: NilaiKomponen
    lama: Decimal | None
    baru: Decimal | None
    angka_berubah: bool

    def jejak(self, pelaku: Pengguna, kini: datetime) -> Jejak:
        """The row of the audit trail; the line is saved."""
        nama = self.isi.komponen.nama
        return _jejak_isi(self.isi.realisasi, pelaku, kini, {nama: self.lama}, {nama: self.baru})


def wajib_isian(komponen: Komponen) -> None:
    """Raise PelanggaranAturan `bukan_isian` for a component that is computed."""
    if komponen.sumber != SumberKomponen.ISIAN:
        raise PelanggaranAturan("bukan_isian", f"“{komponen.label}” {_ASAL_TERHITUNG[komponen.sumber]}, tidak diketik.")


def ubah_komponen(
    *,
    pelaku: Pengguna,
    realisasi: Realisasi,
    komponen: Komponen,
    isi: dict[int, NilaiKomponen],
    nilai: Decimal | None,
    versi: int,
    keadaan: Callable[[], Jendela],
    kini: datetime,
) -> Ubahan | None:
    """Change one component of a locked line in memory and compute the line again; None: it already held this value.

    Args:
        isi: the line's components by id of the Komponen; the changed one is put there.
        versi: the line's version the person saw.
        keadaan: the line's window, asked for when the rules need it.

    Raises PelanggaranAturan as `isi_komponen`; then nothing has changed.
    """
    baris = isi.get(komponen.pk)
    lama = baris.nilai if baris else None
    if lama == nilai:
        return None
    periksa_baris(alur.Status(realisasi.status), keadaan, kini)
    if realisasi.versi != versi:
        raise BentrokVersi(
            nilai_anda=tulis_nilai(komponen.indikator, nilai),
            nilai_tersimpan=tulis_nilai(komponen.indikator, lama),
            oleh=str(baris.diisi_oleh) if baris and baris.diisi_oleh else "",
        )
    baris = isi.setdefault(komponen.pk, NilaiKomponen())
    baris.realisasi, baris.komponen = realisasi, komponen
    baris.nilai, baris.diisi_oleh, baris.diisi_pada = nilai, pelaku, kini
    ubahan = Ubahan(baris, lama, nilai, hitung_ulang(realisasi, isi.values()))
    _naikkan(realisasi, kini)
    return ubahan


@transaction.atomic
def isi_uraian(
    *, pelaku: Pengguna, indikator: Indikator, triwulan: int, kolom: str, teks: str, versi: int, kini: datetime
) -> Realisasi:
    """Store one of the texts beside the figure: catatan, faktor pendukung, faktor penghambat, tindak lanjut.

    Raises: as `isi_komponen`; ValueError for a column that is not one of these.
    """
    if kolom not in URAIAN:
        raise ValueError(kolom)
    realisasi = kunci_realisasi(indikator, triwulan)
    teks = teks.strip()
    lama = getattr(realisasi, kolom)
    if lama == teks:
        return realisasi
    wajib_boleh_isi(realisasi, kini)
    if realisasi.versi != versi:
        raise BentrokVersi(nilai_anda=teks, nilai_tersimpan=lama)
    setattr(realisasi, kolom, teks)
    _naikkan(realisasi, kini)
    realisasi.save(update_fields=[kolom, *_KOLOM_UBAH])
    _jejak_isi(realisasi, pelaku, kini, {kolom: lama}, {kolom: teks}).save(force_insert=True)
    return realisasi


def tulis_nilai(indikator: Indikator, nilai: Decimal | None) -> str:
    """A component's value as an input cell shows it: readable back, or the label of a predicate."""
    if nilai is None:
        return ""
    if indikator.skala is None or indikator.skala.jenis == JenisSkala.RENTANG:
        # The word of a range follows from the number; "A (82,13)" would lose digits when it is saved back.
        return tulis_isian(nilai)
    return tulis_predikat(nilai, indikator.skala.skala())


def wajib_boleh_isi(realisasi: Realisasi, kini: datetime) -> None:
    """Raise PelanggaranAturan unless the line may be changed now."""
    periksa_baris(alur.Status(realisasi.status), lambda: jendela_baris(realisasi), kini)


def periksa_baris(status: alur.Status, keadaan: Callable[[], Jendela], kini: datetime) -> None:
    """Raise PelanggaranAturan unless a line in this status may be changed now; `keadaan` gives its window when needed.

    A line sent back, or opened for correction, was given back by a person who answers for it, so it may be mended
    after the window has closed; a line never submitted may not.
    """
    if not alur.boleh_isi(status):
        raise PelanggaranAturan(
            "baris_terkunci",
            f"Baris ini sudah {status.value} dan tidak dapat diubah. "
            "Tarik kembali pengajuan, atau mintalah verifikator mengembalikannya.",
        )
    if status == alur.Status.DRAF:
        wajib_terbuka(keadaan(), kini)


def jendela_baris(realisasi: Realisasi) -> Jendela:
    """The window of a line: that of its owner or of a unit that carries it, whichever is longer."""
    indikator = realisasi.indikator
    return jendela(indikator.sasaran.periode, realisasi.triwulan, unit_baris(indikator))


def unit_baris(indikator: Indikator) -> frozenset[int]:
    """Ids of the units whose window counts for an indicator's lines: its owner and those that carry it."""
    return frozenset({indikator.sasaran.unit_id, *(p.unit_id for p in indikator.penugasan.all())})


def _naikkan(realisasi: Realisasi, kini: datetime) -> None:
    realisasi.versi += 1
    realisasi.versi_angka += 1
    realisasi.contoh = False
    realisasi.diubah_pada = kini


def _jejak_isi(
    realisasi: Realisasi, pelaku: Pengguna, kini: datetime, sebelum: dict[str, object], sesudah: dict[str, object]
) -> Jejak:
    return jejak.susun(
        pelaku=pelaku,
        aksi="realisasi.isi",
        objek=realisasi,
        kini=kini,
        unit_jalur=realisasi.indikator.sasaran.unit.jalur,
        sebelum=sebelum,
        sesudah=sesudah,
    )
