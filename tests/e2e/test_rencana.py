"""The Rencana Aksi in a real browser: a planner plans, an operator reports on a phone, both pages accessible."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from kinerja.perjanjian.models import TriwulanAksi
from tests.e2e.axe import periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_rencana import buat_kegiatan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def susun_kegiatan(page: Page) -> None:
    """One activity with a target and money in TW II; what is missing is asked for first."""
    page.get_by_role("link", name="Tambah kegiatan").click()
    page.get_by_label("Kegiatan atau langkah").fill("Menyusun laporan")
    page.get_by_role("button", name="Simpan kegiatan").click()
    periksa_rupa(page)
    # Nothing typed is lost, and the summary leads to the field.
    assert page.get_by_label("Kegiatan atau langkah").input_value() == "Menyusun laporan"
    page.locator(".ringkasan-galat a").first.click()
    page.keyboard.type("laporan")
    page.get_by_label("Penanggung jawab lain").fill("Kepala seksi")
    page.get_by_label("Target TW II", exact=True).fill("4")
    page.get_by_label("Anggaran TW II (Rp)").fill("1.500.000")
    page.get_by_role("button", name="Simpan kegiatan").click()
    page.get_by_role("link", name="Menyusun laporan", exact=True).wait_for()


def test_menyusun_lalu_melapor_di_ponsel(buka: Pembuka, orang: Pemeran) -> None:
    # The server runs on today's clock, so TW II of the cast's year is opened for today.
    hari = timezone.localdate()
    orang.periode.jendela.filter(triwulan=2).update(buka=hari - timedelta(days=1), tutup=hari + timedelta(days=9))
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    alamat = reverse("perjanjian:rencana", args=[orang.bagian.pk, 2023])

    page = buka(pengguna=orang.perencana)
    page.goto(alamat)
    susun_kegiatan(page)
    buat_kegiatan(orang, indikator, "Rapat", (None, "2", None, None))

    ponsel = buka(lebar=375, pengguna=orang.operator)
    ponsel.goto(alamat)
    periksa_rupa(ponsel)
    ponsel.get_by_role("link", name="Isi yang belum").click()
    ponsel.get_by_label("Realisasi keluaran (laporan)").fill("3")
    ponsel.get_by_label("Anggaran terserap (Rp)").fill("750.000")
    ponsel.get_by_label("Tertunda").check()
    ponsel.get_by_role("button", name="Simpan dan isi berikutnya").click()
    periksa_rupa(ponsel)
    ponsel.get_by_label("Kendala").fill("Data terlambat masuk")
    ponsel.get_by_role("button", name="Simpan dan isi berikutnya").click()
    ponsel.get_by_role("heading", name="Rapat").wait_for()
    baris = TriwulanAksi.objects.get(kegiatan__uraian="Menyusun laporan", triwulan=2)
    assert (baris.realisasi, baris.serapan, baris.kendala) == (3, 750000, "Data terlambat masuk")
    ponsel.goto(alamat)
    ponsel.get_by_role("link", name="Menyusun laporan", exact=True).click()
    assert "75,00%" in ponsel.locator(".setahun").inner_text()
    periksa_rupa(ponsel)
