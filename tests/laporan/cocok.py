"""Figures parsed back out of a printed document, compared with the frozen data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from pypdf import PdfReader
from pypdf.generic import ContentStream

from kinerja.laporan.data import DataLaporan, Macam
from kinerja.laporan.tulis import SEBUTAN, teks_capaian, teks_sel, teks_skor


def rapat(teks: str) -> str:
    """Without white space: where a line breaks is no matter of content."""
    return re.sub(r"\s+", "", teks)


def cocokkan_pdf(isi: bytes, data: DataLaporan) -> None:
    """Every line of the data is printed: its name, targets, realisations and capaian, in this order, and the score."""
    teks = rapat("".join(halaman.extract_text() for halaman in PdfReader(BytesIO(isi)).pages))
    for b in data.baris:
        assert rapat(b.nama) in teks
        potongan = [teks_sel(s, b) for s in b.target]
        potongan += [teks_sel(s, b) + ("*" if s.status not in ("", "disetujui") else "") for s in b.realisasi]
        urutan = [rapat(p) for p in (b.nama, *potongan, teks_capaian(b.capaian))]
        baris = ".*?".join(map(re.escape, urutan))
        assert re.search(baris, teks), f"{b.nama}: {potongan} tidak tercetak berurutan"
    assert rapat(teks_skor(data.skor)) in teks
    assert data.skor.uraian.replace(" ", "") in teks


def kolom(buku: Workbook, lembar: str) -> dict[str, int]:
    """Heading → place of the column."""
    return {str(sel.value): nomor for nomor, sel in enumerate(buku[lembar][1])}


def cocokkan_excel(buku: Workbook, data: DataLaporan) -> None:
    """Every line of the data is a row of the sheet Realisasi, numbers as numbers. For a report of TW II."""
    letak, lembar = kolom(buku, "Realisasi"), buku["Realisasi"]
    for b, baris in zip(data.baris, lembar.iter_rows(min_row=2), strict=True):
        assert (baris[letak["Indikator"]].value, baris[letak["Status"]].value) == (b.nama, b.sebutan_status)
        for judul, s in zip(("Target TW I", "Target TW II", "Target TW III"), b.target, strict=False):
            assert _sama(baris[letak[judul]].value, s.macam, s.nilai, s.teks), judul
        for judul, s in zip(("Realisasi TW I", "Realisasi TW II"), b.realisasi, strict=True):
            assert _sama(baris[letak[judul]].value, s.macam, s.nilai, s.teks), judul
        assert _sama(baris[letak["Capaian TW II (%)"]].value, b.capaian.macam, b.capaian.nilai, "")
        assert baris[letak["Data"]].value == ("contoh" if b.contoh else "resmi")


def _sama(isi: object, macam: Macam, nilai: Decimal | None, teks: str) -> bool:
    if macam in SEBUTAN:
        return isi == SEBUTAN[macam]
    if macam is Macam.PREDIKAT:
        return isi == teks
    assert nilai is not None
    # A workbook keeps 15 significant digits.
    return not isinstance(isi, str) and isi == pytest.approx(float(nilai), rel=1e-14)


def tanda_terbaca(pembaca: PdfReader, judul: Sequence[str]) -> list[str]:
    """The chapter headings as a screen reader finds them: from the tags through page and number to the text."""
    akar: Any = pembaca.root_object["/StructTreeRoot"]
    nomor = akar["/ParentTree"]["/Nums"]
    baris = dict(zip(nomor[::2], nomor[1::2], strict=True))
    hasil = []
    for halaman in pembaca.pages:
        isi = ContentStream(halaman.get_contents(), pembaca)
        # Every page's own row of the table leads to tags that name this very page.
        milik = baris[halaman["/StructParents"]].get_object()
        for satu in milik:
            tanda = satu.get_object()
            assert tanda["/Pg"].get_object() == halaman, "tanda menunjuk halaman lain"
        mcid = {o[1]["/MCID"] for o, op in isi.operations if op == b"BDC" and "/MCID" in o[1]}
        assert mcid == set(range(len(milik))), "nomor tanda pada halaman tidak sama dengan tabelnya"
        if any(_dalam_h2(t.get_object()) for t in milik):
            hasil.append(next(b for b in judul if rapat(b) in rapat(halaman.extract_text())))
    return hasil


def _dalam_h2(tanda: Any) -> bool:
    while tanda is not None:
        if tanda.get("/S") == "/H2":
            return True
        tanda = tanda["/P"].get_object() if "/P" in tanda else None
    return False
