"""The pages of the import: upload, preview, decision; refusals in words, nothing typed lost, constant queries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from indikator.models import Indikator, Target
from kinerja.perjanjian.models import BerkasImpor, JenisImpor
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan
from tests.perjanjian.bantu_impor import Baris, buku, unggah

Batas = Callable[[int], AbstractContextManager[Any]]
KEPALA: Baris = ["No", "Sasaran", "Indikator Kinerja", "Satuan", "TW I", "TW II", "TW III", "TW IV", "Tahun"]


@pytest.fixture
def perencana(orang: Pemeran, client: Client) -> Client:
    client.force_login(orang.perencana)
    return client


def alamat(orang: Pemeran, rute: str = "impor", **lain: Any) -> str:
    return reverse(f"perjanjian:{rute}", kwargs={"unit": orang.bagian.pk, "tahun": 2023, **lain})


def kirim(client: Client, orang: Pemeran, isi: bytes, nama: str = "pk.xlsx") -> Any:
    data = {"jenis": "pk", "berkas": SimpleUploadedFile(nama, isi)}
    return client.post(alamat(orang), data)


def test_dari_unggah_sampai_diterapkan(orang: Pemeran, perencana: Client) -> None:
    lama = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    isi = buku(
        Lampiran_1=[
            KEPALA,
            [1, "Sasaran 1", "Indikator 1.1", "Nilai", 80, 85, 80, 80, 80],
            [2, None, "Indeks baru", "Nilai", "delapan", 80, 80, 80, 80],
        ]
    )
    jawab = kirim(perencana, orang, isi)
    satu = BerkasImpor.objects.get()
    assert jawab.headers["Location"] == reverse("perjanjian:impor_berkas", args=[satu.pk])
    halaman = perencana.get(jawab.headers["Location"]).content.decode()
    assert "<del>80</del> → <ins>85</ins>" in halaman
    assert "Lampiran 1, baris 3, kolom TW I: bukan angka, contoh yang benar 86,75, misalnya “delapan”." in halaman
    terapkan = reverse("perjanjian:impor_terapkan", args=[satu.pk])

    # Another planner was quicker.
    Target.objects.filter(indikator=lama, triwulan=3).update(nilai=70)
    usang = perencana.post(terapkan, {"sidik": satu.sidik, "hanya_baik": "on"})
    assert usang.status_code == 409
    assert "sudah berubah sejak pratinjau dibuat" in usang.content.decode()
    assert "<del>70</del> → <ins>80</ins>" in usang.content.decode()
    satu.refresh_from_db()
    tanpa_centang = perencana.post(terapkan, {"sidik": satu.sidik})
    assert (tanpa_centang.status_code, "Ada baris yang salah" in tanpa_centang.content.decode()) == (409, True)

    jadi = perencana.post(terapkan, {"sidik": satu.sidik, "hanya_baik": "on"}, follow=True)
    assert "Diterapkan: 0 baru, 1 berubah." in jadi.content.decode()
    assert [t.nilai for t in lama.target.filter(triwulan__in=(2, 3)).order_by("triwulan")] == [85, 80]
    assert Indikator.objects.count() == 1


def test_berkas_ditolak_di_sebelah_bidangnya(orang: Pemeran, perencana: Client) -> None:
    jawab = kirim(perencana, orang, b"bukan zip")
    assert jawab.status_code == 422
    assert "Isi berkas ini bukan Excel walau namanya .xlsx." in jawab.content.decode()
    tanpa = perencana.post(alamat(orang), {"jenis": "pk"})
    assert "Pilih berkas .xlsx atau .csv." in tanpa.content.decode()
    assert not BerkasImpor.objects.exists()


def test_templat_matriks_berkolom_unit(orang: Pemeran, perencana: Client) -> None:
    jawab = perencana.get(reverse("perjanjian:impor_templat", args=[orang.kota.pk, 2023, "matriks"]))
    dibuka = load_workbook(BytesIO(jawab.content))
    assert dibuka.sheetnames == ["Lampiran I", "Lampiran II", "Lampiran III", "Petunjuk"]
    assert [s.value for s in dibuka["Lampiran II"][1]][-2:] == ["Bagian Contoh", "Bagian Lain"]
    assert perencana.get(alamat(orang, "impor_templat", jenis="entah")).status_code == 404
    # Uploaded as it is, it holds nothing.
    satu = unggah(orang.perencana, orang.kota, orang.periode, JenisImpor.MATRIKS, jawab.content)
    halaman = perencana.get(reverse("perjanjian:impor_berkas", args=[satu.pk])).content.decode()
    assert "tidak berisi baris di bawah judul kolomnya" in halaman


def test_nama_asing_dipilih_di_halaman(orang: Pemeran, perencana: Client) -> None:
    satuan("nilai")
    isi = buku(
        Lampiran_I=[["No", "Sasaran", "No", "Indikator", "Keterangan", "Pem"], [1, "S", 1, "Indeks", "Nilai", "✓"]]
    )
    satu = unggah(orang.perencana, orang.kota, orang.periode, JenisImpor.MATRIKS, isi)
    halaman = perencana.get(reverse("perjanjian:impor_berkas", args=[satu.pk])).content.decode()
    assert "Nama yang belum dikenali" in halaman
    assert "Terapkan" not in halaman  # first it has to be said what the name means
    kenali = reverse("perjanjian:impor_kenali", args=[satu.pk])
    kosong = perencana.post(kenali, {"n_0": ""})
    assert (kosong.status_code, "Pilih unitnya, atau" in kosong.content.decode()) == (422, True)
    lanjut = perencana.post(kenali, {"n_0": "AST"}, follow=True).content.decode()
    assert "1.1 → Asisten Contoh" in lanjut
    assert "Terapkan 3 perubahan" in lanjut


def test_kueri_tetap(orang: Pemeran, perencana: Client, django_assert_max_num_queries: Batas) -> None:
    satuan("nilai")
    for banyak in (2, 12):
        baris = [[n, "Sasaran 1", f"Indikator {banyak}.{n}", "Nilai", *[80] * 5] for n in range(1, banyak + 1)]
        satu = unggah(orang.perencana, orang.bagian, orang.periode, JenisImpor.PK, buku(Lembar=[KEPALA, *baris]))
        with django_assert_max_num_queries(15):
            perencana.get(alamat(orang))
        with django_assert_max_num_queries(15):
            perencana.get(reverse("perjanjian:impor_berkas", args=[satu.pk]))
