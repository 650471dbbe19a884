"""Serializers whose answer may be cut down with `?fields=`."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from kinerja.api.masalah import Masalah


class Terpilih(serializers.Serializer[Any]):
    """`?fields=kode,nama` shows only these; an unknown name is refused with the names there are."""

    def get_fields(self) -> dict[str, serializers.Field]:  # type: ignore[type-arg]
        semua = super().get_fields()
        request = self.context.get("request")
        diminta = request.query_params.get("fields", "") if request is not None and request.method == "GET" else ""
        if not diminta or (self.parent is not None and not isinstance(self.parent, serializers.ListSerializer)):
            return semua
        nama = {n.strip() for n in diminta.split(",") if n.strip()}
        if asing := sorted(nama - set(semua)):
            raise Masalah(400, "fields_asing", f"fields tidak dikenal: {', '.join(asing)}.", pilihan=sorted(semua))
        return {n: f for n, f in semua.items() if n in nama}
