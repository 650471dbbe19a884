"""The printed agreement, its check page, the agency's own statement, and the budget of Lampiran 2."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from pypdf import PdfReader

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan
from kinerja.perjanjian.alur import AlasanPerubahan, Status
from kinerja.perjanjian.data import cairkan_pk
from kinerja.perjanjian.models import Anggaran, TemplatPernyataan
from kinerja.perjanjian.naskah import BAWAAN
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_anggaran import hapus_anggaran, simpan_anggaran
from kinerja.perjanjian.services.pk_dokumen import baca_dokumen, dokumen_asli, konsep_pdf
from kinerja.perjanjian.services.pk_templat import simpan_templat
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_pk import KINI, TANGGAL, Susunan, draf, pk_di, tandatangani_kertas

pytestmark = pytest.mark.django_db


def teks(pdf: bytes) -> str:
    """All words of a PDF, one space between them."""
    return re.sub(r"\s+", " ", " ".join(h.extract_text() for h in PdfReader(BytesIO(pdf)).pages))


def anggaran(
    s: Susunan, kode: str, pagu: str, induk: Anggaran | None = None, jabatan: Jabatan | None = None
) -> Anggaran:
    tingkat = ("program", "kegiatan", "sub_kegiatan")[kode.count(".")]
    baris = Anggaran(
        periode=s.orang.periode,
        jabatan=jabatan or s.kabag,
        tingkat=tingkat,
        induk=induk,
        kode=kode,
        nama=f"Uraian {kode}",
        pagu=Decimal(pagu),
        keterangan="APBD",
    )
    return simpan_anggaran(pelaku=s.orang.perencana, anggaran=baris, kini=KINI)


def test_pdf_memuat_pernyataan_dan_lampiran(susunan: Susunan) -> None:
    program = anggaran(susunan, "1", "5000000", jabatan=susunan.asisten)
    anggaran(susunan, "1.01", "1250000.5", program)
    baris = pk_di(susunan, Status.DISETUJUI)
    pdf = baca_dokumen(dokumen_asli(pelaku=susunan.akun["kabag"], perjanjian=baris, kini=KINI))
    isi = teks(pdf)
    assert pdf.startswith(b"%PDF-")
    for kalimat in (
        "PERJANJIAN KINERJA TAHUN 2023",
        "Pejabat Kepala Bagian Contoh",
        "NIP 197001011995031003",
        "Pihak Kedua, Asisten Contoh",
        "20 Januari 2023",
        "Indikator 1.1 Nilai 80,00 80,00 80,00 80,00 80,00",
        "1 Uraian 1",
        "1.01 Uraian 1.01 Rp1.250.000,50 APBD",
        "Jumlah Rp1.250.000,50",
        baris.sha256,
        baris.kode_periksa,
    ):
        assert kalimat in isi, kalimat
    assert "KONSEP" not in isi


def test_draf_bertanda_konsep_dan_tidak_dapat_diterbitkan(susunan: Susunan) -> None:
    baris = draf(susunan)
    assert "KONSEP" in teks(konsep_pdf(baris))
    with pytest.raises(PelanggaranAturan, match="baru terbit setelah Perjanjian Kinerja diajukan"):
        dokumen_asli(pelaku=susunan.akun["kabag"], perjanjian=baris, kini=KINI)


def test_pdf_wali_kota_tanpa_pihak_kedua(susunan: Susunan) -> None:
    buat_indikator(buat_sasaran(susunan.orang.kota, susunan.orang.periode))
    isi = teks(konsep_pdf(draf(susunan, susunan.wali_kota)))
    assert "Wali Kota" in isi
    assert "Pihak" not in isi


def test_pdf_perubahan_menyebut_alasan(susunan: Susunan) -> None:
    baru = layanan.ubah(
        pelaku=susunan.orang.perencana,
        perjanjian=pk_di(susunan, Status.DITANDATANGANI),
        alasan=AlasanPerubahan.PEJABAT,
        uraian="Mutasi pejabat eselon III.",
        tanggal=TANGGAL,
        berlaku_triwulan=1,
        kini=KINI,
    )
    isi = teks(konsep_pdf(baru))
    assert "(PERUBAHAN KE-1)" in isi
    assert "karena pergantian atau mutasi pejabat: Mutasi pejabat eselon III." in isi


def test_data_berkas_dan_halaman_periksa(susunan: Susunan, client: Client) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    alamat = f"/periksa/{baris.kode_periksa.lower()}/"
    isi = baca_dokumen(dokumen_asli(pelaku=susunan.akun["kabag"], perjanjian=baris, kini=KINI))
    assert "Belum berlaku" in client.get(alamat).content.decode()
    for berkas, kata in ((isi, "Berkas sama persis"), (isi + b" ", "Berkas berbeda")):
        jawab = client.post(alamat, {"berkas": SimpleUploadedFile("pk.pdf", berkas)})
        assert kata in jawab.content.decode()
    tandatangani_kertas(susunan, baris)
    halaman = client.get(alamat).content.decode()
    for kata in ("Berlaku", "Pejabat Asisten Contoh", baris.sha256, "Kepala Bagian Contoh"):
        assert kata in halaman
    assert "80,00" not in halaman


def test_halaman_periksa_tidak_menyebut_draf(susunan: Susunan, client: Client) -> None:
    baris = draf(susunan)
    assert client.get(f"/periksa/{baris.kode_periksa}/").status_code == 404


def test_halaman_periksa_menyebut_pengganti(susunan: Susunan, client: Client) -> None:
    lama = pk_di(susunan, Status.DITANDATANGANI)
    baru = layanan.ubah(
        pelaku=susunan.orang.perencana,
        perjanjian=lama,
        alasan=AlasanPerubahan.PRIORITAS,
        uraian="Refokus.",
        tanggal=TANGGAL,
        berlaku_triwulan=2,
        kini=KINI,
    )
    assert "Digantikan" not in client.get(f"/periksa/{lama.kode_periksa}/").content.decode()
    baru = layanan.ajukan(pelaku=susunan.akun["kabag"], perjanjian=baru, versi_baris=1, kini=KINI)
    tandatangani_kertas(susunan, baru)
    assert "Digantikan" in client.get(f"/periksa/{lama.kode_periksa}/").content.decode()


def test_templat_berversi_dan_pk_lama_tetap(susunan: Susunan) -> None:
    orang = susunan.orang
    lama = pk_di(susunan, Status.DITANDATANGANI)
    isi = replace(BAWAAN, janji="Kami di {instansi} berjanji.")
    pertama = simpan_templat(pelaku=orang.perencana, instansi=orang.instansi, naskah=isi, kini=KINI)
    assert pertama is not None
    assert simpan_templat(pelaku=orang.perencana, instansi=orang.instansi, naskah=isi, kini=KINI) is None
    kedua = simpan_templat(
        pelaku=orang.perencana, instansi=orang.instansi, naskah=replace(isi, judul="PK {tahun}"), kini=KINI
    )
    assert kedua is not None
    assert (pertama.versi, kedua.versi) == (1, 2)
    susunan.indikator.penanggung_jawab.add(susunan.kasubbag)
    baru = cairkan_pk(draf(susunan, susunan.kasubbag).isi).pernyataan
    assert (baru.judul, baru.janji, baru.templat) == ("PK 2023", ("Kami di Instansi kota-contoh berjanji.",), 2)
    lama.refresh_from_db()
    assert cairkan_pk(lama.isi).pernyataan.templat == 0
    with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
        TemplatPernyataan.objects.update(judul="x")
    with pytest.raises(ValidationError) as salah:
        simpan_templat(
            pelaku=orang.perencana, instansi=orang.instansi, naskah=replace(isi, pembuka="{nama}"), kini=KINI
        )
    assert list(salah.value.message_dict) == ["pembuka"]


def test_lampiran2_tajuk_dan_total_tanpa_hitung_ganda(susunan: Susunan) -> None:
    """A post that carries a kegiatan and one sub kegiatan inside it counts the kegiatan only."""
    program = anggaran(susunan, "1", "900", jabatan=susunan.asisten)
    kegiatan = anggaran(susunan, "1.02", "500", program)
    anggaran(susunan, "1.02.03", "200", kegiatan)
    lain = anggaran(susunan, "1.01", "300", program, jabatan=susunan.kasubbag)
    anggaran(susunan, "1.01.01", "100.25", lain)
    data = cairkan_pk(draf(susunan).isi)
    assert [(b.kode, b.tajuk, b.dihitung, b.pagu) for b in data.lampiran2] == [
        ("1", True, False, None),
        ("1.01", True, False, None),
        ("1.01.01", False, True, Decimal("100.25")),
        ("1.02", False, True, Decimal(500)),
        ("1.02.03", False, False, Decimal(200)),
    ]
    assert data.total == Decimal("600.25")


def test_anggaran_tidak_melebihi_induk_dan_bertingkat_benar(susunan: Susunan) -> None:
    program = anggaran(susunan, "1", "500")
    kegiatan = anggaran(susunan, "1.01", "300", program)
    with pytest.raises(PelanggaranAturan, match=r"menjadi Rp501,00, melebihi anggarannya Rp500,00"):
        anggaran(susunan, "1.02", "201", program)
    program.pagu = Decimal(299)
    with pytest.raises(PelanggaranAturan, match="melebihi anggarannya Rp299,00"):
        simpan_anggaran(pelaku=susunan.orang.perencana, anggaran=program, kini=KINI)
    with pytest.raises(PelanggaranAturan, match="di dalam satu kegiatan"):
        anggaran(susunan, "1.01.01", "1", program)
    with pytest.raises(PelanggaranAturan, match="Program berdiri paling atas"):
        anggaran(susunan, "2", "1", program)
    with pytest.raises(ValidationError, match="sudah dipakai jabatan tersebut"):
        anggaran(susunan, "1.01", "1", program)
    assert sorted(Anggaran.objects.values_list("kode", "pagu")) == [("1", Decimal(500)), ("1.01", Decimal(300))]
    with pytest.raises(PelanggaranAturan, match="masih berisi baris di bawahnya"):
        hapus_anggaran(pelaku=susunan.orang.perencana, anggaran=program, kini=KINI)
    hapus_anggaran(pelaku=susunan.orang.perencana, anggaran=kegiatan, kini=KINI)
    assert not Anggaran.objects.filter(kode="1.01").exists()
