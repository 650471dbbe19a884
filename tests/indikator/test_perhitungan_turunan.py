"""A changed figure follows to every figure computed from it; nobody's signature stays on a number that moved."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from indikator.alur import Status
from indikator.models import Indikator, Perpindahan, Realisasi, VersiRealisasi
from indikator.services import alur_kerja
from kinerja.organisasi.models import Jejak
from tests.indikator.bantu import MENIT, buat_indikator_bagian, isi, sampai
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran


def pasangan(orang: Pemeran) -> tuple[Indikator, Indikator, Indikator]:
    """Two sources at bagian and, at kota, their mean."""
    satu, dua = buat_indikator_bagian(orang), buat_indikator_bagian(orang)
    induk = buat_indikator(
        buat_sasaran(orang.kota, orang.periode), rumus="rata(satu, dua)", komponen=(("satu", satu), ("dua", dua))
    )
    return satu, dua, induk


def turunan(induk: Indikator) -> Realisasi:
    return Realisasi.objects.get(indikator=induk, triwulan=2)


def ajukan_turunan(orang: Pemeran, induk: Indikator, status: Status, kini: datetime) -> Realisasi:
    return sampai(orang, turunan(induk), status, kini)


def test_rata_rata_mengikuti_sumbernya(orang: Pemeran, juli: datetime) -> None:
    satu, dua, induk = pasangan(orang)
    isi(orang, satu, "80", juli)
    assert turunan(induk).nilai is None
    assert turunan(induk).alasan_kosong == "Belum terisi: Dua."
    isi(orang, dua, "90", juli)
    assert (turunan(induk).nilai, turunan(induk).capaian) == (Decimal(85), Decimal("106.25"))


def test_turunan_bertingkat(orang: Pemeran, juli: datetime) -> None:
    dasar = buat_indikator_bagian(orang)
    tengah = buat_indikator(buat_sasaran(orang.asisten, orang.periode), rumus="a * 2", komponen=(("a", dasar),))
    puncak = buat_indikator(buat_sasaran(orang.kota, orang.periode), rumus="b + 1", komponen=(("b", tengah),))
    isi(orang, dasar, "10", juli)
    assert (turunan(tengah).nilai, turunan(puncak).nilai) == (20, 21)


def test_yang_sudah_diajukan_dikembalikan_dengan_alasan(orang: Pemeran, juli: datetime) -> None:
    satu, dua, induk = pasangan(orang)
    isi(orang, satu, "80", juli)
    isi(orang, dua, "90", juli)
    ajukan_turunan(orang, induk, Status.DIAJUKAN, juli)
    isi(orang, satu, "70", juli + 5 * MENIT)
    sesudah = turunan(induk)
    assert (sesudah.nilai, sesudah.status) == (80, Status.DIKEMBALIKAN)
    pindah = Perpindahan.objects.filter(realisasi=sesudah).order_by("-id")[0]
    assert pindah.pelaku is None
    assert pindah.alasan == f"Angka sumber {satu.kode} TW II berubah, sehingga angka ini dihitung ulang."
    assert not VersiRealisasi.objects.exists()


def test_yang_sudah_disetujui_dibuka_dengan_versi_lama(orang: Pemeran, juli: datetime) -> None:
    satu, dua, induk = pasangan(orang)
    isi(orang, satu, "80", juli)
    isi(orang, dua, "90", juli)
    ajukan_turunan(orang, induk, Status.DISETUJUI, juli)
    isi(orang, satu, "70", juli + 5 * MENIT)
    sesudah = turunan(induk)
    assert (sesudah.nilai, sesudah.status, sesudah.disetujui_oleh) == (80, Status.DIKEMBALIKAN, None)
    lama = VersiRealisasi.objects.get(realisasi=sesudah)
    assert Decimal(lama.isi["nilai"]) == 85
    assert {k: Decimal(v) for k, v in lama.isi["komponen"].items()} == {"satu": 80, "dua": 90}
    assert lama.isi["status"] == "disetujui"


def test_angka_yang_tetap_sama_tidak_memindahkan_apa_pun(orang: Pemeran, juli: datetime) -> None:
    satu = buat_indikator_bagian(orang)
    induk = buat_indikator(buat_sasaran(orang.kota, orang.periode), rumus="min(satu, 50)", komponen=(("satu", satu),))
    isi(orang, satu, "80", juli)
    sebelum = ajukan_turunan(orang, induk, Status.DISETUJUI, juli)
    isi(orang, satu, "70", juli + 5 * MENIT)
    sesudah = turunan(induk)
    assert (sesudah.status, sesudah.versi, sesudah.nilai) == (Status.DISETUJUI, sebelum.versi, 50)
    jejak = Jejak.objects.filter(objek_id=str(sesudah.pk), aksi="realisasi.hitung_ulang")
    assert [j.sesudah["nilai"] for j in jejak] == ["50.00000000000000000000"]


def test_turunan_yang_dibuka_dapat_diajukan_lagi(orang: Pemeran, juli: datetime) -> None:
    satu, dua, induk = pasangan(orang)
    isi(orang, satu, "80", juli)
    isi(orang, dua, "90", juli)
    ajukan_turunan(orang, induk, Status.DISETUJUI, juli)
    isi(orang, satu, "70", juli + 5 * MENIT)
    lagi = alur_kerja.ajukan(pelaku=orang.operator, realisasi=turunan(induk), kini=juli + 6 * MENIT)
    assert lagi.status == Status.DIAJUKAN
