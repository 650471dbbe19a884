"""How often a caller may ask, and the headers that say what is left (draft-ietf-httpapi-ratelimit-headers)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from kinerja.api.autentikasi import Kredensial


class BatasPelaku(SimpleRateThrottle):
    """One window for each token, client, account, or (before signing in) address."""

    scope = "api"
    num_requests: int
    duration: int
    sisa = 0
    reset = 0

    def get_rate(self) -> str:
        return str(settings.API_BATAS)

    def get_cache_key(self, request: Request, view: Any) -> str:
        if isinstance(request.auth, Kredensial):
            siapa = request.auth.nama
        elif request.user and request.user.pk:
            siapa = f"akun:{request.user.pk}"
        else:
            siapa = f"alamat:{self.get_ident(request)}"
        return self.cache_format % {"scope": self.scope, "ident": siapa}

    def allow_request(self, request: Request, view: Any) -> bool:
        """Counts the request, and remembers what is left for `kepala`."""
        boleh = bool(super().allow_request(request, view))
        self.sisa = max(0, self.num_requests - len(self.history))
        tertua = self.history[-1] if self.history else self.now
        self.reset = max(0, round(tertua + self.duration - self.now))
        request._request.batas_api = self  # type: ignore[attr-defined]
        return boleh

    def kepala(self) -> dict[str, str]:
        """`RateLimit-Policy` and `RateLimit` of this caller."""
        return {
            "RateLimit-Policy": f'"{self.scope}";q={self.num_requests};w={self.duration}',
            "RateLimit": f'"{self.scope}";r={self.sisa};t={self.reset}',
        }
