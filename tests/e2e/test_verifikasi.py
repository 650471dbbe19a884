"""Verifying, approving and explaining a figure in a real browser: keyboard, dialog, without JavaScript, accessible."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from indikator.alur import Status
from indikator.models import Realisasi
from indikator.services import alur_kerja
from tests.e2e.axe import periksa_axe, periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.indikator.bantu import MENIT, baris_di, buat_indikator_bagian, isi, sampai, segar
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

JULI = datetime(2023, 7, 15, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def menunggu(orang: Pemeran) -> list[Realisasi]:
    """Three lines that wait for the verifier; the last one was sent back once and mended."""
    baris = [baris_di(orang, Status.DIAJUKAN, JULI) for _ in range(2)]
    ulang = baris_di(orang, Status.DIKEMBALIKAN, JULI)
    isi(orang, ulang.indikator, "80", JULI + 5 * MENIT)
    alur_kerja.ajukan(pelaku=orang.operator, realisasi=ulang, kini=JULI + 6 * MENIT)
    return [*map(segar, baris), segar(ulang)]


def lembar(nama: str, orang: Pemeran) -> str:
    return reverse(f"indikator:{nama}", args=[orang.bagian.pk, 2023, 2])


def status(baris: list[Realisasi]) -> list[str]:
    return [str(segar(b).status) for b in baris]


def test_verifikasi_dengan_papan_ketik(buka: Pembuka, orang: Pemeran, menunggu: list[Realisasi]) -> None:
    page = buka(pengguna=orang.verifikator)
    page.goto("/verifikasi/")
    page.get_by_role("link", name="Periksa Bagian Contoh TW II 2023").press("Enter")
    terima = page.get_by_role("button", name="Terima yang dicentang")
    expect(terima).to_be_disabled()
    kotak = page.get_by_role("checkbox")
    kotak.nth(0).press("Space")
    expect(page.locator("[data-pilih-jumlah]")).to_have_text("1 dari 3 dicentang.")
    terima.press("Enter")
    expect(page.locator("#pesan")).to_contain_text("1 baris diverifikasi")
    kembalikan = page.locator("summary", has_text="Kembalikan").first
    kembalikan.press("Enter")
    page.get_by_label("Alasan pengembalian").first.fill("Lampirkan berita acara.")
    page.get_by_role("button", name="Kembalikan kepada pengisi").first.press("Enter")
    expect(page.locator("#pesan")).to_contain_text("dikembalikan kepada pengisi")
    page.get_by_role("button", name="Terima indikator").click()
    expect(page.locator("#pesan")).to_contain_text("1 baris diverifikasi")
    assert status(menunggu) == ["diverifikasi", "dikembalikan", "diverifikasi"]


def test_penolakan_menjaga_alasan_dan_fokusnya_dapat_dicapai(
    buka: Pembuka, orang: Pemeran, menunggu: list[Realisasi]
) -> None:
    page = buka(pengguna=orang.verifikator)
    page.goto(lembar("verifikasi_unit", orang))
    page.locator("summary", has_text="Kembalikan").first.click()
    alasan = page.get_by_label("Alasan pengembalian").first
    alasan.fill("Penyebutnya keliru.")
    # Meanwhile somebody else judges the line.
    alur_kerja.verifikasi(pelaku=orang.pimpinan, realisasi=menunggu[0], versi=menunggu[0].versi, kini=JULI + 9 * MENIT)
    page.get_by_role("button", name="Kembalikan kepada pengisi").first.click()
    expect(page.get_by_text("berubah sejak halaman ini dibuka")).to_be_visible()
    expect(page.get_by_text("Penyebutnya keliru.")).to_be_visible()
    assert segar(menunggu[0]).status == Status.DIVERIFIKASI


def test_dialog_dari_mana_angka_ini(buka: Pembuka, orang: Pemeran) -> None:
    dasar = buat_indikator_bagian(orang)
    induk = buat_indikator(buat_sasaran(orang.bagian, orang.periode), rumus="a + 1", komponen=(("a", dasar),))
    isi(orang, dasar, "80", JULI)
    sampai(orang, Realisasi.objects.get(indikator=induk), Status.DIAJUKAN, JULI)
    page = buka(pengguna=orang.verifikator)
    page.goto(lembar("verifikasi_unit", orang))
    tautan = page.get_by_role("link", name=f"Dari mana angka ini? Indikator {induk.kode}")
    tautan.press("Enter")
    dialog = page.get_by_role("dialog", name="Dari mana angka ini?")
    expect(dialog).to_contain_text("80 + 1 = 81,00 (TW II, target 80,00 → capaian 101,25%)")
    periksa_axe(page)
    dialog.get_by_role("link", name=f"Indikator {dasar.kode}").click()
    expect(dialog).to_contain_text("80,00 (TW II, target 80,00 → capaian 100,00%)")
    assert page.url.endswith(lembar("verifikasi_unit", orang))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(tautan).to_be_focused()


def test_dialog_yang_ditolak_menutup_dan_mengatakan_sebabnya(
    buka: Pembuka, orang: Pemeran, menunggu: list[Realisasi]
) -> None:
    page = buka(pengguna=orang.verifikator)
    page.goto(lembar("verifikasi_unit", orang))
    orang.verifikator.peran.all().delete()
    page.get_by_role("link", name="Dari mana angka ini?").first.click()
    expect(page.locator("#pesan")).to_contain_text("Halaman tidak ditemukan")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_tanpa_javascript(buka: Pembuka, orang: Pemeran, menunggu: list[Realisasi]) -> None:
    page = buka(pengguna=orang.verifikator, javascript=False)
    page.goto(lembar("verifikasi_unit", orang))
    for kotak in page.get_by_role("checkbox").all():
        kotak.check()
    page.get_by_role("button", name="Terima yang dicentang").click()
    expect(page.locator("#pesan")).to_contain_text("3 baris diverifikasi")
    page.get_by_role("link", name="Dari mana").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dari mana angka ini?")
    assert status(menunggu) == ["diverifikasi"] * 3


def test_pimpinan_menyetujui_lalu_diantar_ke_laporan(buka: Pembuka, orang: Pemeran) -> None:
    baris = [baris_di(orang, Status.DIVERIFIKASI, JULI) for _ in range(2)]
    page = buka(pengguna=orang.pimpinan)
    page.goto("/")
    page.get_by_role("link", name="Tinjau Bagian Contoh TW II 2023").click()
    page.get_by_role("checkbox").nth(1).uncheck()
    page.get_by_role("button", name="Setujui yang dicentang").click()
    expect(page.locator("#pesan")).to_contain_text("1 baris disetujui.")
    page.get_by_role("button", name="Setujui yang dicentang").click()
    expect(page.get_by_text("Semua baris disetujui")).to_be_visible()
    assert status(baris) == ["disetujui"] * 2
    page.get_by_role("link", name="Minta laporan PDF atau Excel").click()
    expect(page).to_have_url(re.compile(rf"/laporan/\?unit={orang.bagian.pk}&tahun=2023&tw=2$"))


def _halaman(orang: Pemeran, angka: int) -> list[tuple[str, str]]:
    return [
        ("verifikator", "/verifikasi/"),
        ("verifikator", lembar("verifikasi_unit", orang)),
        ("pimpinan", "/persetujuan/"),
        ("pimpinan", lembar("persetujuan_unit", orang)),
        ("pimpinan", reverse("indikator:angka", args=[angka, 2])),
        *(
            (siapa, "/")
            for siapa in ("operator", "verifikator", "pimpinan", "perencana", "inspektorat", "administrator")
        ),
    ]


def test_semua_halaman_mudah_diakses(buka: Pembuka, orang: Pemeran, menunggu: list[Realisasi]) -> None:
    disetujui = baris_di(orang, Status.DISETUJUI, JULI)
    baris_di(orang, Status.DIVERIFIKASI, JULI)
    baris_di(orang, Status.DIKEMBALIKAN, JULI)
    alur_kerja.koreksi(
        pelaku=orang.pimpinan, realisasi=disetujui, versi=disetujui.versi, alasan="Salah ketik.", kini=JULI + 9 * MENIT
    )
    halaman: dict[str, Page] = {}
    for siapa, alamat in _halaman(orang, disetujui.indikator_id):
        page = halaman.get(siapa) or halaman.setdefault(siapa, buka(pengguna=getattr(orang, siapa)))
        page.goto(alamat)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        for rincian in page.locator("main details").all():
            rincian.evaluate("d => { d.open = true; }")
        periksa_rupa(page)
