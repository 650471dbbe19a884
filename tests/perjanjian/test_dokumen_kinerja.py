"""What Sasaran Mutu, IKU and IKI hold beside the indicators: who may write it, what is refused, what stands where."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indikator.models import Indikator
from indikator.models.indikator import JenisSasaran
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Jejak
from kinerja.perjanjian.models import DokumenKinerja, JenisDokumen, KeteranganIndikator
from kinerja.perjanjian.selectors.dokumen_kinerja import dicetak_di, indikator_dokumen, jabatan_subpohon
from kinerja.perjanjian.services.cascading_paket import batalkan
from kinerja.perjanjian.services.cascading_tahun import salin_tahun
from kinerja.perjanjian.services.dokumen_kinerja import (
    IsiJabatan,
    IsiKepala,
    IsiKeterangan,
    isi_keterangan,
    rapikan_baris,
    tanda_isi,
    tulis_jabatan,
    tulis_kepala,
    tulis_keterangan,
)
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_periode, buat_sasaran

MUTU, IKU = JenisDokumen.SASARAN_MUTU, JenisDokumen.IKU
JULI = IsiKepala(nomor="L2/MM-02", berlaku=date(2023, 7, 1), hanya_bulan=True)


@pytest.fixture
def indikator(orang: Pemeran) -> Indikator:
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode))


def _kepala(orang: Pemeran, kini: datetime, isi: IsiKepala, **lain: Any) -> DokumenKinerja:
    kunci: dict[str, Any] = {"pelaku": orang.perencana, "unit": orang.bagian, "periode": orang.periode, "jenis": MUTU}
    return tulis_kepala(**(kunci | {"isi": isi, "kini": kini} | lain))


def test_kepala_ditulis_diubah_dan_tercatat(orang: Pemeran, juli: datetime) -> None:
    _kepala(orang, juli, JULI)
    _kepala(orang, juli, JULI)  # the same again changes nothing
    _kepala(orang, juli, IsiKepala(nomor="L2/MM-03", berlaku=JULI.berlaku, hanya_bulan=True))
    satu = DokumenKinerja.objects.get()
    assert (satu.nomor, satu.berlaku, satu.hanya_bulan) == ("L2/MM-03", date(2023, 7, 1), True)
    pertama, kedua = Jejak.objects.filter(aksi="dokumen_kinerja.kepala").order_by("pk")
    assert pertama.sesudah == {"nomor": "L2/MM-02", "berlaku": "2023-07-01", "hanya_bulan": True}
    assert (kedua.sebelum, kedua.sesudah) == ({"nomor": "L2/MM-02"}, {"nomor": "L2/MM-03"})
    assert kedua.unit_jalur == orang.bagian.jalur


def test_kepala_menolak_yang_tidak_masuk_akal(orang: Pemeran, juli: datetime) -> None:
    with pytest.raises(PelanggaranAturan) as salah:
        _kepala(orang, juli, IsiKepala(hanya_bulan=True))
    assert salah.value.kode == "bulan_tanpa_tanggal"
    with pytest.raises(PelanggaranAturan) as salah:
        _kepala(orang, juli, JULI, pelaku=None, unit=orang.unit_luar)
    assert salah.value.kode == "beda_instansi"
    for bukan in (orang.operator, orang.administrator, orang.orang_luar):
        with pytest.raises(PermissionDenied):
            _kepala(orang, juli, JULI, pelaku=bukan)
    assert not DokumenKinerja.objects.exists()
    with pytest.raises(IntegrityError, match="hanya_bulan_perlu_tanggal_berlaku"), transaction.atomic():
        DokumenKinerja.objects.create(unit=orang.bagian, periode=orang.periode, jenis=IKU, hanya_bulan=True)


def test_keterangan_menyimpan_milik_indikator_dan_milik_dokumen(
    orang: Pemeran, juli: datetime, indikator: Indikator
) -> None:
    isi = IsiKeterangan(metode_pengukuran="A dibagi B", sumber_data="Jakevo", frekuensi="Tiap triwulan", di_iku=False)
    hasil = tulis_keterangan(pelaku=orang.perencana, indikator=indikator, isi=isi, kini=juli)
    assert (hasil.metode_pengukuran, hasil.sumber_data) == ("A dibagi B", "Jakevo")
    assert isi_keterangan(Indikator.objects.select_related("keterangan_dokumen").get(pk=indikator.pk)) == isi
    catatan = Jejak.objects.get(aksi="dokumen_kinerja.keterangan")
    assert set(catatan.sesudah) == {"metode_pengukuran", "sumber_data", "frekuensi", "di_iku"}
    with pytest.raises(PermissionDenied):
        tulis_keterangan(pelaku=orang.operator, indikator=indikator, isi=IsiKeterangan(), kini=juli)


def test_yang_disimpan_orang_lain_tidak_tertimpa(orang: Pemeran, juli: datetime, indikator: Indikator) -> None:
    dilihat = tanda_isi(isi_keterangan(indikator))
    tulis_keterangan(
        pelaku=orang.perencana, indikator=indikator, isi=IsiKeterangan(frekuensi="A"), kini=juli, dilihat=dilihat
    )
    with pytest.raises(PelanggaranAturan) as salah:
        tulis_keterangan(
            pelaku=orang.perencana, indikator=indikator, isi=IsiKeterangan(frekuensi="B"), kini=juli, dilihat=dilihat
        )
    assert salah.value.kode == "isi_berubah"
    assert KeteranganIndikator.objects.get().frekuensi == "A"


def test_tugas_dan_fungsi(orang: Pemeran, juli: datetime) -> None:
    jabatan = Jabatan.objects.create(unit=orang.bagian, nama="Kepala Bagian", kepala=True)
    isi = IsiJabatan(tugas="Memimpin.", fungsi=("menyusun, mengolah;", "melapor."))
    tulis_jabatan(pelaku=orang.perencana, jabatan=jabatan, isi=isi, kini=juli)
    jabatan.refresh_from_db()
    assert (jabatan.tugas, jabatan.fungsi) == ("Memimpin.", ["menyusun, mengolah;", "melapor."])
    with pytest.raises(PermissionDenied):
        tulis_jabatan(pelaku=orang.administrator, jabatan=jabatan, isi=IsiJabatan(), kini=juli)


def test_rapikan_baris() -> None:
    assert rapikan_baris(" satu  dua \r\n\r\n tiga\n") == "satu dua\ntiga"
    assert rapikan_baris(" \n ") == ""


def test_dokumen_menurut_jenis_sasaran_atau_pilihan(orang: Pemeran) -> None:
    mutu, strategis, khusus = (
        buat_indikator(buat_sasaran(orang.bagian, orang.periode, nomor, jenis))
        for nomor, jenis in enumerate((JenisSasaran.MUTU, JenisSasaran.STRATEGIS, JenisSasaran.KHUSUS), 1)
    )
    buat_indikator(buat_sasaran(orang.subbagian, orang.periode))  # another unit's

    def isi(jenis: JenisDokumen) -> list[Indikator]:
        milik = list(indikator_dokumen(jenis, orang.bagian, orang.periode))
        # One rule, asked of the database and of a row: they never differ.
        semua = Indikator.objects.filter(sasaran__unit=orang.bagian).select_related("sasaran", "keterangan_dokumen")
        assert milik == [i for i in semua.order_by("sasaran__nomor") if dicetak_di(i, jenis)]
        return milik

    assert (isi(MUTU), isi(IKU)) == ([mutu], [strategis])
    KeteranganIndikator.objects.create(indikator=strategis, di_sasaran_mutu=True, di_iku=False)
    KeteranganIndikator.objects.create(indikator=khusus, di_iku=True)
    KeteranganIndikator.objects.create(indikator=mutu, frekuensi="Tiap triwulan")
    assert (isi(MUTU), isi(IKU)) == ([mutu, strategis], [khusus])


def test_jabatan_dari_atas_ke_bawah(orang: Pemeran) -> None:
    nama = (("Z kepala", orang.bagian, True), ("A staf", orang.bagian, False), ("Kasubbag", orang.subbagian, True))
    lain = (("Kabag lain", orang.bagian_lain, True), ("Asisten", orang.asisten, True))
    for satu, unit, kepala in (*nama, *lain):
        Jabatan.objects.create(unit=unit, nama=satu, kepala=kepala)
    semua = [j.nama for j in jabatan_subpohon(orang.asisten)]
    assert semua == ["Asisten", "Z kepala", "A staf", "Kasubbag", "Kabag lain"]
    assert [j.nama for j in jabatan_subpohon(orang.bagian)] == ["Z kepala", "A staf", "Kasubbag"]


def test_halaman_berkueri_tetap(
    orang: Pemeran, indikator: Indikator, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(orang.perencana)
    alamat = reverse("perjanjian:dokumen_kinerja", args=(orang.bagian.pk, 2023))
    banyak = []
    for putaran in range(2):
        with django_assert_max_num_queries(15) as kueri:
            halaman = client.get(alamat)
        assert indikator.nama in halaman.text
        banyak.append(len(kueri))
        for nomor in range(8):
            lain = buat_indikator(indikator.sasaran)
            lain.penanggung_jawab.add(Jabatan.objects.create(unit=orang.bagian, nama=f"Jabatan {putaran}.{nomor}"))
    assert banyak[0] == banyak[1]


def test_formulir_menolak_menjelaskan_dan_tidak_menghilangkan_isian(orang: Pemeran, client: Client) -> None:
    client.force_login(orang.perencana)
    alamat = reverse("perjanjian:dokumen_kinerja_kepala", args=(orang.bagian.pk, 2023, "iku"))
    kirim = {"nomor": "IKU-1", "berlaku": "31/02/2023", "hanya_bulan": "on", "dilihat": tanda_isi(IsiKepala())}
    salah = client.post(alamat, kirim)
    assert salah.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Tanggal tidak dikenali" in salah.text
    assert 'value="IKU-1"' in salah.text
    salah = client.post(alamat, kirim | {"berlaku": ""})
    assert "bulan dan tahun yang dicetak diambil dari sini" in salah.text
    assert not DokumenKinerja.objects.exists()
    benar = client.post(alamat, kirim | {"berlaku": "28/02/2023"})
    assert benar.status_code == HTTPStatus.FOUND
    assert DokumenKinerja.objects.get().berlaku == date(2023, 2, 28)
    assert client.get(alamat.replace("/iku/", "/skp/")).status_code == HTTPStatus.NOT_FOUND


def test_formulir_memperlihatkan_bentrokan(
    orang: Pemeran, juli: datetime, indikator: Indikator, client: Client
) -> None:
    client.force_login(orang.perencana)
    alamat = reverse("perjanjian:dokumen_kinerja_indikator", args=(indikator.pk,))
    kirim = {"frekuensi": "Tiap semester", "di_iku": "tidak", "dilihat": tanda_isi(isi_keterangan(indikator))}
    kirim |= {"sebutan_penanggung_jawab": " Seksi  A \r\n\r\nSeksi B", "sumber_data": "Register"}
    lain = IsiKeterangan(frekuensi="Tiap bulan", di_iku=True)
    tulis_keterangan(pelaku=orang.perencana, indikator=indikator, isi=lain, kini=juli)
    bentrok = client.post(alamat, kirim)
    assert bentrok.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Yang tersimpan sekarang" in bentrok.text
    assert "Tiap bulan" in bentrok.text  # theirs
    assert "Tiap semester" in bentrok.text  # mine, still in the form
    # Both have been seen: saving once more means mine.
    assert client.post(alamat, kirim | {"dilihat": tanda_isi(lain)}).status_code == HTTPStatus.FOUND
    satu = KeteranganIndikator.objects.get()
    assert (satu.frekuensi, satu.di_iku, satu.sebutan_penanggung_jawab) == ("Tiap semester", False, "Seksi A\nSeksi B")


def test_nama_jabatan_tidak_menjadi_html(orang: Pemeran, indikator: Indikator, client: Client) -> None:
    indikator.penanggung_jawab.add(Jabatan.objects.create(unit=orang.bagian, nama="Kasi <b>A</b>"))
    client.force_login(orang.perencana)
    halaman = client.get(reverse("perjanjian:dokumen_kinerja_indikator", args=(indikator.pk,)))
    assert "Kasi &lt;b&gt;A&lt;/b&gt;." in halaman.text
    assert "<b>A</b>" not in halaman.text


def test_salinan_tahun_lalu_membawa_keterangannya(orang: Pemeran, juli: datetime, indikator: Indikator) -> None:
    KeteranganIndikator.objects.create(indikator=indikator, frekuensi="Tiap bulan", di_iku=True)
    buat_indikator(indikator.sasaran)  # nothing is said of this one
    ke = buat_periode(orang.instansi, 2024)
    paket = salin_tahun(
        pelaku=orang.perencana, dari=orang.periode, ke=ke, unit=orang.kota, dengan_target=False, kini=juli
    )
    salinan = KeteranganIndikator.objects.get(indikator__sasaran__periode=ke)
    assert (salinan.indikator.nama, salinan.frekuensi, salinan.di_iku) == (indikator.nama, "Tiap bulan", True)
    batalkan(pelaku=orang.perencana, paket=paket, kini=juli)
    assert KeteranganIndikator.objects.get().indikator == indikator
