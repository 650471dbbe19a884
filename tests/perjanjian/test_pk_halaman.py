"""Pages of the agreements: the list, one agreement and its moves, the files, changing a signed one."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from indikator.models import Indikator, Target
from kinerja.organisasi.models import Pengguna
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.models import DokumenPK, PerjanjianKinerja
from tests.pabrik import buat_indikator, buat_unit
from tests.perjanjian.bantu_pk import PINDAIAN, Susunan, buat_jabatan, draf, pk_di


@pytest.fixture(autouse=True)
def _cascading_beres(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks of the cascade have tests of their own; here nothing blocks signing."""
    monkeypatch.setattr("kinerja.perjanjian.selectors.cascading_periksa.galat", lambda temuan: [])


def masuk(siapa: Pengguna) -> Client:
    client = Client()
    client.force_login(siapa)
    return client


def alamat(nama: str, perjanjian: PerjanjianKinerja) -> str:
    return reverse(f"perjanjian:{nama}", args=[perjanjian.pk])


def isi(jawab: Any) -> str:
    """The page's text with its white space folded."""
    return " ".join(jawab.content.decode().split())


def kirim(siapa: Pengguna, nama: str, perjanjian: PerjanjianKinerja, **data: Any) -> Any:
    return masuk(siapa).post(alamat(nama, perjanjian), {"versi_baris": perjanjian.versi_baris, **data})


def status_kini(perjanjian: PerjanjianKinerja) -> str:
    return PerjanjianKinerja.objects.get(pk=perjanjian.pk).status


def daftar(s: Susunan, **kueri: str) -> str:
    jawab = masuk(s.orang.perencana).get(reverse("perjanjian:pk", args=[s.orang.kota.pk, 2023]), kueri)
    assert jawab.status_code == 200
    return isi(jawab)


def test_daftar_menyebut_keadaan_dan_sebab(susunan: Susunan) -> None:
    pk_di(susunan, Status.DIAJUKAN)
    kosong = buat_unit(susunan.orang.instansi, "KSG", susunan.orang.asisten, nama="Bagian Kosong")
    buat_jabatan(kosong, "Kepala Bagian Kosong", "197501012000031005", kepala=True).penempatan.all().delete()
    teks = daftar(susunan)
    assert "Persetujuan Pejabat Asisten Contoh." in teks
    assert "Kasubbag Contoh belum memikul indikator pada tahun ini." in teks
    assert "0 dari 5 jabatan sudah ditandatangani" in teks
    # Narrowed to those without one, the submitted one is not there; unknown states narrow nothing.
    assert "Pejabat Kepala Bagian Contoh" not in daftar(susunan, keadaan="belum")
    assert "Pejabat Kepala Bagian Contoh" in daftar(susunan, keadaan="tidak-dikenal")


def test_daftar_menyebut_halangan_pihak(susunan: Susunan) -> None:
    assert "Pembuatan oleh perencana; semua syaratnya terpenuhi." in daftar(susunan)
    susunan.asisten.penempatan.all().delete()
    assert "Jabatan atasan langsung Kepala Bagian Contoh kosong pada tanggal itu." in daftar(susunan)


@pytest.mark.parametrize("banyak", [0, 12])
def test_kueri_daftar_tetap(
    susunan: Susunan, banyak: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    pk_di(susunan, Status.DRAF)
    for nomor in range(banyak):
        jabatan = buat_jabatan(susunan.orang.bagian, f"Analis {nomor}", f"1990010120150310{nomor:02d}")
        susunan.indikator.penanggung_jawab.add(jabatan)
    client = masuk(susunan.orang.perencana)
    with django_assert_max_num_queries(15):
        assert client.get(reverse("perjanjian:pk", args=[susunan.orang.kota.pk, 2023])).status_code == 200


def test_pk_saya_tanpa_peran(susunan: Susunan) -> None:
    """An official without any role finds what waits; before it is his turn it is only listed."""
    baris = pk_di(susunan, Status.DIAJUKAN)
    atasan = isi(masuk(susunan.akun["asisten"]).get(reverse("perjanjian:pk_saya")))
    assert "Menunggu Anda" in atasan
    assert alamat("pk_rincian", baris) in atasan
    pihak_pertama = isi(masuk(susunan.akun["kabag"]).get(reverse("perjanjian:pk_saya")))
    assert "Menunggu Anda" not in pihak_pertama
    assert alamat("pk_rincian", baris) in pihak_pertama
    assert "Belum ada Perjanjian Kinerja Anda" in isi(
        masuk(susunan.akun["kasubbag"]).get(reverse("perjanjian:pk_saya"))
    )
    # The menu leads there too; who is neither party nor holds a role is refused.
    assert masuk(susunan.akun["kabag"]).get(reverse("perjanjian:awal"))["Location"] == reverse("perjanjian:pk_saya")
    assert 'href="/perjanjian/"' in isi(masuk(susunan.akun["kabag"]).get("/"))
    assert masuk(susunan.orang.tanpa_peran).get(reverse("perjanjian:awal")).status_code == 403
    assert 'href="/perjanjian/"' not in isi(masuk(susunan.orang.tanpa_peran).get("/"))
    # The page itself opens for both parties, and is not there for anybody else without a role.
    assert masuk(susunan.akun["asisten"]).get(alamat("pk_rincian", baris)).status_code == 200
    assert masuk(susunan.akun["kasubbag"]).get(alamat("pk_rincian", baris)).status_code == 404


def test_beranda_menyebut_pk_yang_menunggu(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DIAJUKAN)
    assert alamat("pk_rincian", baris) in isi(masuk(susunan.akun["asisten"]).get("/"))
    assert alamat("pk_rincian", baris) not in isi(masuk(susunan.akun["kabag"]).get("/"))


def test_massal_pratinjau_lalu_buat(susunan: Susunan) -> None:
    client, tempat = masuk(susunan.orang.perencana), reverse("perjanjian:pk_massal", args=[susunan.orang.kota.pk, 2023])
    pratinjau = isi(client.get(tempat, {"tanggal": "2023-01-20"}))
    assert "Buat atau susun ulang 1 perjanjian" in pratinjau
    assert "Tidak dapat dibuat: belum memikul indikator" in pratinjau
    assert not PerjanjianKinerja.objects.exists()
    jawab = client.post(tempat, {"tanggal": "20/01/2023"}, follow=True)
    assert "1 perjanjian dibuat, 0 disusun ulang, 0 tetap, 3 belum dapat dibuat." in isi(jawab)
    assert PerjanjianKinerja.objects.get().tanggal == date(2023, 1, 20)
    # Again: nothing more to do.
    assert "Tidak ada yang perlu dibuat atau disusun ulang." in isi(client.get(tempat, {"tanggal": "2023-01-20"}))


@pytest.mark.parametrize(
    ("tanggal", "pesan"), [("20 Januari", "Tanggal tidak dikenali"), ("2024-01-01", "31 Desember 2023")]
)
def test_massal_menolak_tanggal(susunan: Susunan, tanggal: str, pesan: str) -> None:
    tempat = reverse("perjanjian:pk_massal", args=[susunan.orang.kota.pk, 2023])
    jawab = masuk(susunan.orang.perencana).post(tempat, {"tanggal": tanggal})
    assert jawab.status_code == 422
    assert pesan in isi(jawab)
    assert tanggal in isi(jawab)
    assert not PerjanjianKinerja.objects.exists()


def test_dari_draf_sampai_ditandatangani_di_kertas(susunan: Susunan) -> None:
    baris = draf(susunan)
    halaman = isi(masuk(susunan.akun["kabag"]).get(alamat("pk_rincian", baris)))
    assert "Ajukan kepada Pejabat Asisten Contoh" in halaman
    assert "Tanda tangani" not in halaman
    assert kirim(susunan.akun["kabag"], "pk_ajukan", baris).status_code == 302
    baris.refresh_from_db()
    # The first party may look, but the superior decides.
    assert "Setujui</button>" not in isi(masuk(susunan.akun["kabag"]).get(alamat("pk_rincian", baris)))
    assert kirim(susunan.akun["kabag"], "pk_setujui", baris).status_code == 403
    assert kirim(susunan.akun["asisten"], "pk_setujui", baris).status_code == 302
    baris.refresh_from_db()
    pindaian = SimpleUploadedFile("pindaian.pdf", PINDAIAN)
    assert kirim(susunan.orang.perencana, "pk_kertas", baris, berkas=pindaian).status_code == 302
    assert status_kini(baris) == Status.DITANDATANGANI
    halaman = isi(masuk(susunan.orang.inspektorat).get(alamat("pk_rincian", baris)))
    assert "Isinya tetap. Menjadi dasar penilaian mulai TW I 2023." in halaman
    dokumen = DokumenPK.objects.get(jenis="pindaian")
    assert dokumen.sha256 in halaman
    unduhan: Any = masuk(susunan.akun["kabag"]).get(reverse("perjanjian:pk_berkas", args=[dokumen.pk]))
    assert b"".join(unduhan.streaming_content) == PINDAIAN
    assert masuk(susunan.akun["kasubbag"]).get(reverse("perjanjian:pk_berkas", args=[dokumen.pk])).status_code == 404


def test_kembalikan_menyimpan_alasan_yang_diketik(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DIAJUKAN)
    kosong = kirim(susunan.akun["asisten"], "pk_kembalikan", baris, alasan=" ")
    assert kosong.status_code == 422
    assert "Tuliskan alasannya" in isi(kosong)
    # Somebody else was quicker: the reason stays in the form, nothing is overwritten.
    basi = masuk(susunan.akun["asisten"]).post(
        alamat("pk_kembalikan", baris), {"versi_baris": baris.versi_baris - 1, "alasan": "Target TW II keliru."}
    )
    assert basi.status_code == 409
    assert "sudah berubah sejak Anda membukanya" in isi(basi)
    assert "Target TW II keliru.</textarea>" in isi(basi)
    assert status_kini(baris) == Status.DIAJUKAN
    assert kirim(susunan.akun["asisten"], "pk_kembalikan", baris, alasan="Target TW II keliru.").status_code == 302
    assert "Target TW II keliru." in isi(masuk(susunan.akun["kabag"]).get(alamat("pk_rincian", baris)))


def test_draf_basi_disusun_ulang(susunan: Susunan) -> None:
    baris = draf(susunan)
    Target.objects.filter(indikator=susunan.indikator, triwulan=2).update(nilai=85)
    halaman = isi(masuk(susunan.orang.perencana).get(alamat("pk_rincian", baris)))
    assert "1 hal berubah sejak isinya disusun" in halaman
    ditolak = kirim(susunan.orang.perencana, "pk_ajukan", baris)
    assert ditolak.status_code == 409
    assert "Susun ulang drafnya" in isi(ditolak)
    assert kirim(susunan.orang.perencana, "pk_susun", baris, tanggal="2023-01-25").status_code == 302
    halaman = isi(masuk(susunan.orang.perencana).get(alamat("pk_rincian", baris)))
    assert "hal berubah sejak isinya disusun" not in halaman
    assert "25 Januari 2023" in halaman


def test_pdf_konsep_dan_excel(susunan: Susunan) -> None:
    baris = draf(susunan)
    pdf = masuk(susunan.akun["kabag"]).get(alamat("pk_pdf", baris))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    assert not DokumenPK.objects.exists()
    excel = masuk(susunan.akun["kabag"]).get(alamat("pk_excel", baris))
    buku = load_workbook(BytesIO(excel.content))
    assert buku.sheetnames == ["Pernyataan", "Lampiran 1"]
    baris1 = [sel.value for sel in buku["Lampiran 1"][2]]
    assert baris1 == ["1", "Sasaran 1", "Indikator 1.1", None, "Nilai", 80, 80, 80, 80, 80]
    assert masuk(susunan.akun["kasubbag"]).get(alamat("pk_excel", baris)).status_code == 404


def perubahan(s: Susunan, lama: PerjanjianKinerja, **lain: str) -> Any:
    data = {"alasan": "b", "uraian": "Anggaran bergeser.", "tanggal": "2023-07-03", "berlaku_triwulan": "3"} | lain
    return masuk(s.orang.perencana).post(alamat("pk_ubah", lama), data)


def test_pk_perubahan_dan_bedanya(susunan: Susunan) -> None:
    lama = pk_di(susunan, Status.DITANDATANGANI)
    Target.objects.filter(indikator=susunan.indikator, triwulan=3).update(nilai=90)
    tambahan: Indikator = buat_indikator(susunan.indikator.sasaran)
    jawab = perubahan(susunan, lama)
    baru = PerjanjianKinerja.objects.get(versi=2)
    assert jawab.url == alamat("pk_beda", baru)
    beda = isi(masuk(susunan.akun["kabag"]).get(jawab.url))
    assert "semula </span>80,00</del>" in beda
    assert "menjadi </span>90,00</ins>" in beda
    assert tambahan.nama in beda
    assert "Ditambah" in beda
    assert "Anggaran bergeser." in beda
    # The signed one keeps saying what was signed, and offers no second change.
    lama_kini = isi(masuk(susunan.orang.perencana).get(alamat("pk_rincian", lama)))
    assert tambahan.nama not in lama_kini
    assert "Buat PK Perubahan" not in lama_kini
    assert lama_kini.count("Perjanjian Kinerja Perubahan ke-1 2023") == 1


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"alasan": ""}, "Pilih salah satu alasan"),
        ({"uraian": " "}, "Uraikan apa yang terjadi"),
        ({"tanggal": "2024-02-01"}, "harus di tahun 2023"),
        ({"berlaku_triwulan": "2"}, "paling awal berlaku mulai TW III"),
    ],
)
def test_pk_perubahan_ditolak_dengan_isian_utuh(susunan: Susunan, isian: dict[str, str], pesan: str) -> None:
    lama = pk_di(susunan, Status.DITANDATANGANI)
    jawab = perubahan(susunan, lama, **isian)
    assert jawab.status_code == 422
    assert pesan in isi(jawab)
    if "uraian" not in isian:
        assert "Anggaran bergeser.</textarea>" in isi(jawab)
    assert PerjanjianKinerja.objects.count() == 1
