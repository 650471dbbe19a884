"""Uploading results in a real browser: a bad file, the same file twice, undo, without JavaScript, accessible.

From a file with bad rows to counted answers: tests/e2e/test_survei_sampai_terbit.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kinerja.organisasi.models import Pengguna
from survei.models import Jawaban, Survei, Unggahan
from survei.services import unggahan as layanan
from survei.services.unggahan_kerja import kerjakan
from tests.e2e.axe import periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.survei.bantu import MARET, buat_survei
from tests.survei.unggahan import baris_baik, berkas_csv, muat, periksa, petugas, terima

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def staf(orang: Pemeran) -> Pengguna:
    return petugas(orang)


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    return buat_survei(orang.bagian, layanan=("KTP",))


@pytest.fixture(autouse=True)
def _tanpa_antrean(monkeypatch: pytest.MonkeyPatch) -> None:
    """The jobs are done by the test itself, between two looks at the page."""
    monkeypatch.setattr(layanan, "antrekan", lambda pk: False)


def berkas(tmp_path: Path, baris: list[str]) -> Path:
    jalur = tmp_path / "hasil survei.csv"
    jalur.write_bytes(berkas_csv(baris).read())
    return jalur


def unggah(page: Page, survei: Survei, jalur: Path) -> None:
    page.goto(reverse("survei:unggah", args=[survei.pk]))
    page.get_by_label("Berkas hasil survei").set_input_files(jalur)
    page.get_by_role("button", name="Unggah dan kenali kolom").click()


def kerja() -> None:
    assert kerjakan(Unggahan.objects.latest("diunggah_pada").pk, kini=MARET) is not None


def test_berkas_buruk_dan_berkas_kembar(buka: Pembuka, staf: Pengguna, survei: Survei, tmp_path: Path) -> None:
    page = buka(pengguna=staf)
    buruk = tmp_path / "program.xlsx"
    buruk.write_bytes(b"MZ\x90\x00" + b"\x00" * 300)
    unggah(page, survei, buruk)
    expect(page.get_by_role("alert")).to_contain_text("Isi berkas ini bukan Excel walau namanya .xlsx")
    assert not Unggahan.objects.exists()
    muat(staf, survei, berkas_csv(baris_baik(3)))
    lagi = periksa(staf, terima(staf, survei, berkas_csv(baris_baik(3))))
    page.goto(reverse("survei:unggahan", args=[lagi.pk]))
    expect(page.get_by_text("Jawaban ini sudah pernah dimuat", exact=True)).to_be_visible()
    # Without the tick the browser itself keeps the form; without that, the server does.
    page.locator("#tahu-kembar").evaluate("e => e.removeAttribute('required')")
    page.get_by_role("button", name="Muat 3 jawaban").click()
    expect(page.get_by_role("alert")).to_contain_text("sudah dimuat dari berkas “hasil.csv”")
    page.get_by_role("button", name="Buang unggahan…").click()
    page.get_by_role("dialog").get_by_role("button", name="Buang unggahan").click()
    expect(page.locator("#pesan")).to_contain_text("dibuang. Tidak ada jawaban yang berubah.")
    assert Jawaban.objects.count() == 3


def test_mengurungkan(buka: Pembuka, staf: Pengguna, survei: Survei) -> None:
    unggahan = muat(staf, survei, berkas_csv(baris_baik(4)))
    page = buka(pengguna=staf)
    page.goto(reverse("survei:unggah", args=[survei.pk]))
    page.get_by_role("link", name="hasil.csv").click()
    page.get_by_role("button", name="Urungkan…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Alasan mengurungkan").fill("Berkas periode lalu.")
    dialog.get_by_role("button", name="Urungkan unggahan").click()
    expect(page.locator("#pesan")).to_contain_text("4 jawaban dari “hasil.csv” dikeluarkan dari survei.")
    unggahan.refresh_from_db()
    assert (unggahan.status, Jawaban.objects.count()) == ("diurungkan", 0)


def test_tanpa_javascript(buka: Pembuka, staf: Pengguna, survei: Survei, tmp_path: Path) -> None:
    page = buka(pengguna=staf, javascript=False)
    unggah(page, survei, berkas(tmp_path, baris_baik(2)))
    page.get_by_label("U8 sarana, U9 pengaduan").check()
    page.get_by_role("button", name="Periksa berkas").click()
    kerja()
    page.get_by_role("link", name="Muat ulang").click()
    page.get_by_role("button", name="Muat 2 jawaban").click()
    kerja()
    page.get_by_role("link", name="Muat ulang").click()
    expect(page.get_by_text("2 jawaban sudah masuk ke survei.")).to_be_visible()


def test_semua_langkah_mudah_diakses(buka: Pembuka, staf: Pengguna, survei: Survei) -> None:
    page = buka(pengguna=staf)
    kepala = ("NIK", *(f"U{i}" for i in range(1, 10)), "Saran")
    isi = ["3372011708450001;" + "4;" * 9 + "Baik", "3372011708450002;" + "9;" * 9 + "-"]
    unggahan = terima(staf, survei, berkas_csv(isi, kepala))
    alamat = reverse("survei:unggahan", args=[unggahan.pk])
    muat(staf, survei, berkas_csv(baris_baik(3)))
    page.goto(reverse("survei:unggah", args=[survei.pk]))
    periksa_rupa(page)
    page.goto(alamat)
    expect(page.get_by_text("NIK (kolom A)")).to_be_visible()
    periksa_rupa(page)
    page.get_by_label("U8 sarana, U9 pengaduan").check()
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    periksa_rupa(page)
    kerjakan(unggahan.pk, kini=MARET)
    # The page asks by itself and loads anew.
    expect(page.get_by_role("heading", name="Hasil pemeriksaan")).to_be_visible()
    periksa_rupa(page)
    page.get_by_label("Muat 1 baris yang benar saja").check()
    page.get_by_role("button", name="Muat 1 jawaban").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    kerjakan(unggahan.pk, kini=MARET)
    # The page asks by itself and loads anew.
    expect(page.get_by_text("1 jawaban sudah masuk ke survei")).to_be_visible()
    periksa_rupa(page)
