"""Signing with the official's own certificate (PKCS#12), PAdES baseline B-B, inside this process."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from kinerja.organisasi.tanggal import tulis_tanggal
from kinerja.perjanjian.tandatangan.antarmuka import (
    GagalTanda,
    Permintaan,
    Rahasia,
    sandi_salah,
    sertifikat_kedaluwarsa,
)
from kinerja.perjanjian.tandatangan.utas import di_utas_sendiri

# A PKCS#12 with its chain has a few kilobytes.
MAKS_BYTE = 100 * 1024


@dataclass(frozen=True, slots=True)
class PenandatanganPkcs12:
    """Signs with the certificate in `berkas` (the bytes of a .p12 or .pfx), which lives only as long as this object."""

    berkas: bytes = field(repr=False)
    sandi: Rahasia

    @property
    def cara(self) -> str:
        return "pades"

    def tanda_tangani(self, pdf: bytes, permintaan: Permintaan) -> bytes:
        """`pdf` with an invisible signature.

        Raises GagalTanda: `sertifikat_rusak`, `sandi_salah`, `sertifikat_kedaluwarsa`, `sertifikat_belum_berlaku`,
        `sertifikat_bukan_untuk_tanda_tangan`, or `pdf_rusak`.
        """
        penanda = self._buka()
        _periksa_sertifikat(penanda.signing_cert, permintaan.kini)
        uraian = PdfSignatureMetadata(
            field_name=permintaan.bidang,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=permintaan.alasan,
            location=permintaan.tempat or None,
        )
        try:
            hasil = di_utas_sendiri(PdfSigner(uraian, penanda).sign_pdf, IncrementalPdfFileWriter(BytesIO(pdf)))
        except (PdfError, SigningError) as salah:
            raise GagalTanda(
                "pdf_rusak", "Dokumen tidak dapat ditandatangani; sampaikan kepada administrator."
            ) from salah
        return bytes(hasil.getbuffer())

    def _buka(self) -> SimpleSigner:
        rusak = GagalTanda(
            "sertifikat_rusak",
            "Berkas sertifikat bukan PKCS#12 (.p12 atau .pfx) yang berisi sertifikat beserta kuncinya.",
        )
        if not 0 < len(self.berkas) <= MAKS_BYTE or self.berkas[:1] != b"\x30":
            raise rusak
        try:
            # pyHanko reports a wrong passphrase and a broken file alike; the library below tells them apart.
            pkcs12.load_pkcs12(self.berkas, self.sandi.buka().encode())
        except ValueError as salah:
            raise (sandi_salah() if "password" in str(salah).lower() else rusak) from None
        penanda: SimpleSigner | None = SimpleSigner.load_pkcs12_data(self.berkas, [], self.sandi.buka().encode())
        if penanda is None or penanda.signing_cert is None:
            raise rusak
        return penanda


def _periksa_sertifikat(sertifikat: Certificate, kini: datetime) -> None:
    if kini > sertifikat.not_valid_after:
        raise sertifikat_kedaluwarsa(f" sejak {tulis_tanggal(sertifikat.not_valid_after.date())}")
    if kini < sertifikat.not_valid_before:
        raise GagalTanda(
            "sertifikat_belum_berlaku",
            f"Sertifikat elektronik baru berlaku {tulis_tanggal(sertifikat.not_valid_before.date())}.",
        )
    guna = sertifikat.key_usage_value
    if guna is not None and not {"digital_signature", "non_repudiation"} & guna.native:
        raise GagalTanda(
            "sertifikat_bukan_untuk_tanda_tangan", "Sertifikat ini tidak diterbitkan untuk menandatangani dokumen."
        )
