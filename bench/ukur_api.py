"""A page of a list of the API against a bare Django view that answers the same bytes.

Aim: 0.4 or more of its requests per second (`laju`).
"""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.utils import timezone

from bench.ukur import Kerja, ukuran
from kinerja.api.cakupan import Cakupan
from kinerja.api.kredensial import buat_token
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Unit
from tests.pabrik import buat_instansi, buat_pengguna, buat_unit

BARIS = 100
SEMUA = 2_000
KOLOM = ("id", "kode", "nama", "jenis", "instansi", "induk", "berlaku_dari", "berlaku_sampai")


@cache
def _kepala() -> dict[str, str]:
    """A token of an agency with 2,001 units; the window of the rate limit never fills."""
    settings.API_BATAS = "100000/second"
    instansi = buat_instansi("ukur-api")
    akar = buat_unit(instansi, "UKURAPI")
    for nomor in range(SEMUA):
        buat_unit(instansi, f"U{nomor:05d}", akar)
    kini = timezone.now()
    pemilik = buat_pengguna("ukur.api", instansi, (Peran.OPERATOR, akar))
    _, teks = buat_token(
        pemilik=pemilik,
        nama="ukur",
        cakupan=[Cakupan.ORGANISASI_BACA],
        unit=akar,
        kedaluwarsa=kini + timedelta(days=1),
        kini=kini,
    )
    return {"host": "127.0.0.1", "authorization": f"Bearer {teks}"}


@cache
def _penangan() -> BaseHandler:
    """Django with all middleware of the product, without the test client around it."""
    satu = BaseHandler()
    satu.load_middleware()
    return satu


def _minta(alamat: str, urlconf: Any = None) -> bytes:
    request = RequestFactory().get(alamat, headers=_kepala())
    if urlconf is not None:
        request.urlconf = urlconf
    jawab: Any = _penangan().get_response(request)
    assert jawab.status_code == 200, jawab.content
    return bytes(jawab.content)


def _telanjang(amplop: dict[str, Any], jalur: str) -> ModuleType:
    """A urlconf with one view: the query, and JSON; nobody is asked who they are or how often they came."""

    def view(request: HttpRequest) -> HttpResponse:
        kode = {"kode_instansi": F("instansi__kode"), "kode_induk": F("induk__kode")}
        baris = Unit.objects.filter(jalur__startswith=jalur).order_by("pk").annotate(**kode)
        hasil = [
            {**{k: b[k] for k in KOLOM[:4]}, "instansi": b["kode_instansi"], "induk": b["kode_induk"]}
            | {k: b[k] for k in KOLOM[6:]}
            for b in baris.values(*KOLOM, "kode_instansi", "kode_induk")[:BARIS]
        ]
        teks = json.dumps(amplop | {"hasil": hasil}, default=str, ensure_ascii=False, separators=(",", ":"))
        return HttpResponse(teks, content_type="application/json")

    modul = ModuleType("telanjang")
    modul.urlpatterns = [path("telanjang/", view)]  # type: ignore[attr-defined]
    return modul


@ukuran(f"API: satu halaman {BARIS} unit", lantai="view Django telanjang, byte yang sama", ulangan=60)
def daftar_api() -> tuple[Kerja, Kerja]:
    """Token, scope, rate limit, subtree, cursor, serializer, ETag-less list, against query and JSON."""
    alamat = f"/api/v1/unit/?banyak={BARIS}"
    isi = _minta(alamat)
    amplop = {k: v for k, v in json.loads(isi).items() if k != "hasil"}
    urlconf = _telanjang(amplop, Unit.objects.get(kode="UKURAPI").jalur)
    assert _minta("/telanjang/", urlconf) == isi
    return lambda: _minta(alamat), lambda: _minta("/telanjang/", urlconf)
