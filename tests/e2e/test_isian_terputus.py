"""The operator's grid when something goes wrong: a lost connection, an ended session, somebody else's value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from indikator.models import Indikator, Realisasi
from indikator.services.isian import isi_komponen
from tests.e2e.conftest import Pembuka
from tests.e2e.lembar import buat_lembar, buka_lembar, nilai, pesan, sel, tunggu_tersimpan
from tests.orang import Pemeran

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def indikator(orang: Pemeran) -> list[Indikator]:
    return buat_lembar(orang)


def test_koneksi_terputus_tidak_menghilangkan_apa_pun(
    buka: Pembuka, orang: Pemeran, indikator: list[Indikator]
) -> None:
    satu, dua, rasio = indikator[:3]
    page = buka_lembar(buka, orang)
    page.context.set_offline(True)
    for masukan, isi in ((sel(page, satu), "11"), (sel(page, dua), "12"), (sel(page, rasio, "tepat"), "13")):
        masukan.fill(isi)
        masukan.press("Tab")
    expect(page.locator("#spanduk")).to_contain_text("Koneksi terputus – 3 isian menunggu")
    expect(pesan(page, dua)).to_contain_text("menunggu koneksi")
    assert not Realisasi.objects.exists()
    page.context.set_offline(False)
    tunggu_tersimpan(page)
    expect(page.locator("#spanduk")).to_be_hidden()
    assert {k: v for k, v in nilai().items() if k != indikator[4].pk} == {satu.pk: 11, dua.pk: 12, rasio.pk: 13}


def test_muat_ulang_menampilkan_dan_mengirim_yang_tertunda(
    buka: Pembuka, orang: Pemeran, indikator: list[Indikator]
) -> None:
    page = buka_lembar(buka, orang)
    page.route("**/isian/sel/**", lambda rute: rute.abort())
    sel(page, indikator[0]).fill("55")
    sel(page, indikator[0]).press("Tab")
    expect(page.locator("#spanduk")).to_contain_text("1 isian menunggu")
    sel(page, indikator[1]).press_sequentially("66")  # still being typed: never left the cell
    page.reload()
    expect(sel(page, indikator[0])).to_have_value("55")
    expect(sel(page, indikator[1])).to_have_value("66")
    expect(page.locator("#spanduk")).to_contain_text("2 isian menunggu")
    assert not Realisasi.objects.exists()
    page.unroute("**/isian/sel/**")
    page.get_by_role("button", name="Kirim sekarang").click()
    tunggu_tersimpan(page)
    assert {k: v for k, v in nilai().items() if k != indikator[4].pk} == {indikator[0].pk: 55, indikator[1].pk: 66}
    page.reload()
    expect(page.locator("#spanduk")).to_be_hidden()


def test_jawaban_hilang_dikirim_ulang_tanpa_menggandakan(
    buka: Pembuka, orang: Pemeran, indikator: list[Indikator]
) -> None:
    page = buka_lembar(buka, orang)
    hilang = []

    def sampai_lalu_putus(rute: object) -> None:
        hilang.append(rute.fetch().status)  # type: ignore[attr-defined]
        rute.abort()  # type: ignore[attr-defined]

    page.route("**/isian/sel/**", sampai_lalu_putus, times=1)
    sel(page, indikator[2], "tepat").fill("42")
    sel(page, indikator[2], "tepat").press("Tab")
    tunggu_tersimpan(page)
    assert hilang == [200]
    assert Realisasi.objects.get(indikator=indikator[2]).versi == 1


def test_sesi_berakhir_isian_tetap_ada(buka: Pembuka, orang: Pemeran, indikator: list[Indikator]) -> None:
    page = buka_lembar(buka, orang)
    kuki = page.context.cookies()
    page.context.clear_cookies()
    sel(page, indikator[0]).fill("77")
    sel(page, indikator[0]).press("Tab")
    expect(page.locator("#spanduk")).to_contain_text("Sesi Anda berakhir – 1 isian menunggu")
    assert not Realisasi.objects.exists()
    page.context.add_cookies(kuki)  # type: ignore[arg-type]
    page.get_by_role("button", name="Kirim sekarang").click()
    tunggu_tersimpan(page)
    assert Realisasi.objects.get(indikator=indikator[0]).nilai == 77


@pytest.mark.parametrize(("pilih", "jadi"), [("Pakai nilai saya", 42), ("Pakai yang tersimpan", 40)])
def test_bentrok_menanyakan(buka: Pembuka, orang: Pemeran, indikator: list[Indikator], pilih: str, jadi: int) -> None:
    page = buka_lembar(buka, orang)
    komponen = indikator[0].komponen.get()
    isi_komponen(pelaku=orang.operator, komponen=komponen, triwulan=2, nilai=Decimal(40), versi=0, kini=timezone.now())
    sel(page, indikator[0]).fill("42")
    sel(page, indikator[0]).press("Tab")
    expect(pesan(page, indikator[0])).to_contain_text("Tersimpan: 40. Isian Anda: 42.")
    assert nilai()[indikator[0].pk] == 40
    page.get_by_role("button", name=pilih).click()
    tunggu_tersimpan(page)
    expect(sel(page, indikator[0])).to_have_value(str(jadi))
    assert nilai()[indikator[0].pk] == jadi
