"""Looking at the head of a big workbook: the rows of the whole file, the rest not parsed, every refusal kept."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from survei.unggah.baca import baca_awal, baca_berkas
from survei.unggah.cuplik_xlsx import MAKS_CUPLIKAN, cuplik
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.tabel import BarisMentah
from tests.survei.berkas import UTAMA, csv, lembar, xlsx

BANYAK = 200


def baris_besar(p: str = "", kosong: int = 0) -> str:
    """Headings in C3 …, then so many rows of three that the XML is longer than an excerpt; `p`: the names' prefix."""
    isi = []
    for n in range(3, 16_000):
        if kosong and n % kosong == 0:
            continue
        sel = "".join(f'<{p}c r="{k}{n}" t="str"><{p}v>{k if n == 3 else n}</{p}v></{p}c>' for k in ("C", "D", "E"))
        isi.append(f'<{p}row r="{n}">{sel}</{p}row>')
    return "".join(isi)


def buku(xml: str) -> BytesIO:
    """A workbook as openpyxl writes it, but for the XML of its sheet."""
    hasil = BytesIO()
    with ZipFile(xlsx([["U1"]])) as asal, ZipFile(hasil, "w", ZIP_DEFLATED) as baru:
        for nama in asal.namelist():
            baru.writestr(nama, xml if "worksheets" in nama else asal.read(nama))
    return hasil


def awal(berkas: BytesIO, nama: str = "a.xlsx", banyak: int = BANYAK) -> list[BarisMentah]:
    return list(baca_awal(BytesIO(berkas.getvalue()), nama, banyak).baris)


def penuh(berkas: BytesIO, nama: str = "a.xlsx") -> list[BarisMentah]:
    return list(islice(baca_berkas(BytesIO(berkas.getvalue()), nama).baris, BANYAK))


@pytest.mark.parametrize("kosong", [0, 7])
def test_baris_pertama_sama_dengan_seluruh_berkas(kosong: int) -> None:
    besar = buku(lembar(baris_besar(kosong=kosong)))
    assert cuplik(besar, "Data", BANYAK) is not None
    assert awal(besar) == penuh(besar)
    assert awal(besar)[:2] == [(3, [None, None, *"CDE"]), (4, [None, None, "4", "4", "4"])]


def test_awalan_nama_xml() -> None:
    isi = f'<x:worksheet xmlns:x="{UTAMA}"><x:sheetData>{baris_besar("x:")}</x:sheetData></x:worksheet>'
    besar = buku(isi)
    salinan = cuplik(besar, "Data", BANYAK)
    assert salinan is not None
    assert len(salinan.read()) < MAKS_CUPLIKAN + 20_000
    assert awal(besar) == penuh(besar)


def test_sisa_berkas_tidak_diurai() -> None:
    """What is broken further down is found by whoever reads it: the check, with the same words."""
    rusak = buku(lembar(baris_besar() + "<row><c></row>"))
    assert len(awal(rusak)) == BANYAK
    with pytest.raises(KesalahanUnggah, match="tidak dapat dibaca"):
        penuh(rusak)


def test_rumus_di_ujung_tetap_ditolak() -> None:
    with pytest.raises(KesalahanUnggah, match="A16000 berisi rumus"):
        awal(buku(lembar(baris_besar() + '<row r="16000"><c r="A16000"><f>1+1</f></c></row>')))


@pytest.mark.parametrize(
    "isi",
    [
        lembar('<row r="1"><c r="A1"><v>4</v></c></row>'),
        lembar("<!-- </row> -->" + baris_besar()),
        lembar('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "a" * MAKS_CUPLIKAN + "</t></is></c></row>"),
    ],
    ids=["kecil", "komentar", "baris-raksasa"],
)
def test_yang_tidak_dicuplik_dibaca_seluruhnya(isi: str) -> None:
    berkas = buku(isi)
    assert cuplik(berkas, "Data", BANYAK) is None
    assert awal(berkas) == penuh(berkas)


def test_csv_hanya_sebanyak_yang_diminta() -> None:
    assert awal(csv("U1;U2\n4;3\n1;2\n"), "a.csv", 2) == [(1, ["U1", "U2"]), (2, ["4", "3"])]
