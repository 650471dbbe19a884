"""manage.py buat_laporan: the same document without browser, broker or worker."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook
from pypdf import PdfReader

from kinerja.beku import sidik
from kinerja.laporan.data import cair
from kinerja.laporan.models import Laporan, StatusLaporan
from tests.laporan.conftest import Isian
from tests.orang import Pemeran
from tests.pabrik import buat_unit


def perintah(keluaran: Path, **lain: object) -> str:
    pilihan: dict[str, object] = {"unit": "BAG", "tahun": 2023, "tw": 2, "format": "pdf", "keluaran": keluaran} | lain
    hasil = StringIO()
    call_command("buat_laporan", **pilihan, stdout=hasil)
    return hasil.getvalue()


def test_pdf_excel_dan_data_bekunya(isian: Isian, tmp_path: Path) -> None:
    keluaran = perintah(tmp_path / "lap.pdf", data=tmp_path / "lap.json")
    assert PdfReader(tmp_path / "lap.pdf").pages
    perintah(tmp_path / "lap.xlsx", format="xlsx")
    assert "Realisasi" in load_workbook(tmp_path / "lap.xlsx").sheetnames
    isi = (tmp_path / "lap.json").read_text(encoding="utf-8")
    assert cair(isi).unit_kode == "BAG"
    assert sidik(isi) in keluaran
    assert set(Laporan.objects.values_list("status", flat=True)) == {StatusLaporan.SELESAI}


def test_rekap(isian: Isian, tmp_path: Path) -> None:
    perintah(tmp_path / "rekap.xlsx", unit="KOTA", jenis="rekap", format="xlsx")
    assert load_workbook(tmp_path / "rekap.xlsx")["Unit"]["A2"].value == "KOTA"


@pytest.mark.parametrize(
    ("pilihan", "pesan"),
    [
        ({"unit": "TIDAKADA"}, "Unit berkode TIDAKADA tidak ada"),
        ({"tahun": 1999}, "Tahun 1999 belum diatur"),
        ({"instansi": "entah"}, "Instansi entah tidak ada"),
        ({"atas_nama": "entah"}, "Pengguna entah tidak ada"),
    ],
)
def test_pilihan_keliru_disebut(orang: Pemeran, tmp_path: Path, pilihan: dict[str, object], pesan: str) -> None:
    with pytest.raises(CommandError, match=pesan):
        perintah(tmp_path / "lap.pdf", **pilihan)
    assert not Laporan.objects.exists()


def test_folder_tidak_ada(orang: Pemeran, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Folder"):
        perintah(tmp_path / "tidak" / "ada" / "lap.pdf")
    assert not Laporan.objects.exists()


def test_kode_unit_yang_sama_di_dua_instansi(orang: Pemeran, tmp_path: Path) -> None:
    buat_unit(orang.luar, "BAG", orang.unit_luar)
    with pytest.raises(CommandError, match="kota-contoh, luar"):
        perintah(tmp_path / "lap.xlsx", format="xlsx")
    perintah(tmp_path / "lap.xlsx", format="xlsx", instansi="kota-contoh")
    assert (tmp_path / "lap.xlsx").exists()
