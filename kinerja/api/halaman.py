"""Pages of a list by cursor: the same page whatever was added meanwhile, and the same cost on every page."""

from __future__ import annotations

from typing import Any

from rest_framework.pagination import CursorPagination
from rest_framework.response import Response


class HalamanKursor(CursorPagination):
    """`?kursor=` and `?banyak=` (100, at most 1000), ordered by id."""

    cursor_query_param = "kursor"
    page_size_query_param = "banyak"
    page_size = 100
    max_page_size = 1000
    ordering = "pk"
    cursor_query_description = "Kursor dari `berikutnya` atau `sebelumnya`."
    page_size_query_description = "Banyak baris tiap halaman, paling banyak 1000."

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"berikutnya": self.get_next_link(), "sebelumnya": self.get_previous_link(), "hasil": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        alamat = {"type": ["string", "null"], "format": "uri", "example": None}
        return {
            "type": "object",
            "required": ["berikutnya", "sebelumnya", "hasil"],
            "properties": {"berikutnya": alamat, "sebelumnya": alamat, "hasil": schema},
        }
