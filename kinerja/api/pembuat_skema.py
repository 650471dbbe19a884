"""The OpenAPI document is made once in each process: it is the same for everybody, and takes seconds of computing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from rest_framework.request import Request

_JADI: dict[tuple[bool, str | None], Any] = {}


class PembuatSkema(SchemaGenerator):  # type: ignore[misc]
    """Keeps what it has made; readers must not change it."""

    def get_schema(self, request: Request | None = None, public: bool = False) -> Any:
        """The document; of another language or a caller's own part (not `public`) there is another one."""
        if not public:
            return super().get_schema(request, public)
        kunci = (public, get_language())
        if kunci not in _JADI:
            _JADI[kunci] = super().get_schema(request, public)
        return _JADI[kunci]
