"""The whole journey of a survey: from a sheet of answers to the published page and the PDF, every figure by hand."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from alat.pekerja import Pekerja
from kinerja.organisasi.models import Pengguna
from survei.models import Jawaban, RencanaTindakLanjut, Survei
from survei.services import tally
from tests.e2e.axe import periksa_axe, periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.laporan.cocok import rapat
from tests.orang import Pemeran
from tests.pabrik import SANDI
from tests.survei.bantu import buat_survei
from tests.survei.test_tautan_indikator import komponen, taut
from tests.survei.unggahan import berkas_csv, petugas

pytestmark = [pytest.mark.browser, pytest.mark.pekerja, pytest.mark.django_db(transaction=True)]

KEPALA = ("NIK", "Tanggal", "Umur", *(f"U{i}" for i in range(1, 10)), "Saran")
NIK, SARAN = "3372011708450001", "Antrean di loket terlalu lama."
# Twelve good rows. In this file U8 is pengaduan (2) and U9 sarana (3); one left U4 blank; U3 is 2 and 3 by turns.
BAIK = [
    f"{NIK};15/03/2023;{21 + n};4;3;{2 + n % 2};{'' if n == 5 else 4};3;4;4;2;3;{SARAN if n < 4 else ''}"
    for n in range(12)
]
SALAH = [f"{NIK};15/03/2023;30;7;3;3;4;3;4;4;2;3;", f"{NIK};30/02/2023;30;4;3;3;4;3;4;4;2;3;"]
# Per unsur in the survey's order (U8 sarana, U9 pengaduan): answered, sum, NRR, class.
UNSUR = (
    ("U1", "12", "48", "4,000", "A"),
    ("U2", "12", "36", "3,000", "C"),
    ("U3", "12", "30", "2,500", "D"),
    ("U4", "11", "44", "4,000", "A"),
    ("U5", "12", "36", "3,000", "C"),
    ("U6", "12", "48", "4,000", "A"),
    ("U7", "12", "48", "4,000", "A"),
    ("U8", "12", "36", "3,000", "C"),
    ("U9", "12", "24", "2,000", "D"),
)
IKM = "81,94"  # (4 + 3 + 2,5 + 4 + 3 + 4 + 4 + 3 + 2) / 9 × 25 = 81,9444… → B


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    return buat_survei(orang.bagian, layanan=("KTP",))


def masuk(page: Page, akun: str) -> None:
    page.goto("/akun/masuk/")
    page.get_by_label("Nama pengguna").fill(akun)
    page.get_by_label("Kata sandi").fill(SANDI)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/akun/masuk/"))


def unggah(page: Page, survei: Survei, folder: Path) -> None:
    """From the survey's page over columns and preview to counted answers."""
    jalur = folder / "hasil survei.csv"
    jalur.write_bytes(berkas_csv([*BAIK, *SALAH], KEPALA).read())
    page.goto(reverse("survei:rincian", args=[survei.pk]))
    page.get_by_role("link", name="Unggah berkas hasil").click()
    page.get_by_label("Berkas hasil survei").set_input_files(jalur)
    page.get_by_role("button", name="Unggah dan kenali kolom").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa kolom")
    expect(page.get_by_text("NIK (kolom A)")).to_be_visible()
    expect(page.get_by_role("combobox", name="Kolom C Umur")).to_have_value("usia")
    # The headings U8 and U9 do not tell what they hold: it is asked.
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_role("alert")).to_contain_text("Pilih arti U8 dan U9 dalam berkas ini")
    page.get_by_label("U8 pengaduan, U9 sarana").check()
    page.get_by_role("button", name="Periksa berkas").press("Enter")
    # The page asks by itself and loads anew.
    expect(page.get_by_role("heading", name="Hasil pemeriksaan")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("1 baris: nilai di luar 1–4 pada kolom U1 (baris 14)")).to_be_visible()
    expect(page.get_by_text("1 baris: tanggal tidak terbaca")).to_contain_text("pada kolom Tanggal (baris 15)")
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh daftar 2 kesalahan").click()
    daftar = load_workbook(BytesIO(Path(unduhan.value.path()).read_bytes()))["Kesalahan"]
    assert [b[:3] for b in daftar.iter_rows(min_row=2, values_only=True)] == [
        (14, "U1", "7"),
        (15, "Tanggal", "30/02/2023"),
    ]
    page.get_by_label("Muat 12 baris yang benar saja").check()
    page.get_by_role("button", name="Muat 12 jawaban").click()
    expect(page.get_by_text("12 jawaban sudah masuk ke survei; 2 baris salah tidak dimuat.")).to_be_visible(
        timeout=60_000
    )
    assert Jawaban.objects.filter(survei=survei).count() == 12
    assert tally.periksa(survei) == []


def periksa_hasil(page: Page) -> None:
    """The result page shows the hand-made figures."""
    expect(page.locator(".ikm")).to_contain_text(IKM)
    expect(page.locator(".ikm")).to_contain_text("Mutu B, Baik")
    baris = page.locator("section[aria-labelledby=unsur] tbody tr").all_inner_texts()
    assert len(baris) == len(UNSUR)
    for (label, terisi, jumlah, nrr, mutu), teks in zip(UNSUR, baris, strict=True):
        sel = teks.split("\t")
        assert (sel[0].split()[0], sel[1], sel[2], sel[3], sel[5]) == (label, terisi, jumlah, nrr, mutu)


def tutup(page: Page, survei: Survei) -> None:
    page.goto(reverse("survei:rincian", args=[survei.pk]))
    page.get_by_role("button", name="Tutup survei…").click()
    page.get_by_role("dialog").get_by_role("button", name="Tutup survei").click()
    expect(page.get_by_text("Survei ditutup")).to_be_visible()


def rencanakan(page: Page, survei: Survei) -> None:
    """The follow-up plan with the keyboard: refused, mended, changed; a second one deleted."""
    page.goto(reverse("survei:hasil", args=[survei.pk]))
    page.get_by_role("link", name="Tambah rencana untuk Waktu penyelesaian").press("Enter")
    page.get_by_label("Program atau kegiatan").fill("Menambah loket pengambilan nomor")
    page.get_by_role("button", name="Simpan rencana").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Pilih sedikitnya satu triwulan pelaksanaan.")
    periksa_axe(page)
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
    page.get_by_role("link", name="Tambah rencana untuk Penanganan pengaduan").click()
    page.get_by_label("Program atau kegiatan").fill("Salah ketik")
    page.get_by_label("TW IV 2023").check()
    page.get_by_label("Penanggung jawab lain").fill("Kepala loket")
    page.get_by_role("button", name="Simpan rencana").click()
    page.get_by_role("link", name="Ubah rencana Salah ketik").click()
    page.get_by_role("button", name="Hapus rencana…").click()
    page.get_by_role("dialog").get_by_role("button", name="Hapus rencana").click()
    expect(page.locator("#pesan")).to_contain_text("Rencana dihapus")
    assert RencanaTindakLanjut.objects.count() == 1


def terbitkan(page: Page, survei: Survei) -> str:
    """The verifier fixes and publishes; the public address."""
    page.goto(reverse("survei:hasil", args=[survei.pk]))
    periksa_hasil(page)
    page.get_by_role("link", name="Tetapkan hasil…").click()
    expect(page.get_by_text("Angka ini mengisi 1 indikator")).to_be_visible()
    page.get_by_role("button", name=f"Tetapkan IKM {IKM} (B)").click()
    expect(page.locator("#pesan")).to_contain_text("Hasil survei ditetapkan.")
    page.get_by_role("button", name="Terbitkan…").click()
    dialog = page.get_by_role("dialog", name="Terbitkan hasil ini?")
    periksa_axe(page)
    dialog.get_by_role("button", name="Terbitkan").click()
    return page.locator(".maklumat a").get_attribute("href") or ""


def minta_pdf(page: Page, survei: Survei) -> tuple[bytes, str]:
    """The report asked for from the result page and downloaded when it is made; its bytes and its check page."""
    page.goto(reverse("survei:hasil", args=[survei.pk]))
    page.get_by_role("link", name="Laporan…").click()
    expect(page.get_by_label("Survei", exact=True)).to_have_value(str(survei.pk))
    page.get_by_role("button", name="Minta laporan survei").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Survei Kepuasan Masyarakat Semester I 2023")
    unduh = page.get_by_role("link", name="Unduh PDF")
    expect(unduh).to_be_visible(timeout=60_000)
    periksa_rupa(page)
    with page.expect_download() as tiba:
        unduh.click()
    return Path(tiba.value.path()).read_bytes(), page.locator("a[href^='/periksa/']").get_attribute("href") or ""


def periksa_pdf(isi: bytes) -> None:
    """The printed figures are those of the page, so those made by hand."""
    teks = rapat("".join(halaman.extract_text() for halaman in PdfReader(BytesIO(isi)).pages))
    assert rapat(f"{IKM} · mutu B (Baik)") in teks
    assert "BELUMDITETAPKAN" not in teks
    assert "3372011708450001" not in teks
    for label, terisi, jumlah, nrr, mutu in UNSUR:
        assert re.search(f"{label}\\D+{terisi}{jumlah}{nrr}\\d,\\d{{3}}{mutu}", teks), label
    for wajib in ("Jumlah responden 12 orang", "Menambah loket pengambilan nomor", "Kepala loket40%", SARAN):
        assert rapat(wajib) in teks, wajib


def baca_umum(warga: Page, alamat: str) -> None:
    """Anybody, on a phone without JavaScript: the figures, and nothing that is only the unit's business."""
    warga.goto(alamat)
    expect(warga.get_by_role("heading", level=1)).to_have_text("SKM Bagian Contoh Semester I 2023")
    periksa_hasil(warga)
    expect(warga.get_by_text("Menambah loket pengambilan nomor")).to_be_visible()
    expect(warga.get_by_text(SARAN)).to_have_count(0)
    warga.get_by_role("link", name="Semua hasil yang terbit").click()
    warga.get_by_role("link", name="Bagian Contoh").first.click()
    expect(warga.locator(".ikm")).to_contain_text(IKM)


def test_dari_berkas_unggahan_sampai_terbit_dan_pdf(
    buka: Pembuka, orang: Pemeran, survei: Survei, pekerja: Pekerja, tmp_path: Path
) -> None:
    staf: Pengguna = petugas(orang)
    satu = komponen(orang, orang.bagian)
    taut(orang, satu, orang.bagian)
    page = buka()
    masuk(page, staf.username)
    unggah(page, survei, tmp_path)
    page.get_by_role("link", name="Lihat hasil survei").click()
    periksa_hasil(page)
    tutup(page, survei)
    rencanakan(page, survei)
    verifikator = buka(pengguna=orang.verifikator)
    alamat = terbitkan(verifikator, survei)
    # The indicator explains itself down to the survey.
    verifikator.goto(reverse("indikator:angka", args=[satu.indikator_id, 2]))
    expect(verifikator.get_by_text("IKM Bagian Contoh dari “SKM Bagian Contoh Semester I 2023”").first).to_be_visible()
    verifikator.get_by_role("link", name="Hasil survei kepuasan").first.click()
    expect(verifikator).to_have_url(re.compile(f"{reverse('survei:hasil', args=[survei.pk])}$"))
    isi, periksa = minta_pdf(page, survei)
    periksa_pdf(isi)
    baca_umum(buka(lebar=375, javascript=False), alamat)
    page.goto(periksa)
    expect(page.get_by_role("main")).to_contain_text("Semester I 2023")
    periksa_rupa(page)
