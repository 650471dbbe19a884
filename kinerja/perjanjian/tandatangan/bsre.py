"""Signing through an agency's BSrE Esign Client Service: its documented API version 2.

`POST /api/v2/user/check/status` {nik} → {status, message}; `POST /api/v2/sign/pdf` {nik, passphrase,
signatureProperties, file: [base64]} → {file: [base64]}, or {status_code, error}. Basic authentication of the
application. Key and certificate stay with the service; NIK and passphrase are asked for each time and kept nowhere.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import Any

import httpx

from kinerja.perjanjian.tandatangan.antarmuka import (
    GagalTanda,
    Permintaan,
    Rahasia,
    sandi_salah,
    sertifikat_kedaluwarsa,
)

SANDI_SALAH, TIDAK_TERDAFTAR = 2031, 2011
AKTIF = "ISSUE"
KEDALUWARSA = frozenset({"EXPIRED", "RENEW"})
_NIK = re.compile(r"\d{16}", re.ASCII)


@dataclass(frozen=True, slots=True)
class LayananBsre:
    """Where the service is and how this application signs in; `batas_detik`: for each step of a request."""

    alamat: str
    pengguna: str
    sandi: str = field(repr=False)
    batas_detik: float = 30.0


@dataclass(frozen=True, slots=True)
class PenandatanganBsre:
    """Signs as the person with this NIK."""

    layanan: LayananBsre
    nik: str = field(repr=False)
    sandi: Rahasia

    @property
    def cara(self) -> str:
        return "bsre"

    def tanda_tangani(self, pdf: bytes, permintaan: Permintaan) -> bytes:
        """`pdf` as the service signed it.

        Raises GagalTanda: `nik_salah`, `nik_tidak_terdaftar`, `sertifikat_kedaluwarsa`, `sertifikat_tidak_aktif`,
        `sandi_salah`, `layanan_lambat`, `layanan_tidak_terjangkau`, or `layanan_menolak`.
        """
        if not _NIK.fullmatch(self.nik):
            raise GagalTanda("nik_salah", "NIK terdiri atas 16 angka tanpa spasi.")
        with httpx.Client(
            base_url=self.layanan.alamat,
            auth=(self.layanan.pengguna, self.layanan.sandi),
            timeout=self.layanan.batas_detik,
        ) as klien:
            _pastikan_aktif(_kirim(klien, "/api/v2/user/check/status", {"nik": self.nik}))
            sifat = {"tampilan": "INVISIBLE", "location": permintaan.tempat, "reason": permintaan.alasan}
            isi = {
                "nik": self.nik,
                "passphrase": self.sandi.buka(),
                "signatureProperties": [sifat],
                "file": [base64.b64encode(pdf).decode()],
            }
            return _berkas(_kirim(klien, "/api/v2/sign/pdf", isi))


def _kirim(klien: httpx.Client, jalur: str, isi: dict[str, Any]) -> dict[str, Any]:
    """The service's answer. Errors are raised without their cause, which would carry the request and the passphrase."""
    try:
        jawab = klien.post(jalur, json=isi)
        hasil = jawab.json()
    except httpx.TimeoutException:
        raise GagalTanda(
            "layanan_lambat",
            "Layanan tanda tangan BSrE tidak menjawab pada waktunya. Dokumen belum ditandatangani; coba lagi nanti.",
        ) from None
    except httpx.HTTPError:
        raise GagalTanda(
            "layanan_tidak_terjangkau",
            "Layanan tanda tangan BSrE tidak dapat dihubungi. Dokumen belum ditandatangani; coba lagi nanti, dan bila "
            "terulang hubungi administrator.",
        ) from None
    except ValueError:
        raise _menolak(jawab.status_code) from None
    if not isinstance(hasil, dict):
        raise _menolak(jawab.status_code)
    kode = hasil.get("status_code")
    if kode == SANDI_SALAH:
        raise sandi_salah()
    if kode == TIDAK_TERDAFTAR:
        raise GagalTanda("nik_tidak_terdaftar", "NIK ini belum terdaftar pada layanan tanda tangan BSrE.")
    if jawab.is_error:
        raise _menolak(jawab.status_code)
    return hasil


def _menolak(kode: int) -> GagalTanda:
    # The service's own words are not shown: they may repeat what was sent.
    return GagalTanda(
        "layanan_menolak",
        f"Layanan tanda tangan BSrE menolak permintaan (kode {kode}). Dokumen belum ditandatangani; sampaikan kode itu "
        "kepada administrator.",
    )


def _pastikan_aktif(jawab: dict[str, Any]) -> None:
    status = str(jawab.get("status", "")).upper()
    if status in KEDALUWARSA:
        raise sertifikat_kedaluwarsa("")
    if status != AKTIF:
        raise GagalTanda(
            "sertifikat_tidak_aktif",
            "Sertifikat elektronik Anda pada BSrE belum atau tidak lagi aktif. Periksa statusnya pada portal BSrE.",
        )


def _berkas(jawab: dict[str, Any]) -> bytes:
    daftar = jawab.get("file")
    try:
        (satu,) = daftar or []
        return base64.b64decode(satu, validate=True)
    except (ValueError, TypeError, binascii.Error):
        raise GagalTanda(
            "layanan_menolak", "Jawaban layanan tanda tangan BSrE tidak berisi dokumen. Dokumen belum ditandatangani."
        ) from None
