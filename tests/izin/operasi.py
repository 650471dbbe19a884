"""Every operation of the REST API, method and route, read from the routes themselves.

Not from the OpenAPI document, out of which a view can be left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.izin.pola import Baris

# What Django answers by itself from the same view.
TANPA_BARIS = frozenset({"HEAD", "OPTIONS", "TRACE"})
SKEMA = "api:schema"


def operasi(pola: Sequence[URLPattern | URLResolver] | None = None, ruang: str = "") -> Iterator[tuple[str, str]]:
    """(method, name with namespace) of every operation below `pola` (the whole product's unless named) in `api:`."""
    for satu in get_resolver().url_patterns if pola is None else pola:
        if isinstance(satu, URLResolver):
            dalam = ruang + (f"{satu.namespace}:" if satu.namespace else "")
            yield from operasi(satu.url_patterns, dalam)
        elif ruang.startswith("api:"):
            for metode in sorted(_metode(satu.callback)):
                yield metode, f"{ruang}{satu.name}"


def _metode(tampilan: Callable[..., Any]) -> set[str]:
    """The methods a view answers. Raises TypeError for one that is no class of views: it would be overlooked."""
    kelas: Any = getattr(tampilan, "cls", None)
    if kelas is None:
        raise TypeError(f"{tampilan!r} bukan tampilan DRF")
    # A route of a viewset names its own methods; another view answers those it has a handler for.
    punya = getattr(tampilan, "actions", None) or [m for m in kelas.http_method_names if hasattr(kelas, m)]
    return {m.upper() for m in punya if m in kelas.http_method_names} - TANPA_BARIS


def beda(ada: Iterable[tuple[str, str]], matriks: Iterable[Baris]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(operations without a row, rows without an operation)."""
    semua = set(ada)
    terdaftar = {(b.metode, b.rute) for b in matriks if b.rute.startswith("api:")}
    return semua - terdaftar, terdaftar - semua
