"""Serializers whose answer may be cut down with `?fields=`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from rest_framework import serializers
from rest_framework.fields import SkipField, empty
from rest_framework.relations import PKOnlyObject

from kinerja.api.masalah import Masalah

_POLOS = (
    serializers.CharField,
    serializers.IntegerField,
    serializers.BooleanField,
    serializers.DateField,
    serializers.DateTimeField,
    serializers.ChoiceField,
    serializers.UUIDField,
)
# How a query says yes and no.
PILIHAN_KUERI: Mapping[str, bool] = {"true": True, "false": False}


class Terpilih(serializers.Serializer[Any]):
    """`?fields=kode,nama` shows only these; an unknown name is refused with the names there are."""

    _tersimpan: tuple[type[Model], list[tuple[str, str, Any]]] | None = None

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """As DRF does, but what a plain column needs is found out once for all rows: a third of the time of a list."""
        if not isinstance(instance, Model):
            return dict(super().to_representation(instance))
        hasil: dict[str, Any] = {}
        for nama, atribut, field in self._rencana(instance):
            try:
                nilai = getattr(instance, atribut) if atribut else field.get_attribute(instance)
            except SkipField:
                continue
            kosong = nilai is None or (isinstance(nilai, PKOnlyObject) and nilai.pk is None)
            hasil[nama] = None if kosong else field.to_representation(nilai)
        return hasil

    def _rencana(self, instance: Model) -> list[tuple[str, str, Any]]:
        """Name, attribute and field of each column; attribute "" where DRF has more to do than to read it."""
        if self._tersimpan is None or self._tersimpan[0] is not type(instance):
            milik = vars(instance)
            isi = []
            for field in self._readable_fields:
                atribut = field.source_attrs[0] if len(field.source_attrs) == 1 else ""
                polos = isinstance(field, _POLOS) and atribut in milik
                isi.append((str(field.field_name), atribut if polos else "", field))
            self._tersimpan = (type(instance), isi)
        return self._tersimpan[1]

    def get_fields(self) -> dict[str, serializers.Field]:  # type: ignore[type-arg]
        semua = super().get_fields()
        request = self.context.get("request")
        diminta = request.query_params.get("fields", "") if request is not None and request.method == "GET" else ""
        if not diminta or (self.parent is not None and not isinstance(self.parent, serializers.ListSerializer)):
            return semua
        nama = set(diminta.split(","))
        if asing := sorted(nama - set(semua)):
            sebutan = ", ".join(f"“{n}”" for n in asing)
            raise Masalah(400, "fields_asing", f"fields tidak dikenal: {sebutan}.", pilihan=sorted(semua))
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


class YaTidakKueri(serializers.BooleanField):
    """`true` or `false` in a query, where everything is text; never `1` or `yes`."""

    # Left out is left out: no unticked box of a form.
    default_empty_html = empty

    def to_internal_value(self, data: Any) -> bool:
        if data not in PILIHAN_KUERI:
            self.fail("invalid", input=data)
        return PILIHAN_KUERI[data]


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
