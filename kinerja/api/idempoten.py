"""The same POST twice does its work once: Idempotency-Key, bound to route, body and caller."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from kinerja.api.autentikasi import Kredensial
from kinerja.api.masalah import Masalah
from kinerja.api.models import KunciIdempoten

MASA_SIMPAN = timedelta(days=2)
PANJANG = 200
# Visible ASCII and the blank: what every HTTP client sends as it is.
POLA = "^[ -~]*$"
_KEPALA = ("Location", "ETag", "Retry-After")


def sekali(request: Request, kerja: Callable[[], Response]) -> Response:
    """Do `kerja`, or repeat the answer it gave to the same key before (header `Idempotency-Replayed: true`).

    The key is written in the transaction of the work: of two at once the second waits, and a failure leaves no key.

    Raises Masalah 422 `kunci_idempoten_lain` when the key was used for another route or body, 400 for a key that is
    too long or not readable.
    """
    kunci = request.headers.get("Idempotency-Key", "")
    if not kunci:
        return kerja()
    if len(kunci) > PANJANG or not re.fullmatch(POLA, kunci):
        raise Masalah(
            400, "kunci_idempoten_keliru", f"Idempotency-Key paling panjang {PANJANG} huruf ASCII yang terbaca."
        )
    baru = KunciIdempoten(
        pelaku=_pelaku(request),
        kunci=kunci,
        rute=f"{request.method} {request.path}",
        sidik=_sidik(request),
        dibuat_pada=timezone.now(),
    )
    with transaction.atomic():
        if not _pesan(baru):
            return _ulangi(baru)
        jawab = kerja()
        if jawab.status_code >= 400:
            transaction.set_rollback(True)
            return jawab
        baru.status, baru.jawaban = jawab.status_code, json.loads(json.dumps(jawab.data, cls=DjangoJSONEncoder))
        baru.kepala = {nama: jawab[nama] for nama in _KEPALA if nama in jawab}
        baru.save(update_fields=["status", "jawaban", "kepala"])
        return jawab


def buang_lama(kini: datetime) -> int:
    """Forget keys older than two days; how many."""
    return KunciIdempoten.objects.filter(dibuat_pada__lt=kini - MASA_SIMPAN).delete()[0]


def _pesan(baru: KunciIdempoten) -> bool:
    """Whether the key was free; waits for another request that holds it."""
    try:
        with transaction.atomic():
            baru.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _ulangi(baru: KunciIdempoten) -> Response:
    lama = KunciIdempoten.objects.get(pelaku=baru.pelaku, kunci=baru.kunci)
    if (lama.rute, lama.sidik) != (baru.rute, baru.sidik):
        raise Masalah(
            422,
            "kunci_idempoten_lain",
            "Idempotency-Key ini sudah dipakai untuk permintaan lain. Pakai kunci baru untuk permintaan baru.",
        )
    jawab = Response(lama.jawaban, status=lama.status, headers=lama.kepala)
    jawab["Idempotency-Replayed"] = "true"
    return jawab


def _pelaku(request: Request) -> str:
    return request.auth.nama if isinstance(request.auth, Kredensial) else f"akun:{request.user.pk}"


def _sidik(request: Request) -> str:
    """SHA-256 of what was asked: the query and the parsed body, so that spacing makes no difference."""
    data: Any = request.data
    berkas = {nama: [_sidik_berkas(satu) for satu in request.FILES.getlist(nama)] for nama in request.FILES}
    isi = {n: v for n, v in data.items() if n not in berkas} if berkas else data
    teks = json.dumps([request.META.get("QUERY_STRING", ""), isi, berkas], sort_keys=True, default=str)
    return hashlib.sha256(teks.encode()).hexdigest()


def _sidik_berkas(berkas: UploadedFile[bytes]) -> str:
    """SHA-256 of an uploaded file, read in pieces and left at its beginning."""
    hasil = hashlib.sha256()
    for satu in berkas.chunks():
        hasil.update(satu)
    berkas.seek(0)
    return hasil.hexdigest()
