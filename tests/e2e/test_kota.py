"""The recap and the recap check in a real browser: accessible, narrow, sortable and filterable with the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from kinerja.organisasi.akses import Peran
from tests.e2e.axe import periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.test_kota_halaman import survei_tetap

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DATA = Path(__file__).resolve().parents[2] / "survei" / "demo" / "data"


def test_rekap_kota(buka: Pembuka, orang: Pemeran) -> None:
    survei_tetap(orang.bagian, orang.verifikator, (4, 4, 4))
    survei_tetap(orang.bagian, orang.verifikator, (4, 4, 3), semester=2)
    survei_tetap(orang.subbagian, orang.verifikator, (2, 2, 2))
    page = buka(pengguna=orang.pimpinan)
    page.goto(reverse("survei:rekap_pilih"))
    assert page.url.endswith(f"/survei/rekap/{orang.kota.pk}/2023/")
    periksa_rupa(page)
    page.get_by_role("link", name="Tahun", exact=True).click()
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Tahun")
    assert page.locator(".tabel-rekap tbody th").first.inner_text().startswith("Bagian Contoh")


def test_periksa_rekap_tanpa_javascript(buka: Pembuka, orang: Pemeran) -> None:
    petugas = buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.kota))
    page = buka(pengguna=petugas)
    page.goto(reverse("survei:periksa_rekap"))
    periksa_rupa(page)
    page.get_by_role("button", name="Periksa").click()
    assert page.locator(".ringkasan-galat").inner_text().count("Pilih berkas") == 1
    periksa_rupa(page)

    page = buka(pengguna=petugas, javascript=False)
    page.goto(reverse("survei:periksa_rekap"))
    page.set_input_files("input[name=unit]", DATA / "skm_2021_units.csv")
    page.set_input_files("input[name=lembar]", DATA / "skm_2021_unsur.csv")
    page.get_by_role("button", name="Periksa").click()
    page.get_by_label("Aturan", exact=True).select_option("status")
    page.get_by_role("button", name="Saring").click()
    assert page.locator(".tabel-temuan tbody tr").count() == 2
    with page.expect_download() as unduhan:
        page.get_by_role("button", name="Excel").click()
    assert unduhan.value.suggested_filename == "temuan-rekap.xlsx"


def test_temuan_rekap_dapat_diakses(buka: Pembuka, orang: Pemeran) -> None:
    page = buka(pengguna=orang.inspektorat)
    page.goto(reverse("survei:periksa_rekap"))
    page.set_input_files("input[name=unit]", DATA / "skm_2021_units.csv")
    page.get_by_role("button", name="Periksa").click()
    page.get_by_text("Kolom yang terbaca").click()
    periksa_rupa(page)
