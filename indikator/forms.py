"""Shape of what people type into the entry grid; the rules are in services."""

from __future__ import annotations

from decimal import Decimal

from django import forms

from indikator.hitung.angka import baca_angka
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.predikat import baca_predikat
from indikator.models import Indikator

PANJANG_URAIAN = 4000


def baca_isian(teks: str, indikator: Indikator) -> Decimal | None:
    """The value of a cell as typed: None for an empty cell, a predicate by its scale, else a number.

    Raises KesalahanHitung with the sentence to show beside the cell.
    """
    if not teks.strip():
        return None
    if indikator.skala is not None:
        return baca_predikat(teks, indikator.skala.skala())
    return baca_angka(teks)


class AngkaIsianField(forms.CharField):
    """A cell of the grid; cleans to Decimal or None."""

    def __init__(self, *, indikator: Indikator) -> None:
        super().__init__(required=False, strip=True)
        self.indikator = indikator

    def clean(self, value: object) -> Decimal | None:
        teks: str = super().clean(value)
        try:
            return baca_isian(teks, self.indikator)
        except KesalahanHitung as salah:
            raise forms.ValidationError(salah.pesan, code="tidak_terbaca") from salah


class SelForm(forms.Form):
    """One cell: its text and the version of the line the person saw."""

    versi = forms.IntegerField(min_value=0, error_messages={"required": "Versi baris tidak disertakan."})

    def __init__(self, *args: object, indikator: Indikator, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["isi"] = AngkaIsianField(indikator=indikator)


class UraianForm(forms.Form):
    """One of the texts beside the figure."""

    isi = forms.CharField(
        required=False,
        max_length=PANJANG_URAIAN,
        error_messages={"max_length": "Uraian paling panjang %(limit_value)d huruf, sekarang %(show_value)d."},
    )
    versi = forms.IntegerField(min_value=0, error_messages={"required": "Versi baris tidak disertakan."})
