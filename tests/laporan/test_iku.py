"""The IKU of a kecamatan [IKU]: every cell of the published one, parsed back out of PDF and workbook."""

from __future__ import annotations

from typing import Any

import pytest

from kinerja.beranda.demo.iku import UNIT_KECAMATAN, muat_iku
from kinerja.beranda.demo.indikator import baca
from kinerja.laporan.dokumen_kinerja.data import DataKinerja
from kinerja.laporan.dokumen_kinerja.excel import buat_excel_iku
from kinerja.laporan.dokumen_kinerja.kumpulkan import halangan, kumpulkan_dokumen
from kinerja.laporan.dokumen_kinerja.pdf import buat_pdf_dokumen
from kinerja.perjanjian.models import JenisDokumen, KeteranganIndikator
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

pytestmark = pytest.mark.django_db
IKU = JenisDokumen.IKU
CETAKAN = baca("iku_kecamatan.json")["iku"]


@pytest.fixture
def tempat() -> Tempat:
    return muat_instansi(UNIT_KECAMATAN, muat_iku)


@pytest.fixture
def data(tempat: Tempat) -> DataKinerja:
    return kumpulkan_dokumen(IKU, tempat.unit, tempat.periode, kini=KINI)


def _rumus(formula: dict[str, Any]) -> list[str]:
    if formula["kind"] != "ratio":
        return []
    return [formula["numerator"], "/", formula["denominator"], "×", "100"]


def test_pdf_memuat_setiap_sel(data: DataKinerja) -> None:
    teks, letak, sasaran = teks_pdf(buat_pdf_dokumen(data, TERBITAN)), 0, ""
    for b in CETAKAN:
        kepala = [str(b["no"])] if b["sasaran"] == sasaran else [str(b["no"]), b["sasaran"]]
        isi = [b["indikator"], b["penjelasan"], *_rumus(b["formula"]), *b["sumber_data"], *b["penanggung_jawab"]]
        letak, sasaran = cari_berurutan(teks, [*kepala, *isi], letak), b["sasaran"]


def test_excel_memuat_setiap_sel(data: DataKinerja) -> None:
    buku = buka(buat_excel_iku(data, TERBITAN))
    for b, cetak in zip(baris_lembar(buku, "IKU"), CETAKAN, strict=True):
        rumus = _rumus(cetak["formula"])
        assert (b["No"], b["Sasaran"], b["IKU"]) == (cetak["no"], cetak["sasaran"], cetak["indikator"])
        assert b["Penjelasan/Formulasi"].split("\n") == [cetak["penjelasan"], *filter(None, [" ".join(rumus)])]
        assert b["Sumber data"].split("\n") == cetak["sumber_data"]
        assert b["Penanggung jawab"].split("\n") == cetak["penanggung_jawab"]


def test_tanpa_sebutan_dicetak_nama_jabatannya(tempat: Tempat) -> None:
    KeteranganIndikator.objects.update(sebutan_penanggung_jawab="")
    data = kumpulkan_dokumen(IKU, tempat.unit, tempat.periode, kini=KINI)
    assert data.baris[3].penanggung_jawab == (
        "Kepala Subbagian Perencanaan dan Keuangan",
        "Kepala Subbagian Umum dan Kepegawaian",
        "Kepala Seksi Ekonomi dan Pembangunan",
        "Kepala Seksi Kesejahteraan Sosial",
        "Kepala Seksi Ketenteraman dan Ketertiban",
    )


def test_tanpa_indikator_utama_ada_alasannya(orang: Pemeran, tempat: Tempat) -> None:
    assert halangan(IKU, tempat.unit, tempat.periode) == ""
    assert halangan(IKU, orang.bagian, orang.periode) == (
        "Bagian Contoh belum mempunyai indikator untuk Indikator Kinerja Utama tahun 2023. Perencana menambahkan "
        "sasaran strategis, atau memilih indikatornya pada tab Mutu, IKU, IKI."
    )
