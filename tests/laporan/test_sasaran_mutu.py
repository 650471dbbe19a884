"""The Sasaran Mutu of UP PMPTSP [MM]: every cell of the published one, parsed back out of PDF and workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from indikator.models import Indikator, Satuan
from indikator.models.indikator import JenisSasaran
from kinerja.beranda.demo.indikator import baca, muat_sasaran_mutu
from kinerja.beranda.demo.mutu import muat_dokumen_mutu
from kinerja.beranda.demo.susunan import UNIT_PMPTSP
from kinerja.laporan.dokumen_kinerja.data import DataKinerja
from kinerja.laporan.dokumen_kinerja.excel import buat_excel_sasaran_mutu
from kinerja.laporan.dokumen_kinerja.kumpulkan import kumpulkan_dokumen
from kinerja.laporan.dokumen_kinerja.pdf import buat_pdf_dokumen
from kinerja.laporan.models import Format, Jenis, StatusLaporan
from kinerja.laporan.pembangunan import bangun
from kinerja.laporan.permintaan import minta_dokumen
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models import JenisDokumen
from tests.laporan.bantu_kinerja import (
    KINI,
    TERBITAN,
    Tempat,
    baris_lembar,
    buka,
    cari_berurutan,
    muat_instansi,
    teks_pdf,
)
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

pytestmark = pytest.mark.django_db
CETAKAN = baca("sasaran_mutu_2023.json")
WAKTU = ("tw1", "tw2", "tw3", "tw4")


def _muat(
    periode: Periode, unit: Mapping[str, Unit], jabatan: Mapping[str, Jabatan], satuan: Mapping[str, Satuan]
) -> None:
    puncak = UNIT_PMPTSP[0].kode
    indikator = muat_sasaran_mutu(periode, unit[puncak], jabatan[puncak], satuan)
    muat_dokumen_mutu(periode, unit[puncak], indikator, KINI)


@pytest.fixture
def tempat() -> Tempat:
    return muat_instansi(UNIT_PMPTSP, _muat)


@pytest.fixture
def data(tempat: Tempat) -> DataKinerja:
    return kumpulkan_dokumen(JenisDokumen.SASARAN_MUTU, tempat.unit, tempat.periode, kini=KINI)


def test_pdf_memuat_setiap_sel(data: DataKinerja) -> None:
    teks = teks_pdf(buat_pdf_dokumen(data, TERBITAN))
    letak = cari_berurutan(
        teks, ["SASARAN MUTU", f"Dokumen No. {CETAKAN['dokumen_no']}", f"Berlaku {CETAKAN['berlaku']}"]
    )
    for b in CETAKAN["sasaran_mutu"]:
        target = [
            t
            for tw, kunci in zip(("I", "II", "III", "IV"), WAKTU, strict=True)
            for t in (f"TW {tw}:", b["target"][kunci]["raw"])
        ]
        isi = [str(b["no"]), b["sasaran"], *target, b["indikator"], b["metode_pengukuran"], b["frekuensi"]]
        letak = cari_berurutan(teks, [*isi, b["penanggung_jawab"]], letak)


def test_excel_memuat_setiap_sel(data: DataKinerja) -> None:
    buku = buka(buat_excel_sasaran_mutu(data, TERBITAN))
    for b, cetak in zip(baris_lembar(buku, "Sasaran Mutu"), CETAKAN["sasaran_mutu"], strict=True):
        assert (b["No"], b["Sasaran"], b["Indikator"]) == (cetak["no"], cetak["sasaran"], cetak["indikator"])
        # Our own notes follow in a paragraph of their own.
        assert b["Metode"].split("\n")[0] == cetak["metode_pengukuran"]
        assert (b["Frekuensi"], b["Penanggung jawab"]) == (cetak["frekuensi"], cetak["penanggung_jawab"])
        for judul, kunci in zip(("Target TW I", "Target TW II", "Target TW III", "Target TW IV"), WAKTU, strict=True):
            assert Decimal(str(b[judul])) == cetak["target"][kunci]["value"]
    dokumen = {nama: nilai for nama, nilai, *_ in buku["Dokumen"].iter_rows(values_only=True)}
    assert dokumen["Dokumen No."] == "L2/MM-02"
    assert dokumen["Berlaku"] == datetime(2023, 7, 1)  # noqa: DTZ001 (a date, as workbooks keep it)
    sel = buku["Sasaran Mutu"]
    assert [sel[f"C{baris}"].number_format for baris in (2, 3, 8)] == ["#,##0", '#,##0"%"', "#,##0.000"]


def test_target_yang_bukan_angka_tetap_terbedakan(orang: Pemeran) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode, jenis=JenisSasaran.MUTU)
    indikator = buat_indikator(sasaran, target={1: "0", 2: None, 3: "1234.5"})
    Indikator.objects.filter(pk=indikator.pk).update(nama="=1+1 bukan rumus")
    data = kumpulkan_dokumen(JenisDokumen.SASARAN_MUTU, orang.bagian, orang.periode, kini=KINI)
    teks = teks_pdf(buat_pdf_dokumen(data, TERBITAN))
    cari_berurutan(teks, ["TW I: 0", "TW II: N/A", "TW III: 1.234,5", "TW IV: belum ditetapkan"])
    assert "DokumenNo." not in teks  # none set: nothing pretended
    buku = buka(buat_excel_sasaran_mutu(data, TERBITAN))
    (baris,) = baris_lembar(buku, "Sasaran Mutu")
    assert [baris[f"Target TW {tw}"] for tw in ("I", "II", "III", "IV")] == [0, "N/A", 1234.5, "belum ditetapkan"]
    assert buku["Sasaran Mutu"]["G2"].data_type == "s"


def test_diminta_dan_terbit_lewat_pusat_dokumen(orang: Pemeran, juli: datetime) -> None:
    kunci: dict[str, Any] = {
        "pelaku": orang.perencana,
        "unit": orang.bagian,
        "periode": orang.periode,
        "kini": juli,
        "antre": False,
    }
    with pytest.raises(PelanggaranAturan, match="belum mempunyai indikator untuk Sasaran Mutu") as salah:
        minta_dokumen(**kunci, jenis=Jenis.SASARAN_MUTU, format_=Format.PDF)
    assert salah.value.kode == "dokumen_tidak_tersedia"
    buat_indikator(buat_sasaran(orang.bagian, orang.periode, jenis=JenisSasaran.MUTU))
    isi = {}
    for format_ in (Format.PDF, Format.XLSX):
        laporan, baru = minta_dokumen(**kunci, jenis=Jenis.SASARAN_MUTU, format_=format_)
        assert baru
        terbit = bangun(laporan.pk, kini=juli)
        assert terbit is not None
        assert (terbit.status, terbit.galat) == (StatusLaporan.SELESAI, "")
        assert terbit.nomor.startswith("SM/BAG/2023/")
        isi[format_] = terbit
    # One frozen data set behind both.
    assert isi[Format.PDF].data_id == isi[Format.XLSX].data_id
    assert "Indikator 1.1" in PdfReader(isi[Format.PDF].berkas).pages[0].extract_text()
    assert "Sasaran Mutu" in load_workbook(BytesIO(isi[Format.XLSX].berkas.read())).sheetnames
