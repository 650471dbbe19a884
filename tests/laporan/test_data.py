"""What is collected, and that it freezes and thaws to the same thing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from indikator.models import Realisasi
from kinerja.beku import sidik
from kinerja.laporan.data import Baris, DataLaporan, Macam, beku, cair
from kinerja.laporan.kumpulkan import kumpulkan
from kinerja.laporan.models import Jenis
from tests.laporan.conftest import AGUSTUS, Isian, laporkan, pimpinan_unit
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran


def baris(data: DataLaporan, nama: str) -> Baris:
    return next(b for b in data.baris if b.nama == nama)


def test_tiga_yang_kosong_tidak_pernah_sama(data: DataLaporan, isian: Isian) -> None:
    nol, na, kosong = (baris(data, i.nama) for i in (isian.nol, isian.na, isian.kosong))
    assert (nol.realisasi[1].macam, nol.realisasi[1].nilai) == (Macam.ANGKA, Decimal(0))
    assert (na.realisasi[1].macam, na.capaian.macam, na.target[1].macam) == (Macam.NA, Macam.NA, Macam.NA)
    assert kosong.realisasi[1].macam == kosong.capaian.macam == Macam.BELUM_DILAPORKAN
    assert (nol.sebutan_status, na.sebutan_status, kosong.sebutan_status) == ("Disetujui", "N/A", "Belum diisi")


def test_angka_draf_tidak_dicetak_dan_yang_diajukan_bertanda(data: DataLaporan, isian: Isian) -> None:
    draf, diajukan = baris(data, isian.draf.nama), baris(data, isian.diajukan.nama)
    assert draf.realisasi[1].macam == Macam.BELUM_DILAPORKAN
    assert draf.sebutan_status == "Draf, belum diajukan"
    assert (diajukan.realisasi[1].nilai, diajukan.realisasi[1].status) == (Decimal(60), "diajukan")
    assert not diajukan.final


def test_capaian_kelas_dan_skor(data: DataLaporan, isian: Isian) -> None:
    final = baris(data, isian.final.nama)
    assert (final.capaian.nilai, final.capaian.kelas) == (Decimal(105), "Sangat Tinggi")
    # posisi: the last assessed quarter speaks.
    assert (final.capaian_sd.nilai, final.kelengkapan) == (Decimal(105), "2 dari 2 triwulan")
    predikat = baris(data, isian.predikat.nama)
    assert (predikat.realisasi[1].teks, predikat.capaian.nilai) == ("WDP", Decimal(75))
    # Final: 105, 0, 99.566…, 120 (125 capped); diajukan, draf, kosong and predikat are overdue: 0. Eight lines in all.
    uang = Decimal("22500000000000.5") * 100 / Decimal("22598000000000")
    assert data.skor.nilai is not None
    assert round(data.skor.nilai, 20) == round((105 + 0 + uang + 120) / Decimal(8), 20)
    # Provisional: 75 for diajukan (60/80) and 75 for predikat come in.
    assert data.skor_sementara.nilai is not None
    assert round(data.skor_sementara.nilai, 20) == round((105 + 0 + 75 + 75 + uang + 120) / Decimal(8), 20)
    assert (data.hitungan.wajib, data.hitungan.disetujui, data.hitungan.menunggu, data.hitungan.belum) == (8, 4, 2, 2)
    assert data.sementara
    assert data.contoh


def test_sebelum_tenggat_yang_belum_tidak_dihitung(isian: Isian, juli: object) -> None:
    orang = isian.orang
    data = kumpulkan(jenis=Jenis.UNIT, unit=orang.bagian, periode=orang.periode, triwulan=2, kini=juli)  # type: ignore[arg-type]
    uang = Decimal("22500000000000.5") * 100 / Decimal("22598000000000")
    assert data.skor.nilai is not None
    assert round(data.skor.nilai, 20) == round((105 + 0 + uang + 120) / Decimal(4), 20)
    assert not data.lewat_tenggat


def test_yang_ditugaskan_ikut_dengan_lingkupnya(data: DataLaporan, isian: Isian) -> None:
    satu = baris(data, isian.ditugaskan.nama)
    assert satu.ditugaskan
    assert (satu.unit_kode, satu.lingkup) == ("KOTA", "PKK dan Posyandu")


def test_beku_dan_cair_bolak_balik(data: DataLaporan) -> None:
    isi = beku(data)
    assert cair(isi) == data
    assert beku(cair(isi)) == isi


def test_sidik_tetap_untuk_isi_sama_dan_berubah_untuk_isi_lain(data: DataLaporan, isian: Isian) -> None:
    orang = isian.orang
    lagi = kumpulkan(jenis=Jenis.UNIT, unit=orang.bagian, periode=orang.periode, triwulan=2, kini=AGUSTUS)
    assert sidik(beku(lagi)) == sidik(beku(data))
    Realisasi.objects.filter(indikator=isian.final, triwulan=2).update(versi_angka=9)
    beda = kumpulkan(jenis=Jenis.UNIT, unit=orang.bagian, periode=orang.periode, triwulan=2, kini=AGUSTUS)
    assert sidik(beku(beda)) != sidik(beku(data))


def test_skema_lain_ditolak(data: DataLaporan) -> None:
    with pytest.raises(ValueError, match="skema"):
        cair(beku(replace(data, skema=99)))


def test_desimal_besar_tidak_dibulatkan(data: DataLaporan) -> None:
    panjang = Decimal("12345678901234567890.12345678901234567890")
    skor = replace(data.skor, nilai=panjang)
    assert cair(beku(replace(data, skor=skor))).skor.nilai == panjang


@pytest.mark.parametrize("jenis", Jenis)
def test_banyaknya_kueri_tetap(
    jenis: Jenis, orang: Pemeran, django_assert_max_num_queries: DjangoAssertNumQueries, request: pytest.FixtureRequest
) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    laporkan(orang, buat_indikator(sasaran), "80")
    pimpinan_unit(orang.bagian)

    def jumlah() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as tangkapan:
            kumpulkan(jenis=jenis, unit=orang.bagian, periode=orang.periode, triwulan=2, kini=AGUSTUS)
        return len(tangkapan)

    satu = jumlah()
    for _ in range(39):
        laporkan(orang, buat_indikator(sasaran), "80")
    assert jumlah() == satu
    assert satu <= 15
