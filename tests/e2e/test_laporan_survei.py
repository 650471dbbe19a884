"""The report centre's survey page in a real browser: asked for, built, checked; accessible at every width."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kinerja.laporan.models import Laporan
from kinerja.laporan.pembangunan import bangun
from tests.e2e.axe import periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.laporan.adegan_survei import survei_lengkap
from tests.laporan.test_survei import AGUSTUS
from tests.orang import Pemeran

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_minta_laporan_survei_sampai_halaman_periksa(orang: Pemeran, buka: Pembuka, broker_kosong: str) -> None:
    survei = survei_lengkap(orang)
    page = buka(pengguna=orang.operator)
    page.goto(reverse("laporan:pusat_survei"))
    periksa_rupa(page)
    page.get_by_label("Survei", exact=True).select_option(str(survei.pk))
    page.locator("form", has_text="Laporan satu survei").get_by_label("Excel").check()
    page.get_by_role("button", name="Minta laporan survei").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Survei Kepuasan Masyarakat Semester I 2023")
    expect(page.locator("#kemajuan-laporan")).to_contain_text("Menunggu giliran")
    laporan = Laporan.objects.get()
    bangun(laporan.pk, kini=AGUSTUS)
    expect(page.locator("#tombol-unduh")).to_be_visible()
    periksa_rupa(page)
    page.goto(reverse("laporan:periksa", args=[laporan.kode_periksa]))
    expect(page.get_by_role("main")).to_contain_text("Semester I 2023")
    periksa_rupa(page)
    page.goto(reverse("laporan:pusat"))
    periksa_rupa(page)
    page.get_by_role("link", name="Dokumen kinerja").click()
    matriks = page.get_by_role("listitem").filter(has_text="Matriks Cascading")
    expect(matriks).to_contain_text("Bagian Contoh belum memiliki indikator sendiri")
    periksa_rupa(page)


def test_isian_keliru_ditunjukkan(orang: Pemeran, buka: Pembuka) -> None:
    survei_lengkap(orang)
    page = buka(pengguna=orang.pimpinan)
    page.goto(reverse("laporan:pusat_survei"))
    rekap = page.locator("form", has_text="Rekap survei")
    rekap.evaluate("form => form.querySelectorAll('input[type=radio]').forEach((r) => (r.checked = false))")
    page.get_by_role("button", name="Minta rekap survei").click()
    expect(page.get_by_role("alert")).to_contain_text("Format")
    periksa_rupa(page)
    assert not Laporan.objects.exists()
