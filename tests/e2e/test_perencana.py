"""The planner in a real browser: a small cascade with its checks, by keyboard, on a phone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan
from kinerja.perjanjian.models.cascading import TautanKinerja
from tests.e2e.axe import periksa_axe, periksa_lebar, periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def buat_induk(orang: Pemeran) -> Indikator:
    """The city's indicator, complete but for who carries it."""
    satu = buat_indikator(buat_sasaran(orang.kota, orang.periode), sumber_data="e-SAKIP", definisi="Diukur setahun.")
    satu.penanggung_jawab.add(Jabatan.objects.create(unit=orang.kota, nama="Wali Kota", kepala=True))
    return satu


def sel(page: Page, induk: Indikator, unit: int) -> Locator:
    return page.locator(f"#sel-{induk.pk}-{unit}")


def beri_lingkup(page: Page, satu: Locator, lingkup: str) -> None:
    """In the cell's dialog; without the words it is refused there, beside the field."""
    satu.get_by_role("checkbox").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Lingkup: diampu").check()
    dialog.get_by_role("button", name="Simpan").click()
    expect(dialog).to_contain_text("Tuliskan lingkup")
    dialog.locator("input[name=lingkup]").fill(lingkup)
    dialog.get_by_role("button", name="Simpan").click()
    expect(dialog).to_be_hidden()
    expect(satu).to_contain_text(lingkup)
    expect(satu.get_by_role("checkbox")).to_be_focused()


def tulis_uraian(page: Page) -> None:
    """The words of the lampiran, in place."""
    page.get_by_role("link", name=re.compile("Tulis uraian")).click()
    page.get_by_label("Uraian turunan").fill("Diturunkan menjadi Indikator Kegiatan")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("td.kol-uraian")).to_contain_text("Diturunkan menjadi Indikator Kegiatan")


def lepas_di_ponsel(page: Page, induk: Indikator, orang: Pemeran) -> None:
    """On a phone a row is a list of its own; the first unit is taken out there."""
    kiri = sel(page, induk, orang.bagian.pk)
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(reverse("perjanjian:cascading", args=[orang.kota.pk, 2023]) + "?lampiran=2")
    expect(kiri).to_be_hidden()
    page.get_by_role("link", name=induk.nama).click()
    expect(kiri).to_contain_text("RPTRA")
    periksa_rupa(page)
    kiri.get_by_role("checkbox").uncheck()
    expect(kiri).to_contain_text("tersimpan")


def test_cascade_kecil_sampai_bersih(buka: Pembuka, orang: Pemeran) -> None:
    induk = buat_induk(orang)
    page = buka(pengguna=orang.perencana)
    page.goto(reverse("perjanjian:cascading", args=[orang.kota.pk, 2023]) + "?lampiran=2")
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
    page.goto(reverse("perjanjian:cascading", args=[orang.kota.pk, 2023]) + "?lampiran=2")
    sel(page, induk, orang.bagian.pk).get_by_role("checkbox").check()
    page.get_by_role("button", name="Pratinjau centang yang diubah").click()
    assert "1 dibuat" in page.locator(".hitungan-rencana").inner_text()
    page.get_by_role("button", name="Terapkan 1 perubahan").click()
    assert sel(page, induk, orang.bagian.pk).get_by_role("checkbox").is_checked()
    page.get_by_role("button", name="Urungkan").click()
    assert "Diurungkan" in page.locator("main table").inner_text()

    page = buka(pengguna=orang.perencana, lebar=375)
    page.goto(reverse("perjanjian:cascading_massal", args=[orang.kota.pk, 2023]) + "?lampiran=2")
    page.get_by_role("button", name="Centang semua").click()
    page.get_by_label(str(induk)).check()
    periksa_sempit(page)
    page.get_by_role("button", name="Pratinjau").click()
    periksa_sempit(page)
    for rute, lain in (("lengkapi", ()), ("sel", (orang.bagian.pk,))):
        page.goto(reverse(f"perjanjian:cascading_{rute}", args=[orang.kota.pk, 2023, induk.pk, *lain]))
        periksa_sempit(page)
    page.goto(reverse("perjanjian:cascading_periksa", args=[orang.kota.pk, 2023]))
    periksa_sempit(page)
    page.get_by_role("link", name=re.compile("Buka matriks")).click()
    assert page.url.endswith(f"#baris-{induk.pk}")


def periksa_sempit(page: Page) -> None:
    """A phone's width is enough for pages that are one column anyway."""
    periksa_axe(page)
    periksa_lebar(page)
