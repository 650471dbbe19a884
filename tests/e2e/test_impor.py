"""Importing a cascade in a real browser: upload, an unknown name, a bad row, preview, decision."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from indikator.models import Indikator
from kinerja.perjanjian.models import TautanKinerja
from tests.e2e.axe import periksa_rupa
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.pabrik import satuan
from tests.perjanjian.bantu_impor import buku

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


KEPALA = "No|Sasaran|No|Indikator Kinerja|TW I|TW II|TW III|TW IV|Tahun|Keterangan|Pem"
LAMPIRAN_I: list[list[object]] = [
    [*KEPALA.split("|")],
    [1, "Layanan baik", 1, "Indeks layanan", "N/A", 86.75, "N/A", 86.75, 86.75, "Nilai", "✓"],
    [1, "Layanan baik", 2, "Indeks kedua", "lima", None, None, None, None, "Nilai", None],
]


def test_dari_berkas_sampai_cascading(buka: Pembuka, orang: Pemeran, tmp_path: Path) -> None:
    satuan("nilai")
    jalur = tmp_path / "lampiran i.xlsx"
    jalur.write_bytes(buku(Lampiran_I=LAMPIRAN_I))
    page = buka(pengguna=orang.perencana)
    page.goto(reverse("perjanjian:impor", args=[orang.kota.pk, 2023]))
    periksa_rupa(page)
    page.get_by_label("Berkas", exact=True).set_input_files(jalur)
    page.get_by_role("button", name="Unggah dan lihat pratinjau").click()
    expect(page.get_by_role("heading", name="Nama yang belum dikenali")).to_be_visible()
    periksa_rupa(page)
    page.get_by_label("“Pem”").select_option("Asisten Contoh")
    page.get_by_role("button", name="Simpan arti nama").click()
    expect(page.get_by_text("1.1 → Asisten Contoh")).to_be_visible()
    expect(page.get_by_text("baris 3, kolom TW I: bukan angka")).to_be_visible()
    periksa_rupa(page)
    assert not Indikator.objects.exists()
    page.get_by_label("Terapkan baris yang benar saja").check()
    page.get_by_role("button", name="Terapkan 3 perubahan").click()
    expect(page.get_by_text("Diterapkan: 3 baru, 0 berubah.")).to_be_visible()
    assert Indikator.objects.get().nama == "Indeks layanan"
    assert TautanKinerja.objects.get().unit == orang.asisten
