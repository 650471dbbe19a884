"""Serializers whose answer may be cut down with `?fields=`."""

from __future__ import annotations

from collections.abc import Mapping
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


class Bilangan(serializers.IntegerField):
    """A whole number; `"12"`, `12.0` and `true` are refused: a sender that mixes types has a fault worth knowing."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class YaTidak(serializers.BooleanField):
    """`true` or `false`, never `"yes"` or 1."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Teks(serializers.CharField):
    """Text; a number is refused, because `1.10` as a number is already `1.1`."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


def batasi_baris(isi: Any, maksimum: int) -> None:
    """Raise Masalah 422 `terlalu_banyak_baris` when a bulk body has more rows than are taken; asked before any is read.

    Any other fault of the body is told by its serializer.
    """
    baris = isi.get("baris") if isinstance(isi, Mapping) else None
    if isinstance(baris, list) and len(baris) > maksimum:
        raise Masalah(
            422,
            "terlalu_banyak_baris",
            f"Kiriman ini berisi {_ribuan(len(baris))} baris; sekali kirim paling banyak {_ribuan(maksimum)}. "
            "Pecah menjadi beberapa kiriman.",
            maksimum=maksimum,
        )


def _ribuan(nilai: int) -> str:
    return f"{nilai:,}".replace(",", ".")
