"""Every refusal as an RFC 9457 problem document, with the rule codes and the words the pages use."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpResponse, JsonResponse
from psycopg2.errors import DeadlockDetected
from redis.exceptions import RedisError
from rest_framework import exceptions

from kinerja.organisasi.aturan import PelanggaranAturan

log = logging.getLogger(__name__)

JENIS = "application/problem+json"
JUDUL: Mapping[int, str] = {
    400: "Permintaan tidak dapat dibaca",
    401: "Belum masuk",
    403: "Tidak berwenang",
    404: "Tidak ditemukan",
    405: "Metode tidak didukung",
    406: "Bentuk jawaban tidak didukung",
    409: "Ditolak oleh aturan",
    412: "Sudah berubah sejak dibaca",
    413: "Terlalu besar",
    415: "Jenis isi tidak didukung",
    422: "Isi tidak memenuhi syarat",
    428: "Perlu If-Match",
    429: "Terlalu sering",
    500: "Terjadi gangguan di server",
    503: "Sedang tidak dapat dilayani",
}
_KODE_BAWAAN: Mapping[int, str] = {
    400: "permintaan_keliru",
    401: "belum_masuk",
    403: "tidak_berwenang",
    404: "tidak_ditemukan",
    405: "metode_tidak_didukung",
    406: "bentuk_tidak_didukung",
    415: "jenis_isi_tidak_didukung",
    429: "terlalu_sering",
}
# Kind, status, code, sentence ("" : the sentence the exception brings).
_DARI_DJANGO: tuple[tuple[type[Exception], int, str, str], ...] = (
    (PermissionDenied, 403, "tidak_berwenang", ""),
    (Http404, 404, "tidak_ditemukan", "Tidak ada, atau berada di luar unit yang menjadi wewenang Anda."),
    (RequestDataTooBig, 413, "terlalu_besar", "Isi permintaan terlalu besar."),
    (SuspiciousOperation, 400, "permintaan_keliru", "Permintaan ini tidak dapat dibaca."),
)
# Rules whose refusal has a status of its own.
STATUS_ATURAN: Mapping[str, int] = {"bentrok_versi": 412}


class Masalah(Exception):
    """A refusal of the API itself (a missing header, a key used twice); `lain` goes into the document as it is."""

    def __init__(self, status: int, kode: str, pesan: str, **lain: Any) -> None:
        super().__init__(pesan)
        self.status, self.kode, self.pesan, self.lain = status, kode, pesan, lain


def dokumen(status: int, kode: str, pesan: str, jalur: str = "", **lain: Any) -> HttpResponse:
    """The response: `type`, `title`, `status`, `detail`, `instance`, and `kode`, the rule."""
    isi = {
        "type": f"urn:kinerja:masalah:{kode}",
        "title": JUDUL.get(status, HTTPStatus(status).phrase),
        "status": status,
        "detail": pesan,
        "instance": jalur,
        "kode": kode,
    } | lain
    return JsonResponse(isi, status=status, content_type=JENIS)


def tangani(salah: Exception, konteks: Mapping[str, Any]) -> HttpResponse:
    """DRF's EXCEPTION_HANDLER. What is not foreseen becomes a 500 with a code that finds it in the log."""
    jalur = konteks["request"].path
    if isinstance(salah, Masalah):
        return dokumen(salah.status, salah.kode, salah.pesan, jalur, **salah.lain)
    if isinstance(salah, PelanggaranAturan):
        return _aturan(salah, jalur)
    if isinstance(salah, exceptions.APIException):
        return _dari_drf(salah, jalur)
    for jenis, status, kode, pesan in _DARI_DJANGO:
        if isinstance(salah, jenis):
            return dokumen(status, kode, pesan or str(salah) or "Peran Anda tidak mencakup tindakan ini.", jalur)
    return _gangguan(salah, jalur)


def _aturan(salah: PelanggaranAturan, jalur: str) -> HttpResponse:
    """A rule of the domain: 409, or the status of its own."""
    status = STATUS_ATURAN.get(salah.kode, HTTPStatus.CONFLICT.value)
    rincian = {k: v for k, v in salah.rincian.items() if v}
    return dokumen(status, salah.kode, salah.pesan, jalur, **({"rincian": rincian} if rincian else {}))


def _tidak_sah(salah: exceptions.ValidationError, jalur: str) -> HttpResponse:
    """422 with one entry for each field: where, which rule, and the sentence."""
    return dokumen(
        422,
        "isi_tidak_sah",
        "Sebagian isian tidak memenuhi syarat; lihat kesalahan.",
        jalur,
        kesalahan=list(uraikan(salah.detail)),
    )


def uraikan(rincian: Any, letak: str = "") -> list[dict[str, str]]:
    """DRF's nested errors as a flat list of `letak` (`baris[3].nilai`), `kode` and `pesan`."""
    if isinstance(rincian, Mapping):
        return [satu for nama, isi in rincian.items() for satu in uraikan(isi, _letak(letak, nama))]
    if isinstance(rincian, list):
        bersarang = any(isinstance(r, Mapping | list) for r in rincian)
        return [satu for i, isi in enumerate(rincian) for satu in uraikan(isi, f"{letak}[{i}]" if bersarang else letak)]
    return [{"letak": letak, "kode": str(getattr(rincian, "code", "tidak_sah")), "pesan": str(rincian)}]


def _letak(atas: str, nama: Any) -> str:
    if isinstance(nama, int):
        return f"{atas}[{nama}]"
    bagian = "" if nama == "non_field_errors" else str(nama)
    return f"{atas}.{bagian}" if atas and bagian else atas or bagian


def _dari_drf(salah: exceptions.APIException, jalur: str) -> HttpResponse:
    if isinstance(salah, exceptions.ValidationError):
        return _tidak_sah(salah, jalur)
    status = salah.status_code
    kode = str(getattr(salah.detail, "code", "") or "")
    if kode in {"", "error", "parse_error", "not_authenticated", "authentication_failed", "permission_denied"}:
        kode = _KODE_BAWAAN.get(status, "ditolak")
    jawab = dokumen(status, _KODE_BAWAAN.get(status, kode) if status == 429 else kode, str(salah.detail), jalur)
    if tantangan := getattr(salah, "auth_header", None):
        jawab["WWW-Authenticate"] = tantangan
    if (tunggu := getattr(salah, "wait", None)) is not None:
        jawab["Retry-After"] = str(max(1, round(tunggu)))
    return jawab


def _gangguan(salah: Exception, jalur: str) -> HttpResponse:
    if isinstance(salah, OperationalError) and isinstance(salah.__cause__, DeadlockDetected):
        jawab = dokumen(503, "bersamaan", "Perubahan lain sedang disimpan. Kirim sekali lagi.", jalur)
        jawab["Retry-After"] = "1"
        return jawab
    if isinstance(salah, RedisError):
        jawab = dokumen(503, "terganggu", "Layanan pembatas permintaan tidak menjawab. Coba lagi sebentar.", jalur)
        jawab["Retry-After"] = "5"
        return jawab
    kode = secrets.token_hex(4)
    log.error("Galat %s pada API %s", kode, jalur, exc_info=salah)
    return dokumen(
        500, "gangguan", f"Permintaan tidak selesai. Sampaikan kode {kode} kepada administrator.", jalur, galat=kode
    )
