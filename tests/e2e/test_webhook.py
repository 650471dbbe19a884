"""Webhooks and source systems in a real browser: subscribed, secret shown once, a delivery looked into, sent again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from indikator.models import SistemSumber
from kinerja.peristiwa.models import Langganan
from kinerja.peristiwa.services import antar
from kinerja.peristiwa.services.edaran import edarkan
from kinerja.peristiwa.services.tanda import rahasia
from tests.api.bantu_realisasi import klien_sistem
from tests.e2e.axe import periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.peristiwa.bantu import penerima, peristiwa

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def daftarkan(page: Page, url: str) -> Langganan:
    """From the empty list to the secret; a private address is refused first and nothing typed is lost."""
    page.goto("/webhook/")
    periksa_rupa(page)
    page.get_by_role("link", name="Daftarkan webhook").first.click()
    page.get_by_label("Nama penerima").fill("Dasbor kota")
    page.get_by_label("Alamat webhook").fill("ftp://dasbor.example/")
    page.get_by_label("Realisasi diajukan").check()
    page.get_by_role("button", name="Daftarkan").click()
    expect(page.get_by_role("alert")).to_contain_text("harus diawali https://")
    periksa_rupa(page)
    expect(page.get_by_label("Realisasi diajukan")).to_be_checked()
    page.get_by_label("Alamat webhook").fill(url)
    page.get_by_role("button", name="Daftarkan").click()
    expect(page.get_by_role("heading", name="Salin rahasia sekarang")).to_be_visible()
    satu = Langganan.objects.get()
    expect(page.locator("main")).to_contain_text(rahasia(satu.garam))
    periksa_rupa(page)
    return satu


def test_webhook_dari_pendaftaran_sampai_kirim_ulang(buka: Pembuka, orang: Pemeran, settings: Settings) -> None:
    settings.WEBHOOK_IZINKAN_PRIVAT = True
    page = buka(pengguna=orang.administrator)
    with penerima() as server:
        server.catatan.jawab = lambda n: 503 if n == 1 else 204
        satu = daftarkan(page, server.url)
        for objek in (orang.bagian, orang.bagian, orang.subbagian):
            peristiwa(orang.bagian, objek)
        kini = timezone.now()
        edarkan(kini)
        antar.antarkan(satu.pk, kini)
        page.get_by_role("link", name="Halaman Dasbor kota").click()
        expect(page.get_by_text("menunggu peristiwa objek ini yang lebih dulu")).to_be_visible()
        periksa_rupa(page)
        page.get_by_role("link", name="1 · Realisasi diajukan").click()
        page.get_by_text("Kepala permintaan").click()
        expect(page.get_by_text("v1,")).to_be_visible()
        periksa_rupa(page)
        page.get_by_role("button", name="Coba sekarang").click()
        antar.antarkan(satu.pk, timezone.now())
        page.reload()
        expect(page.get_by_role("button", name="Kirim ulang")).to_be_visible()
        page.goto(f"/webhook/{satu.pk}/")
        page.get_by_role("button", name="Jeda").click()
        expect(page.get_by_text("Dijeda oleh pengelolanya.")).to_be_visible()
        page.get_by_role("button", name="Ganti rahasia…").click()
        page.get_by_role("dialog").get_by_role("button", name="Ganti rahasia").click()
        expect(page.get_by_role("heading", name="Salin rahasia sekarang")).to_be_visible()


def test_rahasia_sistem_sumber_diperbarui(buka: Pembuka, orang: Pemeran) -> None:
    klien_sistem(orang, [])
    sistem = SistemSumber.objects.get()
    page = buka(pengguna=orang.administrator)
    page.goto(f"/sistem-sumber/{sistem.pk}/")
    page.get_by_role("link", name="Perbarui rahasia").click()
    periksa_rupa(page)
    page.get_by_label("Masih berlaku 1 hari, selama rahasia baru dipasang").check()
    page.get_by_label("Rahasia baru berlaku sampai").fill(f"{timezone.localdate() + timedelta(days=400)}")
    page.get_by_role("button", name="Buat rahasia baru").click()
    expect(page.get_by_role("alert")).to_contain_text("paling lama 366 hari")
    expect(page.get_by_label("Masih berlaku 1 hari, selama rahasia baru dipasang")).to_be_checked()
    page.get_by_label("Rahasia baru berlaku sampai").fill(f"{timezone.localdate() + timedelta(days=90)}")
    page.get_by_role("button", name="Buat rahasia baru").click()
    expect(page.get_by_role("heading", name="Salin rahasia sekarang")).to_be_visible()
    expect(page.locator("main")).to_contain_text(sistem.klien.aplikasi.client_id)
    periksa_rupa(page)
    page.get_by_role("link", name="Halaman CRM").click()
    expect(page.get_by_text("masih berlaku sampai")).to_be_visible()
    periksa_rupa(page)
