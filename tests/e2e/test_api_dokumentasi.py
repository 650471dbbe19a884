"""The page of the API: drawn by the vendored Swagger UI under the site's content security policy, with examples."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran


@pytest.mark.browser
def test_dokumentasi_api(buka: Pembuka, orang: Pemeran) -> None:
    page = buka(pengguna=orang.operator)
    keluhan: list[str] = []
    page.on("console", lambda pesan: keluhan.append(pesan.text) if pesan.type == "error" else None)
    page.on("requestfailed", lambda minta: keluhan.append(minta.url))
    page.goto("/api/docs/")
    expect(page.get_by_role("heading", name="API Kinerja")).to_be_visible(timeout=60_000)
    satu = page.locator("#operations-Organisasi-unit_list")
    satu.locator(".opblock-summary-control").click(timeout=60_000)
    expect(satu.get_by_text("Kode unit; unit di bawahnya ikut.")).to_be_visible(timeout=60_000)
    expect(satu.locator(".example").filter(has_text="BAG-01").first).to_be_visible()
    assert keluhan == []
