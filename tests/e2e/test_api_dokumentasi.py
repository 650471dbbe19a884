"""The page of the API: drawn by the vendored Swagger UI under the site's content security policy, with examples."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from rest_framework.test import APIClient

from tests.e2e.axe import periksa_lebar
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran

# The page waits for a document of a megabyte; how fast the machine is decides nothing.
SABAR = 90_000


@pytest.mark.browser
def test_dokumentasi_api(buka: Pembuka, orang: Pemeran) -> None:
    # Made once in this process, also for the server beside this test: the browser then only fetches it.
    assert APIClient().get("/api/v1/schema/").status_code == 200
    page = buka(lebar=375, pengguna=orang.operator)
    page.set_default_timeout(SABAR)
    keluhan: list[str] = []
    asing: list[str] = []
    page.on("console", lambda pesan: keluhan.append(pesan.text) if pesan.type == "error" else None)
    page.on("response", lambda jawab: keluhan.append(jawab.url) if jawab.status >= 400 else None)
    page.on("request", lambda minta: asing.append(minta.url))
    page.goto("/api/docs/", wait_until="commit")
    golongan = page.locator("#operations-tag-Organisasi")
    expect(golongan).to_be_visible(timeout=SABAR)
    expect(page.get_by_role("heading", name="API Kinerja")).to_be_visible()
    periksa_lebar(page)
    golongan.get_by_role("button", name="Expand operation").click()
    satu = page.locator("#operations-Organisasi-unit_list")
    isi = satu.get_by_text("Kode unit; unit di bawahnya ikut.")
    satu.locator(".opblock-summary-control").click()
    expect(isi).to_be_visible(timeout=SABAR)
    expect(satu.locator(".example").filter(has_text="BAG-01").first).to_be_visible(timeout=SABAR)
    periksa_lebar(page)
    assert keluhan == []
    asal = page.evaluate("location.origin")
    assert [url for url in asing if not url.startswith((f"{asal}/", "data:"))] == []
    page.get_by_role("link", name="Token API").click()
    expect(page.get_by_role("heading", name="Token API pribadi")).to_be_visible()
