"""Reading uploads: both formats in their usual spellings, and refusals of hostile files."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from survei.unggah.baca import baca_berkas, baca_jalur
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.tabel import MAKS_BARIS
from tests.survei.berkas import csv, lembar, xlsx, xlsx_mentah

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def isi(berkas: io.BytesIO, nama: str) -> list[tuple[int, list[object]]]:
    return [(n, list(sel)) for n, sel in baca_berkas(berkas, nama).baris]


def ditolak(berkas: io.BytesIO, nama: str, potongan: str) -> None:
    with pytest.raises(KesalahanUnggah, match=potongan) as salah:
        isi(berkas, nama)
    assert salah.value.pesan


def test_xlsx_dengan_baris_dan_kolom_kosong_di_awal() -> None:
    assert isi(xlsx([[None], [None, "U1", "U2"], [None, 4, "3"]]), "hasil.XLSX") == [
        (2, [None, "U1", "U2"]),
        (3, [None, 4.0, "3"]),
    ]


def test_hanya_lembar_pertama_yang_terlihat() -> None:
    tabel = baca_berkas(xlsx([["U1"]], lembar="Jawaban"), "a.xlsx")
    assert tabel.lembar == "Jawaban"


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("U1;U2\n4;3\n", "utf-8"),
        ("U1,U2\r\n4,3\r\n", "utf-8-sig"),
        ("U1\tU2\n4\t3", "utf-8"),
        ("sep=;\nU1;U2\n4;3\n", "utf-8"),
    ],
)
def test_csv_semua_ejaan(teks: str, kode: str) -> None:
    baris = [sel for _, sel in isi(csv(teks, kode), "a.csv") if sel]
    assert baris == [["U1", "U2"], ["4", "3"]]


def test_csv_windows_dan_kutipan() -> None:
    assert isi(csv('U1;Saran\n4;"Café; ramah"\n', "cp1252"), "a.csv")[1] == (2, ["4", "Café; ramah"])


@pytest.mark.parametrize(
    ("awal", "nama", "potongan"),
    [
        (b"MZ\x90\x00" + b"\x00" * 200, "hasil.xlsx", "bukan Excel"),
        (b"MZ\x90\x00" + b"\x00" * 200, "hasil.csv", "bukan teks CSV"),
        (b"\x7fELF" + b"\x00" * 200, "hasil.csv", "bukan teks CSV"),
        (OLE + b"\x00" * 600, "hasil.xlsx", "kata sandi"),
        (b"PK\x03\x04abc", "hasil.csv", "bukan CSV"),
        (b"PK\x03\x04abc", "hasil.xlsx", "rusak atau terkunci"),
        (b"", "hasil.csv", "kosong"),
        (b"U1;U2", "hasil.ods", "Hanya berkas .xlsx atau .csv"),
        ("U1;U2".encode("utf-16"), "hasil.csv", "UTF-16"),
        (b'U1;U2\n"4;3' + b"x" * 200_000, "hasil.csv", "tanda kutip"),
        (b"U1;U2\n" + b"4" * 300_000, "hasil.csv", "terlalu panjang"),
    ],
)
def test_bukan_berkas_survei(awal: bytes, nama: str, potongan: str) -> None:
    ditolak(io.BytesIO(awal), nama, potongan)


def test_bom_zip_ditolak_dengan_memori_terbatas() -> None:
    """250 MB of spaces in a file of some 250 KB."""
    bom = xlsx_mentah(lembar("") + " " * (250 * 1024 * 1024))
    assert len(bom.getvalue()) < 400_000
    tracemalloc.start()
    ditolak(bom, "bom.xlsx", "terlalu besar")
    puncak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert puncak < 30 * 1024 * 1024


def test_bom_zip_yang_berbohong_tentang_ukurannya() -> None:
    """The directory says 1,000 bytes; what is really there is never believed nor handed on."""
    isi_asli = xlsx_mentah(lembar("") + " " * 5_000_000).getvalue()
    ukuran = (5_000_000 + len(lembar(""))).to_bytes(4, "little")
    palsu = isi_asli.replace(ukuran, (1000).to_bytes(4, "little"))
    assert palsu != isi_asli
    ditolak(io.BytesIO(palsu), "palsu.xlsx", "rusak")


@pytest.mark.parametrize(
    "sel",
    [
        '<row r="1048576"/>',
        '<row r="1"><c r="A1"><v>4</v></c></row><row r="1048576"><c r="A1048576"><v>4</v></c></row>',
        "<row r='1048576'><c r='A1048576'><v>4</v></c></row>",
        '<row\nr = "1048576"><c\tr="B1048576"><v>4</v></c></row>',
        '<row r="2"><c r="XFD2"><v>1</v></c></row>',
        '<row r="2"><c r="CW2"><v>1</v></c></row>',
        '<row r="200000"><c r="A200000"><v>1</v></c></row>',
    ],
)
def test_lembar_yang_mengaku_raksasa(sel: str) -> None:
    ditolak(xlsx_mentah(lembar(sel)), "raksasa.xlsx", r"200\.000 baris atau 100 kolom")


def test_batas_kolom_masih_diterima() -> None:
    ((nomor, sel),) = isi(xlsx([[None] * 99 + [4]]), "lebar.xlsx")
    assert (nomor, len(sel), sel[99]) == (1, 100, 4.0)


def test_satu_juta_baris_kosong() -> None:
    ditolak(xlsx_mentah(lembar("".join(f'<row r="{i}"/>' for i in range(1, 1_048_577)))), "kosong.xlsx", "baris")
    ditolak(csv("U1;U2\n" + ";\n" * 1_048_576), "kosong.csv", r"lebih dari 200\.000 baris")


def test_dua_ratus_kolom() -> None:
    ditolak(csv(";".join(f"U{i}" for i in range(200))), "lebar.csv", "200 kolom")
    ditolak(xlsx([range(200)]), "lebar.xlsx", "100 kolom")


@pytest.mark.parametrize("rumus", ["<f>SUM(A1:A9)</f>", '<f t="shared" si="0"/>', "<f/>"])
def test_rumus_ditolak_dengan_tempatnya(rumus: str) -> None:
    sel = f'<row r="1"><c r="A1"><v>4</v></c><c r="C1" s="1">{rumus}<v>4</v></c></row>'
    ditolak(xlsx_mentah(lembar(sel)), "rumus.xlsx", "Sel C1 berisi rumus")


def test_rumus_pada_batas_potongan_tetap_terlihat() -> None:
    """The formula lies across the border of two pieces of the unpacked sheet."""
    for geser in range(-3, 3):
        awal = lembar("").removesuffix("</sheetData></worksheet>")
        isian = awal + " " * (1024 * 1024 - len(awal) - 24 + geser) + '<row r="1"><c r="B7"><f>1</f></c></row>'
        ditolak(xlsx_mentah(isian), "rumus.xlsx", "berisi rumus")


@pytest.mark.parametrize(
    ("lain", "potongan"),
    [
        ({"xl/vbaProject.bin": b"x"}, "makro"),
        ({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}, "tidak wajar"),
        ({"xl/workbook.xml": b"<workbook/>"}, "tidak mempunyai lembar"),
        ({f"xl/x{i}.xml": b"" for i in range(2001)}, "tidak wajar"),
        ({"xl/sharedStrings.xml": b" " * (65 * 1024 * 1024)}, "terlalu besar"),
    ],
)
def test_isi_arsip_yang_tidak_wajar(lain: dict[str, bytes], potongan: str) -> None:
    ditolak(xlsx_mentah(lembar(""), lain), "aneh.xlsx", potongan)


def test_xml_utf16_ditolak() -> None:
    ditolak(xlsx_mentah(lembar('<row r="1048576"/>').encode("utf-16")), "aneh.xlsx", "tidak wajar")


def test_zip_lain_bukan_excel() -> None:
    arsip = io.BytesIO()
    with zipfile.ZipFile(arsip, "w") as z:
        z.writestr("catatan.txt", "halo")
    ditolak(arsip, "catatan.xlsx", "bukan buku kerja Excel")


def test_berkas_terlalu_besar(tmp_path: Path) -> None:
    besar = tmp_path / "besar.csv"
    with besar.open("wb") as f:
        f.truncate(51 * 1024 * 1024)
    with pytest.raises(KesalahanUnggah, match="50 MB"):
        baca_jalur(besar)
    with pytest.raises(KesalahanUnggah, match="tidak dapat dibuka"):
        baca_jalur(tmp_path / "tidak-ada.csv")


def test_batas_baris_tepat() -> None:
    assert len(isi(csv("4\n" * MAKS_BARIS), "pas.csv")) == MAKS_BARIS
