"""The page of documents: what can be printed and why not; asking, making, and knowing when it is out of date."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from indikator.models import Indikator
from kinerja.laporan import permintaan
from kinerja.laporan.jenis import PEMBUAT
from kinerja.laporan.kebaruan import sudah_berubah
from kinerja.laporan.models import JENIS_DOKUMEN, Format, Jenis, Laporan
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Pejabat, Penempatan
from tests.laporan.conftest import AGUSTUS
from tests.laporan.terbit import selesai
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_pk import TANGGAL, buat_susunan, draf

Batas = Callable[[int], AbstractContextManager[Any]]


@pytest.fixture
def indikator(orang: Pemeran) -> Indikator:
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode))


def alamat(orang: Pemeran, akhir: str = "") -> str:
    return f"/perjanjian/dokumen/{orang.bagian.pk}/2023/{akhir}"


def minta(orang: Pemeran, format_: Format = Format.XLSX, **lain: Any) -> Laporan:
    isi: dict[str, Any] = {"jenis": Jenis.MATRIKS, "unit": orang.bagian, "periode": orang.periode} | lain
    return permintaan.minta_dokumen(pelaku=orang.pimpinan, format_=format_, kini=AGUSTUS, antre=False, **isi)[0]


def test_yang_tidak_tersedia_menyebut_alasannya(client: Client, orang: Pemeran) -> None:
    client.force_login(orang.operator)
    isi = client.get(alamat(orang)).content.decode()
    assert "Bagian Contoh belum memiliki indikator sendiri pada tahun 2023" in isi
    assert 'value="matriks"' not in isi
    jawab = client.post(alamat(orang, "minta/"), {"jenis": "matriks", "format": "pdf"})
    assert jawab.status_code == 409
    assert "belum memiliki indikator sendiri" in jawab.content.decode()
    assert not Laporan.objects.exists()


def test_minta_dari_halaman_dan_ikut_pekerjaan_yang_sama(
    client: Client, orang: Pemeran, indikator: Indikator, broker_kosong: str
) -> None:
    client.force_login(orang.operator)
    assert 'name="jenis" value="matriks"' in " ".join(client.get(alamat(orang)).content.decode().split())
    for _ in range(2):
        jawab = client.post(alamat(orang, "minta/"), {"jenis": "matriks", "format": "xlsx"})
    laporan = Laporan.objects.get()
    assert (jawab.status_code, jawab["Location"]) == (302, f"/laporan/{laporan.pk}/")
    assert (laporan.judul, laporan.pokok, laporan.triwulan) == ("Matriks Cascading Tahun 2023", "Bagian Contoh", None)
    assert "Matriks Cascading Tahun 2023 (Excel)" in client.get(alamat(orang)).content.decode()


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"jenis": "unit", "format": "pdf"}, "Dokumen:"),
        ({"jenis": "matriks", "format": "doc"}, "Format:"),
        ({"jenis": "skp", "format": "pdf"}, "Pilih jabatan yang SKP-nya akan dicetak."),
    ],
)
def test_isian_yang_tidak_sah_disebut_tempatnya(
    client: Client, orang: Pemeran, isi: dict[str, str], pesan: str
) -> None:
    client.force_login(orang.operator)
    jawab = client.post(alamat(orang, "minta/"), isi)
    assert jawab.status_code == 422
    assert pesan in jawab.content.decode()


def test_jabatan_unit_lain_dan_unit_di_luar_wewenang_ditolak(client: Client, orang: Pemeran) -> None:
    susunan = buat_susunan(orang)
    client.force_login(orang.operator)
    for jabatan in (susunan.asisten.pk, 10**9):
        isi = {"jenis": "skp", "format": "pdf", "jabatan": jabatan}
        assert client.post(alamat(orang, "minta/"), isi).status_code == 404
    with pytest.raises(PelanggaranAturan, match="Asisten Contoh bukan jabatan di Bagian Contoh"):
        minta(orang, jenis=Jenis.SKP, jabatan=susunan.asisten)
    with pytest.raises(PelanggaranAturan, match="Pilih jabatan"):
        minta(orang, jenis=Jenis.SKP)
    with pytest.raises(PelanggaranAturan, match="instansi yang berbeda"):
        minta(orang, unit=orang.unit_luar)
    with pytest.raises(PelanggaranAturan, match="belum dapat dibuat"):
        minta(orang, jenis=Jenis.UNIT)


def test_skp_menyebut_jabatannya(client: Client, orang: Pemeran) -> None:
    susunan = buat_susunan(orang)
    draf(susunan)
    tanpa_pk = Jabatan.objects.create(unit=orang.bagian, nama="Analis tanpa PK")
    client.force_login(orang.pimpinan)
    isi = client.get(alamat(orang)).content.decode()
    assert f'<option value="{susunan.kabag.pk}"' in isi
    assert f'<option value="{tanpa_pk.pk}"' not in isi
    hasil = selesai(minta(orang, jenis=Jenis.SKP, jabatan=susunan.kabag))
    assert hasil.pokok == "Kepala Bagian Contoh"
    assert hasil.nomor.startswith("SKP/BAG/2023/")
    assert "Kepala Bagian Contoh" in client.get(f"/periksa/{hasil.kode_periksa}/").content.decode()


def test_pdf_dan_excel_dari_data_yang_sama(orang: Pemeran, indikator: Indikator) -> None:
    pdf, excel = selesai(minta(orang, Format.PDF)), selesai(minta(orang, Format.XLSX))
    assert pdf.data_id == excel.data_id
    with pdf.berkas.open("rb") as berkas:
        assert berkas.read(5) == b"%PDF-"


def test_isi_yang_berubah_menggantikan_dokumen(client: Client, orang: Pemeran, indikator: Indikator) -> None:
    laporan = selesai(minta(orang))
    client.force_login(orang.pimpinan)

    def tampak() -> tuple[bool, bool]:
        umum = client.get(f"/periksa/{laporan.kode_periksa}/").content.decode()
        return "Digantikan" in umum, "Digantikan" in client.get(f"/laporan/{laporan.pk}/").content.decode()

    assert tampak() == (False, False)
    # Another signatory is no other content.
    jabatan = Jabatan.objects.create(unit=orang.bagian, nama="Kabag", kepala=True)
    pejabat = Pejabat.objects.create(instansi=orang.instansi, nip="197001011995031003", nama="Pejabat Baru")
    Penempatan.objects.create(jabatan=jabatan, pejabat=pejabat, mulai=TANGGAL)
    assert tampak() == (False, False)
    indikator.target.filter(triwulan=4).update(nilai=90)
    assert tampak() == (True, True)


def test_dokumen_yang_tidak_dapat_disusun_lagi_digantikan(orang: Pemeran, indikator: Indikator) -> None:
    semua = Laporan.objects.dengan_digantikan().select_related("unit", "periode__instansi", "data")
    laporan = semua.get(pk=selesai(minta(orang)).pk)
    assert not sudah_berubah(laporan, kini=AGUSTUS)
    assert laporan.data is not None
    isi = laporan.data.isi
    laporan.data.isi = isi.replace('"skema":1', '"skema":0')
    assert sudah_berubah(laporan, kini=AGUSTUS), "tata letak lama"
    laporan.data.isi = isi
    indikator.target.all().delete()
    indikator.komponen.all().delete()
    indikator.delete()
    assert sudah_berubah(laporan, kini=AGUSTUS), "tidak ada lagi yang dicetak"


def test_kueri_halaman_tetap(
    client: Client, orang: Pemeran, indikator: Indikator, django_assert_max_num_queries: Batas
) -> None:
    client.force_login(orang.pimpinan)
    client.get(alamat(orang))
    with django_assert_max_num_queries(18):
        client.get(alamat(orang))
    susunan = buat_susunan(orang)
    draf(susunan)
    for jenis, format_ in ((Jenis.MATRIKS, Format.PDF), (Jenis.MATRIKS, Format.XLSX)):
        minta(orang, format_, jenis=jenis)
    minta(orang, jenis=Jenis.SKP, jabatan=susunan.kabag)
    with django_assert_max_num_queries(18):
        client.get(alamat(orang))


def test_hanya_yang_punya_pembuat_ditawarkan(
    client: Client, orang: Pemeran, indikator: Indikator, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(orang.pimpinan)
    assert "<h2>Matriks Cascading</h2>" in client.get(alamat(orang)).content.decode()
    monkeypatch.delitem(PEMBUAT, Jenis.MATRIKS)
    assert "<h2>Matriks Cascading</h2>" not in client.get(alamat(orang)).content.decode()
    with pytest.raises(PelanggaranAturan, match="belum dapat dibuat"):
        minta(orang)


@pytest.mark.parametrize(
    "salah",
    [
        {"jenis": Jenis.SKP},
        {"jenis": Jenis.MATRIKS, "triwulan": 2},
        {"jenis": Jenis.MATRIKS, "periode": None},
        {"jenis": Jenis.MATRIKS, "tahun": 2023},
    ],
)
def test_basis_data_menolak_lingkup_yang_salah(orang: Pemeran, salah: dict[str, Any]) -> None:
    isi = {"unit": orang.bagian, "periode": orang.periode, "format": Format.PDF, "masa": "Tahun 2023"}
    isi |= {"diminta_oleh": orang.pimpinan, "diminta_pada": AGUSTUS}
    with pytest.raises(IntegrityError, match="laporan_punya_lingkupnya"), transaction.atomic():
        Laporan.objects.create(**(isi | salah))
    for jenis in set(JENIS_DOKUMEN) - {Jenis.SKP}:
        Laporan.objects.create(**isi, jenis=jenis)
