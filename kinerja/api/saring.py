"""Filters all lists share: a unit with its subtree, and rows changed since a moment."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from kinerja.api.masalah import Masalah
from kinerja.organisasi.models import Unit


class SaringUnit(django_filters.FilterSet):
    """`?unit=KODE`: the unit and everything below it."""

    unit = django_filters.CharFilter(method="saring_unit", label="Kode unit; unit di bawahnya ikut.")

    def saring_unit(self, kumpulan: QuerySet[Any], nama: str, nilai: str) -> QuerySet[Any]:
        """Raises Masalah 422 `unit_tidak_dikenal` for a code the caller cannot see."""
        unit = Unit.objects.untuk(self.request.user).filter(kode=nilai).first()
        if unit is None:
            raise Masalah(422, "unit_tidak_dikenal", f"Unit berkode {nilai} tidak ada di wewenang Anda.")
        model: Any = kumpulan.model
        return kumpulan.filter(**{f"{model.JALUR_UNIT}__startswith": unit.jalur})
