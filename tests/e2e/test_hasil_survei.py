"""From a closed survey to its published page in a real browser: verifier, staff, citizen; also without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Pengguna
from survei.models import RencanaTindakLanjut, Survei
from survei.models.survei import StatusSurvei
from survei.services import hasil as layanan
from tests.e2e.axe import periksa_axe, periksa_lebar, periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.bantu import buat_survei, buat_tautan, isi_survei
from tests.survei.bantu_hasil import JULI, buat_rtl, segar, tetapkan, tutup
from tests.survei.test_tautan_indikator import komponen, taut

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


SEMESTER_LALU: dict[str, Any] = {
    "nomor_periode": 2,
    "tahun": 2022,
    "mulai": date(2022, 7, 1),
    "selesai": date(2022, 12, 31),
}


@pytest.fixture
def petugas(orang: Pemeran) -> Pengguna:
    return buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.kota))


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    """Closed, two services, 24 people, waktu low; an earlier period beside it."""
    lalu = buat_survei(orang.bagian, layanan=("KTP", "KK"), **SEMESTER_LALU)
    isi_survei(lalu, *([3] * 9 for _ in range(8)))
    tetapkan(orang, lalu)
    satu = buat_survei(orang.bagian, layanan=("KTP", "KK"))
    ktp, kk = satu.layanan.order_by("-nama")
    for jenis, umur, layanan_, nilai in (("P", 24, ktp, 4), ("L", 37, ktp, 3), ("P", 55, kk, 3), ("L", 61, kk, 4)):
        isi_survei(
            satu,
            *([nilai, nilai, 2, 3, nilai, 4, 4, nilai, 3] for _ in range(6)),
            jenis_kelamin=jenis,
            umur=umur,
            layanan=layanan_,
            tautan=None if nilai == 3 else buat_tautan(satu, f"Loket {umur}"),
            saran="Antrean di loket terlalu lama." if nilai == 3 else "",
        )
    return tutup(satu)


def alamat(nama: str, survei: Survei) -> str:
    return reverse(f"survei:{nama}", args=[survei.pk])


def buka_rincian(page: Page) -> None:
    for satu in page.locator("main details").all():
        satu.evaluate("d => { d.open = true; }")


def test_dari_ditutup_sampai_terbit(buka: Pembuka, orang: Pemeran, survei: Survei) -> None:
    satu = komponen(orang, orang.bagian)
    taut(orang, satu, orang.bagian)
    page = buka(pengguna=orang.verifikator)
    page.goto(alamat("hasil", survei))
    # (3,5 × 4 + 2 + 3 × 2 + 4 × 2) / 9 × 25
    expect(page.locator(".ikm")).to_contain_text("83,33")
    page.get_by_role("link", name="Tetapkan hasil…").click()
    expect(page.get_by_text("Angka ini mengisi 1 indikator")).to_be_visible()
    page.get_by_role("button", name="Tetapkan IKM 83,33 (B)").click()
    expect(page.locator("#pesan")).to_contain_text("Hasil survei ditetapkan.")
    page.get_by_role("button", name="Terbitkan…").click()
    dialog = page.get_by_role("dialog", name="Terbitkan hasil ini?")
    periksa_axe(page)
    dialog.get_by_role("button", name="Terbitkan").click()
    publik = page.locator(".maklumat a").get_attribute("href") or ""
    # The indicator explains itself down to the survey.
    page.goto(reverse("indikator:angka", args=[satu.indikator_id, 2]))
    uraian = page.get_by_text("IKM Bagian Contoh dari “SKM Bagian Contoh Semester I 2023”").first
    expect(uraian).to_be_visible()
    page.get_by_role("link", name="Hasil survei kepuasan").first.click()
    expect(page).to_have_url(f"{page.url.split('/survei')[0]}{alamat('hasil', survei)}")
    warga = buka(lebar=375, javascript=False)
    warga.goto(publik)
    expect(warga.get_by_role("heading", level=1)).to_have_text("SKM Bagian Contoh Semester I 2023")
    expect(warga.locator(".ikm")).to_contain_text("Mutu B, Baik")
    expect(warga.get_by_text("Antrean di loket")).to_have_count(0)
    warga.get_by_role("link", name="Semua hasil yang terbit").click()
    warga.get_by_role("link", name="Bagian Contoh").first.click()
    expect(warga.locator(".ikm")).to_contain_text("83,33")


def test_batal_dengan_alasan_lalu_tetapkan_lagi(buka: Pembuka, orang: Pemeran, survei: Survei) -> None:
    tetapkan(orang, survei)
    kode = _terbit(orang, survei)
    page = buka(pengguna=orang.pimpinan, javascript=False)
    page.goto(alamat("hasil", survei))
    page.locator("summary", has_text="Batalkan penetapan").click()
    page.get_by_label("Alasan membatalkan penetapan").fill("Satu berkas tertinggal.")
    page.get_by_role("button", name="Batalkan penetapan").click()
    expect(page.get_by_text("Satu berkas tertinggal.")).to_be_visible()
    page.goto(reverse("survei:skm_hasil", args=[kode]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil ini sedang diperbaiki")
    page.goto(alamat("tetapkan", survei))
    page.get_by_role("button", name="Tetapkan IKM").click()
    assert segar(survei).status == StatusSurvei.DITETAPKAN


def test_petugas_menyusun_rencana_dengan_papan_ketik(
    buka: Pembuka, orang: Pemeran, petugas: Pengguna, survei: Survei
) -> None:
    page = buka(pengguna=petugas)
    page.goto(alamat("hasil", survei))
    page.get_by_role("link", name="Tambah rencana untuk Waktu penyelesaian").press("Enter")
    page.get_by_label("Program atau kegiatan").fill("Menambah loket pengambilan nomor")
    page.get_by_role("button", name="Simpan rencana").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Pilih sedikitnya satu triwulan pelaksanaan.")
    periksa_rupa(page)
    page.get_by_label("TW III 2023").press("Space")
    page.get_by_label("Penanggung jawab lain").fill("Kepala loket")
    berkas = {"name": "foto.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"}
    page.locator("#id_berkas").set_input_files(berkas)  # type: ignore[arg-type]
    page.get_by_role("button", name="Simpan rencana").press("Enter")
    expect(page.locator("#pesan")).to_contain_text("Rencana tindak lanjut disimpan.")
    baris = page.locator(".rtl-baris")
    expect(baris).to_contain_text("TW III 2023")
    expect(baris.get_by_role("link", name="foto.pdf")).to_be_visible()
    page.get_by_role("link", name="Ubah rencana Menambah loket").click()
    page.get_by_label("Kemajuan (%)").fill("40")
    page.get_by_role("button", name="Simpan rencana").click()
    expect(baris).to_contain_text("40%")
    page.get_by_role("link", name="Ubah rencana Menambah loket").click()
    page.get_by_role("button", name="Hapus rencana…").click()
    page.get_by_role("dialog").get_by_role("button", name="Hapus rencana").click()
    expect(page.locator("#pesan")).to_contain_text("Rencana dihapus")
    assert not RencanaTindakLanjut.objects.exists()


def test_semua_halaman_mudah_diakses(buka: Pembuka, orang: Pemeran, petugas: Pengguna, survei: Survei) -> None:
    rtl = buat_rtl(survei)
    satu = komponen(orang, orang.bagian)
    taut(orang, satu, orang.bagian)
    sebelum = [
        (orang.verifikator, alamat("hasil", survei)),
        (orang.verifikator, alamat("tetapkan", survei)),
        (petugas, alamat("rtl", survei)),
        (petugas, reverse("survei:rtl_ubah", args=[rtl.pk])),
        (petugas, alamat("saran", survei)),
        (orang.perencana, reverse("survei:indikator")),
        (orang.perencana, reverse("survei:indikator_atur", args=[satu.pk])),
    ]
    _periksa(buka, sebelum)
    tetapkan(orang, survei)
    publik = reverse("survei:skm_hasil", args=[_terbit(orang, survei)])
    _periksa(buka, [(orang.pimpinan, alamat("hasil", survei)), (None, reverse("survei:skm")), (None, publik)])
    layanan.batalkan(pelaku=orang.pimpinan, survei=survei, alasan="Satu berkas tertinggal.", kini=JULI)
    _periksa(buka, [(orang.pimpinan, alamat("hasil", survei)), (None, publik)])


def _terbit(orang: Pemeran, survei: Survei) -> str:
    return layanan.terbitkan(pelaku=orang.pimpinan, survei=survei, kini=JULI).kode_publik


def _periksa(buka: Pembuka, halaman: Sequence[tuple[Pengguna | None, str]]) -> None:
    terbuka: dict[Pengguna | None, Page] = {}
    for siapa, jalan in halaman:
        page = terbuka.setdefault(siapa, buka(pengguna=siapa))
        page.goto(jalan)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        buka_rincian(page)
        periksa_rupa(page)


def test_halaman_publik_tercetak_utuh(buka: Pembuka, orang: Pemeran, survei: Survei) -> None:
    tetapkan(orang, survei)
    kode = _terbit(orang, survei)
    page = buka(lebar=794)
    page.goto(reverse("survei:skm_hasil", args=[kode]))
    page.emulate_media(media="print")
    periksa_lebar(page)
    expect(page.locator(".umum-kepala")).to_be_hidden()
    expect(page.locator(".grafik svg").first).to_be_visible()
