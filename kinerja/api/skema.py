"""What the OpenAPI document says beside the views: who may call, and how every refusal looks."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework.serializers import ListSerializer

MASALAH: dict[str, Any] = {
    "type": "object",
    "description": "Penolakan menurut RFC 9457. `kode`: kode aturan; `detail`: kalimat yang tampil di halaman.",
    "required": ["type", "title", "status", "detail", "instance", "kode"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "kode": {"type": "string"},
        "kesalahan": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["letak", "kode", "pesan"],
                "properties": {"letak": {"type": "string"}, "kode": {"type": "string"}, "pesan": {"type": "string"}},
            },
        },
    },
    "additionalProperties": True,
}
_RUJUK = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Masalah"}}}
# For a view whose refusal is not among the common ones: `responses={(409, JENIS): RUJUK_MASALAH}`.
RUJUK_MASALAH = {"$ref": "#/components/schemas/Masalah"}
UMUM = {
    "400": "Tidak dapat dibaca",
    "401": "Belum masuk",
    "403": "Tidak berwenang",
    "422": "Isi atau saringan tidak memenuhi syarat",
    "406": "Bentuk jawaban tidak didukung",
    "429": "Terlalu sering",
    "503": "Sedang tidak dapat dilayani",
}
OBJEK = {"404": "Tidak ditemukan"}
UBAH = {
    "409": "Ditolak oleh aturan",
    "412": "Sudah berubah sejak dibaca",
    "413": "Terlalu besar",
    "415": "Jenis isi tidak didukung",
    "428": "Perlu If-Match",
}

# Forms of a list that are no JSON.
TABEL = {
    "text/csv": {"type": "string"},
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {"type": "string", "format": "binary"},
}


class Skema(AutoSchema):
    """drf-spectacular's reading of a view, with what all resources of this API share."""

    def get_override_parameters(self) -> list[Any]:
        """`?fields=` where the answer may be cut down."""
        from kinerja.api.bidang import Terpilih  # noqa: PLC0415 (models load after the settings name this module)

        isi = self.get_response_serializers() if self.method == "GET" else None
        isi = isi.child if isinstance(isi, ListSerializer) else isi
        isi = isi() if isinstance(isi, type) else isi
        if not isinstance(isi, Terpilih):
            return []
        satu = {"type": "string", "enum": list(isi.fields)}
        kata = "Hanya bidang ini, dipisah koma."
        return [
            OpenApiParameter("fields", {"type": "array", "items": satu, "minItems": 1}, explode=False, description=kata)
        ]

    def _get_response_for_code(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        jawab: dict[str, Any] = super()._get_response_for_code(*args, **kwargs)  # type: ignore[no-untyped-call]
        for jenis, bentuk in TABEL.items():
            if jenis in jawab.get("content", {}):
                jawab["content"][jenis] = {"schema": bentuk}
        return jawab

    def _map_basic_serializer(self, serializer: Any, direction: str) -> dict[str, Any]:
        """Every field is always there, but for `?fields=`; JSON Schema has no other word for it than optional."""
        from kinerja.api.bidang import Terpilih  # noqa: PLC0415 (as above)

        isi: dict[str, Any] = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if isinstance(serializer, Terpilih) and direction == "response":
            isi.pop("required", None)
        return isi

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        """An id is a number, also where a regular expression keeps other text out of the route."""
        semua: list[dict[str, Any]] = super()._resolve_path_parameters(variables)  # type: ignore[no-untyped-call]
        for satu in semua:
            if satu["schema"].get("pattern") == "^[0-9]+$":
                satu["schema"] = {"type": "integer", "minimum": 0}
        return semua


class SkemaPembawa(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Both kinds of bearer, as two schemes."""

    target_class = "kinerja.api.autentikasi.Pembawa"
    name = ["tokenPribadi", "oauth2"]

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, Any]]:
        from kinerja.api.cakupan import Cakupan  # noqa: PLC0415 (models load after the settings name this module)

        return [
            {"type": "http", "scheme": "bearer", "description": "Token pribadi (`kin_…`)."},
            {
                "type": "oauth2",
                "description": "Sistem lain: client credentials.",
                "flows": {
                    "clientCredentials": {
                        "tokenUrl": "/api/oauth/token/",
                        "scopes": {c.value: str(c.label) for c in Cakupan},
                    }
                },
            },
        ]


class SkemaSesi(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The browser's session."""

    target_class = "kinerja.api.autentikasi.Sesi"
    name = "sesi"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": "kinerja_sesi"}


def tambah_masalah(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Post-processing hook: every operation names its refusals, once, in one schema."""
    result.setdefault("components", {}).setdefault("schemas", {})["Masalah"] = MASALAH
    for jalur, isi in result["paths"].items():
        for metode, operasi in isi.items():
            if not isinstance(operasi, dict):
                continue
            kode = dict(UMUM) | (OBJEK if "{" in jalur else {}) | ({} if metode == "get" else UBAH)
            for status, kata in kode.items():
                operasi["responses"].setdefault(status, {"description": kata, "content": _RUJUK})
            _kepala_batas(operasi)
    _buang_tanda(result)
    return result


def _buang_tanda(isi: Any) -> None:
    """drf-spectacular's own marks of enumerations; they mean nothing to a reader."""
    if isinstance(isi, dict):
        isi.pop("x-spec-enum-id", None)
    for satu in isi.values() if isinstance(isi, dict) else isi if isinstance(isi, list) else ():
        _buang_tanda(satu)


def _kepala_batas(operasi: dict[str, Any]) -> None:
    for jawab in operasi["responses"].values():
        kepala = jawab.setdefault("headers", {})
        for nama in ("RateLimit", "RateLimit-Policy"):
            kepala.setdefault(nama, {"schema": {"type": "string"}})
