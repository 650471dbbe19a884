"""Activities of an imported Rencana Aksi; what was reported of them is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from indikator.hitung.angka import tulis_ringkas
from indikator.hitung.triwulan import Pola
from indikator.models import Indikator
from kinerja.perjanjian.impor.baca import Baris, TabelBaca
from kinerja.perjanjian.impor.kepala import rapikan
from kinerja.perjanjian.impor.nilai import NA, baca_desimal
from kinerja.perjanjian.impor.salah import SelSalah
from kinerja.perjanjian.models import Anggaran, KegiatanAksi
from kinerja.perjanjian.services.cascading import wajib_kelola
from kinerja.perjanjian.services.impor_acuan import Acuan, wajib_teks
from kinerja.perjanjian.services.impor_pelaksana import Beda, Pelaksana
from kinerja.perjanjian.services.rencana import baca_rencana, tambah, ubah
from kinerja.perjanjian.services.rencana_aturan import KOSONG, Empat, Rencana
from kinerja.perjanjian.services.rencana_aturan import rapikan as rapikan_rencana

_POLA = {"jumlah": Pola.JUMLAH, "dijumlahkan": Pola.JUMLAH, "kumulatif": Pola.KUMULATIF}
_JUDUL = {
    "satuan": "Satuan",
    "target": "Target",
    "biaya": "Anggaran",
    "keluaran": "Keluaran",
    "pola": "Cara menjumlahkan",
    "jabatan": "Penanggung jawab",
    "penanggung_jawab": "Penanggung jawab (teks)",
    "anggaran": "Sumber anggaran",
}


def tulis_aksi(p: Pelaksana, acuan: Acuan, tabel: TabelBaca) -> None:
    """Every activity of the sheet, for an indicator the unit answers for."""
    wajib_kelola(p.pelaku, p.unit)
    semua = Indikator.objects.milik(p.unit, p.periode).select_related("sasaran__unit", "sasaran__periode")
    indikator = list(semua.order_by("sasaran__nomor", "nomor"))
    kumpulan = KegiatanAksi.objects.filter(unit=p.unit, indikator__in=indikator)
    ada = {
        (k.indikator_id, rapikan(k.uraian)): k
        for k in kumpulan.select_related("unit", "jabatan", "anggaran").prefetch_related("triwulan_aksi")
    }
    for baris in tabel.baris:
        with p.baris(baris):
            _satu(p, acuan, tabel, baris, _indikator(p, indikator, baris, tabel), ada)


def _indikator(p: Pelaksana, semua: Sequence[Indikator], baris: Baris, tabel: TabelBaca) -> Indikator:
    nama = wajib_teks(baris, "nama", tabel.judul["nama"])
    sama = [i for i in semua if rapikan(nama) in (rapikan(i.nama), rapikan(str(i)))]
    sesasaran = [i for i in sama if rapikan(i.sasaran.uraian) == rapikan(baris.teks("sasaran"))]
    if not sama:
        raise SelSalah(tabel.judul["nama"], nama, f"{p.unit.nama} tidak mengampu indikator bernama ini")
    return (sesasaran or sama)[0]


def _satu(
    p: Pelaksana,
    acuan: Acuan,
    tabel: TabelBaca,
    baris: Baris,
    indikator: Indikator,
    ada: dict[tuple[int, str], KegiatanAksi],
) -> None:
    uraian = wajib_teks(baris, "kegiatan", tabel.judul["kegiatan"])
    kunci = (indikator.pk, rapikan(uraian))
    lama = ada.get(kunci)
    tersimpan = baca_rencana(lama) if lama else None
    rencana = rapikan_rencana(p.unit, indikator, _rencana(p, acuan, tabel, baris, uraian, tersimpan))
    beda = _beda(tersimpan, rencana) if tersimpan else ()
    if lama is None:
        ada[kunci] = tambah(pelaku=p.pelaku, unit=p.unit, indikator=indikator, rencana=rencana, kini=p.kini)
    elif beda:
        ada[kunci] = ubah(pelaku=p.pelaku, kegiatan=lama, rencana=rencana, versi=lama.versi, kini=p.kini)
    p.catat(baris, "Kegiatan", f"{indikator.kode} {uraian}", beda, baru=lama is None)


def _rencana(p: Pelaksana, acuan: Acuan, tabel: TabelBaca, baris: Baris, uraian: str, lama: Rencana | None) -> Rencana:
    """The activity as the row has it; columns the file does not have stay as they are."""
    nama = baris.teks("penanggung_jawab")
    jabatan = acuan.cari_jabatan(nama) if nama else None
    tetap = lama if lama is not None and not nama else None
    return Rencana(
        uraian=uraian if lama is None else lama.uraian,
        satuan=wajib_teks(baris, "satuan", tabel.judul["satuan"]),
        keluaran=baris.teks("keluaran") if "keluaran" in tabel.judul else (lama.keluaran if lama else ""),
        pola=_pola(baris, lama),
        target=_empat(baris, tabel, "target", lama.target if lama else KOSONG),
        biaya=_empat(baris, tabel, "anggaran", lama.biaya if lama else KOSONG),
        jabatan=tetap.jabatan if tetap else jabatan,
        penanggung_jawab=tetap.penanggung_jawab if tetap else ("" if jabatan else nama),
        anggaran=_sumber(p, baris) if baris.teks("sumber") else (lama.anggaran if lama else None),
    )


def _pola(baris: Baris, lama: Rencana | None) -> Pola:
    teks = baris.teks("pola")
    if not teks:
        return lama.pola if lama else Pola.JUMLAH
    pola = _POLA.get(rapikan(teks).split(" ")[0])
    if pola is None:
        raise SelSalah("Cara menjumlahkan", teks, "harus jumlah atau kumulatif")
    return pola


def _empat(baris: Baris, tabel: TabelBaca, awal: str, lama: Empat) -> Empat:
    if not any(f"{awal}{tw}" in tabel.judul for tw in range(1, 5)):
        return lama
    satu, dua, tiga, empat = (
        _direncanakan(baris, f"{awal}{tw}", tabel.judul.get(f"{awal}{tw}", awal)) for tw in range(1, 5)
    )
    return satu, dua, tiga, empat


def _direncanakan(baris: Baris, kunci: str, judul: str) -> Decimal | None:
    """A planned figure; None where nothing is planned: an empty cell, or N/A."""
    return None if baris.teks(kunci).casefold() in NA else baca_desimal(baris.sel.get(kunci), judul)


def _sumber(p: Pelaksana, baris: Baris) -> Anggaran:
    """The budget row with this number, that of the unit's own line first."""
    kode = baris.teks("sumber").split(" ")[0]
    semua = Anggaran.objects.filter(periode=p.periode, kode=kode).select_related("jabatan__unit")
    for satu in sorted(semua, key=lambda a: not a.jabatan.unit.jalur.startswith(p.unit.jalur)):
        return satu
    raise SelSalah("Sumber anggaran", kode, "kode rekening ini tidak ada pada anggaran tahun ini")


def _beda(lama: Rencana, baru: Rencana) -> tuple[Beda, ...]:
    return tuple(
        Beda(_JUDUL.get(kolom.name, kolom.name), _tulis(sebelum), _tulis(sesudah))
        for kolom in fields(Rencana)
        if (sebelum := getattr(lama, kolom.name)) != (sesudah := getattr(baru, kolom.name))
    )


def _tulis(nilai: Any) -> str:
    if isinstance(nilai, tuple):
        return " · ".join(_tulis(n) or "\u2013" for n in nilai)
    if isinstance(nilai, Decimal):
        return tulis_ringkas(nilai)
    return "" if nilai is None else str(nilai)
