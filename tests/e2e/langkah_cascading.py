"""Steps of a planner in the cascade matrix that more than one journey takes."""

from __future__ import annotations

import re

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan, Unit
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

URAIAN = "Diturunkan menjadi Indikator Kegiatan"


def buat_induk(orang: Pemeran, wali_kota: Jabatan | None = None) -> Indikator:
    """The city's indicator, complete but for the units that carry it."""
    satu = buat_indikator(buat_sasaran(orang.kota, orang.periode), sumber_data="e-SAKIP", definisi="Diukur setahun.")
    satu.penanggung_jawab.add(wali_kota or Jabatan.objects.create(unit=orang.kota, nama="Wali Kota", kepala=True))
    return satu


def buka_matriks(page: Page, unit: Unit) -> None:
    """The unit's matrix of Lampiran II in 2023."""
    page.goto(reverse("perjanjian:cascading", args=[unit.pk, 2023]) + "?lampiran=2")


def sel(page: Page, induk: Indikator, unit: int) -> Locator:
    """The cell of an indicator and a unit (id)."""
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
    page.get_by_label("Uraian turunan").fill(URAIAN)
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("td.kol-uraian")).to_contain_text(URAIAN)
