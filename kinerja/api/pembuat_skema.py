"""The OpenAPI document is made once in each process: it is the same for everybody, and takes seconds of computing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from rest_framework.request import Request

_JADI: dict[str | None, Any] = {}


class PembuatSkema(SchemaGenerator):
    """Keeps what it has made; readers must not change it."""

    def get_schema(self, request: Request | None = None, public: bool = False) -> Any:
        """The document in the language of the request; what is not `public` is the caller's own and made anew."""
        if not public:
            return self._buat(request, public)
        bahasa = get_language()
        if bahasa not in _JADI:
            _JADI[bahasa] = self._buat(request, public)
        return _JADI[bahasa]

    def _buat(self, request: Request | None, public: bool) -> Any:
        return super().get_schema(request, public)  # type: ignore[no-untyped-call]
