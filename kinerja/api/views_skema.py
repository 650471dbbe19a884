"""The OpenAPI document as it is served. Making and writing it takes seconds, so each is done once in a process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.views import SpectacularAPIView


@lru_cache(maxsize=4)
def _dokumen(bahasa: str | None) -> Any:
    return SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4)
def _yaml(bahasa: str | None) -> bytes:
    tertulis: bytes = OpenApiYamlRenderer().render(_dokumen(bahasa))  # type: ignore[no-untyped-call]
    return tertulis


class Pembuat(SchemaGenerator):
    """The document depends on the code and the language alone, on nobody who asks."""

    def get_schema(self, request: Any = None, public: bool = False) -> Any:
        return _dokumen(get_language())


class PenulisYaml(OpenApiYamlRenderer):
    """The form that is sent unless JSON is asked for."""

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        bahasa = get_language()
        # Also a refusal comes here.
        if data is _dokumen(bahasa):
            return _yaml(bahasa)
        lain: bytes = super().render(data, *args, **kwargs)  # type: ignore[no-untyped-call]
        return lain


class SkemaView(SpectacularAPIView):
    """`GET /api/v1/schema/`, for everybody; `?format=json` as JSON."""

    generator_class = Pembuat
    renderer_classes = [PenulisYaml, OpenApiJsonRenderer]
