"""Reading the signatures of a PDF and holding them against its content, with pyHanko's validator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from kinerja.perjanjian.tandatangan.antarmuka import GagalTanda
from kinerja.perjanjian.tandatangan.utas import di_utas_sendiri


@dataclass(frozen=True, slots=True)
class TandaPdf:
    """One signature found in a PDF.

    `utuh`: the bytes it covers are unchanged and the signature is the certificate's; `akhir`: nothing was added after
    it, or only further signatures; `tepercaya`: its certificate leads to a given root.
    """

    bidang: str
    subjek: str
    penerbit: str
    seri: str
    waktu: datetime | None
    utuh: bool
    akhir: bool
    tepercaya: bool


def tanda_dalam(pdf: bytes, akar: Sequence[Certificate] = (), *, saat: datetime | None = None) -> tuple[TandaPdf, ...]:
    """The signatures of `pdf`, oldest first. Nothing is fetched from the network.

    Args:
        akar: root certificates to trust. saat: the moment at which certificates are judged; None: when they signed.

    Raises GagalTanda `pdf_rusak` when the bytes are no readable PDF.
    """
    with _berkas_asing():
        pembaca = PdfFileReader(BytesIO(pdf))
        return tuple(_tanda(satu, akar, saat) for satu in pembaca.embedded_regular_signatures)


@contextmanager
def _berkas_asing() -> Iterator[None]:
    """Whatever a parser raises over bytes from outside (a broken stream, a loop, a missing key) means one thing."""
    try:
        yield
    except GagalTanda:
        raise
    except Exception as salah:
        raise GagalTanda("pdf_rusak", "Berkas PDF rusak atau tanda tangannya tidak dapat dibaca.") from salah


def _tanda(satu: EmbeddedPdfSignature, akar: Sequence[Certificate], saat: datetime | None) -> TandaPdf:
    # Without roots the certificate vouches for itself: only the bytes are judged, and nobody is called trusted.
    konteks = ValidationContext(
        trust_roots=list(akar) or [satu.signer_cert], allow_fetching=False, moment=saat or satu.self_reported_timestamp
    )
    status = di_utas_sendiri(validate_pdf_signature, satu, konteks)
    sertifikat = status.signing_cert
    return TandaPdf(
        bidang=satu.field_name,
        subjek=sertifikat.subject.human_friendly,
        penerbit=sertifikat.issuer.human_friendly,
        seri=f"{sertifikat.serial_number:x}",
        waktu=satu.self_reported_timestamp,
        utuh=status.intact and status.valid,
        akhir=status.docmdp_ok is not False and status.modification_level is not None,
        tepercaya=bool(akar) and status.trusted,
    )


def pastikan_satu_tanda_baru(lama: bytes, baru: bytes) -> TandaPdf:
    """The one signature `baru` has more than `lama`.

    Raises GagalTanda `hasil_tidak_sah` unless the pages are the same, the old signatures still hold and exactly one
    intact signature was added: whoever signed may have sent back something else.
    """
    dulu, kini = tanda_dalam(lama), tanda_dalam(baru)
    tetap = [(t.bidang, t.seri) for t in dulu] == [(t.bidang, t.seri) for t in kini[: len(dulu)]]
    if len(kini) != len(dulu) + 1 or not tetap or not all(t.utuh for t in kini) or _halaman(lama) != _halaman(baru):
        raise GagalTanda(
            "hasil_tidak_sah",
            "Dokumen yang dikembalikan tidak sama dengan yang dikirim, atau tanda tangannya tidak sah. Dokumen belum "
            "ditandatangani; sampaikan kepada administrator.",
        )
    return kini[-1]


def _halaman(pdf: bytes) -> list[bytes]:
    """What each page draws."""
    hasil = []
    with _berkas_asing():
        pembaca = PdfFileReader(BytesIO(pdf))
        for nomor in range(int(pembaca.root["/Pages"]["/Count"])):
            halaman, _ = pembaca.find_page_for_modification(nomor)  # type: ignore[no-untyped-call]
            isi = halaman.get_object()["/Contents"]
            bagian = [isi] if hasattr(isi, "data") else [satu.get_object() for satu in isi]
            hasil.append(b"\n".join(satu.data for satu in bagian))
    return hasil
