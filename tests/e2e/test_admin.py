"""The admin in a real browser: works under the strict content security policy, choosers included."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kinerja.organisasi.models import Unit
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_unit_baru_dengan_pemilih_induk(buka: Pembuka, orang: Pemeran) -> None:
    page = buka(pengguna=orang.administrator)
    page.goto("/admin/organisasi/unit/")
    expect(page.get_by_text("Data induk Kinerja")).to_be_visible()
    page.locator(".object-tools .addlink").click()
    page.locator("#id_induk + .select2").click()
    page.get_by_role("searchbox").fill("bagian con")
    page.get_by_role("option", name="Bagian Contoh", exact=True).click()
    page.get_by_label("Kode").fill("SEKSI")
    page.get_by_label("Nama").fill("Seksi Baru")
    page.get_by_label("Berlaku dari").fill("2023-01-01")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Unit.objects.get(kode="SEKSI").induk == orang.bagian


def test_indikator_dengan_baris_sisipan(buka: Pembuka, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode), target={2: "86.75"})
    page = buka(pengguna=orang.perencana)
    page.goto(f"/admin/indikator/indikator/{indikator.pk}/change/")
    expect(page.locator("#id_target-0-nilai")).to_have_value("86,75")
    page.locator("#target-group .add-row a").click()
    page.locator("#id_target-1-triwulan").select_option("3")
    page.locator("#id_target-1-nilai").fill("90,5")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert sorted(str(t.nilai.normalize()) for t in indikator.target.all() if t.nilai) == ["86.75", "90.5"]


def test_semua_halaman_tambah_dan_daftar(buka: Pembuka, orang: Pemeran) -> None:
    page = buka(pengguna=orang.administrator, lebar=375)
    for model in ("unit", "jabatan", "pejabat", "penempatan", "periode", "perpanjangan", "pengguna", "peranpengguna"):
        for akhiran in ("", "add/"):
            page.goto(f"/admin/organisasi/{model}/{akhiran}")
            expect(page.locator("#content h1")).to_be_visible()
    page.goto("/admin/organisasi/jejak/")
    expect(page.locator("#content h1")).to_be_visible()
