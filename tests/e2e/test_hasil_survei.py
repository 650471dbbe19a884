"""The pages of a result in a real browser: taken back without JavaScript, printed whole, accessible to everybody.

The way to a published result: tests/e2e/test_survei_sampai_terbit.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Pengguna
from survei.models import PertanyaanTambahan, Survei
from survei.models.survei import StatusSurvei
from survei.services import hasil as layanan
from tests.e2e.axe import periksa_lebar, periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.bantu import buat_survei, buat_tautan, isi_survei
from tests.survei.bantu_hasil import JULI, buat_rtl, segar, tetapkan, tutup
from tests.survei.test_tautan_indikator import komponen, taut

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


SEMESTER_LALU: dict[str, Any] = {
    "nomor_periode": 2,
    "tahun": 2022,
    "mulai": date(2022, 7, 1),
    "selesai": date(2022, 12, 31),
}


@pytest.fixture
def petugas(orang: Pemeran) -> Pengguna:
    return buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.kota))


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    """Closed, two services, 24 people, waktu low; an earlier period beside it."""
    lalu = buat_survei(orang.bagian, layanan=("KTP", "KK"), **SEMESTER_LALU)
    isi_survei(lalu, *([3] * 9 for _ in range(8)))
    tetapkan(orang, lalu)
    satu = buat_survei(orang.bagian, layanan=("KTP", "KK"))
    kenal, lagi = (
        str(PertanyaanTambahan.objects.create(survei=satu, urutan=n, teks=teks, pilihan=pilihan).pk)
        for n, (teks, pilihan) in enumerate((("Dari mana Anda tahu?", ["Web", "Teman"]), ("Apa lagi?", [])), 1)
    )
    ktp, kk = satu.layanan.order_by("-nama")
    for jenis, umur, layanan_, nilai in (("P", 24, ktp, 4), ("L", 37, ktp, 3), ("P", 55, kk, 3), ("L", 61, kk, 4)):
        isi_survei(
            satu,
            *([nilai, nilai, 2, 3, nilai, 4, 4, nilai, 3] for _ in range(6)),
            jenis_kelamin=jenis,
            umur=umur,
            layanan=layanan_,
            tautan=None if nilai == 3 else buat_tautan(satu, f"Loket {umur}"),
            saran="Antrean di loket terlalu lama." if nilai == 3 else "",
            tambahan={kenal: "Web", lagi: "Kursi"} if nilai == 3 else {kenal: "Teman"},
        )
    return tutup(satu)


def alamat(nama: str, survei: Survei) -> str:
    return reverse(f"survei:{nama}", args=[survei.pk])


def buka_rincian(page: Page) -> None:
    for satu in page.locator("main details").all():
        satu.evaluate("d => { d.open = true; }")


def test_batal_dengan_alasan_lalu_tetapkan_lagi(buka: Pembuka, orang: Pemeran, survei: Survei) -> None:
    tetapkan(orang, survei)
    kode = _terbit(orang, survei)
    page = buka(pengguna=orang.pimpinan, javascript=False)
    page.goto(alamat("hasil", survei))
    page.locator("summary", has_text="Batalkan penetapan").click()
    page.get_by_label("Alasan membatalkan penetapan").fill("Satu berkas tertinggal.")
    page.get_by_role("button", name="Batalkan penetapan").click()
    expect(page.get_by_text("Satu berkas tertinggal.")).to_be_visible()
    page.goto(reverse("survei:skm_hasil", args=[kode]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil ini sedang diperbaiki")
    page.goto(alamat("tetapkan", survei))
    page.get_by_role("button", name="Tetapkan IKM").click()
    assert segar(survei).status == StatusSurvei.DITETAPKAN


def test_semua_halaman_mudah_diakses(buka: Pembuka, orang: Pemeran, petugas: Pengguna, survei: Survei) -> None:
    rtl = buat_rtl(survei)
    satu = komponen(orang, orang.bagian)
    taut(orang, satu, orang.bagian)
    sebelum = [
        (orang.verifikator, alamat("tetapkan", survei)),
        (petugas, reverse("survei:rtl_ubah", args=[rtl.pk])),
        (petugas, alamat("saran", survei)),
        (petugas, reverse("survei:jawaban_bebas", args=[survei.pk, survei.pertanyaan_tambahan.get(pilihan=[]).pk])),
        (orang.perencana, reverse("survei:indikator")),
        (orang.perencana, reverse("survei:indikator_atur", args=[satu.pk])),
    ]
    _periksa(buka, sebelum)
    tetapkan(orang, survei)
    publik = reverse("survei:skm_hasil", args=[_terbit(orang, survei)])
    _periksa(buka, [(orang.pimpinan, alamat("hasil", survei)), (None, reverse("survei:skm")), (None, publik)])
    # Closed again, so with all that a closed survey shows, and its history.
    layanan.batalkan(pelaku=orang.pimpinan, survei=survei, alasan="Satu berkas tertinggal.", kini=JULI)
    _periksa(buka, [(orang.pimpinan, alamat("hasil", survei)), (None, publik)])


def _terbit(orang: Pemeran, survei: Survei) -> str:
    return layanan.terbitkan(pelaku=orang.pimpinan, survei=survei, kini=JULI).kode_publik


def _periksa(buka: Pembuka, halaman: Sequence[tuple[Pengguna | None, str]]) -> None:
    terbuka: dict[Pengguna | None, Page] = {}
    for siapa, jalan in halaman:
        page = terbuka.get(siapa) or terbuka.setdefault(siapa, buka(pengguna=siapa))
        page.goto(jalan)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        buka_rincian(page)
        periksa_rupa(page)


def test_halaman_publik_tercetak_utuh(buka: Pembuka, orang: Pemeran, survei: Survei) -> None:
    tetapkan(orang, survei)
    kode = _terbit(orang, survei)
    page = buka(lebar=794)
    page.goto(reverse("survei:skm_hasil", args=[kode]))
    page.emulate_media(media="print")
    periksa_lebar(page)
    expect(page.locator(".umum-kepala")).to_be_hidden()
    expect(page.locator(".grafik svg").first).to_be_visible()
