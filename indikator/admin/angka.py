"""Numbers typed the Indonesian way, on every admin page of this app."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from indikator.hitung.angka import baca_angka, tulis_isian
from indikator.hitung.kesalahan import KesalahanHitung
from kinerja.organisasi.admin.dasar import Pembatas

if TYPE_CHECKING:
    _Campuran = Pembatas
else:
    _Campuran = object


class AngkaField(forms.CharField):
    """A number as people write it (`86,75`); `1.234` is asked about, never guessed."""

    def prepare_value(self, value: Any) -> Any:
        return tulis_isian(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        teks = super().to_python(value)
        if not teks:
            return None
        try:
            return baca_angka(teks)
        except KesalahanHitung as salah:
            raise ValidationError(salah.pesan, code="tidak_terbaca") from salah

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class Berangka(_Campuran):
    """Mixed into admin pages and inlines: every decimal column is an `AngkaField`."""

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.DecimalField):
            return AngkaField(
                required=not db_field.blank,
                label=db_field.verbose_name,
                help_text=db_field.help_text,
                validators=db_field.validators,
                widget=forms.TextInput(attrs={"size": 14, "inputmode": "decimal"}),
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)
