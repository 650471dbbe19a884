"""The planner in a real browser: a small cascade with its checks, by keyboard, on a phone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from indikator.models import Indikator
from kinerja.perjanjian.models.cascading import TautanKinerja
from tests.e2e.axe import periksa_axe, periksa_lebar, periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.e2e.langkah_cascading import beri_lingkup, buat_induk, buka_matriks, sel, tulis_uraian
from tests.orang import Pemeran

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def lepas_di_ponsel(page: Page, induk: Indikator, orang: Pemeran) -> None:
    """On a phone a row is a list of its own; the first unit is taken out there."""
    kiri = sel(page, induk, orang.bagian.pk)
    page.set_viewport_size({"width": 375, "height": 800})
    buka_matriks(page, orang.kota)
    expect(kiri).to_be_hidden()
    page.get_by_role("link", name=induk.nama).click()
    expect(kiri).to_contain_text("RPTRA")
    periksa_rupa(page)
    kiri.get_by_role("checkbox").uncheck()
    expect(kiri).to_contain_text("tersimpan")


def test_cascade_kecil_sampai_bersih(buka: Pembuka, orang: Pemeran) -> None:
    induk = buat_induk(orang)
    page = buka(pengguna=orang.perencana)
    buka_matriks(page, orang.kota)
    ringkas = page.locator(".temuan-ringkas")
    expect(ringkas).to_contain_text("1 peringatan")  # nobody carries it
    periksa_rupa(page)

    # Tab reaches one cell, arrows the others; Space ticks, and every tick is saved at once.
    kiri, kanan = (sel(page, induk, u.pk) for u in (orang.bagian, orang.bagian_lain))
    kiri.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    expect(kiri).to_contain_text("tersimpan")
    expect(ringkas).to_contain_text("Tidak ada temuan")
    page.keyboard.press("ArrowRight")
    expect(kanan.get_by_role("checkbox")).to_be_focused()
    page.keyboard.press("Space")
    expect(kanan).to_contain_text("tersimpan")
    # Two units side by side with the whole result: the check asks, at the row too.
    expect(ringkas).to_contain_text("1 peringatan")
    expect(page.locator(f"#tanda-{induk.pk}")).to_contain_text("1 peringatan")

    # Enter opens the cell's links; giving each its scope answers the check.
    beri_lingkup(page, kanan, "PKK dan Posyandu")
    beri_lingkup(page, kiri, "RPTRA")
    kiri.get_by_role("checkbox").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("RPTRA")
    periksa_axe(page, di="#dialog-sel")
    page.keyboard.press("Escape")
    expect(ringkas).to_contain_text("Tidak ada temuan")

    tulis_uraian(page)
    page.get_by_role("link", name=re.compile("Turunkan uraian")).click()
    periksa_axe(page)

    lepas_di_ponsel(page, induk, orang)
    assert [t.lingkup for t in TautanKinerja.objects.all()] == ["PKK dan Posyandu"]


def test_massal_dan_temuan_tanpa_javascript(buka: Pembuka, orang: Pemeran) -> None:
    induk = buat_induk(orang)
    page = buka(pengguna=orang.perencana, javascript=False)
    buka_matriks(page, orang.kota)
    sel(page, induk, orang.bagian.pk).get_by_role("checkbox").check()
    page.get_by_role("button", name="Pratinjau centang yang diubah").click()
    assert "1 dibuat" in page.locator(".hitungan-rencana").inner_text()
    page.get_by_role("button", name="Terapkan 1 perubahan").click()
    assert sel(page, induk, orang.bagian.pk).get_by_role("checkbox").is_checked()
    page.get_by_role("button", name="Urungkan").click()
    assert "Diurungkan" in page.locator("main table").inner_text()

    massal_bertahan(page, orang, induk)

    page = buka(pengguna=orang.perencana, lebar=375)
    page.goto(reverse("perjanjian:cascading_massal", args=[orang.kota.pk, 2023]) + "?lampiran=2")
    page.get_by_role("button", name="Centang semua").click()
    page.get_by_label(str(induk)).check()
    periksa_sempit(page)
    page.get_by_role("button", name="Pratinjau").click()
    periksa_sempit(page)
    for rute, lain in (("lengkapi", ()), ("indikator_ubah", ()), ("sel", (orang.bagian.pk,))):
        page.goto(reverse(f"perjanjian:cascading_{rute}", args=[orang.kota.pk, 2023, induk.pk, *lain]))
        periksa_sempit(page)
    page.goto(reverse("perjanjian:cascading_periksa", args=[orang.kota.pk, 2023]))
    periksa_sempit(page)
    page.get_by_role("link", name=re.compile("Buka matriks")).click()
    assert page.url.endswith(f"#baris-{induk.pk}")
    tambah_sasaran_dan_indikator(page, orang)


def massal_bertahan(page: Page, orang: Pemeran, induk: Indikator) -> None:
    """What is ticked on one lampiran stays while another is looked at, also without JavaScript."""
    page.goto(reverse("perjanjian:cascading_massal", args=[orang.kota.pk, 2023]) + "?lampiran=2")
    page.get_by_label(str(induk)).check()
    page.get_by_label(orang.bagian.nama, exact=True).check()
    page.get_by_role("button", name=re.compile(r"^Lampiran I\b")).click()
    assert page.get_by_label(str(induk)).is_checked()
    assert page.get_by_label(f"{orang.bagian.nama} (Lampiran II)").is_checked()


def tambah_sasaran_dan_indikator(page: Page, orang: Pemeran) -> None:
    """From an empty matrix to the targets of a first indicator, without Data induk."""
    page.goto(reverse("perjanjian:cascading", args=[orang.bagian.pk, 2023]))
    page.get_by_role("link", name="Tambah sasaran").click()
    periksa_sempit(page)
    page.get_by_label("Sasaran", exact=True).fill("Layanan makin baik")
    page.get_by_role("button", name="Simpan sasaran").click()
    expect(page.get_by_label("Sasaran", exact=True)).to_have_value("Layanan makin baik")
    page.get_by_role("button", name="Buat indikator").click()  # refused: nothing said yet
    periksa_sempit(page)
    page.get_by_label("Indikator", exact=True).fill("Indeks layanan")
    page.get_by_label("Satuan").select_option(label="Nilai")
    page.get_by_role("button", name="Buat indikator").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lengkapi indikator")
    page.goto(reverse("perjanjian:cascading", args=[orang.bagian.pk, 2023]))
    expect(page.get_by_role("link", name="Indeks layanan")).to_be_visible()


def periksa_sempit(page: Page) -> None:
    """A phone's width is enough for pages that are one column anyway."""
    periksa_axe(page)
    periksa_lebar(page)
