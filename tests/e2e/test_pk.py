"""From cascade to agreement in a real browser: checked, made in bulk, submitted, approved, signed, changed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kinerja.organisasi.models import Pejabat, Penempatan
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.data import cairkan_pk
from kinerja.perjanjian.models import PerjanjianKinerja
from tests.e2e.axe import periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.e2e.langkah_cascading import beri_lingkup, buat_induk, buka_matriks, sel, tulis_uraian
from tests.orang import Pemeran
from tests.perjanjian.bantu_pk import SANDI_SERTIFIKAT, Susunan, buat_susunan, pkcs12

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TURUNAN = "Nilai SAKIP bagian"


@pytest.fixture
def susunan(orang: Pemeran) -> Susunan:
    """The posts; only the city has an indicator."""
    s = buat_susunan(orang)
    s.indikator.delete()
    return replace(s, indikator=buat_induk(orang, s.wali_kota))


def susun_cascade(page: Page, s: Susunan) -> None:
    """The city's result is given to two bagian, each with its scope, and becomes an indicator of one of them."""
    buka_matriks(page, s.orang.kota)
    ringkas = page.locator(".temuan-ringkas")
    kiri, kanan = (sel(page, s.indikator, u.pk) for u in (s.orang.bagian, s.orang.bagian_lain))
    for satu in (kiri, kanan):
        satu.get_by_role("checkbox").check()
        expect(satu).to_contain_text("tersimpan")
    expect(ringkas).to_contain_text("1 peringatan")
    beri_lingkup(page, kiri, "Perencanaan")
    beri_lingkup(page, kanan, "Evaluasi")
    expect(ringkas).to_contain_text("Tidak ada temuan")
    tulis_uraian(page)
    page.get_by_role("link", name=re.compile("Turunkan uraian")).click()
    page.get_by_label("Unit", exact=True).select_option(s.orang.bagian.nama)
    page.get_by_label("Indikator", exact=True).fill(TURUNAN)
    page.get_by_role("button", name="Buat indikator").click()
    expect(page.get_by_text("Lengkapi target dan sumber datanya")).to_be_visible()


def lengkapi(page: Page, s: Susunan) -> None:
    """The list of findings leads to what the new indicator lacks; then no error is left."""
    periksa = reverse("perjanjian:cascading_periksa", args=[s.orang.bagian.pk, 2023])
    page.goto(f"{periksa}?tingkat=galat")
    expect(page.get_by_role("table")).to_contain_text("Target tahun belum ditetapkan")
    expect(page.get_by_role("table")).to_contain_text("Belum ada jabatan penanggung jawab")
    page.get_by_role("link", name=re.compile("Lengkapi indikator")).first.click()
    for waktu, target in (("TW I", "20"), ("TW II", "40"), ("TW III", "60"), ("TW IV", "80"), ("Tahun", "80")):
        page.get_by_label(f"Target {waktu}", exact=True).fill(target)
    page.get_by_label("Sumber data").fill("e-SAKIP")
    page.get_by_label(f"{s.kabag.nama} – {s.orang.bagian.nama}").check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Kelengkapan indikator tersimpan")).to_be_visible()
    page.goto(f"{periksa}?tingkat=galat")
    expect(page.get_by_role("heading", name="Tidak ada temuan")).to_be_visible()


def buka_tugas(page: Page) -> None:
    """From the home page to the agreement that waits."""
    page.goto("/")
    page.get_by_role("link", name="Buka Perjanjian Kinerja").click()


def tandatangani(page: Page, sertifikat: Path, sandi: str) -> None:
    page.get_by_label("Berkas sertifikat (.p12 atau .pfx)").set_input_files(sertifikat)
    page.get_by_label("Frasa sandi sertifikat").fill(sandi)
    page.get_by_role("button", name="Tanda tangani dengan sertifikat").click()


def ganti_pejabat(s: Susunan) -> None:
    """From July on somebody else leads bagian."""
    Penempatan.objects.filter(jabatan=s.kabag).update(selesai=date(2023, 6, 30))
    baru = Pejabat.objects.create(instansi=s.orang.instansi, nip="197203031998031009", nama="Pejabat Pengganti")
    Penempatan.objects.create(jabatan=s.kabag, pejabat=baru, mulai=date(2023, 7, 1))


def buat_massal(page: Page, s: Susunan) -> None:
    page.goto(reverse("perjanjian:pk", args=[s.orang.kota.pk, 2023]))
    periksa_rupa(page)
    page.get_by_role("link", name="Buat untuk semua jabatan").click()
    page.get_by_label("Tanggal perjanjian").fill("2023-01-20")
    page.get_by_role("button", name="Perbarui pratinjau").click()
    expect(page.get_by_role("heading", name="Dibuat 2")).to_be_visible()
    periksa_rupa(page)
    page.get_by_role("button", name="Buat atau susun ulang 2 perjanjian").click()
    expect(page.get_by_text("2 perjanjian dibuat")).to_be_visible()


def setuju_dan_tanda(kabag: Page, asisten: Page, folder: Path) -> None:
    """The official submits, the superior approves, both sign with a certificate of their own."""
    buka_tugas(kabag)
    kabag.get_by_role("button", name="Ajukan kepada Pejabat Asisten Contoh").click()
    expect(kabag.get_by_text("Menunggu persetujuan pihak kedua")).to_be_visible()
    buka_tugas(asisten)
    periksa_rupa(asisten)
    asisten.get_by_role("button", name="Setujui").press("Enter")
    expect(asisten.get_by_text("Kedua pihak dapat menandatanganinya")).to_be_visible()
    for nama, page in (("kabag", kabag), ("asisten", asisten)):
        sertifikat = folder / f"{nama}.p12"
        sertifikat.write_bytes(pkcs12(nama, akhir=4000))
        buka_tugas(page)
        page.get_by_role("link", name="Tanda tangani secara elektronik").click()
        if page is kabag:
            tandatangani(page, sertifikat, "salah")
            expect(page.get_by_role("alert")).to_contain_text("Frasa sandi sertifikat salah")
            expect(page.get_by_label("Frasa sandi sertifikat")).to_have_value("")
            periksa_rupa(page)
        tandatangani(page, sertifikat, SANDI_SERTIFIKAT)
        expect(page.get_by_role("heading", level=1)).to_have_text("Perjanjian Kinerja 2023")
    expect(asisten.get_by_text("Semua pihak sudah menandatangani")).to_be_visible()


def ubah(page: Page, lama: PerjanjianKinerja) -> None:
    """A change for the new official; what cannot begin in the past is refused with everything typed still there."""
    page.goto(reverse("perjanjian:pk_rincian", args=[lama.pk]))
    page.get_by_role("link", name="Buat PK Perubahan").click()
    page.get_by_label("Tanggal PK Perubahan").fill("2023-07-03")
    page.get_by_label("Berlaku mulai").select_option("TW II")
    page.get_by_label("(a) Pergantian atau mutasi pejabat").check()
    page.get_by_label("Apa yang terjadi").fill("Kepala bagian lama pensiun.")
    page.get_by_role("button", name="Buat draf PK Perubahan").click()
    expect(page.get_by_role("alert")).to_contain_text("paling awal berlaku mulai TW III")
    expect(page.get_by_label("Apa yang terjadi")).to_have_value("Kepala bagian lama pensiun.")
    periksa_rupa(page)
    page.get_by_label("Berlaku mulai").select_option("TW III")
    page.get_by_role("button", name="Buat draf PK Perubahan").click()


def test_dari_cascade_sampai_pk_perubahan(buka: Pembuka, susunan: Susunan, tmp_path: Path) -> None:
    perencana = buka(pengguna=susunan.orang.perencana)
    susun_cascade(perencana, susunan)
    lengkapi(perencana, susunan)
    buat_massal(perencana, susunan)
    setuju_dan_tanda(buka(pengguna=susunan.akun["kabag"]), buka(pengguna=susunan.akun["asisten"]), tmp_path)
    lama = PerjanjianKinerja.objects.get(jabatan=susunan.kabag)
    assert lama.status == Status.DITANDATANGANI
    janji = [(baris.nama, baris.lingkup) for baris in cairkan_pk(lama.isi).lampiran1]
    assert janji == [(susunan.indikator.nama, "Perencanaan"), (TURUNAN, "")]
    ganti_pejabat(susunan)
    ubah(perencana, lama)
    baris = perencana.get_by_role("listitem").filter(has_text="Pihak pertama").filter(has_text="Diubah")
    expect(baris).to_contain_text(f"semula {lama.pejabat_pertama}")
    expect(baris).to_contain_text("menjadi Pejabat Pengganti")
    periksa_rupa(perencana)


def test_anggaran_dan_pernyataan_terbaca_semua(buka: Pembuka, susunan: Susunan) -> None:
    page = buka(pengguna=susunan.orang.perencana)
    page.goto(reverse("perjanjian:anggaran_baru", args=[susunan.orang.bagian.pk, 2023]))
    page.get_by_label("Kode rekening").fill("7.01")
    page.get_by_label("Uraian").fill("Program Contoh")
    page.get_by_label("Anggaran (Rp)").fill("1.250")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("meragukan")
    periksa_rupa(page)
    page.get_by_label("Anggaran (Rp)").fill("1.250.000.000")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("row", name="Jumlah")).to_contain_text("Rp1.250.000.000,00")
    periksa_rupa(page)
    page.goto(reverse("perjanjian:templat"))
    periksa_rupa(page)
