"""The operator's grid in a real browser: keyboard, paste, refusals, evidence, submission, forty lines, accessible."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from indikator.models import Bukti, Indikator, Realisasi
from tests.e2e.axe import periksa_axe, periksa_lebar
from tests.e2e.conftest import Pembuka
from tests.e2e.lembar import buat_lembar, buka_lembar, nilai, pesan, sel, tunggu_tersimpan
from tests.orang import Pemeran
from tests.pabrik import buat_indikator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def indikator(orang: Pemeran) -> list[Indikator]:
    return buat_lembar(orang)


def test_mengisi_dengan_papan_ketik_saja(buka: Pembuka, orang: Pemeran, indikator: list[Indikator]) -> None:
    satu, dua, rasio, opini, rata = indikator
    page = buka_lembar(buka, orang)
    ketik = page.keyboard
    sel(page, satu).focus()
    ketik.type("81,5")
    ketik.press("Enter")
    expect(sel(page, dua)).to_be_focused()
    ketik.type("90")
    ketik.press("ArrowDown")
    expect(sel(page, rasio, "tepat")).to_be_focused()
    ketik.type("42")
    ketik.press("Tab")
    expect(sel(page, rasio, "terbit")).to_be_focused()
    ketik.type("50")
    ketik.press("Enter")  # the last line with a second column: stays, and saves
    expect(sel(page, rasio, "terbit")).to_be_focused()
    sel(page, rasio, "tepat").focus()
    ketik.press("Enter")
    expect(sel(page, opini)).to_be_focused()
    ketik.press("W")
    ketik.press("Shift+Enter")
    expect(sel(page, rasio, "tepat")).to_be_focused()
    ketik.press("ArrowUp")
    expect(sel(page, dua)).to_be_focused()
    tunggu_tersimpan(page)
    hasil = {r.indikator_id: r.nilai for r in Realisasi.objects.all()}
    assert hasil == {satu.pk: Decimal("81.5"), dua.pk: 90, rasio.pk: 84, opini.pk: 3, rata.pk: Decimal("85.75")}
    expect(page.locator(f"#baris-{rasio.pk} .kol-hasil")).to_contain_text("105,00%")
    expect(page.locator(f"#baris-{rata.pk} .kol-hasil")).to_contain_text("85,75")
    expect(page.locator("#jumlah-terisi")).to_have_text("5")


def test_esc_kembali_ke_nilai_tersimpan(buka: Pembuka, orang: Pemeran, indikator: list[Indikator]) -> None:
    page = buka_lembar(buka, orang)
    masukan = sel(page, indikator[0])
    masukan.fill("70")
    masukan.press("Tab")
    tunggu_tersimpan(page)
    masukan.fill("999")
    masukan.press("Escape")
    expect(masukan).to_have_value("70")
    masukan.press("Tab")
    page.reload()
    expect(sel(page, indikator[0])).to_have_value("70")
    assert nilai()[indikator[0].pk] == 70


def test_nilai_ditolak_tetap_di_selnya_dengan_alasan(buka: Pembuka, orang: Pemeran, indikator: list[Indikator]) -> None:
    page = buka_lembar(buka, orang)
    masukan = sel(page, indikator[0])
    masukan.fill("1.234")
    masukan.press("Enter")
    expect(pesan(page, indikator[0])).to_contain_text("Apakah maksudnya 1234 atau 1,234?")
    expect(masukan).to_have_value("1.234")
    expect(masukan).to_have_attribute("aria-invalid", "true")
    assert masukan.get_attribute("aria-describedby") == pesan(page, indikator[0]).get_attribute("id")
    assert not Realisasi.objects.exists()
    page.get_by_role("button", name="Ajukan…").click()
    expect(page.get_by_role("button", name="Ajukan baris terpilih")).to_be_disabled()
    page.get_by_role("button", name="Batal").click()
    masukan.fill("1234")
    masukan.press("Enter")
    tunggu_tersimpan(page)
    expect(masukan).not_to_have_attribute("aria-invalid", "true")
    assert Realisasi.objects.get(indikator=indikator[0]).nilai == 1234


def tempel(masukan: Locator, teks: str) -> None:
    masukan.evaluate(
        """(unsur, teks) => {
          const data = new DataTransfer();
          data.setData("text/plain", teks);
          unsur.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        teks,
    )


def test_menempel_kolom_dan_blok(buka: Pembuka, orang: Pemeran, indikator: list[Indikator]) -> None:
    satu, dua, rasio, opini, _ = indikator
    page = buka_lembar(buka, orang)
    tempel(sel(page, satu), "81,5\r\n1.234,5\r\n42\t50\r\nwdp\r\n7\r\n")
    expect(page.locator("#hasil-tempel")).to_have_text(
        "5 sel ditempel; 1 nilai tidak ditempel karena selnya tidak ada atau terkunci."
    )
    tunggu_tersimpan(page)
    hasil = {r.indikator_id: r.nilai for r in Realisasi.objects.exclude(indikator=indikator[4])}
    assert hasil == {satu.pk: Decimal("81.5"), dua.pk: Decimal("1234.5"), rasio.pk: 84, opini.pk: 2}
    tempel(sel(page, satu), "\n5")  # a blank cell leaves what is there
    tunggu_tersimpan(page)
    assert Realisasi.objects.get(indikator=satu).nilai == Decimal("81.5")
    assert Realisasi.objects.get(indikator=dua).nilai == 5


def test_ajukan_dari_dialog(buka: Pembuka, orang: Pemeran, indikator: list[Indikator]) -> None:
    page = buka_lembar(buka, orang)
    sel(page, indikator[0]).fill("80")
    sel(page, indikator[0]).press("Tab")
    tunggu_tersimpan(page)
    page.get_by_role("button", name="Ajukan…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("checkbox", name="1.1 Indikator 1.1")).to_be_checked()
    expect(dialog).to_contain_text("1.2 Indikator 1.2: Realisasi belum dilaporkan.")
    dialog.get_by_role("button", name="Ajukan baris terpilih").click()
    expect(page.locator("#pesan")).to_contain_text("1 baris TW II 2023 diajukan.")
    expect(sel(page, indikator[0])).to_be_disabled()
    page.get_by_role("button", name="Tarik kembali").click()
    expect(sel(page, indikator[0])).to_be_enabled()


def test_bukti_di_samping_baris(buka: Pembuka, orang: Pemeran, indikator: list[Indikator], tmp_path: Path) -> None:
    page = buka_lembar(buka, orang)
    baris = page.locator(f"#baris-{indikator[0].pk}")
    baris.get_by_role("button", name="Bukti").click()
    for nama, isi in (("rekap.pdf", b"%PDF-1.7 satu"), ("palsu.pdf", b"MZ\x90"), ("lagi.pdf", b"%PDF-1.7 dua")):
        (tmp_path / nama).write_bytes(isi)
    panel = page.locator(f"#rinci-{indikator[0].pk} [data-bukti]")
    panel.locator("input[type=file]").set_input_files([tmp_path / n for n in ("rekap.pdf", "palsu.pdf", "lagi.pdf")])
    expect(panel.get_by_role("link", name="lagi.pdf")).to_be_visible()
    expect(panel.get_by_role("alert")).to_contain_text("“palsu.pdf” bukan PDF")
    expect(baris.get_by_role("button", name="Bukti")).to_contain_text("(2)")
    assert sorted(b.nama for b in Bukti.objects.all()) == ["lagi.pdf", "rekap.pdf"]
    periksa_axe(page)
    panel.get_by_role("button", name="Tarik rekap.pdf").click()
    expect(baris.get_by_role("button", name="Bukti")).to_contain_text("(1)")
    assert [b.nama for b in Bukti.objects.terpakai()] == ["lagi.pdf"]


@pytest.mark.parametrize("lebar", [1280, 375, 320])
def test_mudah_diakses(buka: Pembuka, orang: Pemeran, indikator: list[Indikator], lebar: int) -> None:
    page = buka_lembar(buka, orang, lebar)
    sel(page, indikator[0]).fill("1.234")
    sel(page, indikator[0]).press("Enter")
    expect(pesan(page, indikator[0])).to_contain_text("meragukan")
    page.locator(f"#baris-{indikator[0].pk}").get_by_role("button", name="Catatan").click()
    expect(page.locator(f"#rinci-{indikator[0].pk} [data-unggah]")).to_be_visible()
    periksa_axe(page)
    periksa_lebar(page)
    page.get_by_role("button", name="Ajukan…").click()
    periksa_axe(page)
    periksa_lebar(page)
    dasar = f"/isian/{orang.bagian.pk}/2023/2/"
    for alamat in (f"{dasar}templat/", "/isian/?ganti=1", f"/bukti/{indikator[0].pk}/2/"):
        page.goto(alamat)
        periksa_axe(page)
        periksa_lebar(page)


def test_empat_puluh_baris(buka: Pembuka, orang: Pemeran, indikator: list[Indikator]) -> None:
    sasaran = indikator[0].sasaran
    semua = [indikator[0], indikator[1], *(buat_indikator(sasaran) for _ in range(38))]
    page = buka_lembar(buka, orang)
    sel(page, semua[0]).focus()
    for nomor in range(40):
        if nomor == 2:
            page.keyboard.press("Enter")  # the ratio stands third
        page.keyboard.type(str(nomor + 1))
        page.keyboard.press("Enter")
    tunggu_tersimpan(page)
    hasil = nilai()
    assert [hasil[i.pk] for i in semua] == list(range(1, 41))
    if potret := os.environ.get("POTRET"):
        page.screenshot(path=f"{potret}/isian-40.png", full_page=True)
