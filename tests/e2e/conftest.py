"""A real Chromium for browser tests.

`buka(lebar=…)` gives a page on the live server; `buka(pengguna=orang.operator)` a signed-in one. Whatever the test
does, a breach of the content security policy or an uncaught script error makes it fail.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Protocol

import pytest
from django.conf import settings as pengaturan
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from alat.peramban import BENDERA, program_peramban
from kinerja.organisasi.models import Pengguna

# Playwright's sync API keeps an event loop running in this thread; the tests still talk to the database from it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class Pembuka(Protocol):
    """Opens a page: `buka(lebar=375, pengguna=None, javascript=True)`."""

    def __call__(self, *, lebar: int = 1280, pengguna: Pengguna | None = None, javascript: bool = True) -> Page: ...


@pytest.fixture(scope="session")
def peramban() -> Iterator[Browser]:
    """One browser for the whole run."""
    with sync_playwright() as pw:
        satu = pw.chromium.launch(executable_path=program_peramban(), args=BENDERA)
        yield satu
        satu.close()


def _catat_gangguan(page: Page, gangguan: list[str]) -> None:
    page.on("pageerror", lambda galat: gangguan.append(f"{page.url}: {galat}"))
    page.on(
        "console",
        lambda pesan: gangguan.append(f"{page.url}: {pesan.text}") if "Content Security Policy" in pesan.text else None,
    )


def masukkan(konteks: BrowserContext, live_server: LiveServer, pengguna: Pengguna) -> None:
    """Give a browser context the session of this person, without the sign-in form."""
    client = Client()
    client.force_login(pengguna)
    kuki = client.cookies[pengaturan.SESSION_COOKIE_NAME]
    konteks.add_cookies([{"name": kuki.key, "value": kuki.value, "url": live_server.url}])


@pytest.fixture
def buka(peramban: Browser, live_server: LiveServer) -> Iterator[Pembuka]:
    """Opener of pages, each in a browser context of its own; relative addresses are the live server's."""
    terbuka: list[BrowserContext] = []
    gangguan: list[str] = []

    def satu(*, lebar: int = 1280, pengguna: Pengguna | None = None, javascript: bool = True) -> Page:
        konteks = peramban.new_context(
            viewport={"width": lebar, "height": 800},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            base_url=live_server.url,
            java_script_enabled=javascript,
            accept_downloads=True,
        )
        terbuka.append(konteks)
        if pengguna is not None:
            masukkan(konteks, live_server, pengguna)
        page = konteks.new_page()
        page.set_default_timeout(10_000)
        _catat_gangguan(page, gangguan)
        return page

    yield satu
    for konteks in terbuka:
        konteks.close()
    assert not gangguan, "\n".join(gangguan)
