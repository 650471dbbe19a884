"""A printed Rencana Aksi from the same shaped reading as its page; a constant number of queries."""

from __future__ import annotations

from datetime import datetime

from kinerja.laporan.kepala import kop_instansi, penandatangan
from kinerja.laporan.models import Jenis
from kinerja.laporan.rencana.data import (
    SKEMA,
    DataRencana,
    IndikatorCetak,
    KegiatanCetak,
    SasaranCetak,
    TargetCetak,
    TriwulanCetak,
)
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.models import KegiatanAksi
from kinerja.perjanjian.selectors.rencana import BarisKegiatan, BarisRencana, SelAksi, TargetRencana, susun_rencana


def halangan_rencana(unit: Unit, periode: Periode) -> str:
    """Why there is no Rencana Aksi to print, in a sentence; "" when there is. One query."""
    if KegiatanAksi.objects.filter(unit=unit, indikator__sasaran__periode=periode).exists():
        return ""
    return (
        f"{unit.nama} belum mempunyai kegiatan pada Rencana Aksi tahun {periode.tahun}. "
        "Perencana menambahkannya pada tab Rencana Aksi."
    )


def kumpulkan_rencana(unit: Unit, periode: Periode, *, kini: datetime) -> DataRencana:
    """Read and decide everything the Rencana Aksi of `unit` prints; indicators without an activity are left out.

    `periode` comes with its instansi; `kini` decides who leads the unit.
    """
    rencana, instansi = susun_rencana(unit, periode), periode.instansi
    sasaran = (
        SasaranCetak(k.jenis, k.nomor, k.uraian, tuple(_indikator(b) for b in k.baris if b.kegiatan))
        for k in rencana.kelompok
    )
    return DataRencana(
        skema=SKEMA,
        jenis=Jenis.RENCANA_AKSI.value,
        judul=str(Jenis.RENCANA_AKSI.label),
        masa=f"Tahun {periode.tahun}",
        tahun=periode.tahun,
        zona=str(instansi.zona_waktu),
        kop=kop_instansi(instansi),
        unit_kode=unit.kode,
        unit_nama=unit.nama,
        sasaran=tuple(s for s in sasaran if s.indikator),
        banyak=rencana.banyak,
        kemajuan=rencana.kemajuan,
        serapan=rencana.serapan,
        penandatangan=penandatangan(unit, instansi, kini),
    )


def _indikator(baris: BarisRencana) -> IndikatorCetak:
    i = baris.indikator
    return IndikatorCetak(
        kode=i.kode,
        nama=i.nama,
        satuan=i.satuan,
        lingkup=i.lingkup,
        target=tuple(_target(t) for t in baris.target),
        menurut=baris.sumber,
        kegiatan=tuple(_kegiatan(n, k) for n, k in enumerate(baris.kegiatan, 1)),
        kemajuan=baris.kemajuan,
        serapan=baris.serapan,
    )


def _target(target: TargetRencana) -> TargetCetak:
    return TargetCetak(
        macam=target.isi.macam,
        teks=target.teks,
        nilai=target.isi.nilai,
        desimal=target.baris.desimal,
        akhiran=target.baris.akhiran,
    )


def _kegiatan(nomor: int, baris: BarisKegiatan) -> KegiatanCetak:
    k = baris.kegiatan
    return KegiatanCetak(
        nomor=nomor,
        uraian=k.uraian,
        keluaran=k.keluaran,
        satuan=k.satuan,
        cara=str(k.get_pola_display()).partition(":")[0],
        oleh=baris.oleh,
        sumber=str(k.anggaran) if k.anggaran else "",
        contoh=k.contoh,
        triwulan=tuple(_triwulan(s) for s in baris.sel),
        kemajuan=baris.keluaran,
        serapan=baris.serapan,
    )


def _triwulan(sel: SelAksi) -> TriwulanCetak:
    b = sel.baris
    return TriwulanCetak(
        target=b.target,
        anggaran=b.anggaran,
        realisasi=b.realisasi,
        serapan=b.serapan,
        status=str(b.get_status_display()),
        kendala=b.kendala,
        tindak_lanjut=b.tindak_lanjut,
        bukti=sel.bukti,
    )
