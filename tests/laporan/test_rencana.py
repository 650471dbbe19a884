"""The printed Rencana Aksi: PDF and Excel say what was frozen, no activity is torn, nothings stay apart."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from indikator.hitung.triwulan import Pola
from kinerja.beku import sidik
from kinerja.laporan import permintaan
from kinerja.laporan.data import Terbitan
from kinerja.laporan.jenis import beku
from kinerja.laporan.models import Format, Jenis, StatusLaporan
from kinerja.laporan.pembangunan import bangun
from kinerja.laporan.rencana.data import DataRencana, cair
from kinerja.laporan.rencana.excel import buat_excel_rencana
from kinerja.laporan.rencana.kumpulkan import halangan_rencana, kumpulkan_rencana
from kinerja.laporan.rencana.pdf import buat_pdf_rencana
from kinerja.laporan.rencana.tulis import teks_hasil, teks_rencana, teks_status, teks_ukuran
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode
from kinerja.perjanjian.models import KegiatanAksi
from kinerja.perjanjian.services.rencana_realisasi import Laporan, laporkan
from tests.laporan.cocok import kolom, rapat
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_rencana import buat_kegiatan, sel

TRIWULAN = ("TW I", "TW II", "TW III", "TW IV")


def periode(orang: Pemeran) -> Periode:
    return Periode.objects.select_related("instansi").get(pk=orang.periode.pk)


@pytest.fixture
def data(orang: Pemeran, juli: datetime) -> DataRencana:
    """Three activities: reported with money, reported as 0, and running figures nobody reported; one target N/A."""
    satu = buat_indikator(buat_sasaran(orang.bagian, orang.periode), target={1: "10", 2: None, 3: "12.5", 0: "12.5"})
    buat_indikator(satu.sasaran)
    rapat_ = buat_kegiatan(
        orang, satu, "=Rapat\ndua baris", ("1", "2", None, "0"), (None, "1500000.5", None, None), keluaran="Notula"
    )
    nol = buat_kegiatan(orang, satu, "Pendampingan", (None, "3", None, None))
    buat_kegiatan(orang, satu, "Pendataan", (None, "40", "70", "100"), pola=Pola.KUMULATIF, satuan="persen")
    KegiatanAksi.objects.filter(pk=nol.pk).update(contoh=True)
    lapor(orang, rapat_, juli, realisasi=Decimal(1), serapan=Decimal(1000000), kendala="+Hujan", status="selesai")
    lapor(orang, nol, juli, realisasi=Decimal(0), kendala="Belum ada jadwal", status="tertunda")
    return kumpulkan_rencana(orang.bagian, periode(orang), kini=juli)


def lapor(orang: Pemeran, kegiatan: KegiatanAksi, kini: datetime, **isi: Any) -> None:
    laporkan(pelaku=orang.operator, baris=sel(kegiatan, 2), laporan=Laporan(**isi), versi=0, kini=kini)


def terbitan(data: DataRencana, kini: datetime) -> Terbitan:
    kode = "ABC234DEF567"
    return Terbitan("RA/BAG/2023/ABC234", kode, f"http://situs.contoh/periksa/{kode}/", sidik(beku(data)), kini)


def test_beku_dan_cair_sama(data: DataRencana) -> None:
    assert cair(beku(data)) == data
    with pytest.raises(ValueError, match="berskema 2"):
        cair(beku(data).replace('"skema":1', '"skema":2'))
    # 1 of 3, 0 of 3, nothing reported of 100: (33,33 + 0 + 0) / 3.
    assert [teks_ukuran(k.kemajuan) for _, k in data.kegiatan] == ["33,33%", "0,00%", "belum dilaporkan"]
    assert (teks_ukuran(data.kemajuan), teks_ukuran(data.serapan)) == ("11,11%", "66,67%")
    assert data.contoh
    # The indicator without an activity is not printed.
    assert len(data.sasaran[0].indikator) == 1


def test_pdf_memuat_setiap_angka_berurutan(data: DataRencana, juli: datetime) -> None:
    lembar = PdfReader(BytesIO(buat_pdf_rencana(data, terbitan(data, juli)))).pages
    isi = rapat("".join(halaman.extract_text() for halaman in lembar))
    for indikator, k in data.kegiatan:
        assert rapat(indikator.nama) in isi
        urutan = [k.uraian]
        for uang in (False, True) if k.serapan.rencana is not None else (False,):
            urutan += ["Anggaran (Rp)" if uang else "Target keluaran"]
            urutan += [teks_rencana(t.anggaran if uang else t.target, uang=uang) for t in k.triwulan]
            urutan += ["Serapan (Rp)" if uang else "Realisasi"]
            urutan += [teks_hasil(t, uang=uang) for t in k.triwulan]
        urutan += ["Status", *(teks_status(t) for t in k.triwulan)]
        assert re.search(".*?".join(re.escape(rapat(teks)) for teks in urutan), isi), urutan
        assert rapat(teks_ukuran(k.kemajuan)) in isi
    for wajib in (
        "Memuat data contoh (1 kegiatan), bukan rencana resmi",
        "Target (Nilai): TW I 10,00; TW II N/A; TW III 12,50; TW IV –; tahun 12,50",
        "3 kegiatan · kemajuan 11,11% · serapan anggaran 66,67% dari Rp1.500.000,50",
        "Belum ada jadwal",
    ):
        assert rapat(wajib) in isi, wajib


def test_excel_memuat_setiap_angka_sebagai_angka(data: DataRencana, juli: datetime) -> None:
    buku: Workbook = load_workbook(BytesIO(buat_excel_rencana(data, terbitan(data, juli))))
    lembar, letak = buku["Rencana Aksi"], kolom(buku, "Rencana Aksi")
    for (indikator, k), baris in zip(data.kegiatan, lembar.iter_rows(min_row=2), strict=True):
        isi = {judul: baris[n].value for judul, n in letak.items()}
        assert (isi["Indikator"], isi["Kegiatan"]) == (indikator.nama, k.uraian)
        for waktu, t in zip(TRIWULAN, k.triwulan, strict=True):
            for nama, nilai, teks in (
                ("Target", t.target, teks_rencana(t.target, uang=False)),
                ("Realisasi", t.realisasi, teks_hasil(t, uang=False)),
                ("Anggaran (Rp)", t.anggaran, teks_rencana(t.anggaran, uang=True)),
                ("Serapan (Rp)", t.serapan, teks_hasil(t, uang=True)),
            ):
                assert isi[f"{nama} {waktu}"] == (teks if nilai is None else pytest.approx(float(nilai), rel=1e-14))
            assert isi[f"Status {waktu}"] == teks_status(t)
        for nama, ukuran in (("Kemajuan (%)", k.kemajuan), ("Serapan (%)", k.serapan)):
            harap = teks_ukuran(ukuran) if ukuran.persen is None else pytest.approx(float(ukuran.persen), rel=1e-14)
            assert isi[nama] == harap
        assert isi["Data"] == ("contoh" if k.contoh else "resmi")
    assert (lembar["F2"].value, lembar["G2"].value) == (10, "N/A")
    # Text that looks like a formula stays text.
    sel_rapat = lembar.cell(2, letak["Kegiatan"] + 1)
    assert (sel_rapat.value, sel_rapat.data_type) == ("=Rapat\ndua baris", "s")
    assert [s.value for s in buku["Kendala"][2]][4] == "+Hujan"
    assert lembar.freeze_panes == "E2"
    assert lembar.auto_filter.ref is not None


def test_kegiatan_tidak_terpenggal_halaman(orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    for nomor in range(1, 10):
        buat_kegiatan(orang, indikator, f"Kegiatan{nomor}.", (f"{nomor}001", None, None, None), ("5", None, None, None))
    data = kumpulkan_rencana(orang.bagian, periode(orang), kini=juli)
    lembar = [rapat(h.extract_text()) for h in PdfReader(BytesIO(buat_pdf_rencana(data, terbitan(data, juli)))).pages]
    tabel = [isi for isi in lembar if "Targetkeluaran" in isi]
    assert len(tabel) >= 2
    for isi in tabel:
        assert "Kegiatanataulangkah" in isi, "kepala tabel tidak berulang"
        # Every activity that begins on a page also ends there: one status line each.
        assert len(re.findall(r"Kegiatan\d+\.", isi)) == isi.count("Targetkeluaran") == isi.count("Status")


def test_diminta_lewat_pusat_dokumen(orang: Pemeran, juli: datetime, django_assert_max_num_queries: Any) -> None:
    def minta(format_: Format) -> Any:
        laporan, _ = permintaan.minta_dokumen(
            pelaku=orang.pimpinan,
            unit=orang.bagian,
            periode=periode(orang),
            jenis=Jenis.RENCANA_AKSI,
            jabatan=None,
            format_=format_,
            kini=juli,
            antre=False,
        )
        return bangun(laporan.pk, kini=juli)

    assert "belum mempunyai kegiatan" in halangan_rencana(orang.bagian, orang.periode)
    with pytest.raises(PelanggaranAturan) as tolak:
        minta(Format.PDF)
    assert tolak.value.kode == "dokumen_tidak_tersedia"
    for _ in range(3):
        lain = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
        buat_kegiatan(orang, lain)
    assert halangan_rencana(orang.bagian, orang.periode) == ""
    with django_assert_max_num_queries(12):
        kumpulkan_rencana(orang.bagian, periode(orang), kini=juli)
    pdf, excel = minta(Format.PDF), minta(Format.XLSX)
    assert {pdf.status, excel.status} == {StatusLaporan.SELESAI}
    # One frozen data set, so the two cannot disagree.
    assert pdf.data_id == excel.data_id
    assert pdf.nomor.startswith("RA/BAG/2023/")
