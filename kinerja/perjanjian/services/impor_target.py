"""Targets of an imported row: read by the indicator's scale and polarity, compared, written."""

from __future__ import annotations

from collections.abc import Container, Mapping

from indikator.hitung import capaian
from indikator.hitung.angka import tulis_ringkas
from indikator.hitung.capaian import Arah, JenisTarget, ketidakcocokan
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.predikat import angka_banding, baca_predikat, tulis_predikat
from indikator.hitung.triwulan import JUMLAH_TRIWULAN, Pola, target_tahun_dari
from indikator.models import Indikator, Target
from indikator.models.target import TAHUNAN, WAKTU_TARGET
from kinerja.perjanjian.impor.nilai import TargetBaca, angka_teks
from kinerja.perjanjian.impor.salah import SelSalah
from kinerja.perjanjian.services.impor_pelaksana import Beda

PANJANG_TERCETAK = 40


def tulis_target(
    indikator: Indikator,
    baru: Mapping[int, TargetBaca],
    tercetak: Mapping[int, str] | None,
    judul: Mapping[str, str],
    *,
    data: bool = False,
    hanya_banding: bool = False,
) -> tuple[Beda, ...]:
    """Write the targets that differ; what they were and are now.

    Args:
        tercetak: how the source prints them, by quarter; None: a target given in words is its own print.
        judul: key → head of the column, for refusals.
        data: the sheet is of our own make, so small numbers mean what they say.
        hanya_banding: compare only.

    Where the quarters are given and the year is not, the year of a new indicator follows from its pattern.
    Raises SelSalah.
    """
    ada = {t.triwulan: t for t in indikator.target.all()}
    diminta = _diminta(indikator, baru, judul, ada, data=data)
    hasil = []
    for tw, (target, satu) in diminta.items():
        lama = ada.get(tw)
        cetak = _cetakan(satu) if tercetak is None else tercetak.get(tw, "")
        if lama is not None and lama.sebagai_target() == target and cetak in ("", lama.tercetak):
            continue
        sebelum = _tulis(lama.sebagai_target(), indikator) if lama else ""
        hasil.append(Beda(_sebut(tw), sebelum, _tulis(target, indikator)))
        if not hanya_banding:
            isi = {"jenis": target.jenis, "nilai": target.nilai, "bawah": target.bawah, "atas": target.atas}
            Target.objects.update_or_create(indikator=indikator, triwulan=tw, defaults=isi | {"tercetak": cetak})
    return tuple(hasil)


def _diminta(
    indikator: Indikator,
    baru: Mapping[int, TargetBaca],
    judul: Mapping[str, str],
    ada: Container[int],
    *,
    data: bool,
) -> dict[int, tuple[capaian.Target, TargetBaca]]:
    """The targets the row asks for, with the year's where it follows from all four quarters."""
    hasil = {
        tw: (_baca(indikator, satu, judul.get(f"target{tw}", "Target"), data=data), satu) for tw, satu in baru.items()
    }
    triwulan = range(1, JUMLAH_TRIWULAN + 1)
    if TAHUNAN not in hasil and TAHUNAN not in ada and set(hasil) == set(triwulan):
        deret = [hasil[tw][0] for tw in triwulan]
        tahun = target_tahun_dari(Pola(indikator.pola), deret, arah=Arah(indikator.arah))
        if tahun.jenis is not JenisTarget.BELUM:
            hasil[TAHUNAN] = (tahun, TargetBaca("", tahun.nilai))
    return hasil


def _baca(indikator: Indikator, satu: TargetBaca, judul: str, *, data: bool) -> capaian.Target:
    target = _target(indikator, satu, judul)
    if target.nilai is not None and indikator.skala is not None:
        try:
            angka_banding(target.nilai, indikator.skala.skala())
        except KesalahanHitung as salah:
            raise SelSalah(judul, satu.teks, salah.pesan.rstrip(".")) from salah
    if alasan := ketidakcocokan(target, Arah(indikator.arah)):
        raise SelSalah(judul, satu.teks, alasan.rstrip("."))
    # A cell formatted as a percentage holds 0,05 where it shows 5%; only the person knows which is meant.
    if not data and satu.angka is not None and 0 < satu.angka <= 1 and indikator.satuan.persen:
        aturan = "angka 1 atau kurang pada satuan persen: tulis 5 atau 5% sebagai teks, bukan sel berformat persen"
        raise SelSalah(judul, satu.teks, aturan)
    return target


def _target(indikator: Indikator, satu: TargetBaca, judul: str) -> capaian.Target:
    if satu.angka is not None:
        return capaian.Target.angka(satu.angka)
    if satu.na:
        return capaian.Target.na()
    if satu.rentang and indikator.arah == Arah.RENTANG:
        bawah, atas = (angka_teks(batas, judul) for batas in satu.rentang)
        return capaian.Target.rentang(bawah, atas)
    if indikator.skala is not None:
        try:
            return capaian.Target.angka(baca_predikat(satu.teks, indikator.skala.skala()))
        except KesalahanHitung as salah:
            raise SelSalah(judul, satu.teks, salah.pesan.rstrip(".")) from salah
    return capaian.Target.angka(angka_teks(satu.teks, judul))


def _cetakan(satu: TargetBaca) -> str:
    """How the document prints it: kept only where the cell holds words."""
    return satu.teks[:PANJANG_TERCETAK] if satu.angka is None else ""


def _sebut(triwulan: int) -> str:
    return f"Target {dict(WAKTU_TARGET)[triwulan]}"


def _tulis(target: capaian.Target, indikator: Indikator) -> str:
    if target.jenis is JenisTarget.NA:
        return "N/A"
    if target.bawah is not None and target.atas is not None:
        return f"{tulis_ringkas(target.bawah)}\u2013{tulis_ringkas(target.atas)}"
    if target.nilai is None:
        return ""
    if indikator.skala is not None:
        return tulis_predikat(target.nilai, indikator.skala.skala())
    akhiran = "%" if indikator.satuan.akhiran == "%" else ""
    return f"{tulis_ringkas(target.nilai)}{akhiran}"
