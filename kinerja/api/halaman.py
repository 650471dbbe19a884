"""Pages of a list by cursor: the same page whatever was added meanwhile, and the same cost on every page."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from kinerja.api.masalah import Masalah


class HalamanKursor(CursorPagination):
    """`?kursor=` and `?banyak=` (100, at most 1000), ordered by id."""

    cursor_query_param = "kursor"
    page_size_query_param = "banyak"
    page_size = 100
    max_page_size = 1000
    ordering = "pk"
    cursor_query_description = "Kursor dari `berikutnya` atau `sebelumnya`."
    page_size_query_description = "Banyak baris tiap halaman, paling banyak 1000."

    def get_page_size(self, request: Request) -> int:
        """Raises Masalah 422 `banyak_keliru`: a size that is silently replaced would look like a short list."""
        teks = request.query_params.get(self.page_size_query_param, str(self.page_size))
        if not (teks.isascii() and teks.isdigit() and len(teks) <= 4 and 1 <= int(teks) <= self.max_page_size):
            raise Masalah(422, "banyak_keliru", f"banyak harus bilangan bulat dari 1 sampai {self.max_page_size}.")
        return int(teks)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Raises Masalah 422 `kursor_keliru` for what no page of this list has given out."""
        try:
            return super().decode_cursor(request)
        except NotFound as salah:
            raise Masalah(422, "kursor_keliru", "Kursor ini tidak berasal dari daftar ini.") from salah

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """With the limits of the size."""
        semua: list[dict[str, Any]] = super().get_schema_operation_parameters(view)
        for satu in semua:
            if satu["name"] == self.page_size_query_param:
                satu["schema"] = {"type": "integer", "minimum": 1, "maximum": self.max_page_size}
        return semua

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"berikutnya": self.get_next_link(), "sebelumnya": self.get_previous_link(), "hasil": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        alamat = {"type": ["string", "null"], "format": "uri", "example": None}
        return {
            "type": "object",
            "required": ["berikutnya", "sebelumnya", "hasil"],
            "properties": {"berikutnya": alamat, "sebelumnya": alamat, "hasil": schema},
        }
