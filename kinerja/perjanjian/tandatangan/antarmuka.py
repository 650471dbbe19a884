"""What every way of signing has in common: the request, the secret, the refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn, Protocol


class Rahasia:
    """A passphrase on its way to the signature: it prints as dots and refuses to be copied, pickled or queued."""

    __slots__ = ("_isi",)

    def __init__(self, isi: str) -> None:
        self._isi = isi

    def buka(self) -> str:
        """The passphrase itself; only the signing libraries ask."""
        return self._isi

    def __bool__(self) -> bool:
        return bool(self._isi)

    def __repr__(self) -> str:
        return "Rahasia(•••)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Frasa sandi tidak boleh disimpan atau dikirim ke antrean.")


@dataclass(frozen=True, slots=True)
class Permintaan:
    """What is to be signed: name of the signature field, reason and place as the signature records them, and when."""

    bidang: str
    alasan: str
    tempat: str
    kini: datetime


class GagalTanda(Exception):
    """No signature was made. `kode` is short and stable, `pesan` what the person reads; never the passphrase."""

    def __init__(self, kode: str, pesan: str) -> None:
        super().__init__(pesan)
        self.kode = kode
        self.pesan = pesan


class Penandatangan(Protocol):
    """A way of signing. `cara`: `pades` or `bsre`."""

    @property
    def cara(self) -> str: ...

    def tanda_tangani(self, pdf: bytes, permintaan: Permintaan) -> bytes:
        """`pdf` with one signature more; raises GagalTanda, and then nothing has changed anywhere."""
        ...


def sandi_salah() -> GagalTanda:
    """The same words whichever way one signs."""
    return GagalTanda("sandi_salah", "Frasa sandi sertifikat salah. Dokumen belum ditandatangani; coba lagi.")


def sertifikat_kedaluwarsa(keterangan: str) -> GagalTanda:
    """The certificate's time is over; `keterangan` says since when."""
    return GagalTanda(
        "sertifikat_kedaluwarsa",
        f"Sertifikat elektronik sudah tidak berlaku{keterangan}. Dokumen belum ditandatangani; perbarui sertifikat "
        "pada penerbitnya, lalu ulangi.",
    )
