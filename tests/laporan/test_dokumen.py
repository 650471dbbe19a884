"""PDF and Excel say what the frozen data say, in a form an agency can file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from kinerja.beku import sidik
from kinerja.cetak import BerkasSendiri
from kinerja.laporan.data import DataLaporan, Terbitan, beku
from kinerja.laporan.excel import buat_excel
from kinerja.laporan.grafik import Batang, batang_capaian, batang_kelas
from kinerja.laporan.pdf import buat_pdf
from tests.laporan.cocok import cocokkan_excel, cocokkan_pdf, kolom, rapat
from tests.laporan.conftest import AGUSTUS


def terbitan(data: DataLaporan) -> Terbitan:
    kode = "ABC234DEF567"
    return Terbitan("LR/BAG/2023/TWII/ABC234", kode, f"http://situs.contoh/periksa/{kode}/", sidik(beku(data)), AGUSTUS)


def test_pdf_memuat_setiap_angka_data_beku(data: DataLaporan) -> None:
    cocokkan_pdf(buat_pdf(data, terbitan(data)), data)


def test_pencocokan_pdf_dapat_gagal(data: DataLaporan) -> None:
    """The comparison itself: a figure that is not the printed one is found."""
    pertama, *sisa = data.baris
    target = tuple(replace(s, nilai=Decimal("12.34"), teks="") for s in pertama.target)
    lain = replace(data, baris=(replace(pertama, target=target), *sisa))
    with pytest.raises(AssertionError, match="tidak tercetak berurutan"):
        cocokkan_pdf(buat_pdf(data, terbitan(data)), lain)


def test_pdf_memuat_kop_tanda_kaki_dan_tanda_tangan(data: DataLaporan) -> None:
    surat = terbitan(data)
    pembaca = PdfReader(BytesIO(buat_pdf(data, surat)))
    semua = [rapat(halaman.extract_text()) for halaman in pembaca.pages]
    for nomor, isi in enumerate(semua, 1):
        for wajib in (surat.nomor, surat.sha256, surat.alamat_periksa, f"Halaman {nomor} dari {len(semua)}"):
            assert rapat(wajib) in isi, f"halaman {nomor} tanpa {wajib}"
    for wajib in (
        "PEMERINTAH KOTA CONTOH",
        "SEMENTARA – 4 dari 8 baris belum disetujui",
        "Memuat data contoh (1 baris)",
    ):
        assert rapat(wajib).lower() in semua[0].lower()
    for wajib in ("Dra. Contoh Kepala, M.Si.", "Pembina (IV/a)", "NIP 197501012000031010", "10 Agustus 2023"):
        assert rapat(wajib) in semua[-1]
    assert str(pembaca.root_object["/MarkInfo"]) == "{'/Marked': True}"
    assert str(pembaca.root_object["/Lang"]) == "id"


def test_dokumen_final_tanpa_tanda_sementara(data: DataLaporan) -> None:
    hitungan = replace(data.hitungan, disetujui=data.hitungan.wajib, menunggu=0, belum=0, contoh=0)
    final = replace(data, hitungan=hitungan)
    isi = "".join(h.extract_text() for h in PdfReader(BytesIO(buat_pdf(final, terbitan(final)))).pages)
    assert "SEMENTARA" not in isi
    assert "contoh (" not in isi


def test_kemajuan_pdf_menyebut_halaman_dan_dapat_dihentikan(data: DataLaporan) -> None:
    langkah: list[tuple[str, int]] = []
    buat_pdf(data, terbitan(data), lapor=lambda kata, persen: langkah.append((kata, persen)))
    assert ("Menata halaman 2", langkah[2][1]) in langkah
    assert [p for _, p in langkah] == sorted(p for _, p in langkah)

    def berhenti(kata: str, persen: int) -> None:
        if kata == "Menata halaman 2":
            raise KeyError(kata)

    with pytest.raises(KeyError):
        buat_pdf(data, terbitan(data), lapor=berhenti)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/rahasia",
        "file:///etc/passwd",
        "kinerja:statik/../kinerja/settings.py",
        "kinerja:statik/laporan/../../manage.py",
        "kinerja:statik/css/kinerja.css",
        "kinerja:lampiran/lain",
    ],
)
def test_dokumen_tidak_dapat_membaca_berkas_lain(url: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        BerkasSendiri({"qr.svg": (b"<svg/>", "image/svg+xml")}).fetch(url)


def test_dokumen_membaca_berkasnya_sendiri() -> None:
    pengambil = BerkasSendiri({"qr.svg": (b"<svg/>", "image/svg+xml")})
    assert pengambil.fetch("kinerja:lampiran/qr.svg").read() == b"<svg/>"
    assert b"@page" in pengambil.fetch("kinerja:statik/laporan/dokumen.css").read()


@pytest.fixture
def buku(data: DataLaporan) -> Workbook:
    return load_workbook(BytesIO(buat_excel(data, terbitan(data))))


def test_excel_memuat_angka_yang_sama(buku: Workbook, data: DataLaporan) -> None:
    cocokkan_excel(buku, data)


def test_excel_nol_tetap_angka_dan_yang_kosong_kata(buku: Workbook) -> None:
    letak = kolom(buku, "Realisasi")["Realisasi TW II"]
    isi = {baris[5].value: baris[letak] for baris in buku["Realisasi"].iter_rows(min_row=2)}
    assert (isi["Indikator 1.2"].value, isi["Indikator 1.2"].data_type) == (0, "n")
    assert isi["Indikator 1.3"].value == "N/A"
    assert isi["Indikator 2.3"].value == "belum dilaporkan"
    assert isi["Indikator 2.1"].number_format == "#,##0.00"
    assert isi["Indikator 1.1"].number_format == '#,##0.00"%"'


def test_excel_teks_tidak_pernah_menjadi_rumus(data: DataLaporan) -> None:
    jahat = ('=HYPERLINK("http://x";"y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1")
    baris = tuple(
        replace(b, nama=teks, catatan=teks, tindak_lanjut=teks, unit_nama=teks)
        for b, teks in zip(data.baris, jahat * 2, strict=False)
    )
    jahat_semua = replace(data, baris=baris, unit_nama=jahat[0], kop=replace(data.kop, instansi=jahat[0]))
    buku = load_workbook(BytesIO(buat_excel(jahat_semua, terbitan(jahat_semua))))
    sel = [s for lembar in buku for baris_lembar in lembar.iter_rows() for s in baris_lembar]
    assert not [s.coordinate for s in sel if s.data_type == "f"]
    berbahaya = [s for s in sel if isinstance(s.value, str) and s.value.startswith(("=", "+", "-", "@"))]
    assert len(berbahaya) >= len(jahat)
    assert all(s.quotePrefix for s in berbahaya)


def test_excel_siap_dipakai_dan_dicetak(buku: Workbook, data: DataLaporan) -> None:
    assert buku.sheetnames == ["Ringkasan", "Realisasi", "Belum lengkap", "Catatan", "Komponen", "Keterangan"]
    lembar = buku["Realisasi"]
    assert lembar.freeze_panes == "G2"
    assert lembar.auto_filter.ref == "A1:V10"
    assert lembar.print_title_rows in ("1:1", "$1:$1")
    assert (lembar.page_setup.orientation, lembar.page_setup.fitToWidth) == ("landscape", 1)
    assert lembar.sheet_properties.pageSetUpPr is not None
    assert lembar.sheet_properties.pageSetUpPr.fitToPage
    fakta = {baris[0].value: baris[1].value for baris in buku["Keterangan"].iter_rows() if len(baris) > 1}
    assert fakta["SHA-256 data"] == sidik(beku(data))


@pytest.mark.parametrize("buat", [buat_pdf, buat_excel])
def test_unit_tanpa_indikator_tetap_menjadi_dokumen(
    buat: Callable[[DataLaporan, Terbitan], bytes], data: DataLaporan
) -> None:
    kosong = replace(data, baris=(), hitungan=replace(data.hitungan, baris=0, wajib=0, disetujui=0, belum=0, contoh=0))
    assert len(buat(kosong, terbitan(kosong))) > 1000


def test_bagan_lolos_csp_dan_bercerita_dengan_kata() -> None:
    batang = [
        Batang("1.1", Decimal(105), "105,00%"),
        Batang("<b>", None, "N/A"),
        Batang("1.3", Decimal(900), "", sementara=True),
    ]
    gambar = batang_capaian(batang, judul="Capaian") + batang_kelas([("Tinggi", 3), ("Rendah", 0)], judul="Kelas")
    assert " style=" not in gambar
    assert "<style" not in gambar
    assert "<script" not in gambar
    assert "1.1: 105,00%" in gambar
    assert "&lt;b&gt;: N/A" in gambar
    assert "900,00%" in gambar
    assert "Tinggi: 3; Rendah: 0" in gambar
