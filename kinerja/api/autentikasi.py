"""Who asks: a personal token, an OAuth2 client, or the session of the browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.db.models import Q
from django.utils import timezone
from oauth2_provider.oauth2_backends import get_oauthlib_core
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from kinerja.api.kredensial import AWALAN, sidik
from kinerja.api.models import Klien, Kunci, TokenPribadi
from kinerja.organisasi import akses
from kinerja.organisasi.models import Pengguna

TULIS_PEMAKAIAN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Kredensial:
    """By which means a request came: the name the audit trail keeps, and the scopes."""

    nama: str
    cakupan: frozenset[str]


class Pembawa(BaseAuthentication):
    """`Authorization: Bearer …` with a personal token (`kin_…`) or an OAuth2 access token."""

    def authenticate(self, request: Request) -> tuple[Pengguna, Kredensial] | None:
        kepala = get_authorization_header(request).split()
        if not kepala or kepala[0].lower() != b"bearer":
            return None
        if len(kepala) != 2:
            raise AuthenticationFailed("Tulis kepala Authorization sebagai: Bearer <token>.", code="token_keliru")
        kini = timezone.now()
        if kepala[1].startswith(AWALAN.encode()):
            return _token(kepala[1].decode("ascii", "replace"), kini)
        return _oauth(request, kepala[1].decode("ascii", "replace"), kini)

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class Sesi(SessionAuthentication):
    """The session of a signed-in browser; changes need its CSRF token."""


def pemanggil(request: Request) -> Pengguna:
    """The account a view works for; `BerCakupan` lets nobody else through."""
    return cast("Pengguna", request.user)


def _token(teks: str, kini: datetime) -> tuple[Pengguna, Kredensial]:
    token = TokenPribadi.objects.select_related("pemilik__instansi", "unit").filter(sidik=sidik(teks)).first()
    if token is None:
        raise _tertolak("Token tidak dikenal.")
    return _masuk(token, token.pemilik, f"token:{token.pk}", frozenset(token.cakupan), kini)


def _oauth(request: Request, teks: str, kini: datetime) -> tuple[Pengguna, Kredensial]:
    # Not by the library's own class for DRF: it reads the body before it is known who asks, so that a body of another
    # kind would be refused first. Only the header may carry a token.
    alamat, kepala = request.build_absolute_uri(request.path), {"Authorization": f"Bearer {teks}"}
    sah, hasil = get_oauthlib_core().server.verify_request(alamat, request.method, "", kepala, [])
    if not sah:
        raise _tertolak("Token akses tidak dikenal atau sudah kedaluwarsa; mintalah yang baru.")
    akses_token: Any = hasil.access_token
    klien = Klien.objects.select_related("akun__instansi", "unit").filter(aplikasi=akses_token.application_id).first()
    if klien is None:
        raise _tertolak("Klien ini tidak terdaftar sebagai sistem sumber.")
    # A token issued before the client lost a scope does not keep it.
    cakupan = frozenset(akses_token.scope.split()) & frozenset(klien.cakupan)
    return _masuk(klien, klien.akun, f"klien:{klien.pk}", cakupan, kini)


def _masuk(
    kunci: Kunci, akun: Pengguna, nama: str, cakupan: frozenset[str], kini: datetime
) -> tuple[Pengguna, Kredensial]:
    """The account, narrowed to the credential's unit; refuses what is revoked, expired, or switched off."""
    if kunci.dicabut_pada is not None:
        raise _tertolak("Kredensial ini sudah dicabut.")
    if kunci.kedaluwarsa <= kini:
        raise _tertolak("Kredensial ini sudah kedaluwarsa.")
    if not akun.is_active:
        raise _tertolak("Akun kredensial ini dinonaktifkan.")
    _tandai_dipakai(kunci, kini)
    akses.batasi(akun, kunci.unit.jalur)
    akun.lewat = nama
    return akun, Kredensial(nama, cakupan)


def _tandai_dipakai(kunci: Kunci, kini: datetime) -> None:
    """Last use, written at most once a minute."""
    if kunci.terakhir_dipakai is not None and kini - kunci.terakhir_dipakai < TULIS_PEMAKAIAN:
        return
    belum = Q(terakhir_dipakai__isnull=True) | Q(terakhir_dipakai__lte=kini - TULIS_PEMAKAIAN)
    type(kunci)._default_manager.filter(belum, pk=kunci.pk).update(terakhir_dipakai=kini)


def _tertolak(pesan: str) -> AuthenticationFailed:
    return AuthenticationFailed(pesan, code="kredensial_ditolak")
