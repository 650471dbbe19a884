"""From a fixed result to the indicator: which quarter, which figure, what is said when there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from indikator.alur import Status
from indikator.models import Komponen, NilaiKomponen, Realisasi, VersiRealisasi
from indikator.models.indikator import SumberKomponen
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak, Unit
from survei.alur import Gerak
from survei.hitung.periode import Jenis
from survei.hitung.triwulan import tahun_tindak_lanjut, triwulan_lapor
from survei.models import HasilSurvei, Survei, TautanIndikator
from survei.models.tautan_indikator import UkuranSurvei
from survei.selectors.tautan import daftar_tautan, indikator_penerima
from survei.services import hasil as layanan
from survei.services.survei import Definisi, gerakkan, ubah
from survei.services.tautan_indikator import atur, lepas
from tests.indikator.bantu import sampai, segar
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_pengguna, buat_sasaran, buat_unit
from tests.survei.bantu import buat_survei
from tests.survei.bantu_hasil import JULI, isi_rata, survei_berhasil, tetapkan, tutup


def komponen(orang: Pemeran, unit: Unit) -> Komponen:
    """A component of source survei, in an indicator that is nothing but this component."""
    indikator = buat_indikator(buat_sasaran(unit, orang.periode), rumus="ikm", komponen=())
    return Komponen.objects.create(indikator=indikator, nama="ikm", label="IKM", urutan=1, sumber=SumberKomponen.SURVEI)


def taut(orang: Pemeran, satu: Komponen, unit: Unit, ukuran: UkuranSurvei = UkuranSurvei.IKM) -> TautanIndikator:
    return atur(pelaku=orang.perencana, komponen=satu, unit=unit, ukuran=ukuran, kini=JULI)


def baris(satu: Komponen, triwulan: int = 2) -> Realisasi:
    return Realisasi.objects.get(indikator=satu.indikator, triwulan=triwulan)


@pytest.mark.parametrize(
    ("jenis", "nomor", "selesai", "harap"),
    [
        (Jenis.TRIWULAN, 3, date(2023, 9, 30), (2023, 3)),
        (Jenis.SEMESTER, 1, date(2023, 6, 30), (2023, 2)),
        (Jenis.SEMESTER, 2, date(2023, 12, 31), (2023, 4)),
        (Jenis.TAHUN, 1, date(2023, 12, 31), (2023, 4)),
        # Free dates: where the last day lies, whatever year the survey is called after.
        (Jenis.BEBAS, 1, date(2024, 1, 10), (2024, 1)),
        (Jenis.BEBAS, 1, date(2023, 10, 1), (2023, 4)),
    ],
)
def test_triwulan_lapor(jenis: Jenis, nomor: int, selesai: date, harap: tuple[int, int]) -> None:
    assert triwulan_lapor(jenis, 2023, nomor, selesai) == harap


@pytest.mark.parametrize(("triwulan", "harap"), [(1, 2024), (2, 2024), (3, 2023), (4, 2023)])
def test_tindak_lanjut_selalu_sesudah_survei(triwulan: int, harap: int) -> None:
    assert tahun_tindak_lanjut(triwulan, date(2023, 6, 30)) == harap


def test_ikm_mengisi_triwulan_dan_menjelaskan_diri(orang: Pemeran) -> None:
    satu = komponen(orang, orang.bagian)
    taut(orang, satu, orang.bagian)
    assert not NilaiKomponen.objects.exists()
    hasil = survei_berhasil(orang, orang.bagian, 3)
    assert (baris(satu).nilai, baris(satu).capaian) == (Decimal(75), Decimal("93.75"))
    assert NilaiKomponen.objects.get().asal == {
        "uraian": "IKM Bagian Contoh dari “SKM Bagian Contoh Semester I 2023”: 75,00, mutu C (Kurang Baik).",
        "alamat": f"/survei/{hasil.survei_id}/hasil/",
        "rincian": [["Bagian Contoh: 75,00", f"/survei/{hasil.survei_id}/hasil/"]],
    }


def test_nilai_persepsi(orang: Pemeran) -> None:
    satu = komponen(orang, orang.bagian)
    taut(orang, satu, orang.bagian, UkuranSurvei.NILAI_PERSEPSI)
    survei_berhasil(orang, orang.bagian, 4)
    assert baris(satu).nilai == 4


def test_tautan_baru_mengambil_hasil_yang_sudah_tetap(orang: Pemeran) -> None:
    survei_berhasil(orang, orang.bagian, 3)
    survei_berhasil(
        orang, orang.bagian, 4, nomor_periode=2, mulai=date(2023, 7, 1), selesai=date(2023, 12, 31), judul="Semester II"
    )
    satu = komponen(orang, orang.bagian)
    taut(orang, satu, orang.bagian)
    assert (baris(satu, 2).nilai, baris(satu, 4).nilai) == (75, 100)


def test_unit_lain_dan_tahun_lain_tidak_terisi(orang: Pemeran) -> None:
    satu = komponen(orang, orang.bagian)
    taut(orang, satu, orang.bagian)
    survei_berhasil(orang, orang.bagian_lain, 3)
    survei_berhasil(orang, orang.bagian, 3, tahun=2022, mulai=date(2022, 1, 1), selesai=date(2022, 6, 30))
    assert not NilaiKomponen.objects.exists()


def test_rata_subunit_menunggu_semua(orang: Pemeran) -> None:
    satu = komponen(orang, orang.kota)
    taut(orang, satu, orang.kota, UkuranSurvei.RATA_SUBUNIT)
    # The city's own survey is no sub-unit's.
    survei_berhasil(orang, orang.kota, 1)
    belum = isi_rata(buat_survei(orang.bagian_lain, unsur=2), 4)
    # A draft is not a survey yet, so nobody waits for it.
    buat_survei(buat_unit(orang.instansi, "BARU", orang.asisten), unsur=2, status="draf")
    survei_berhasil(orang, orang.bagian, 3)
    alasan = "1 dari 2 unit belum menetapkan hasil TW II 2023: Bagian Lain."
    assert (baris(satu).nilai, baris(satu).alasan_kosong) == (None, alasan)
    tetapkan(orang, belum)
    # The mean of 75 and 100.
    assert baris(satu).nilai == Decimal("87.5")
    asal = NilaiKomponen.objects.get(komponen=satu).asal
    assert asal["uraian"] == "Rata-rata IKM 2 unit di bawah Kota Contoh untuk TW II 2023: 87,50."
    assert [kata for kata, _ in asal["rincian"]] == ["Bagian Contoh: 75,00", "Bagian Lain: 100,00"]


def test_rata_subunit_menunggu_unit_yang_menyurvei_periode_lain(orang: Pemeran) -> None:
    satu = komponen(orang, orang.asisten)
    taut(orang, satu, orang.asisten, UkuranSurvei.RATA_SUBUNIT)
    survei_berhasil(orang, orang.bagian, 3)
    dua = {"nomor_periode": 2, "mulai": date(2023, 7, 1), "selesai": date(2023, 12, 31)}
    survei_berhasil(orang, orang.bagian, 4, **dua)
    # Bagian Lain surveys semester I only: in TW IV it is missed by name, not left out.
    isi_rata(buat_survei(orang.bagian_lain, unsur=2), 4)
    survei_berhasil(orang, orang.subbagian, 4, **dua)
    assert baris(satu, 4).alasan_kosong == "1 dari 3 unit belum menetapkan hasil TW IV 2023: Bagian Lain."


def test_rata_subunit_melihat_survei_yang_baru_dibuka_atau_dipindah(orang: Pemeran) -> None:
    satu = komponen(orang, orang.kota)
    taut(orang, satu, orang.kota, UkuranSurvei.RATA_SUBUNIT)
    survei_berhasil(orang, orang.bagian, 3)
    assert baris(satu).nilai == 75
    baru = buat_survei(orang.bagian_lain, unsur=2, status="draf")
    staf = buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.kota))
    terbuka = gerakkan(pelaku=staf, survei=baru, gerak=Gerak.BUKA, kini=JULI)
    menunggu = "1 dari 2 unit belum menetapkan hasil TW II 2023: Bagian Lain."
    assert (baris(satu).nilai, baris(satu).alasan_kosong) == (None, menunggu)
    # A survey of the whole year is no longer awaited in TW II.
    setahun = replace(definisi(terbuka), jenis_periode="tahun", selesai=date(2023, 12, 31))
    dipindah = ubah(pelaku=staf, survei=terbuka, definisi=setahun, versi=terbuka.versi, kini=JULI)
    assert baris(satu).nilai == 75
    ubah(pelaku=staf, survei=dipindah, definisi=definisi(baru), versi=dipindah.versi, kini=JULI)
    assert baris(satu).alasan_kosong == menunggu
    tetapkan(orang, isi_rata(baru, 4))
    assert baris(satu).nilai == Decimal("87.5")


def test_angka_yang_disetujui_menunggu_hasil_bukan_pembukaan(orang: Pemeran) -> None:
    satu = komponen(orang, orang.kota)
    taut(orang, satu, orang.kota, UkuranSurvei.RATA_SUBUNIT)
    survei_berhasil(orang, orang.bagian, 3)
    sampai(orang, baris(satu), Status.DISETUJUI, JULI)
    baru = buat_survei(orang.bagian_lain, unsur=2, status="draf")
    gerakkan(pelaku=orang.perencana, survei=baru, gerak=Gerak.BUKA, kini=JULI)
    assert (baris(satu).nilai, baris(satu).status) == (75, Status.DISETUJUI)
    tetapkan(orang, isi_rata(baru, 4))
    assert (baris(satu).nilai, baris(satu).status) == (Decimal("87.5"), Status.DIKEMBALIKAN)


def definisi(satu: Survei) -> Definisi:
    """What its definition page would send unchanged."""
    kolom = ("judul", "jenis_periode", "tahun", "nomor_periode", "mulai", "selesai", "populasi", "urutan_unsur")
    return Definisi(**{k: getattr(satu, k) for k in kolom}, persetujuan=satu.persetujuan)


def test_membatalkan_menarik_nilai_dan_membuka_yang_disetujui(orang: Pemeran) -> None:
    satu = komponen(orang, orang.bagian)
    taut(orang, satu, orang.bagian)
    hasil = survei_berhasil(orang, orang.bagian, 3)
    sampai(orang, baris(satu), Status.DISETUJUI, JULI)
    layanan.batalkan(pelaku=orang.pimpinan, survei=hasil.survei, alasan="Satu berkas tertinggal.", kini=JULI)
    alasan = "Hasil survei Bagian Contoh untuk TW II 2023 belum ditetapkan."
    assert (baris(satu).nilai, baris(satu).alasan_kosong) == (None, alasan)
    assert segar(baris(satu)).status == Status.DIKEMBALIKAN
    assert Decimal(VersiRealisasi.objects.get().isi["nilai"]) == 75


def test_beberapa_survei_satu_triwulan_dirata_ratakan(orang: Pemeran) -> None:
    satu = komponen(orang, orang.bagian)
    taut(orang, satu, orang.bagian)
    kedua = isi_rata(buat_survei(orang.bagian, unsur=2, judul="Layanan KK"), 4)
    survei_berhasil(orang, orang.bagian, 3, judul="Layanan KTP")
    assert baris(satu).alasan_kosong == "1 dari 2 survei Bagian Contoh untuk TW II 2023 belum ditetapkan."
    tetapkan(orang, kedua)
    assert baris(satu).nilai == Decimal("87.5")


def test_mengganti_dan_melepas_tautan(orang: Pemeran) -> None:
    survei_berhasil(orang, orang.bagian, 3)
    satu = komponen(orang, orang.asisten)
    taut(orang, satu, orang.bagian)
    taut(orang, satu, orang.bagian_lain)
    alasan = "Bagian Lain tidak mempunyai survei yang berakhir pada TW II 2023."
    assert (baris(satu).nilai, baris(satu).alasan_kosong) == (None, alasan)
    taut(orang, satu, orang.bagian)
    lepas(pelaku=orang.perencana, komponen=satu, kini=JULI)
    assert baris(satu).alasan_kosong == "Tautan ke survei dilepas, jadi belum ada sumber nilainya."
    assert not TautanIndikator.objects.exists()
    aksi = Jejak.objects.filter(aksi__startswith="tautan_indikator").order_by("pk").values_list("aksi", flat=True)
    assert [a.split(".")[1] for a in aksi] == ["atur", "atur", "atur", "lepas"]


def test_tautan_yang_ditolak(orang: Pemeran) -> None:
    satu = komponen(orang, orang.bagian)
    with pytest.raises(PelanggaranAturan) as tolak:
        taut(orang, satu, orang.unit_luar)
    assert tolak.value.kode == "unit_asing"
    ketik = buat_indikator(buat_sasaran(orang.bagian, orang.periode)).komponen.get()
    with pytest.raises(PelanggaranAturan) as tolak:
        taut(orang, ketik, orang.bagian)
    assert tolak.value.kode == "bukan_sumber_luar"
    assert not TautanIndikator.objects.exists()


def test_halaman_perencana(orang: Pemeran, client: Client) -> None:
    satu = komponen(orang, orang.asisten)
    survei_berhasil(orang, orang.bagian, 3)
    client.force_login(orang.perencana)
    assert "belum diatur" in client.get(reverse("survei:indikator")).content.decode()
    alamat = reverse("survei:indikator_atur", args=[satu.pk])
    kosong = client.post(alamat, {"ukuran": "ikm"})
    assert (kosong.status_code, "Pilih unit yang disurvei." in kosong.content.decode()) == (422, True)
    luar = client.post(alamat, {"ukuran": "ikm", "unit": orang.unit_luar.pk})
    assert (luar.status_code, TautanIndikator.objects.exists()) == (422, False)
    jawab = client.post(alamat, {"ukuran": "ikm", "unit": orang.bagian.pk}, follow=True)
    assert "TW II: 75" in jawab.content.decode()
    assert [b.nilai[0].nilai for b in daftar_tautan(orang.perencana)] == ["75"]


def test_yang_akan_terisi_disebut_sebelum_ditetapkan(orang: Pemeran) -> None:
    satu, rata = komponen(orang, orang.bagian), komponen(orang, orang.kota)
    taut(orang, satu, orang.bagian)
    taut(orang, rata, orang.kota, UkuranSurvei.RATA_SUBUNIT)
    taut(orang, komponen(orang, orang.kota), orang.kota)
    penerima = indikator_penerima(tutup(isi_rata(buat_survei(orang.bagian, unsur=2), 3)))
    assert [(p.indikator, p.kapan) for p in penerima] == [
        (satu.indikator, "TW II 2023"),
        (rata.indikator, "TW II 2023"),
    ]
    assert not HasilSurvei.objects.exists()
