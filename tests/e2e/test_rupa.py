"""The look in a real browser: accessibility, width, keyboard, without JavaScript, refusals inside a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import periksa_axe, periksa_lebar, periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.pabrik import SANDI

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.rupa.urls")]


def test_masuk_dan_penolakannya(buka: Pembuka, orang: Pemeran) -> None:
    page = buka()
    page.goto("/akun/masuk/")
    periksa_rupa(page)
    page.get_by_label("Nama pengguna").fill("operator")
    page.get_by_label("Kata sandi").fill("salah")
    page.keyboard.press("Enter")
    ringkasan = page.locator(".ringkasan-galat")
    expect(ringkasan).to_be_focused()
    expect(ringkasan).to_contain_text("Nama pengguna atau kata sandi salah.")
    expect(page).to_have_title("Kesalahan: Masuk – Kinerja")
    periksa_rupa(page)


def test_halaman_bagi_yang_masuk(buka: Pembuka, orang: Pemeran) -> None:
    page = buka(pengguna=orang.operator)
    for alamat in ("/gaya/", "/akun/kata-sandi/", "/akun/keluar/", "/larang/", "/langgar/"):
        page.goto(alamat)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        periksa_rupa(page)


def test_halaman_bagi_umum(buka: Pembuka, orang: Pemeran) -> None:
    page = buka()
    for alamat in ("/akun/lupa-kata-sandi/", "/akun/daftar/", "/tidak-ada/"):
        page.goto(alamat)
        periksa_rupa(page)


def test_pemeriksa_menemukan_yang_rusak(buka: Pembuka, orang: Pemeran) -> None:
    """A check that cannot fail proves nothing."""
    page = buka(lebar=320)
    page.goto("/akun/masuk/")
    page.evaluate("document.querySelector('label').remove()")
    with pytest.raises(AssertionError, match="label"):
        periksa_axe(page)
    page.evaluate("document.querySelector('h1').textContent = 'x'.repeat(200)")
    with pytest.raises(AssertionError, match="lebih lebar dari layar"):
        periksa_lebar(page)


def test_masuk_dengan_papan_ketik_saja(buka: Pembuka, orang: Pemeran) -> None:
    page = buka()
    page.goto("/akun/masuk/?next=/gaya/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Nama pengguna")).to_be_focused()
    page.keyboard.type("operator")
    page.keyboard.press("Tab")
    page.keyboard.type(SANDI)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Contoh rupa")).to_be_visible()


def test_menu_pribadi_dan_dialog_dengan_papan_ketik(buka: Pembuka, orang: Pemeran) -> None:
    page = buka(lebar=375, pengguna=orang.operator)
    page.goto("/gaya/")
    pemicu = page.locator("details.pengguna > summary")
    pemicu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    periksa_axe(page, di="header")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Keluar")).to_be_hidden()
    expect(pemicu).to_be_focused()

    tombol = page.get_by_role("button", name="Kembalikan…")
    tombol.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Kembalikan 3 baris?")).to_be_visible()
    expect(page.get_by_label("Alasan")).to_be_focused()
    periksa_axe(page, di="dialog")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(tombol).to_be_focused()


def test_navigasi_di_layar_sempit(buka: Pembuka, orang: Pemeran) -> None:
    page = buka(lebar=320, pengguna=orang.operator)
    page.goto("/gaya/")
    navigasi, tombol = page.get_by_role("navigation", name="Utama"), page.get_by_role("button", name="Menu")
    expect(navigasi).to_be_hidden()
    tombol.focus()
    page.keyboard.press("Enter")
    expect(tombol).to_have_attribute("aria-expanded", "true")
    expect(navigasi.get_by_role("link")).to_have_count(5)
    expect(navigasi.locator("[aria-current=page]")).to_have_text("Tugas saya")
    periksa_axe(page, di="header")
    periksa_lebar(page)


def test_navigasi_tanpa_javascript(buka: Pembuka, orang: Pemeran) -> None:
    page = buka(lebar=320, pengguna=orang.operator, javascript=False)
    page.goto("/gaya/")
    expect(page.get_by_role("navigation", name="Utama").get_by_role("link", name="Laporan")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()


def test_keluar_dan_masuk_tanpa_javascript(buka: Pembuka, orang: Pemeran) -> None:
    page = buka(lebar=320, javascript=False)
    page.goto("/akun/masuk/?next=/gaya/")
    page.get_by_label("Nama pengguna").fill("operator")
    page.get_by_label("Kata sandi").fill(SANDI)
    page.get_by_role("button", name="Masuk").click()
    page.locator("details.pengguna > summary").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_text("Anda sudah keluar.")).to_be_visible()


def test_penolakan_htmx_tampak_dan_token_terkirim(buka: Pembuka, orang: Pemeran) -> None:
    page = buka(pengguna=orang.operator)
    page.goto("/gaya/")
    page.evaluate("htmx.ajax('GET', '/larang/', {target: 'h1', swap: 'innerHTML'})")
    expect(page.locator("#pesan")).to_contain_text("Yang menyetujui adalah pimpinan unit.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Contoh rupa")
    page.evaluate("htmx.ajax('POST', '/terima/', {target: 'h1', swap: 'innerHTML', values: {a: 1, b: 2}})")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 isian")


def test_sambungan_terputus_diberitahukan_sekali_lalu_hilang(buka: Pembuka, orang: Pemeran) -> None:
    page = buka(pengguna=orang.operator)
    page.goto("/gaya/")
    page.context.set_offline(True)
    for _ in range(2):
        page.evaluate("htmx.ajax('POST', '/terima/', {target: 'h1', swap: 'innerHTML'}).catch(() => null)")
    terputus = page.get_by_text("Sambungan ke server terputus")
    expect(terputus).to_have_count(1)
    page.context.set_offline(False)
    page.evaluate("htmx.ajax('POST', '/terima/', {target: 'h1', swap: 'innerHTML'})")
    expect(terputus).to_have_count(0)
