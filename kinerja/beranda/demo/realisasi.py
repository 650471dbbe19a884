"""Entering the example realisations through the services, so that checks, history and audit are the real ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from indikator.models import Indikator, Realisasi
from indikator.services.alur_kerja import ajukan, kembalikan, setujui, verifikasi
from indikator.services.isian import isi_komponen, isi_uraian
from kinerja.beranda.demo.contoh import Contoh, Sampai
from kinerja.beranda.demo.organisasi import TAHUN
from kinerja.organisasi.models import Pengguna

# Moments inside the windows of TW I and TW II, at 9 o'clock of the agency.
_MULAI = {1: (4, 10), 2: (7, 10)}


def isi_contoh(
    contoh: Iterable[Contoh],
    indikator: Mapping[str, Indikator],
    orang: Mapping[str, Pengguna],
    *,
    verifikator: Pengguna,
    pimpinan: Pengguna,
) -> None:
    """Enter and move each row as far as it says; all rows of these indicators end up marked as examples."""
    for baris in contoh:
        _isi(baris, indikator[baris.indikator], orang[baris.operator], verifikator, pimpinan)
    # An entry through the service clears the mark, because what a visitor types is not an example.
    Realisasi.objects.filter(indikator__in=indikator.values()).update(contoh=True)


def _isi(contoh: Contoh, indikator: Indikator, operator: Pengguna, verifikator: Pengguna, pimpinan: Pengguna) -> None:
    bulan, hari = _MULAI[contoh.triwulan]
    kini = datetime(TAHUN, bulan, hari, 9, 0, tzinfo=indikator.sasaran.unit.instansi.zona)
    baris = _ketik(contoh, indikator, operator, kini)
    if contoh.sampai is Sampai.ISI:
        return
    kini += timedelta(days=2)
    baris = ajukan(pelaku=operator, realisasi=baris, kini=kini)
    kini += timedelta(days=1)
    if contoh.sampai is Sampai.DIKEMBALIKAN:
        kembalikan(pelaku=verifikator, realisasi=baris, versi=baris.versi, alasan=contoh.alasan, kini=kini)
    if contoh.sampai in (Sampai.DIVERIFIKASI, Sampai.DISETUJUI):
        baris = verifikasi(pelaku=verifikator, realisasi=baris, versi=baris.versi, kini=kini)
    if contoh.sampai is Sampai.DISETUJUI:
        setujui(pelaku=pimpinan, realisasi=baris, versi=baris.versi, kini=kini + timedelta(days=1))


def _ketik(contoh: Contoh, indikator: Indikator, operator: Pengguna, kini: datetime) -> Realisasi:
    """Each component and text as one entry, a minute apart, on the row a survey may have begun."""
    komponen = {k.nama: k for k in indikator.komponen.select_related("indikator__sasaran__unit__instansi")}
    kunci = {"indikator": indikator, "triwulan": contoh.triwulan}
    baris = Realisasi.objects.filter(**kunci).first() or Realisasi(**kunci)
    for nama, nilai in contoh.nilai.items():
        baris = isi_komponen(
            pelaku=operator,
            komponen=komponen[nama],
            triwulan=contoh.triwulan,
            nilai=Decimal(nilai),
            versi=baris.versi,
            kini=kini,
        )
        kini += timedelta(minutes=1)
    for kolom, teks in contoh.uraian.items():
        baris = isi_uraian(
            pelaku=operator,
            indikator=indikator,
            triwulan=contoh.triwulan,
            kolom=kolom,
            teks=teks,
            versi=baris.versi,
            kini=kini,
        )
        kini += timedelta(minutes=1)
    return baris
