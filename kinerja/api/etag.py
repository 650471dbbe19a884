"""ETag on every object, If-Match on every change (RFC 9110)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from rest_framework.request import Request

from kinerja.api.masalah import Masalah


def etag_isi(isi: Any) -> str:
    """The ETag of what is shown: two equal answers have the same one, whatever the process."""
    teks = json.dumps(isi, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return f'"{hashlib.sha256(teks.encode()).hexdigest()[:24]}"'


def cocok(kepala: str, etag: str) -> bool:
    """Whether an If-Match or If-None-Match header names `etag`; `W/` is ignored, `*` names all."""
    diminta = [satu.strip().removeprefix("W/") for satu in kepala.split(",")]
    return "*" in diminta or etag in diminta


def wajib_if_match(request: Request, etag: str, keadaan: Callable[[], Any]) -> None:
    """Raise 428 without If-Match, 412 with the present state when it names another state.

    Call with the row locked, or the check says nothing about what is being changed.
    """
    kepala = request.headers.get("If-Match", "")
    if not kepala:
        raise Masalah(428, "perlu_if_match", "Sertakan kepala If-Match berisi ETag objek yang Anda baca.", etag=etag)
    if not cocok(kepala, etag):
        raise Masalah(
            412,
            "bentrok_versi",
            "Objek ini sudah berubah sejak Anda membacanya. Tidak ada yang ditimpa.",
            etag=etag,
            keadaan_kini=keadaan(),
        )
