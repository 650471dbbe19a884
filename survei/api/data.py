"""Serializers made from the types of the frozen data, so that the API shows exactly what page and report show."""

from __future__ import annotations

import types
from dataclasses import is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from rest_framework import serializers

from indikator.api.bidang import Desimal
from indikator.hitung.angka import tulis_angka
from survei.api.uraian import URAIAN

# Digits the pages print; every other figure has two.
_DIGIT = {"nrr": 3, "tertimbang": 3}
_POLOS: dict[Any, type[serializers.Field[Any, Any, Any, Any]]] = {
    str: serializers.CharField,
    int: serializers.IntegerField,
    bool: serializers.BooleanField,
    Decimal: Desimal,
}


class Tertulis(serializers.CharField):
    """A number as the pages print it: `83,12`."""

    def __init__(self, digit: int, **lain: Any) -> None:
        self.digit = digit
        super().__init__(**lain)

    def to_representation(self, value: Any) -> str:
        return tulis_angka(Decimal(value), self.digit)


@cache
def penyaji(jenis: type, awalan: str, dasar: Any = serializers.Serializer) -> type[serializers.Serializer[Any]]:
    """The serializer of a frozen dataclass: each field by its type, a Decimal exact and beside it `<nama>_teks`.

    Args:
        awalan: what the names of the schema's components begin with.
        dasar: the base class.
    """
    isi: dict[str, Any] = {"__doc__": URAIAN[f"{awalan}{jenis.__name__}"]}
    for nama, tipe in get_type_hints(jenis).items():
        if nama == "skema":
            continue
        isi[nama] = _bidang(tipe, awalan)
        if _inti(tipe) is Decimal:
            isi[f"{nama}_teks"] = Tertulis(
                _DIGIT.get(nama, 2), source=nama, read_only=True, allow_null=_boleh_kosong(tipe)
            )
    return type(f"{awalan}{jenis.__name__}Serializer", (dasar,), isi)


def _boleh_kosong(tipe: Any) -> bool:
    return get_origin(tipe) in (Union, types.UnionType)


def _inti(tipe: Any) -> Any:
    return next(b for b in get_args(tipe) if b is not type(None)) if _boleh_kosong(tipe) else tipe


def _bidang(tipe: Any, awalan: str) -> Any:
    sifat: dict[str, Any] = {"read_only": True, "allow_null": _boleh_kosong(tipe)}
    inti = _inti(tipe)
    if get_origin(inti) is not tuple:
        return _satu(inti, awalan, sifat)
    bagian = get_args(inti)
    satuan = _inti(bagian[0])
    if is_dataclass(satuan):
        return penyaji(satuan, awalan)(many=True, **sifat)  # type: ignore[arg-type]
    tetap: dict[str, Any] = {} if bagian[-1] is Ellipsis else {"min_length": len(bagian), "max_length": len(bagian)}
    anak = _satu(satuan, awalan, {"allow_null": _boleh_kosong(bagian[0])})
    return serializers.ListField(child=anak, **tetap, **sifat)


def _satu(tipe: Any, awalan: str, sifat: dict[str, Any]) -> Any:
    if is_dataclass(tipe):
        return penyaji(tipe, awalan)(**sifat)  # type: ignore[arg-type]
    lain: dict[str, Any] = {"allow_blank": True} if tipe is str else {}
    return _POLOS[tipe](**sifat, **lain)
