"""Joining tagged PDFs so that a screen reader still finds headings and tables: pypdf joins pages, not their tags."""

from __future__ import annotations

from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

AKAR, INDUK, ANAK = NameObject("/StructTreeRoot"), NameObject("/P"), NameObject("/K")


class PohonTanda:
    """The structure tree of a document that grows part by part.

    A page names its row in the tree's number table (`/StructParents`); each part numbers from 0, so the rows of later
    parts are moved behind those of the earlier ones.
    """

    def __init__(self, hasil: PdfWriter) -> None:
        self.hasil = hasil
        self.akar = DictionaryObject({NameObject("/Type"): AKAR})
        self.rujuk = hasil._add_object(self.akar)
        self.dokumen = DictionaryObject({NameObject("/Type"): NameObject("/StructElem")})
        self.rujuk_dokumen = hasil._add_object(self.dokumen)
        self.anak, self.tabel = ArrayObject(), ArrayObject()
        self.berikut = 0

    def tambah(self, bagian: PdfReader) -> None:
        """Append the pages of `bagian` and hang its tags into the tree."""
        awal = len(self.hasil.pages)
        self.hasil.append(bagian)
        # The pages were cloned just now, so the tags that are cloned after them point at the clones.
        pohon: Any = bagian.root_object[AKAR].clone(self.hasil)
        anak = pohon[ANAK]
        for satu in anak if isinstance(anak, ArrayObject) else [pohon.raw_get(ANAK)]:
            satu.get_object().update({INDUK: self.rujuk_dokumen, NameObject("/S"): NameObject("/Part")})
            self.anak.append(satu)
        nomor = pohon["/ParentTree"]["/Nums"]
        for kunci, isi in zip(nomor[::2], nomor[1::2], strict=True):
            self.tabel += [NumberObject(kunci + self.berikut), isi]
        for asal, salinan in zip(bagian.pages, list(self.hasil.pages)[awal:], strict=True):
            self._geser(asal, salinan)
        self.berikut += 1 + max((int(kunci) for kunci in nomor[::2]), default=-1)

    def _geser(self, asal: PageObject, salinan: PageObject) -> None:
        nama = NameObject("/StructParents")
        baris: Any = asal.get(nama)
        if baris is not None:  # pypdf leaves it out of the clone
            salinan[nama] = NumberObject(baris + self.berikut)
        for satu in salinan.get("/Annots", ()):
            catatan = satu.get_object()
            if "/StructParent" in catatan:
                catatan[NameObject("/StructParent")] = NumberObject(catatan["/StructParent"] + self.berikut)

    def pasang(self) -> None:
        """Put the tree into the document."""
        dokumen = {NameObject("/S"): NameObject("/Document"), INDUK: self.rujuk, ANAK: self.anak}
        self.dokumen.update(dokumen)
        self.akar[ANAK] = self.rujuk_dokumen
        self.akar[NameObject("/ParentTree")] = DictionaryObject({NameObject("/Nums"): self.tabel})
        self.akar[NameObject("/ParentTreeNextKey")] = NumberObject(self.berikut)
        self.hasil.root_object.update(
            {
                AKAR: self.rujuk,
                NameObject("/MarkInfo"): DictionaryObject({NameObject("/Marked"): BooleanObject(True)}),
                NameObject("/ViewerPreferences"): DictionaryObject(
                    {NameObject("/DisplayDocTitle"): BooleanObject(True)}
                ),
            }
        )


def jadikan_artefak(lapis: PageObject) -> None:
    """Mark everything on a page as decoration, which screen readers pass over."""
    isi = lapis.get_contents()
    aliran = DecodedStreamObject()
    aliran.set_data(b"/Artifact BMC\n" + (b"" if isi is None else isi.get_data()) + b"\nEMC\n")
    lapis[NameObject("/Contents")] = aliran
