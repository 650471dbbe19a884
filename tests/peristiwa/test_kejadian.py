"""Each change writes its event, in its own transaction and with what others need to know."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import transaction

from indikator.services import alur_kerja
from indikator.services.isian import isi_komponen
from kinerja.laporan.models import Format, Jenis, Laporan
from kinerja.laporan.pembangunan import bangun
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.peristiwa.models import Peristiwa
from survei.services import hasil as layanan
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran
from tests.survei.bantu import buat_survei
from tests.survei.bantu_hasil import isi_rata, tetapkan


def _jenis() -> list[str]:
    return list(Peristiwa.objects.values_list("jenis", flat=True))


def test_alur_realisasi(orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    baris = isi_komponen(
        pelaku=orang.operator, komponen=indikator.komponen.get(), triwulan=2, nilai=Decimal(84), versi=0, kini=juli
    )
    assert _jenis() == []
    baris = alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=juli)
    alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=juli)
    baris = alur_kerja.kembalikan(
        pelaku=orang.verifikator, realisasi=baris, versi=baris.versi, alasan="Bukti kurang.", kini=juli
    )
    baris = alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=juli)
    baris = alur_kerja.tarik(pelaku=orang.operator, realisasi=baris, kini=juli)
    baris = alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=juli)
    baris = alur_kerja.verifikasi(pelaku=orang.verifikator, realisasi=baris, versi=baris.versi, kini=juli)
    baris = alur_kerja.setujui(pelaku=orang.pimpinan, realisasi=baris, versi=baris.versi, kini=juli)
    alur_kerja.koreksi(pelaku=orang.pimpinan, realisasi=baris, versi=baris.versi, alasan="Salah ketik.", kini=juli)
    kata = ["diajukan", "dikembalikan", "diajukan", "ditarik", "diajukan", "diverifikasi", "disetujui", "dikoreksi"]
    assert _jenis() == [f"realisasi.{k}" for k in kata]
    pertama = Peristiwa.objects.order_by("pk")[0]
    assert (pertama.objek_jenis, pertama.objek_id) == ("indikator.realisasi", str(baris.pk))
    assert (pertama.unit_kode, pertama.unit_jalur, pertama.waktu) == ("BAG", orang.bagian.jalur, juli)
    assert pertama.isi == {
        "indikator": indikator.pk,
        "tahun": 2023,
        "triwulan": 2,
        "dari": "draf",
        "ke": "diajukan",
        "versi": 2,
    }


def test_yang_ditolak_atau_digulung_balik_tidak_diumumkan(orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    baris = isi_komponen(
        pelaku=orang.operator, komponen=indikator.komponen.get(), triwulan=2, nilai=Decimal(84), versi=0, kini=juli
    )
    with pytest.raises(PelanggaranAturan):
        alur_kerja.setujui(pelaku=orang.pimpinan, realisasi=baris, versi=baris.versi, kini=juli)
    with transaction.atomic():
        alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=juli)
        assert _jenis() == ["realisasi.diajukan"]
        transaction.set_rollback(True)
    assert _jenis() == []


def test_survei_ditetapkan_dan_dibatalkan(orang: Pemeran, juli: datetime) -> None:
    survei = isi_rata(buat_survei(orang.bagian), 3)
    hasil = tetapkan(orang, survei, juli)
    layanan.batalkan(pelaku=orang.pimpinan, survei=survei, alasan="Jawaban ganda.", kini=juli)
    satu, dua = Peristiwa.objects.order_by("pk")
    assert (satu.jenis, dua.jenis) == ("survei.ditetapkan", "survei.dibatalkan")
    assert (satu.isi["mutu"], satu.isi["sha256"], satu.isi["status"]) == ("C", hasil.sha256, "ditetapkan")
    assert Decimal(satu.isi["ikm"]) == 75
    assert dua.isi["status"] == "ditutup"


def test_laporan_terbit(orang: Pemeran, juli: datetime) -> None:
    buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    laporan = Laporan.objects.create(
        jenis=Jenis.UNIT,
        format=Format.XLSX,
        unit=orang.bagian,
        periode=orang.periode,
        triwulan=2,
        masa="TW II 2023",
        diminta_oleh=orang.pimpinan,
        diminta_pada=juli,
    )
    bangun(laporan.pk, kini=juli)
    satu = Peristiwa.objects.get()
    laporan.refresh_from_db()
    assert (satu.jenis, satu.objek_id, satu.isi["nomor"]) == ("laporan.terbit", str(laporan.pk), laporan.nomor)
    assert satu.isi["alamat_periksa"].endswith(f"/periksa/{laporan.kode_periksa}/")
