"""The pohon kinerja in a real browser: planted by keyboard, closed and opened, zoomed, readable without scripts."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from kinerja.perjanjian.models import SimpulPohon
from tests.e2e.axe import periksa_axe, periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pohon_disusun_dengan_papan_ketik(buka: Pembuka, orang: Pemeran) -> None:
    buat_indikator(buat_sasaran(orang.kota, orang.periode))
    page = buka(pengguna=orang.perencana)
    alamat = reverse("perjanjian:pohon", args=[orang.kota.pk, 2023])
    page.goto(alamat)
    page.get_by_role("link", name="Tambah hasil akhir").press("Enter")
    page.get_by_label("Kondisi", exact=True).press_sequentially("Warga puas")
    page.get_by_role("checkbox", name="1.1 Indikator 1.1").press("Space")
    periksa_rupa(page)
    page.get_by_role("button", name="Simpan kondisi").press("Enter")
    for uraian in ("Layanan cepat", "Petugas cakap"):
        page.locator("summary", has_text="kondisi 1").first.press("Enter")
        page.get_by_role("link", name="Uraikan: tambah di bawahnya").press("Enter")
        page.get_by_label("Kondisi", exact=True).press_sequentially(uraian)
        page.keyboard.press("Enter")  # a new line in the text, nothing is sent
        page.get_by_role("button", name="Simpan kondisi").press("Enter")
        page.get_by_role("heading", name="Daftar kondisi").wait_for()
    assert list(SimpulPohon.objects.order_by("pk").values_list("uraian", "induk__uraian")) == [
        ("Warga puas", None),
        ("Layanan cepat", "Warga puas"),
        ("Petugas cakap", "Warga puas"),
    ]
    periksa_rupa(page)

    _lipat_dan_perbesar(page)

    polos = buka(pengguna=orang.pimpinan, javascript=False)
    polos.goto(alamat)
    polos.get_by_role("link", name="Cabang 1, 2 kondisi di bawahnya").click()
    assert polos.locator(".simpul").count() == 1
    assert polos.locator(".bidang svg").is_visible()


def _lipat_dan_perbesar(page: Page) -> None:
    # Closing a branch redraws both, and the focus stays on its button.
    cabang = page.get_by_role("link", name="Cabang 1, 2 kondisi di bawahnya")
    cabang.press("Enter")
    page.locator("#pohon >> text=+2").wait_for()
    assert cabang.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.id.startsWith('lipat-')")
    assert page.locator(".simpul").count() == 1
    cabang.press("Enter")
    page.get_by_role("link", name="Petugas cakap").wait_for()

    # The drawing zooms by keyboard; a condition opens in a dialog and gives the focus back.
    gambar = page.get_by_role("region", name="Gambar pohon kinerja")
    semula = page.locator(".bidang svg").bounding_box()
    gambar.press("+")
    besar = page.locator(".bidang svg").bounding_box()
    assert semula is not None
    assert besar is not None
    assert besar["width"] > semula["width"]
    page.get_by_role("link", name="Layanan cepat").press("Enter")
    page.get_by_role("dialog").get_by_text("Yang menjawab").wait_for()
    periksa_axe(page, di="dialog")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Layanan cepat"
