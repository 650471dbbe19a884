"""A unit with one line of every kind, in every state of the workflow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from indikator.alur import Status
from indikator.hitung.triwulan import Pola
from indikator.models import Indikator, Penugasan, Realisasi, SkalaPredikat, TingkatPredikat
from indikator.models.indikator import JenisSasaran
from indikator.models.satuan import JenisSkala
from indikator.services.perhitungan import hitung_ulang
from kinerja.laporan.data import DataLaporan
from kinerja.laporan.kumpulkan import kumpulkan
from kinerja.laporan.models import Jenis
from kinerja.organisasi.models import Instansi, Jabatan, Pejabat, Penempatan, Unit
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan

# After the window of TW II has closed: what is missing counts as 0.
AGUSTUS = datetime(2023, 8, 10, 15, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@dataclass(frozen=True)
class Isian:
    """The lines of `bagian` in TW II, by what is special about them."""

    orang: Pemeran
    final: Indikator
    nol: Indikator
    na: Indikator
    diajukan: Indikator
    draf: Indikator
    kosong: Indikator
    predikat: Indikator
    uang: Indikator
    ditugaskan: Indikator


def laporkan(
    orang: Pemeran, indikator: Indikator, nilai: str, *, triwulan: int = 2, status: str = Status.DISETUJUI, **lain: Any
) -> Realisasi:
    """A realisation with its computed achievement, in the status asked for."""
    realisasi = Realisasi(indikator=indikator, triwulan=triwulan, status=status, versi=3, versi_angka=1, **lain)
    if status not in (Status.DRAF, Status.DIKEMBALIKAN):
        realisasi.diajukan_oleh = orang.operator
    if status in (Status.DIVERIFIKASI, Status.DISETUJUI):
        realisasi.diverifikasi_oleh = orang.verifikator
    if status == Status.DISETUJUI:
        realisasi.disetujui_oleh = orang.pimpinan
    realisasi.save()
    realisasi.nilai_komponen.create(komponen=indikator.komponen.get(), nilai=Decimal(nilai))
    hitung_ulang(realisasi)
    realisasi.save()
    return realisasi


def skala_opini(instansi: Instansi) -> SkalaPredikat:
    """WTP and the others [JB 3]."""
    skala = SkalaPredikat.objects.create(instansi=instansi, nama="Opini", jenis=JenisSkala.LABEL)
    TingkatPredikat.objects.bulk_create(
        TingkatPredikat(skala_predikat=skala, label=label, nilai=nilai, persen=persen)
        for label, nilai, persen in (("WTP", 3, 100), ("WDP", 2, 75), ("TW", 1, 50), ("TMP", 0, 25))
    )
    return skala


def pimpinan_unit(unit: Unit, nama: str = "Dra. Contoh Kepala, M.Si.", jenis: str = "definitif") -> Penempatan:
    """Somebody who leads `unit` all year."""
    jabatan, _ = Jabatan.objects.get_or_create(unit=unit, kepala=True, defaults={"nama": f"Kepala {unit.nama}"})
    nomor = 10 + Pejabat.objects.count()
    pejabat = Pejabat.objects.create(
        instansi=unit.instansi, nip=f"1975010120000310{nomor}", nama=nama, pangkat="Pembina (IV/a)"
    )
    return Penempatan.objects.create(jabatan=jabatan, pejabat=pejabat, jenis=jenis, mulai=date(2023, 1, 1))


@pytest.fixture
def isian(orang: Pemeran) -> Isian:
    """One line of every kind at `bagian`, TW II 2023."""
    strategis = buat_sasaran(orang.bagian, orang.periode, 1)
    operasional = buat_sasaran(orang.bagian, orang.periode, 2, JenisSasaran.OPERASIONAL)
    kota = buat_sasaran(orang.kota, orang.periode, 1, JenisSasaran.KHUSUS)
    semua = {1: "80", 2: "80", 3: "80", 4: "80", 0: "80"}
    final = buat_indikator(strategis, target=semua, satuan=satuan("persen"))
    nol = buat_indikator(strategis, target=semua)
    na = buat_indikator(strategis, target={1: None, 2: None, 3: None, 4: "80", 0: "80"})
    diajukan = buat_indikator(operasional, target=semua)
    draf = buat_indikator(operasional, target=semua)
    kosong = buat_indikator(operasional, target=semua)
    predikat = buat_indikator(
        operasional, target={1: None, 2: "3", 3: None, 4: "3", 0: "3"}, skala=skala_opini(orang.instansi)
    )
    triliun = {1: "11299000000000", 2: "22598000000000", 3: "36722000000000", 4: "56496000000000", 0: "56496000000000"}
    uang = buat_indikator(operasional, target=triliun, pola=Pola.KUMULATIF)
    ditugaskan = buat_indikator(kota, target=semua, nomor=9)
    Penugasan.objects.create(indikator=ditugaskan, unit=orang.bagian, lingkup="PKK dan Posyandu")
    laporkan(orang, final, "70", triwulan=1)
    laporkan(orang, final, "84", catatan="Dua\nbaris", faktor_pendukung="=1+1 bukan rumus", tindak_lanjut="Lanjut")
    laporkan(orang, nol, "0")
    laporkan(orang, diajukan, "60", status=Status.DIAJUKAN)
    laporkan(orang, draf, "99", status=Status.DRAF)
    laporkan(orang, predikat, "2", status=Status.DIVERIFIKASI, faktor_penghambat="Aset belum tertib")
    laporkan(orang, uang, "22500000000000.5", contoh=True)
    laporkan(orang, ditugaskan, "100")
    pimpinan_unit(orang.bagian)
    return Isian(orang, final, nol, na, diajukan, draf, kosong, predikat, uang, ditugaskan)


@pytest.fixture
def data(isian: Isian) -> DataLaporan:
    """The frozen report of `bagian`, TW II 2023, after the deadline."""
    orang = isian.orang
    return kumpulkan(jenis=Jenis.UNIT, unit=orang.bagian, periode=orang.periode, triwulan=2, kini=AGUSTUS)
