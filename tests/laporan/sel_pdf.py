"""Tables parsed back out of a tagged PDF: its structure tree says which text belongs to which cell of which row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader


@dataclass(frozen=True)
class SelPdf:
    """A cell: its text, and how many columns it spans."""

    teks: str
    lebar: int


Baris = list[SelPdf]


def tabel_pdf(isi: bytes) -> list[list[Baris]]:
    """The tables of the document in order, each as its rows of body and head cells."""
    pembaca = PdfReader(BytesIO(isi))
    teks = {id_: _teks_bertanda(halaman) for halaman in pembaca.pages if (id_ := _nomor(halaman)) is not None}
    akar = pembaca.root_object["/StructTreeRoot"]
    return [
        [[_sel(sel, teks) for sel in _bertanda(baris, ("/TH", "/TD"))] for baris in _bertanda(tabel, ("/TR",))]
        for tabel in _bertanda(akar, ("/Table",))
    ]


def _nomor(halaman: PageObject) -> int | None:
    return halaman.indirect_reference.idnum if halaman.indirect_reference else None


def _bertanda(simpul: Any, jenis: tuple[str, ...]) -> Iterator[Any]:
    """The elements of these kinds below `simpul`, not looking inside them, in reading order."""
    for anak in _anak(simpul):
        if isinstance(anak, dict) and anak.get("/S") in jenis:
            yield anak
        elif isinstance(anak, dict) and "/S" in anak:
            yield from _bertanda(anak, jenis)


def _anak(simpul: Any) -> list[Any]:
    isi = simpul.get("/K", [])
    return [satu.get_object() for satu in (isi if isinstance(isi, list) else [isi])]


def _sel(simpul: Any, teks: dict[int, dict[int, str]]) -> SelPdf:
    return SelPdf("".join(_teks(simpul, teks, None)), _lebar(simpul))


def _lebar(simpul: Any) -> int:
    sifat = simpul.get("/A", [])
    semua = [satu.get_object() for satu in (sifat if isinstance(sifat, list) else [sifat])]
    return next((int(satu["/ColSpan"]) for satu in semua if isinstance(satu, dict) and "/ColSpan" in satu), 1)


def _teks(simpul: Any, teks: dict[int, dict[int, str]], halaman: Any) -> Iterator[str]:
    halaman = simpul.raw_get("/Pg").idnum if "/Pg" in simpul else halaman
    for anak in _anak(simpul):
        if isinstance(anak, int):
            yield teks[halaman].get(int(anak), "")
        elif "/MCID" in anak:
            tempat = anak.raw_get("/Pg").idnum if "/Pg" in anak else halaman
            yield teks[tempat].get(int(anak["/MCID"]), "")
        elif "/S" in anak:
            yield from _teks(anak, teks, halaman)


def _teks_bertanda(halaman: PageObject) -> dict[int, str]:
    """The text of a page by the number of its marked content."""
    hasil: defaultdict[int, str] = defaultdict(str)
    tumpukan: list[int | None] = []

    def sebelum(operator: bytes, operand: Any, *_: Any) -> None:
        if operator in (b"BDC", b"BMC"):
            sifat = operand[1] if len(operand) > 1 else None
            tumpukan.append(int(sifat["/MCID"]) if isinstance(sifat, dict) and "/MCID" in sifat else None)
        elif operator == b"EMC":
            tumpukan.pop()

    def tulisan(teks: str, *_: Any) -> None:
        if tumpukan and tumpukan[-1] is not None:
            hasil[tumpukan[-1]] += teks

    halaman.extract_text(visitor_operand_before=sebelum, visitor_text=tulisan)
    return dict(hasil)
