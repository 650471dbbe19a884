"""Collecting answers in a real browser: a citizen's phone without JavaScript, staff with the keyboard alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Pengguna
from survei.alur import Status
from survei.models import Jawaban, PertanyaanTambahan, Survei, Tautan
from survei.services import tally
from tests.e2e.axe import periksa_axe, periksa_lebar, periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.bantu import buat_survei, buat_tautan, isi_survei, nilai, tally_semua

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _tanpa_sisa_laju() -> None:
    cache.clear()


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    hari = timezone.localdate()
    survei = buat_survei(
        orang.bagian,
        layanan=["Kartu Keluarga", "Kartu Tanda Penduduk"],
        mulai=hari - timedelta(days=9),
        selesai=hari + timedelta(days=9),
    )
    PertanyaanTambahan.objects.create(survei=survei, urutan=1, teks="Dari mana Anda tahu?", pilihan=["Web", "Teman"])
    return survei


@pytest.fixture
def tautan(survei: Survei) -> Tautan:
    return buat_tautan(survei)


@pytest.fixture
def petugas(orang: Pemeran) -> Pengguna:
    return buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.kota))


def jawab_semua(page: Page, kecuali: int = 0) -> None:
    """The third option of every scored question but one."""
    for nomor, tanya in enumerate(page.locator("fieldset.dinilai").all(), 1):
        if nomor != kecuali:
            tanya.locator("label").nth(2).click()


def test_warga_tanpa_javascript_dari_tautan_sampai_penarikan(buka: Pembuka, survei: Survei, tautan: Tautan) -> None:
    page = buka(lebar=375, javascript=False)
    page.goto(f"/s/{tautan.kode}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bagaimana pelayanan kami?")
    page.get_by_label("Saya sudah membaca keterangan").check()
    page.get_by_label("Layanan yang diterima").select_option(label="Kartu Keluarga")
    jawab_semua(page, kecuali=4)
    page.get_by_label("Umur").fill("34")
    page.get_by_label("Saran untuk pelayanan").fill("Telepon saya 081234567890, kursi kurang.")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Pertanyaan nomor 4 belum dijawab").first).to_be_visible()
    expect(page.locator("fieldset.dinilai input:checked")).to_have_count(8)
    page.get_by_label("Kirim saja, pertanyaan itu memang saya lewati").check()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Terima kasih")
    expect(page.get_by_text("dihapus sebelum disimpan").first).to_be_visible()
    kode = page.locator("p.kode").inner_text()
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", kode)
    satu = Jawaban.objects.get()
    assert (*nilai(satu, 3, 4), satu.umur, satu.saran) == (
        3,
        None,
        34,
        "Telepon saya [data pribadi dihapus], kursi kurang.",
    )
    page.reload()
    expect(page.locator("p.kode")).to_have_text(kode)

    page.get_by_role("link", name="Tarik jawaban saya").first.click()
    expect(page.get_by_label("Kode penarikan")).to_have_value(kode)
    page.get_by_role("button", name="Tarik jawaban").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jawaban Anda sudah dihapus")
    assert not Jawaban.objects.exists()
    assert tally.periksa(survei) == []


def test_halaman_warga_terbaca_semua_orang(buka: Pembuka, survei: Survei, tautan: Tautan) -> None:
    page = buka(lebar=375)
    page.goto(f"/s/{tautan.kode}/")
    periksa_rupa(page)
    kecil = page.evaluate(
        "() => [...document.querySelectorAll('.kartu-pilihan label, .centang, button, select, .kolom input')]"
        ".filter((e) => e.getBoundingClientRect().height < 44).length"
    )
    assert kecil == 0
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Belum terkirim")).to_be_visible()
    periksa_rupa(page)
    page.get_by_label("Saya sudah membaca keterangan").check()
    jawab_semua(page)
    expect(page.locator(".terjawab")).to_be_visible()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Terima kasih")
    periksa_rupa(page)
    page.goto("/s/tarik/")
    page.get_by_role("button", name="Tarik jawaban").click()
    periksa_rupa(page)
    Survei.objects.update(status=Status.DITUTUP)
    page.goto(f"/s/{tautan.kode}/")
    periksa_rupa(page)


def lengkapi_lalu_urungkan(page: Page) -> None:
    """A form of five digits is held back until it has nine; Ctrl+Z takes it out again and gives the digits back."""
    ketik = page.keyboard
    ketik.type("22222")
    ketik.press("Enter")
    expect(page.get_by_text("terketik 5 angka (kurang 4)").first).to_be_visible()
    expect(page.get_by_label("Jawaban", exact=True)).to_have_value("22222")
    periksa_axe(page)
    ketik.type("3333")
    ketik.press("Enter")
    expect(page.locator("#jumlah")).to_have_text("5")
    expect(page.locator("#kertas-galat")).to_be_hidden()

    ketik.press("Control+z")
    expect(page.locator("#jumlah")).to_have_text("4")
    expect(page.get_by_label("Jawaban", exact=True)).to_have_value("222223333")


def test_kertas_dengan_papan_ketik_saja(buka: Pembuka, petugas: Pengguna, survei: Survei) -> None:
    page = buka(pengguna=petugas)
    page.goto(f"/survei/{survei.pk}/kertas/")
    ketik = page.keyboard
    expect(page.get_by_label("Jawaban", exact=True)).to_be_focused()
    ketik.type("344432444")
    expect(page.locator("#bantuan")).to_have_text("Lengkap. Tekan Enter untuk menyimpan.")
    ketik.press("Tab")
    ketik.type("2")  # Perempuan, by the digit before the word
    ketik.press("Tab")
    ketik.type("41")
    hari = timezone.localdate() - timedelta(days=2)
    page.get_by_label("Tanggal pada lembar").fill(hari.isoformat())
    ketik.press("Enter")
    expect(page.locator("#jumlah")).to_have_text("1")
    expect(page.get_by_label("Jawaban", exact=True)).to_be_focused()
    for n, angka in enumerate(("333333333", "44-444440", "222222222"), 2):
        ketik.type(angka)
        ketik.press("Enter")
        expect(page.locator("#jumlah")).to_have_text(str(n))
    satu = Jawaban.objects.order_by("pk").first()
    assert satu is not None
    assert (nilai(satu, 6), satu.jenis_kelamin, satu.umur) == ([2], "P", 41)
    # The day on the paper stays for the whole pile.
    assert [timezone.localdate(j.waktu) for j in Jawaban.objects.all()] == [hari] * 4
    lengkapi_lalu_urungkan(page)
    assert Jawaban.objects.count() == tally_semua(survei).responden == 4
    assert tally.periksa(survei) == []
    periksa_rupa(page)


def test_kertas_terputus_tidak_membuang_lembar(buka: Pembuka, petugas: Pengguna, survei: Survei) -> None:
    page = buka(pengguna=petugas)
    page.goto(f"/survei/{survei.pk}/kertas/")
    page.context.set_offline(True)
    for angka in ("344432444", "333333333"):
        page.keyboard.type(angka)
        page.keyboard.press("Enter")
    expect(page.locator("#spanduk")).to_contain_text("2 lembar menunggu")
    page.keyboard.type("4444")
    assert not Jawaban.objects.exists()
    periksa_axe(page)
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("#jumlah")).to_have_text("2")
    expect(page.locator("#spanduk")).to_be_hidden()
    expect(page.get_by_label("Jawaban", exact=True)).to_have_value("4444")
    assert tally_semua(survei).responden == 2
    # What was half typed is gone from the browser once it is sent.
    page.keyboard.type("44444")
    page.keyboard.press("Enter")
    expect(page.locator("#jumlah")).to_have_text("3")
    page.reload()
    expect(page.get_by_label("Jawaban", exact=True)).to_have_value("")
    assert Jawaban.objects.count() == 3


def test_petugas_dari_survei_baru_sampai_dibuka(buka: Pembuka, petugas: Pengguna, orang: Pemeran) -> None:
    page = buka(pengguna=petugas)
    page.goto("/survei/")
    periksa_rupa(page)
    page.get_by_role("link", name="Survei baru").first.click()
    page.get_by_label("Unit", exact=True).select_option(label="Bagian Contoh")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("textbox", name="Populasi").press_sequentially("1.000")
    expect(page.locator("#sampel")).to_have_text("Populasi 1.000 orang memerlukan sedikitnya 278 responden.")
    expect(page.get_by_label("Triwulan atau semester ke-")).to_be_visible()
    page.get_by_label("Periode", exact=True).select_option("tahun")
    expect(page.get_by_label("Triwulan atau semester ke-")).to_be_hidden()
    page.get_by_label("Tambah layanan").fill("Kartu Keluarga")
    periksa_rupa(page)
    page.get_by_role("button", name="Buat survei").click()
    expect(page.get_by_text("Survei dibuat sebagai draf")).to_be_visible()
    periksa_rupa(page)
    page.get_by_role("link", name="Ubah pertanyaan").click()
    page.get_by_role("button", name="Turunkan U1").click()
    expect(page.locator(".unsur-unsur h3").nth(1)).to_contain_text("U1 Persyaratan")
    page.get_by_text("Tambah unsur sendiri").click()
    periksa_rupa(page)
    page.get_by_role("link", name="Kembali ke survei").click()
    page.get_by_role("button", name="Buka survei").click()
    expect(page.get_by_text("Survei dibuka")).to_be_visible()


def test_petugas_dari_tautan_sampai_survei_ditutup(buka: Pembuka, petugas: Pengguna, survei: Survei) -> None:
    page = buka(pengguna=petugas)
    page.goto(f"/survei/{survei.pk}/")
    page.get_by_label("Nama tautan").fill("Loket 1")
    page.get_by_role("button", name="Buat tautan").click()
    expect(page.get_by_role("img", name="Kode QR tautan survei")).to_be_visible()
    periksa_rupa(page)
    isi_survei(survei, (4,) * 9, layanan=survei.layanan.first())
    page.goto(f"/survei/{survei.pk}/")
    periksa_rupa(page)
    page.get_by_role("button", name="Cabut… Loket 1").click()
    periksa_axe(page)
    page.get_by_role("button", name="Cabut tautan").click()
    expect(page.get_by_text("Tautan “Loket 1” dicabut")).to_be_visible()
    page.get_by_role("button", name="Tutup survei…").click()
    page.get_by_role("dialog").get_by_role("button", name="Tutup survei").click()
    expect(page.get_by_text("Survei ditutup")).to_be_visible()
    periksa_lebar(page)
    page.goto(f"/survei/{survei.pk}/unsur/")
    periksa_rupa(page)
    page.goto("/survei/")
    periksa_rupa(page)
