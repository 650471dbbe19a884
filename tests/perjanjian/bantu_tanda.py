"""Signing in the words of the tests, and what must be untouched after a refusal."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pytest_django import Settings

from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.models import DokumenPK, PerjanjianKinerja, TandaTangan
from kinerja.perjanjian.services.tanda_tangan import Pemeriksa, tandatangani
from kinerja.perjanjian.tandatangan.antarmuka import Penandatangan, Rahasia
from kinerja.perjanjian.tandatangan.pades import PenandatanganPkcs12
from tests.perjanjian.bantu_pk import (
    KINI,
    SANDI_SERTIFIKAT,
    Susunan,
    akar_uji,
    der,
    pkcs12,
    tanpa_halangan,
)


def p12(nama: str = "Pejabat", sandi: str = SANDI_SERTIFIKAT, **masa: int) -> PenandatanganPkcs12:
    return PenandatanganPkcs12(pkcs12(nama, **masa), Rahasia(sandi))


def tanda(
    s: Susunan,
    baris: PerjanjianKinerja,
    siapa: str = "kabag",
    cara: Penandatangan | None = None,
    periksa: Pemeriksa = tanpa_halangan,
) -> PerjanjianKinerja:
    return tandatangani(
        pelaku=s.akun[siapa],
        perjanjian=baris,
        versi_baris=baris.versi_baris,
        penandatangan=cara or p12(siapa),
        periksa=periksa,
        kini=KINI,
    )


def berkas_tersimpan(settings: Settings) -> list[Path]:
    return [b for b in Path(settings.MEDIA_ROOT).rglob("*") if b.is_file()]


def sah_menurut_pyhanko(pdf: bytes) -> list[bool]:
    """pyHanko's own verdict on each signature, trusting only the test root."""
    konteks = ValidationContext(trust_roots=[Certificate.load(der(akar_uji()))], moment=KINI, allow_fetching=False)
    return [
        validate_pdf_signature(satu, konteks).bottom_line
        for satu in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    ]


def tetap_belum_ditandatangani(baris: PerjanjianKinerja, settings: Settings) -> None:
    """The same row as before, no signature, and no file but the document to sign."""
    kini = PerjanjianKinerja.objects.get(pk=baris.pk)
    assert (kini.status, kini.versi_baris) == (Status.DISETUJUI, baris.versi_baris)
    assert not TandaTangan.objects.exists()
    assert [d.jenis for d in DokumenPK.objects.all()] == ["asli"]
    assert len(berkas_tersimpan(settings)) == 1
