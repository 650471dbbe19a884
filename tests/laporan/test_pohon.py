"""The printed pohon kinerja: the frozen tree as vectors, on the paper that fits, and as a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from kinerja.laporan import permintaan
from kinerja.laporan.data import Terbitan
from kinerja.laporan.jenis import beku
from kinerja.laporan.models import Format, Jenis, StatusLaporan
from kinerja.laporan.pembangunan import bangun
from kinerja.laporan.pohon.data import DataPohon, cair
from kinerja.laporan.pohon.excel import buat_excel_pohon
from kinerja.laporan.pohon.kumpulkan import kumpulkan_pohon
from kinerja.laporan.pohon.pdf import A3, A4, buat_pdf_pohon, pilih_kertas
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode
from kinerja.perjanjian.hitung.pohon import JenisSimpul, Simpul
from kinerja.perjanjian.services.pohon_lintas import hubungkan
from tests.laporan.cocok import rapat
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_pohon import KINI, buat_simpul


@pytest.fixture
def data(orang: Pemeran, juli: datetime) -> DataPohon:
    """Two conditions of bagian, one link inside, one to a tree that its readers may not read."""
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    puncak = buat_simpul(orang, "Warga puas", unit=orang.bagian, indikator=(indikator,))
    anak = buat_simpul(
        orang, "=Layanan cepat", puncak, unit=orang.bagian, teks=("Lama antre",), pengampu=((orang.subbagian, None),)
    )
    lain = buat_simpul(orang, "Petugas cakap", puncak, unit=orang.bagian)
    rahasia = buat_simpul(orang, "Rahasia kota")
    for ke, kata in ((lain, "jadwal"), (rahasia, "data")):
        hubungkan(pelaku=orang.perencana, dari=anak, ke=ke, unit=None, keterangan=kata, kini=KINI)
    periode = Periode.objects.select_related("instansi").get(pk=orang.periode.pk)
    return kumpulkan_pohon(orang.bagian, periode, kini=juli)


def terbitan(juli: datetime) -> Terbitan:
    return Terbitan("POK/BAG/2023/ABC", "ABCDEFGHJKMN", "http://contoh/periksa/ABCDEFGHJKMN/", "a" * 64, juli)


def test_beku_dan_cair_sama(data: DataPohon) -> None:
    assert cair(beku(data)) == data
    assert "Rahasia kota" not in beku(data)
    with pytest.raises(ValueError, match="berskema"):
        cair(beku(replace(data, skema=9)))


def test_pdf_satu_lembar_a4_memuat_semuanya(data: DataPohon, juli: datetime) -> None:
    pdf = PdfReader(BytesIO(buat_pdf_pohon(data, terbitan(juli))))
    assert [round(float(h.mediabox.width)) for h in pdf.pages] == [842, 842]
    gambar, daftar = (rapat(h.extract_text()) for h in pdf.pages)
    # The drawing is text and lines, no picture of them.
    assert not pdf.pages[0].images
    for kata in ("Warga puas", "=Layanan cepat", "Indikator 1.1", "1.1 ↔ 1.2: jadwal", "Kota Contoh: data"):
        assert rapat(kata) in gambar
    for kata in ("Warga puas", "Lama antre (belum ada dalam daftar indikator)", "Subbagian Contoh", "Petugas cakap"):
        assert rapat(kata) in daftar
    assert "Rahasia" not in gambar + daftar


def test_pohon_besar_dibagi_di_a3(data: DataPohon, juli: datetime) -> None:
    simpul = [Simpul(1, None, JenisSimpul.ULTIMATE, "Puncak besar")]
    simpul += [Simpul(n, 1, JenisSimpul.CSF, f"Faktor {n}") for n in (2, 3, 4)]
    simpul += [Simpul(n, 2 + n % 3, JenisSimpul.OUTPUT, f"Kondisi nomor {n} yang terwujud") for n in range(5, 35)]
    besar = replace(data, simpul=tuple(sorted(simpul, key=lambda s: s.pk)), lintas=())
    kertas, lembar = pilih_kertas(besar.lengkap)
    assert kertas is A3
    assert len(lembar) > 1
    assert pilih_kertas(data.lengkap)[0] is A4
    pdf = PdfReader(BytesIO(buat_pdf_pohon(besar, terbitan(juli))))
    teks = [h.extract_text() for h in pdf.pages[: len(lembar)]]
    assert [round(float(h.mediabox.width)) for h in pdf.pages[: len(lembar) + 1]] == [1191] * len(lembar) + [842]
    assert f"Lembar 1 dari {len(lembar)}" in teks[0]
    assert "lanjut di lembar 2" in teks[0]
    assert "lanjutan lembar 1" in teks[1]
    semua = rapat(" ".join(teks))
    assert [s.uraian for s in simpul if rapat(s.uraian) not in semua] == []


def test_excel_tidak_menjalankan_teks(data: DataPohon, juli: datetime) -> None:
    buku = load_workbook(BytesIO(buat_excel_pohon(data, terbitan(juli))))
    assert buku.sheetnames == ["Pohon", "Indikator", "Crosscutting", "Keterangan"]
    baris = list(buku["Pohon"].iter_rows(min_row=2, values_only=True))
    assert baris[1] == (
        "1.1", 2, "Critical success factor", "=Layanan cepat", "1", "Lama antre", "Subbagian Contoh",
    )  # fmt: skip
    assert buku["Pohon"]["D3"].data_type == "s"
    assert [b[3] for b in buku["Indikator"].iter_rows(min_row=2, values_only=True)] == [
        "dalam daftar indikator",
        "belum dalam daftar",
    ]
    assert [b[2] for b in buku["Crosscutting"].iter_rows(min_row=2, values_only=True)] == [
        "1.2 Petugas cakap: jadwal",
        "Kota Contoh: data",
    ]


def test_diminta_dan_dibangun(orang: Pemeran, juli: datetime) -> None:
    umum: dict[str, Any] = {
        "pelaku": orang.pimpinan,
        "unit": orang.bagian,
        "periode": orang.periode,
        "jenis": Jenis.POHON,
    }
    with pytest.raises(PelanggaranAturan, match="belum mempunyai pohon kinerja"):
        permintaan.minta_dokumen(**umum, format_=Format.XLSX, kini=juli, antre=False)
    buat_simpul(orang, "Warga puas", unit=orang.bagian)
    laporan, _ = permintaan.minta_dokumen(**umum, format_=Format.XLSX, kini=juli, antre=False)
    hasil = bangun(laporan.pk, kini=juli)
    assert hasil is not None
    assert hasil.status == StatusLaporan.SELESAI, hasil.galat
    assert hasil.nomor.startswith("POK/BAG/2023/")
