"""Asking for the report of a survey: joined, made in the background, superseded, shown on its pages."""

from __future__ import annotations

import pytest
from django.test import Client

from kinerja.laporan import permintaan
from kinerja.laporan.models import DataBeku, Format, Laporan
from kinerja.laporan.survei.data import cair
from kinerja.organisasi.aturan import PelanggaranAturan
from survei.models import Survei
from survei.models.survei import StatusSurvei
from survei.services.hasil import batalkan
from tests.laporan.adegan_survei import AGUSTUS, minta, survei_lengkap, tetap
from tests.laporan.conftest import pimpinan_unit
from tests.laporan.terbit import digantikan, selesai
from tests.orang import Pemeran
from tests.survei.bantu import buat_survei


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    pimpinan_unit(orang.bagian)
    return survei_lengkap(orang)


def test_pekerjaan_sampai_berkas_dan_pdf_excel_satu_data(orang: Pemeran, survei: Survei) -> None:
    pdf, xlsx = selesai(minta(orang, survei, Format.PDF)), selesai(minta(orang, survei))
    assert pdf.data_id == xlsx.data_id
    assert DataBeku.objects.count() == 1
    assert xlsx.nomor == f"SKM/BAG/2023/SMI/{xlsx.kode_periksa[:6]}"
    assert (xlsx.judul, xlsx.masa) == ("Laporan Survei Kepuasan Masyarakat Semester I 2023", "Semester I 2023")
    assert xlsx.data is not None
    assert cair(xlsx.data.isi).hasil.responden == 40


def test_permintaan_yang_sama_bergabung(orang: Pemeran, survei: Survei) -> None:
    satu = minta(orang, survei)
    dua, baru = permintaan.minta_survei(
        pelaku=orang.pimpinan, survei=survei, format_=Format.XLSX, kini=AGUSTUS, antre=False
    )
    assert (baru, dua.pk) == (False, satu.pk)
    lain = buat_survei(orang.bagian)
    assert minta(orang, lain).pk != satu.pk


def test_survei_draf_ditolak(orang: Pemeran) -> None:
    with pytest.raises(PelanggaranAturan) as tolak:
        minta(orang, buat_survei(orang.bagian, status=StatusSurvei.DRAF))
    assert tolak.value.kode == "survei_draf"
    assert not Laporan.objects.exists()


def test_digantikan_saat_ditetapkan_dan_saat_dibatalkan(orang: Pemeran, survei: Survei) -> None:
    sebelum = selesai(minta(orang, survei))
    assert not digantikan(sebelum)
    tetap(orang, survei)
    assert digantikan(sebelum)
    sesudah = selesai(minta(orang, survei))
    assert not digantikan(sesudah)
    batalkan(pelaku=orang.verifikator, survei=survei, alasan="Salah unggah.", kini=AGUSTUS)
    assert digantikan(sesudah)


def test_halaman_pusat_dan_periksa(client: Client, orang: Pemeran, survei: Survei, broker_kosong: str) -> None:
    laporan = selesai(minta(orang, survei))
    client.force_login(orang.operator)
    pusat = client.get(f"/laporan/survei/?survei={survei.pk}").content.decode()
    assert f'<option value="{survei.pk}" selected>' in pusat
    assert "Laporan Survei Kepuasan Masyarakat Semester I 2023" in pusat
    unduh = client.get(f"/laporan/{laporan.pk}/unduh/")
    assert (
        'filename="Laporan Survei Kepuasan Masyarakat Semester I 2023 - Bagian Contoh.xlsx"'
        in (unduh["Content-Disposition"])
    )
    client.logout()
    periksa = client.get(f"/periksa/{laporan.kode_periksa}/").content.decode()
    for wajib in (laporan.nomor, "Semester I 2023", "Sementara", "Bagian Contoh"):
        assert wajib in periksa
    assert "84,56" not in periksa


def test_isian_keliru_dan_unit_lain(client: Client, orang: Pemeran, survei: Survei) -> None:
    client.force_login(orang.operator_lain)
    assert client.post("/laporan/survei/minta/", {"survei": survei.pk, "format": "pdf"}).status_code == 404
    client.force_login(orang.operator)
    jawab = client.post("/laporan/survei/minta/", {"survei": "", "format": "doc"})
    assert jawab.status_code == 422
    assert not Laporan.objects.exists()
