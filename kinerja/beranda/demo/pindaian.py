"""A placeholder for the scan of a signed paper: a PDF of one page with one sentence."""

from __future__ import annotations


def pindaian_contoh(teks: str) -> bytes:
    """A one-page A4 PDF that says `teks` (Latin letters; others become `?`)."""
    aman = teks.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1", "replace")
    gambar = b"BT /F1 11 Tf 57 770 Td (" + aman + b") Tj ET"
    objek = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(gambar), gambar),
    )
    isi, letak = b"%PDF-1.4\n", []
    for nomor, satu in enumerate(objek, 1):
        letak.append(len(isi))
        isi += b"%d 0 obj%s\nendobj\n" % (nomor, satu)
    daftar = b"".join(b"%010d 00000 n \n" % n for n in letak)
    awal = len(isi)
    return isi + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        daftar,
        awal,
    )
