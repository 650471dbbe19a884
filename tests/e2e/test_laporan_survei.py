"""The report centre's survey page in a real browser: a refusal beside its form, a waiting report; accessible.

Asked for, built, downloaded and checked: tests/e2e/test_survei_sampai_terbit.py.
"""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kinerja.laporan.models import Laporan
from tests.e2e.axe import periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.laporan.adegan_survei import minta, survei_lengkap
from tests.orang import Pemeran

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_isian_keliru_dan_laporan_yang_menunggu(orang: Pemeran, buka: Pembuka) -> None:
    survei = survei_lengkap(orang)
    page = buka(pengguna=orang.pimpinan)
    page.goto(reverse("laporan:pusat_survei"))
    rekap = page.locator("form", has_text="Rekap survei")
    rekap.evaluate("form => form.querySelectorAll('input[type=radio]').forEach((r) => (r.checked = false))")
    page.get_by_role("button", name="Minta rekap survei").click()
    expect(page.get_by_role("alert")).to_contain_text("Format")
    periksa_rupa(page)
    assert not Laporan.objects.exists()
    page.goto(reverse("laporan:rincian", args=[minta(orang, survei).pk]))
    expect(page.locator("#kemajuan-laporan")).to_contain_text("Menunggu giliran")
    periksa_rupa(page)
    page.goto(reverse("laporan:pusat"))
    expect(page.get_by_text("Laporan Survei Kepuasan Masyarakat Semester I 2023").first).to_be_visible()
    periksa_rupa(page)
    page.get_by_role("link", name="Dokumen kinerja").click()
    matriks = page.get_by_role("listitem").filter(has_text="Matriks Cascading")
    expect(matriks).to_contain_text("belum memiliki indikator sendiri")
    periksa_rupa(page)
