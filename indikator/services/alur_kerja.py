"""Submitting, verifying, returning, approving and correcting realisations (rules.md 5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from indikator import alur
from indikator.models import Indikator, Realisasi
from indikator.services.isian import jendela_baris
from indikator.services.kunci import wajib_versi
from indikator.services.pindah import pindahkan, wajib_boleh_pindah
from indikator.services.versi import isi_beku, simpan_versi_lama
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.jendela import wajib_terbuka

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

BELUM_TERISI = "Realisasi belum diisi, jadi belum dapat diajukan."


def _kunci(realisasi: Realisasi) -> Realisasi:
    return (
        Realisasi.objects.select_for_update(of=("self",))
        .select_related("indikator__sasaran__unit__instansi", "indikator__sasaran__periode__instansi")
        .get(pk=realisasi.pk)
    )


def wajib_boleh_ajukan(baris: Realisasi, pelaku: Pengguna, kini: datetime) -> None:
    """Raise PelanggaranAturan unless this line may be submitted now: `belum_terisi`, window, workflow."""
    if baris.nilai is None:
        raise PelanggaranAturan("belum_terisi", baris.alasan_kosong or BELUM_TERISI)
    if baris.status == alur.Status.DRAF:
        wajib_terbuka(jendela_baris(baris), kini)
    wajib_boleh_pindah(baris, alur.Aksi.AJUKAN, pelaku)


def wajib_boleh_tarik(baris: Realisasi, pelaku: Pengguna, kini: datetime) -> None:
    """Raise PelanggaranAturan unless the submission may be taken back now, by this person."""
    wajib_terbuka(jendela_baris(baris), kini)
    wajib_boleh_pindah(baris, alur.Aksi.TARIK, pelaku)


@transaction.atomic
def ajukan(
    *,
    pelaku: Pengguna,
    realisasi: Realisasi,
    kini: datetime,
    periksa: Callable[[Realisasi], None] | None = None,
) -> Realisasi:
    """Submit one line for verification. Submitting again what `pelaku` has just submitted changes nothing.

    Args:
        periksa: called with the line while it is locked; raises when the sender saw another state of it.

    Raises PelanggaranAturan: `belum_terisi`, a closed window, or a move the workflow does not have.
    """
    baris = _kunci(realisasi)
    if baris.status == alur.Status.DIAJUKAN and baris.diajukan_oleh_id == pelaku.pk:
        return baris
    if periksa is not None:
        periksa(baris)
    wajib_boleh_ajukan(baris, pelaku, kini)
    pindahkan(baris, alur.Aksi.AJUKAN, pelaku=pelaku, kini=kini)
    return baris


def ajukan_triwulan(
    *,
    pelaku: Pengguna,
    indikator: Indikator,
    triwulan: int,
    periksa: Callable[[Realisasi], None],
    kini: datetime,
) -> Realisasi:
    """As `ajukan`, the line named by indicator and quarter; nobody may have touched it yet (`belum_terisi`)."""
    baris = Realisasi.objects.filter(indikator=indikator, triwulan=triwulan).first()
    if baris is None:
        raise PelanggaranAturan("belum_terisi", BELUM_TERISI)
    return ajukan(pelaku=pelaku, realisasi=baris, kini=kini, periksa=periksa)


@transaction.atomic
def tarik(*, pelaku: Pengguna, realisasi: Realisasi, kini: datetime) -> Realisasi:
    """Take back a submission that nobody has verified yet; only its submitter may, while the window is open."""
    baris = _kunci(realisasi)
    wajib_boleh_tarik(baris, pelaku, kini)
    pindahkan(baris, alur.Aksi.TARIK, pelaku=pelaku, kini=kini)
    return baris


@transaction.atomic
def verifikasi(*, pelaku: Pengguna, realisasi: Realisasi, versi: int, kini: datetime) -> Realisasi:
    """Accept one submitted line, as it stood in version `versi`."""
    baris = _kunci(realisasi)
    if baris.status == alur.Status.DIVERIFIKASI and baris.diverifikasi_oleh_id == pelaku.pk:
        return baris
    wajib_versi(baris, versi)
    pindahkan(baris, alur.Aksi.VERIFIKASI, pelaku=pelaku, kini=kini)
    return baris


@transaction.atomic
def kembalikan(*, pelaku: Pengguna, realisasi: Realisasi, versi: int, alasan: str, kini: datetime) -> Realisasi:
    """Send one submitted or verified line back to its operator, with the reason."""
    baris = _kunci(realisasi)
    wajib_versi(baris, versi)
    pindahkan(baris, alur.Aksi.KEMBALIKAN, pelaku=pelaku, kini=kini, alasan=alasan)
    return baris


@transaction.atomic
def setujui(*, pelaku: Pengguna, realisasi: Realisasi, versi: int, kini: datetime) -> Realisasi:
    """Approve one verified line, as it stood in version `versi`."""
    baris = _kunci(realisasi)
    if baris.status == alur.Status.DISETUJUI and baris.disetujui_oleh_id == pelaku.pk:
        return baris
    wajib_versi(baris, versi)
    pindahkan(baris, alur.Aksi.SETUJUI, pelaku=pelaku, kini=kini)
    return baris


@transaction.atomic
def koreksi(*, pelaku: Pengguna, realisasi: Realisasi, versi: int, alasan: str, kini: datetime) -> Realisasi:
    """Open an approved line for correction; the approved version stays readable.

    Reports that used the old figure show themselves as superseded as soon as the figure changes.
    """
    baris = _kunci(realisasi)
    wajib_versi(baris, versi)
    if baris.status == alur.Status.DISETUJUI:
        simpan_versi_lama(baris, isi_beku(baris), alasan=alasan.strip(), pelaku=pelaku, kini=kini)
    pindahkan(baris, alur.Aksi.KOREKSI, pelaku=pelaku, kini=kini, alasan=alasan)
    return baris
