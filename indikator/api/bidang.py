"""Forms of figures that all resources of measuring share: exact decimals as text, and the three kinds of emptiness."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.validators import ProhibitNullCharactersValidator
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from indikator.hitung.angka import DIGIT_BULAT, DIGIT_DESIMAL, PANJANG_ISIAN
from indikator.selectors.tulis import Sel

KEADAAN = ("ada", "tidak_dinilai", "belum")
_KEADAAN_SEL: Mapping[str, str] = {"": "ada", "na": "tidak_dinilai", "belum": "belum"}


@extend_schema_field({"type": "string", "pattern": r"^-?\d+(\.\d+)?$", "examples": ["86.75"]})
class Desimal(serializers.Field[Decimal, Decimal, str, Any]):
    """A number exactly as it is computed with: text, a point, no thousands, no trailing zeros."""

    def to_representation(self, value: Decimal) -> str:
        return tulis_desimal(value)


class DesimalTersimpan(Desimal):
    """The same of a number that was kept as text, with the zeros of its column."""

    def to_representation(self, value: str) -> str:  # type: ignore[override]
        return tulis_desimal(Decimal(value))


def tulis_desimal(nilai: Decimal) -> str:
    """`86.75`, `100`, `0`: every digit that is known, never an exponent."""
    teks = f"{nilai:f}"
    if "." in teks:
        teks = teks.rstrip("0").rstrip(".")
    return "0" if teks in {"-0", ""} else teks


@extend_schema_field(
    {
        "type": "string",  # null is added by allow_null
        "maxLength": PANJANG_ISIAN,
        "description": (
            f"Angka sebagai teks bertitik desimal (paling banyak {DIGIT_BULAT} digit di depan dan {DIGIT_DESIMAL} di "
            "belakang titik), atau label predikat bila indikatornya berskala; null mengosongkan komponen."
        ),
        "examples": ["86.75"],
    }
)
class TeksNilai(serializers.Field[str | None, Any, str | None, Any]):
    """A value to store, still as text: a JSON number is refused, because a parser may already have rounded it."""

    default_error_messages = {
        "bukan_teks": "Tulis angka sebagai teks, misalnya “86.75”; null mengosongkan komponen.",
        "terlalu_panjang": f"Nilai paling panjang {PANJANG_ISIAN} huruf.",
    }

    def __init__(self, **lain: Any) -> None:
        larangan: list[Any] = [ProhibitNullCharactersValidator(), ProhibitSurrogateCharactersValidator()]
        super().__init__(allow_null=True, validators=larangan, **lain)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("bukan_teks")
        if len(data) > PANJANG_ISIAN:
            self.fail("terlalu_panjang")
        return str(data)

    def to_representation(self, value: str | None) -> str | None:
        return value


class SelSerializer(serializers.Serializer[Any]):
    """Angka: `nilai` tanpa pembulatan, `teks` seperti di halaman, atau `keadaan` dan `alasan` tidak adanya."""

    nilai = Desimal(allow_null=True)
    teks = serializers.CharField(allow_blank=True)
    keadaan = serializers.ChoiceField(choices=KEADAAN)
    alasan = serializers.CharField(allow_blank=True)


class SelTargetSerializer(SelSerializer):
    """Target dapat berupa rentang: `bawah` dan `atas` menggantikan `nilai`."""

    bawah = Desimal(allow_null=True)
    atas = Desimal(allow_null=True)


class SelCapaianSerializer(SelSerializer):
    """Capaian dalam persen sebelum dibatasi, dengan kelasnya sesudah dibatasi menurut setelan instansi."""

    kelas = serializers.CharField(allow_blank=True)


def isi_sel(sel: Sel, nilai: Decimal | None, **lain: Any) -> dict[str, Any]:
    """What the serializers above take, from the words of the pages and the number behind them."""
    return {"nilai": nilai, "teks": sel.teks, "keadaan": _KEADAAN_SEL[sel.kosong], "alasan": sel.alasan, **lain}
