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
from survei.models.survei import StatusSurvei
from tests.laporan.adegan_survei import survei_lengkap, tetap
from tests.laporan.conftest import Isian
from tests.orang import Pemeran
from tests.pabrik import buat_unit
from tests.survei.bantu import buat_survei


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


def perintah_survei(keluaran: Path, **lain: object) -> str:
    hasil = StringIO()
    call_command("buat_laporan_survei", format="xlsx", keluaran=keluaran, **lain, stdout=hasil)
    return hasil.getvalue()


def test_laporan_survei_dan_rekapnya(orang: Pemeran, tmp_path: Path) -> None:
    survei = survei_lengkap(orang)
    keluaran = perintah_survei(tmp_path / "skm.xlsx", survei=survei.pk, data=tmp_path / "skm.json")
    assert load_workbook(tmp_path / "skm.xlsx")["Unsur"]["A2"].value == "U1"
    assert sidik((tmp_path / "skm.json").read_text(encoding="utf-8")) in keluaran
    tetap(orang, survei)
    perintah_survei(tmp_path / "rekap.xlsx", unit="AST", tahun=2023)
    baris = load_workbook(tmp_path / "rekap.xlsx")["Unit"].iter_rows(min_row=2, values_only=True)
    assert {b[2]: b[6] for b in baris}["Bagian Contoh"] == pytest.approx(84.5566, abs=1e-4)


@pytest.mark.parametrize(
    ("pilihan", "pesan"),
    [
        ({"survei": 0}, "Survei nomor 0 tidak ada"),
        ({"unit": "AST"}, "memerlukan --tahun"),
        ({"unit": "TIDAKADA", "tahun": 2023}, "Unit berkode TIDAKADA tidak ada"),
    ],
)
def test_pilihan_survei_keliru_disebut(orang: Pemeran, tmp_path: Path, pilihan: dict[str, object], pesan: str) -> None:
    with pytest.raises(CommandError, match=pesan):
        perintah_survei(tmp_path / "x.xlsx", **pilihan)
    assert not Laporan.objects.exists()


def test_survei_draf_ditolak_dengan_kata(orang: Pemeran, tmp_path: Path) -> None:
    draf = buat_survei(orang.bagian, status=StatusSurvei.DRAF)
    with pytest.raises(CommandError, match="masih draf"):
        perintah_survei(tmp_path / "x.xlsx", survei=draf.pk)
