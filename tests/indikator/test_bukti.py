"""Evidence: what is accepted, what is refused whatever it calls itself, who may read it, and what is never erased."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from PIL import Image
from pytest_django import Settings

from indikator.models import Bukti, Indikator, Realisasi
from indikator.selectors.bukti import juga_dipakai
from indikator.services import bukti as layanan
from indikator.services.berkas import nama_bersih
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def gambar(jenis: str) -> bytes:
    keluar = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(keluar, jenis)
    return keluar.getvalue()


def xlsx() -> bytes:
    keluar = io.BytesIO()
    Workbook().save(keluar)
    return keluar.getvalue()


def arsip(*nama: str, tambahan: bytes = b"") -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w") as satu:
        for n in nama:
            satu.writestr(n, "isi")
    return keluar.getvalue() + tambahan


DOCX = arsip("[Content_Types].xml", "word/document.xml")


@pytest.fixture(autouse=True)
def _juli(juli: datetime) -> Iterator[None]:
    with time_machine.travel(juli, tick=False):
        yield


@pytest.fixture
def indikator(orang: Pemeran) -> Indikator:
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode))


@pytest.fixture
def operator(client: Client, orang: Pemeran) -> Client:
    client.force_login(orang.operator)
    return client


def unggah(client: Client, indikator: Indikator, *berkas: tuple[str, bytes], **lain: Any) -> Any:
    kiriman = [SimpleUploadedFile(nama, isi, content_type="application/pdf") for nama, isi in berkas]
    return client.post(f"/bukti/{indikator.pk}/2/", {"berkas": kiriman}, **lain)


@pytest.mark.parametrize(
    ("nama", "isi", "tipe"),
    [
        ("rekap.pdf", PDF, "application/pdf"),
        ("foto.png", gambar("PNG"), "image/png"),
        ("foto.JPG", gambar("JPEG"), "image/jpeg"),
        ("data.xlsx", xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("surat.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_jenis_yang_diterima(operator: Client, indikator: Indikator, nama: str, isi: bytes, tipe: str) -> None:
    unggah(operator, indikator, (nama, isi))
    bukti = Bukti.objects.get()
    assert (bukti.nama, bukti.tipe, bukti.ukuran) == (nama, tipe, len(isi))
    assert bukti.sha256 == hashlib.sha256(isi).hexdigest()
    assert bukti.berkas.read() == isi
    assert nama.split(".", maxsplit=1)[0] not in str(bukti.berkas.name)
    assert Jejak.objects.filter(aksi="bukti.lampirkan", objek_id=str(bukti.pk)).count() == 1


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("laporan.pdf", b"MZ\x90\x00" + b"\x00" * 200),
        ("laporan.pdf", gambar("PNG")),
        ("foto.png", PDF),
        ("laporan.exe", PDF),
        ("halaman.html", b"<html><script>alert(1)</script></html>"),
        ("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"),
        ("data.csv", b"a,b\n1,2"),
        ("data.xlsx", arsip("setup.exe")),
        ("data.xlsx", DOCX),
        ("makro.xlsx", arsip("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin")),
        ("rusak.xlsx", b"PK\x03\x04" + b"\x00" * 50),
        ("tanpa_akhiran", PDF),
        ("kosong.pdf", b""),
    ],
)
def test_yang_ditolak_tidak_meninggalkan_apa_pun(
    operator: Client, indikator: Indikator, settings: Settings, nama: str, isi: bytes
) -> None:
    jawab = unggah(operator, indikator, (nama, isi), headers={"X-Requested-With": "isian"})
    assert jawab.status_code == 422
    assert nama in jawab.content.decode()
    assert not Bukti.objects.exists()
    assert not [f for f in Path(settings.MEDIA_ROOT).rglob("*") if f.is_file()]


def test_direktori_zip_yang_membengkak_ditolak_tanpa_dibuka(operator: Client, indikator: Indikator) -> None:
    isi = bytearray(arsip("[Content_Types].xml", "xl/workbook.xml"))
    letak = isi.rfind(b"PK\x05\x06")
    struct.pack_into("<L", isi, letak + 12, 600 * 1024)
    assert (
        unggah(operator, indikator, ("bom.xlsx", bytes(isi)), headers={"X-Requested-With": "isian"}).status_code == 422
    )


def test_batas_ukuran(operator: Client, indikator: Indikator, settings: Settings) -> None:
    settings.BUKTI_MAKS_BYTE = len(PDF)
    unggah(operator, indikator, ("pas.pdf", PDF))
    jawab = unggah(operator, indikator, ("lebih.pdf", PDF + b" "), headers={"X-Requested-With": "isian"})
    assert "paling besar" in jawab.content.decode()
    assert [b.nama for b in Bukti.objects.all()] == ["pas.pdf"]


def test_beberapa_berkas_masing_masing_dengan_nasibnya(operator: Client, indikator: Indikator) -> None:
    teks = unggah(operator, indikator, ("a.pdf", PDF), ("b.pdf", b"MZ"), ("c.pdf", PDF + b"2"), follow=True)
    assert [b.nama for b in Bukti.objects.all()] == ["a.pdf", "c.pdf"]
    assert "“b.pdf” bukan PDF" in teks.content.decode()


def test_berkas_sama_pada_baris_sama_ditolak_pada_baris_lain_ditandai(
    operator: Client, orang: Pemeran, indikator: Indikator
) -> None:
    lain = buat_indikator(indikator.sasaran)
    unggah(operator, indikator, ("a.pdf", PDF))
    unggah(operator, indikator, ("b.pdf", PDF))
    unggah(operator, lain, ("c.pdf", PDF))
    assert [b.nama for b in Bukti.objects.all()] == ["a.pdf", "c.pdf"]
    kedua = Bukti.objects.select_related("realisasi__indikator__sasaran__unit").get(nama="c.pdf")
    assert juga_dipakai([kedua]) == {kedua.pk: ["1.1 TW II 2023 (Bagian Contoh)"]}
    assert "juga dilampirkan pada 1.1 TW II 2023" in operator.get(f"/bukti/{lain.pk}/2/").content.decode()


def test_nama_dibersihkan() -> None:
    assert nama_bersih("../../etc/passwd.pdf") == "passwd.pdf"
    assert nama_bersih("C:\\Users\\a\\rekap <juni>.pdf") == "rekap _juni_.pdf"
    assert nama_bersih("a\r\nSet-Cookie: x.pdf") == "a_Set-Cookie_ x.pdf"
    assert nama_bersih("x" * 300 + ".pdf") == "x" * 146 + ".pdf"
    assert nama_bersih("...") == "bukti"


def test_unduh_aman(operator: Client, indikator: Indikator) -> None:
    unggah(operator, indikator, ("rekap.pdf", PDF), ("data.xlsx", xlsx()))
    pdf, data = Bukti.objects.all()
    tampil = operator.get(f"/bukti/{pdf.pk}/")
    assert b"".join(tampil.streaming_content) == PDF  # type: ignore[attr-defined]
    assert tampil["Content-Disposition"] == 'inline; filename="rekap.pdf"'
    assert tampil["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert tampil["X-Content-Type-Options"] == "nosniff"
    assert tampil["Cache-Control"] == "private, no-store"
    assert operator.get(f"/bukti/{data.pk}/")["Content-Disposition"].startswith("attachment")


def test_tautan_kembali_ke_lembar_asal(operator: Client, orang: Pemeran, indikator: Indikator) -> None:
    """Who carries the indicator of a unit above may not read that unit's sheet: the way back leads to the own one."""
    asal = f"/bukti/{indikator.pk}/2/?unit={orang.subbagian.pk}"
    assert f"/isian/{orang.subbagian.pk}/2023/2/#baris-" in operator.get(asal).content.decode()
    assert f"/isian/{orang.bagian.pk}/2023/2/#baris-" in operator.get(asal + "x").content.decode()
    kirim = {"berkas": SimpleUploadedFile("a.pdf", PDF)}
    assert operator.post(asal, kirim)["Location"] == asal


def test_siapa_boleh_membaca_dan_melampirkan(client: Client, orang: Pemeran, indikator: Indikator) -> None:
    client.force_login(orang.operator)
    unggah(client, indikator, ("rekap.pdf", PDF))
    pk = Bukti.objects.get().pk
    for pengguna, baca, ubah in (
        (orang.verifikator, 200, 403),
        (orang.inspektorat, 200, 403),
        (orang.operator_lain, 404, 404),
        (orang.orang_luar, 404, 404),
        (orang.tanpa_peran, 404, 404),
    ):
        client.force_login(pengguna)
        assert client.get(f"/bukti/{pk}/").status_code == baca, pengguna
        assert client.get(f"/bukti/{indikator.pk}/2/").status_code == baca, pengguna
        assert unggah(client, indikator, ("x.pdf", PDF + b"x")).status_code == ubah, pengguna
        assert client.post(f"/bukti/{pk}/tarik/").status_code == ubah, pengguna
    client.logout()
    assert client.get(f"/bukti/{pk}/").status_code == 302
    assert Bukti.objects.terpakai().count() == 1


def test_tarik_menyimpan_baris_dan_berkas(operator: Client, orang: Pemeran, indikator: Indikator) -> None:
    unggah(operator, indikator, ("rekap.pdf", PDF))
    bukti = Bukti.objects.get()
    assert operator.get(f"/bukti/{bukti.pk}/tarik/").status_code == 405
    for _ in range(2):
        operator.post(f"/bukti/{bukti.pk}/tarik/")
    bukti.refresh_from_db()
    assert (bukti.ditarik_oleh, bukti.berkas.read()) == (orang.operator, PDF)
    assert Jejak.objects.filter(aksi="bukti.tarik").count() == 1
    assert "Belum ada bukti" in operator.get(f"/bukti/{indikator.pk}/2/").content.decode()
    unggah(operator, indikator, ("lagi.pdf", PDF))
    assert Bukti.objects.terpakai().get().nama == "lagi.pdf"


def test_setelah_diajukan_atau_tutup_bukti_tidak_berubah(
    operator: Client, orang: Pemeran, indikator: Indikator, settings: Settings
) -> None:
    unggah(operator, indikator, ("rekap.pdf", PDF))
    bukti = Bukti.objects.get()
    Realisasi.objects.update(status="diajukan", diajukan_oleh=orang.operator)
    assert "sudah diajukan" in unggah(operator, indikator, ("b.pdf", PDF + b"b"), follow=True).content.decode()
    operator.post(f"/bukti/{bukti.pk}/tarik/")
    Realisasi.objects.update(status="draf")
    agustus = datetime(2023, 8, 1, tzinfo=orang.instansi.zona)
    berkas = SimpleUploadedFile("c.pdf", PDF + b"c")
    with pytest.raises(PelanggaranAturan, match="sudah ditutup"):
        layanan.lampirkan(pelaku=orang.operator, indikator=indikator, triwulan=2, berkas=berkas, kini=agustus)
    assert [b.nama for b in Bukti.objects.terpakai()] == ["rekap.pdf"]
    assert len([f for f in Path(settings.MEDIA_ROOT).rglob("*") if f.is_file()]) == 1
