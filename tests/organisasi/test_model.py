"""What the database itself refuses, each rule from both sides."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from kinerja.organisasi.models import (
    Instansi,
    Jabatan,
    JendelaTriwulan,
    Pejabat,
    Penempatan,
    PeranPengguna,
    Periode,
    Perpanjangan,
    Unit,
)
from kinerja.organisasi.models.instansi import periksa_bobot_jenis, periksa_pita, pita_bawaan
from kinerja.organisasi.nip import periksa_nip
from tests.orang import Pemeran
from tests.pabrik import buat_instansi, buat_unit


def ditolak(aturan: str, model: type[Any], **isi: Any) -> None:
    """The database refuses the row by the constraint `aturan`."""
    with pytest.raises(IntegrityError, match=aturan), transaction.atomic():
        model._base_manager.create(**isi)


@pytest.fixture
def jabatan(orang: Pemeran) -> Jabatan:
    return Jabatan.objects.create(unit=orang.bagian, nama="Kepala Bagian", kepala=True)


@pytest.fixture
def pejabat(orang: Pemeran) -> list[Pejabat]:
    nip = ("190001011915011001", "190001011915012002")
    return [Pejabat.objects.create(instansi=orang.instansi, nip=n, nama=f"Pejabat {n[-1]}") for n in nip]


def test_jalur_berakhir_pemisah(orang: Pemeran) -> None:
    """1.4. must not reach 1.41.: a sibling whose id begins with the same digits stays outside."""
    Unit.objects.filter(pk=orang.bagian.pk).update(jalur="1.4.")
    Unit.objects.filter(pk=orang.bagian_lain.pk).update(jalur="1.41.")
    Unit.objects.filter(pk=orang.subbagian.pk).update(jalur="1.4.9.")
    bagian = Unit.objects.get(pk=orang.bagian.pk)
    assert set(Unit.objects.subpohon(bagian)) == {orang.bagian, orang.subbagian}


def test_pemindahan_membawa_seluruh_subpohon(orang: Pemeran) -> None:
    cucu = buat_unit(orang.instansi, "CUCU", orang.subbagian)
    orang.bagian.induk = orang.bagian_lain
    orang.bagian.save()
    jalur = dict(Unit.objects.values_list("kode", "jalur"))
    assert jalur["BAG"] == f"{orang.bagian_lain.jalur}{orang.bagian.pk}."
    assert jalur["SUB"] == f"{jalur['BAG']}{orang.subbagian.pk}."
    assert jalur["CUCU"] == f"{jalur['SUB']}{cucu.pk}."
    assert jalur["LAIN"] == orang.bagian_lain.jalur
    assert jalur["AST"] == orang.asisten.jalur


def test_satu_unit_puncak(orang: Pemeran) -> None:
    isi = {"nama": "Kedua", "kode": "DUA", "berlaku_dari": date(2023, 1, 1), "jalur": "9."}
    ditolak("satu_unit_puncak_per_instansi", Unit, instansi=orang.instansi, **isi)
    assert buat_unit(buat_instansi("ketiga"), "DUA").induk is None


def test_kode_unit_unik_dalam_instansi(orang: Pemeran) -> None:
    isi = {"nama": "Lagi", "kode": "BAG", "berlaku_dari": date(2023, 1, 1), "jalur": "9."}
    ditolak("kode_unit_unik_per_instansi", Unit, instansi=orang.instansi, induk=orang.kota, **isi)
    assert buat_unit(orang.luar, "BAG", orang.unit_luar).kode == "BAG"


def test_masa_berlaku_unit(orang: Pemeran) -> None:
    isi = {
        "instansi": orang.instansi,
        "induk": orang.kota,
        "nama": "X",
        "jalur": "9.",
        "berlaku_dari": date(2023, 2, 1),
    }
    ditolak("unit_berlaku_sampai_setelah_dari", Unit, kode="X", berlaku_sampai=date(2023, 1, 31), **isi)
    assert Unit.objects.create(kode="Y", berlaku_sampai=date(2023, 2, 1), **isi).pk


def test_induk_dari_instansi_lain(orang: Pemeran) -> None:
    orang.bagian.induk = orang.unit_luar
    with pytest.raises(ValidationError, match="instansi lain"):
        orang.bagian.full_clean()


def test_satu_kepala_per_unit(orang: Pemeran, jabatan: Jabatan) -> None:
    ditolak("satu_kepala_per_unit", Jabatan, unit=orang.bagian, nama="Kepala Kedua", kepala=True)
    assert Jabatan.objects.create(unit=orang.bagian, nama="Analis", kepala=False).pk
    assert Jabatan.objects.create(unit=orang.bagian_lain, nama="Kepala", kepala=True).pk


def test_nama_jabatan_unik_per_unit(orang: Pemeran, jabatan: Jabatan) -> None:
    ditolak("nama_jabatan_unik_per_unit", Jabatan, unit=orang.bagian, nama="Kepala Bagian")
    assert Jabatan.objects.create(unit=orang.bagian_lain, nama="Kepala Bagian").pk


def test_atasan_bukan_diri_sendiri(orang: Pemeran, jabatan: Jabatan) -> None:
    with pytest.raises(IntegrityError, match="atasan_bukan_diri_sendiri"), transaction.atomic():
        Jabatan.objects.filter(pk=jabatan.pk).update(atasan_langsung=jabatan)
    atasan = Jabatan.objects.create(unit=orang.kota, nama="Wali Kota")
    assert Jabatan.objects.filter(pk=jabatan.pk).update(atasan_langsung=atasan) == 1


def test_atasan_dari_instansi_lain(orang: Pemeran, jabatan: Jabatan) -> None:
    jabatan.atasan_langsung = Jabatan.objects.create(unit=orang.unit_luar, nama="Kepala Luar")
    with pytest.raises(ValidationError, match="instansi lain"):
        jabatan.full_clean()


def test_penempatan_definitif_tidak_tumpang_tindih(jabatan: Jabatan, pejabat: list[Pejabat]) -> None:
    satu, dua = pejabat
    Penempatan.objects.create(jabatan=jabatan, pejabat=satu, mulai=date(2023, 1, 1), selesai=date(2023, 6, 30))
    nama = "penempatan_definitif_tidak_tumpang_tindih"
    ditolak(nama, Penempatan, jabatan=jabatan, pejabat=dua, mulai=date(2023, 6, 30))
    ditolak(nama, Penempatan, jabatan=jabatan, pejabat=dua, mulai=date(2022, 1, 1), selesai=date(2023, 1, 1))
    assert Penempatan.objects.create(jabatan=jabatan, pejabat=dua, mulai=date(2023, 7, 1)).pk
    # The last one is open: nothing definitive fits behind it.
    ditolak(nama, Penempatan, jabatan=jabatan, pejabat=satu, mulai=date(2030, 1, 1))


@pytest.mark.parametrize("jenis", ["plt", "plh", "pj"])
def test_pelaksana_boleh_bersamaan_dengan_definitif(jabatan: Jabatan, pejabat: list[Pejabat], jenis: str) -> None:
    satu, dua = pejabat
    Penempatan.objects.create(jabatan=jabatan, pejabat=satu, mulai=date(2023, 1, 1))
    assert Penempatan.objects.create(jabatan=jabatan, pejabat=dua, jenis=jenis, mulai=date(2023, 2, 1)).pk


def test_jabatan_lain_boleh_pada_tanggal_sama(orang: Pemeran, jabatan: Jabatan, pejabat: list[Pejabat]) -> None:
    lain = Jabatan.objects.create(unit=orang.bagian_lain, nama="Kepala")
    Penempatan.objects.create(jabatan=jabatan, pejabat=pejabat[0], mulai=date(2023, 1, 1))
    assert Penempatan.objects.create(jabatan=lain, pejabat=pejabat[0], mulai=date(2023, 1, 1)).pk


def test_tanggal_penempatan(jabatan: Jabatan, pejabat: list[Pejabat]) -> None:
    isi = {"jabatan": jabatan, "pejabat": pejabat[0], "mulai": date(2023, 2, 1)}
    with pytest.raises(DatabaseError), transaction.atomic():
        Penempatan.objects.create(selesai=date(2023, 1, 31), **isi)
    ditolak("penempatan_selesai_setelah_mulai", Penempatan, jenis="plt", selesai=date(2023, 1, 31), **isi)
    assert Penempatan.objects.create(selesai=date(2023, 2, 1), **isi).pk


@pytest.mark.parametrize("nip", ["190001011915011001", "198512312010122003", "200002292022031001"])
def test_nip_yang_mungkin(nip: str) -> None:
    periksa_nip(nip)


@pytest.mark.parametrize(
    ("nip", "sebab"),
    [
        ("19000101191501100", "18 angka"),
        ("1900010119150110011", "18 angka"),
        ("19000101 191501 1 001", "18 angka"),
        ("190001011915013001", "angka ke-15"),
        ("١٩٠٠٠١٠١١٩١٥٠١١٠٠١", "18 angka"),
        ("198502302010121001", "bukan tanggal"),
        ("198512312010132001", "bulan pengangkatan"),
        ("198512311999121001", "terlalu dekat"),
    ],
)
def test_nip_yang_mustahil(nip: str, sebab: str) -> None:
    with pytest.raises(ValidationError, match=sebab):
        periksa_nip(nip)


def test_nip_unik(orang: Pemeran, pejabat: list[Pejabat]) -> None:
    ditolak("nip", Pejabat, instansi=orang.luar, nip=pejabat[0].nip, nama="Lain")


def test_periode_sekali_setahun_dan_masuk_akal(orang: Pemeran) -> None:
    ditolak("satu_periode_per_tahun", Periode, instansi=orang.instansi, tahun=2023)
    ditolak("tahun_masuk_akal", Periode, instansi=orang.instansi, tahun=1999)
    ditolak("tahun_masuk_akal", Periode, instansi=orang.instansi, tahun=2101)
    assert Periode.objects.create(instansi=orang.luar, tahun=2023).pk


def test_jendela_sekali_per_triwulan_dan_tidak_terbalik(orang: Pemeran) -> None:
    baru = Periode.objects.create(instansi=orang.instansi, tahun=2024)
    isi = {"periode": baru, "buka": date(2024, 4, 1)}
    ditolak("jendela_tutup_setelah_buka", JendelaTriwulan, triwulan=1, tutup=date(2024, 3, 31), **isi)
    ditolak("triwulan_1_sampai_4", JendelaTriwulan, triwulan=5, tutup=date(2024, 4, 30), **isi)
    JendelaTriwulan.objects.create(triwulan=1, tutup=date(2024, 4, 1), **isi)
    ditolak("satu_jendela_per_triwulan", JendelaTriwulan, triwulan=1, tutup=date(2024, 4, 30), **isi)


def test_jendela_tutup_akhir_hari_di_zona_instansi(orang: Pemeran) -> None:
    """23:59:59 of 31 July in Jakarta is 16:59:59 UTC; in Jayapura two hours earlier."""
    jendela = orang.periode.jendela.select_related("periode__instansi").get(triwulan=2)
    assert jendela.akhir == datetime(2023, 7, 31, 16, 59, 59, tzinfo=UTC)
    assert jendela.mulai == datetime.combine(date(2023, 7, 1), time.min, tzinfo=ZoneInfo("Asia/Jakarta"))
    Instansi.objects.filter(pk=orang.instansi.pk).update(zona_waktu="Asia/Jayapura")
    jendela = orang.periode.jendela.select_related("periode__instansi").get(triwulan=2)
    assert jendela.akhir == datetime(2023, 7, 31, 14, 59, 59, tzinfo=UTC)


def test_perpanjangan_harus_melewati_tutup_di_instansi_sendiri(orang: Pemeran) -> None:
    jendela = orang.periode.jendela.get(triwulan=2)
    isi = {"jendela": jendela, "alasan": "Jaringan putus.", "diberikan_oleh": orang.administrator}
    with pytest.raises(ValidationError, match="melewati tanggal tutup"):
        Perpanjangan(unit=orang.bagian, sampai=jendela.tutup, **isi).full_clean()
    with pytest.raises(ValidationError, match="instansi lain"):
        Perpanjangan(unit=orang.unit_luar, sampai=date(2023, 8, 5), **isi).full_clean()
    Perpanjangan(unit=orang.bagian, sampai=date(2023, 8, 1), **isi).full_clean()


def test_batas_capaian(orang: Pemeran) -> None:
    ditolak("batas_capaian_sedikitnya_100", Instansi, kode="a", nama="A", pemerintah="P", batas_capaian=99)
    for batas in (None, 100, 110):
        assert Instansi.objects.create(kode=f"i{batas}", nama="A", pemerintah="P", batas_capaian=batas).pk


def test_pita_kelas() -> None:
    periksa_pita(pita_bawaan())
    for salah in (
        [],
        [{"batas": "50"}],
        [{"batas": "x", "nama": "A"}],
        [{"batas": "NaN", "nama": "A"}],
        [{"batas": "50", "nama": " "}],
        [{"batas": "50", "nama": "A"}, {"batas": "50", "nama": "B"}],
        [{"batas": "50", "nama": "A"}, {"batas": "60", "nama": "B"}],
        "bukan daftar",
    ):
        with pytest.raises(ValidationError):
            periksa_pita(salah)


def test_bobot_jenis() -> None:
    periksa_bobot_jenis({"strategis": "50", "khusus": "50"})
    for salah in ({"strategis": "-1"}, {"strategis": "banyak"}, ["50"]):
        with pytest.raises(ValidationError):
            periksa_bobot_jenis(salah)


def test_peran_sekali_dan_di_instansi_sendiri(orang: Pemeran) -> None:
    isi = {"pengguna": orang.operator, "peran": "operator", "mulai": date(2024, 1, 1)}
    ditolak("peran_sekali_per_unit", PeranPengguna, unit=orang.bagian, **isi)
    with pytest.raises(ValidationError, match="instansi lain"):
        PeranPengguna(unit=orang.unit_luar, **isi).full_clean()
    PeranPengguna(unit=orang.bagian_lain, **isi).full_clean()
