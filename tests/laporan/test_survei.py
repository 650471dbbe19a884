"""The report of one survey: PDF and Excel say what the frozen data say; unfixed results say so on every page."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from indikator.hitung.angka import tulis_angka
from kinerja.beku import sidik
from kinerja.laporan.data import Terbitan
from kinerja.laporan.jenis import beku
from kinerja.laporan.survei.data import DataSurvei, cair
from kinerja.laporan.survei.excel import buat_excel_survei
from kinerja.laporan.survei.kumpulkan import kumpulkan_survei
from kinerja.laporan.survei.pdf import buat_pdf_survei
from kinerja.laporan.survei.saran import berisi, kelompokkan
from kinerja.laporan.survei.tampilan import tampilan
from survei.models import Survei
from tests.laporan.adegan_survei import AGUSTUS, survei_lengkap, tetap
from tests.laporan.conftest import pimpinan_unit
from tests.orang import Pemeran
from tests.survei.bantu import buat_survei, isi_survei


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    pimpinan_unit(orang.bagian)
    return survei_lengkap(orang)


def terbitan(data: DataSurvei) -> Terbitan:
    kode = "ABC234DEF567"
    return Terbitan("SKM/BAG/2023/SMI/ABC234", kode, f"http://situs.contoh/periksa/{kode}/", sidik(beku(data)), AGUSTUS)


def halaman(data: DataSurvei) -> list[str]:
    """The text of every page, without white space: where a line breaks is no matter of content."""
    pembaca = PdfReader(BytesIO(buat_pdf_survei(data, terbitan(data))))
    assert str(pembaca.root_object["/MarkInfo"]) == "{'/Marked': True}"
    return [rapat(h.extract_text()) for h in pembaca.pages]


def rapat(teks: str) -> str:
    return re.sub(r"\s+", "", teks)


def test_pdf_memuat_setiap_angka_bab_dan_tanda_belum_ditetapkan(survei: Survei) -> None:
    """Making the document takes seconds, so everything about the unfixed one is looked for in one."""
    data = kumpulkan_survei(survei, kini=AGUSTUS)
    lembar = halaman(data)
    isi, surat = "".join(lembar), terbitan(data)
    # 24 × 33/36 and 15 × 26/36 …: 84,56 by hand in tests/survei; here it must be what was frozen.
    assert data.hasil.ikm is not None
    assert rapat(f"{tulis_angka(data.hasil.ikm)} · mutu B (Baik)") in isi
    for u in data.hasil.unsur:
        sel = (u.label, u.nama, str(u.terisi), str(u.jumlah), tulis_angka(u.nrr, 3), tulis_angka(u.tertimbang, 3))
        assert rapat("".join((*sel, u.mutu))) in isi, u.label
    for nomor, satu in enumerate(lembar, 1):
        for wajib in (surat.nomor, surat.sha256, "BELUM DITETAPKAN", f"Halaman {nomor} dari {len(lembar)}"):
            assert rapat(wajib) in satu, f"halaman {nomor} tanpa {wajib}"
    for wajib in (
        "BAB I Pendahuluan",
        "BAB II Pengumpulan data",
        "BAB III Hasil survei",
        "BAB IV Analisis dan tindak lanjut",
        "BAB V Kesimpulan dan saran",
        "Lampiran 1 Instrumen survei",
        "Lampiran 2 Pengolahan data",
        "Lampiran 3 Hasil per layanan",
        "Dari 45 penerima layanan diperlukan paling sedikit 40 responden; sudah terpenuhi.",
        "Semester II 202230 75,00 C – –",
        "Semester I 202340 84,56 B +9,56 Naik",
        "=Menambah loket antrean pada jam sibuk",
        "Kepala Subbagian Pelayanan40%",
        "Waktu penyelesaian24“Antrean terlalu lama”",
        "Sarana dan prasarana15“Parkir sempit & panas”",
        "Menyusun rencana tindak lanjut untuk unsur prioritas U8, U6",
        "Dari mana Anda tahu?",
        "Dra. Contoh Kepala, M.Si.",
        "PNS/ASN disembunyikan",
        "Garis putus-putus: awal mutu C 2,6000; B 3,0644; A 3,5324.",
        "Lampiran 4 Pertanyaan tambahan",
        # 24, 15 and 1 of 40; the table, then the chart.
        "T1 Dari mana Anda tahu? Jawaban Responden Bagian Web 24 60,0% Teman 15 37,5% Tidak menjawab 1 2,5%",
        "24 (60,0%)",
        "T2 Layanan apa lagi? Jawaban tertulis Responden Bagian Menjawab 24 60,0% Tidak menjawab 16 40,0%",
    ):
        assert rapat(wajib) in isi, wajib


def test_hasil_ditetapkan_tanpa_tanda_dan_tidak_berubah(orang: Pemeran, survei: Survei) -> None:
    tetap(orang, survei)
    data = kumpulkan_survei(Survei.objects.select_related("unit__instansi").get(pk=survei.pk), kini=AGUSTUS)
    isi = "".join(halaman(data))
    assert "BELUMDITETAPKAN" not in isi
    assert rapat("5 Juli 2023 pukul 09.00 WIB oleh Contoh verifikator") in isi
    assert cair(beku(data)) == data


def test_kelompok_kecil_tidak_tercetak(survei: Survei) -> None:
    data = kumpulkan_survei(survei, kini=AGUSTUS)
    pekerjaan = next(p for p in data.hasil.pilahan if p.kode == "pekerjaan")
    assert {k.nama: k.responden for k in pekerjaan.kelompok} == {
        "PNS/ASN": None,
        "Pegawai swasta": 24,
        "Wirausaha": None,
    }
    buku = load_workbook(BytesIO(buat_excel_survei(data, terbitan(data))))
    baris = {b[1].value: b for b in buku["Kelompok"].iter_rows(min_row=2) if b[0].value == "Pekerjaan"}
    assert (baris["PNS/ASN"][2].value, baris["PNS/ASN"][3].value) == ("disembunyikan", "tidak ada")


@pytest.fixture
def buku(survei: Survei) -> Workbook:
    data = kumpulkan_survei(survei, kini=AGUSTUS)
    return load_workbook(BytesIO(buat_excel_survei(data, terbitan(data))))


def test_excel_angka_tetap_angka(buku: Workbook, survei: Survei) -> None:
    data = kumpulkan_survei(survei, kini=AGUSTUS)
    fakta = {b[0].value: b[1] for b in buku["Ringkasan"].iter_rows(min_row=4)}
    assert fakta["IKM"].value == pytest.approx(float(data.hasil.ikm or 0), rel=1e-14)
    assert fakta["IKM"].number_format == "#,##0.00"
    assert (fakta["Responden"].value, fakta["Nilai persepsi"].value) == (40, 3)
    assert fakta["Status hasil"].value == "belum ditetapkan"
    for u, b in zip(data.hasil.unsur, buku["Unsur"].iter_rows(min_row=2, values_only=True), strict=True):
        assert b[:4] == (u.label, u.nama, u.terisi, u.jumlah)
        assert b[4] == pytest.approx(float(u.nrr), rel=1e-14)
        assert b[6] == u.mutu
    for u, b in zip(data.hasil.unsur, buku["Sebaran"].iter_rows(min_row=2, values_only=True), strict=True):
        assert b[2:] == (*(u.sebaran or ()), u.terisi)


def test_excel_pertanyaan_tambahan(buku: Workbook) -> None:
    assert list(buku["Tambahan"].iter_rows(min_row=2, values_only=True)) == [
        ("T1", "Dari mana Anda tahu?", "Web", 24, 60),
        ("T1", "Dari mana Anda tahu?", "Teman", 15, 37.5),
        ("T1", "Dari mana Anda tahu?", "Tidak menjawab", 1, 2.5),
        ("T2", "Layanan apa lagi?", "Menjawab", 24, 60),
        ("T2", "Layanan apa lagi?", "Tidak menjawab", 16, 40),
    ]


def test_data_beku_sebelum_ada_pertanyaan_tambahan_tetap_menjadi_dokumen(survei: Survei) -> None:
    """An issued report is rendered from what was frozen then, and nothing is added to it."""
    isi = json.loads(beku(kumpulkan_survei(survei, kini=AGUSTUS)))
    assert isi["hasil"].pop("tambahan")
    data = cair(json.dumps(isi))
    assert data.hasil.tambahan is None
    assert "Lampiran 4" not in render_to_string(
        "laporan/survei/laporan.html", tampilan(data, terbitan(data), ada_logo=False)
    )
    assert "Tambahan" not in load_workbook(BytesIO(buat_excel_survei(data, terbitan(data)))).sheetnames


def test_excel_siap_dicetak_dan_tanpa_rumus(buku: Workbook) -> None:
    assert buku.sheetnames == [
        "Ringkasan",
        "Unsur",
        "Sebaran",
        "Kelompok",
        "Tren",
        "RTL",
        "Saran",
        "Tambahan",
        "Instrumen",
        "Keterangan",
    ]
    sel = [s for lembar in buku for baris in lembar.iter_rows() for s in baris]
    assert not [s.coordinate for s in sel if s.data_type == "f"]
    program = buku["RTL"]["C2"]
    assert (program.value or "").startswith("=Menambah")
    assert program.quotePrefix
    assert [buku["RTL"][f"{k}2"].value for k in "DEFG"] == [None, None, "✓", "✓"]
    assert (buku["Unsur"].freeze_panes, buku["Unsur"].page_setup.fitToWidth) == ("C2", 1)


def test_survei_tanpa_jawaban_tetap_menjadi_dokumen(orang: Pemeran) -> None:
    satu = Survei.objects.select_related("unit__instansi").get(pk=buat_survei(orang.bagian, populasi=None).pk)
    data = kumpulkan_survei(satu, kini=AGUSTUS)
    isi = "".join(halaman(data))
    assert rapat("Belum ada jawaban yang masuk.") in isi
    assert rapat("Rencana tindak lanjut belum disusun.") in isi
    assert len(buat_excel_survei(data, terbitan(data))) > 1000


def test_kueri_tidak_tumbuh_dengan_jawaban(orang: Pemeran, survei: Survei) -> None:
    def kueri() -> int:
        with CaptureQueriesContext(connection) as tangkapan:
            kumpulkan_survei(survei, kini=AGUSTUS)
        return len(tangkapan)

    awal = kueri()
    isi_survei(survei, *([2] * 9 for _ in range(60)), saran="Percepat antrean")
    assert kueri() == awal <= 18


@pytest.mark.parametrize(
    ("saran", "isi"),
    [("-", False), ("tidak ada", False), ("Tidak ada parkir", True), ("cukup", False), ("Bagus", True)],
)
def test_saran_hampa(saran: str, isi: bool) -> None:
    assert berisi(saran) is isi


def test_saran_per_tema() -> None:
    tema = kelompokkan(["Antre lama", "antre LAMA", "Petugas ramah, ruang sempit", "Sukses selalu"])
    assert [(t.tema, t.banyak, t.contoh) for t in tema] == [
        ("Waktu penyelesaian", 2, ("Antre lama",)),
        ("Perilaku pelaksana", 1, ("Petugas ramah, ruang sempit",)),
        ("Sarana dan prasarana", 1, ("Petugas ramah, ruang sempit",)),
        ("Lain-lain", 1, ("Sukses selalu",)),
    ]


def test_angka_sama_dengan_tangan(survei: Survei) -> None:
    # U3: 24 × 3 + 15 × 2 + 4 = 106 of 40; U9: 24 × 4 + 15 × 3 = 141 of the 39 who answered.
    unsur = {u.label: (u.terisi, u.jumlah, u.nrr) for u in kumpulkan_survei(survei, kini=AGUSTUS).hasil.unsur}
    assert unsur["U3"] == (40, 106, Decimal("2.65"))
    assert unsur["U9"][:2] == (39, 141)
