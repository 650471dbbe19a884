"""Filters all lists share: a unit with its subtree, and rows changed since a moment."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from kinerja.api.masalah import Masalah
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Pengguna, Periode, Unit


class SaringUnit(django_filters.FilterSet):  # type: ignore[misc]
    """`?unit=KODE`: the unit and everything below it."""

    unit = django_filters.CharFilter(method="saring_unit", label="Kode unit; unit di bawahnya ikut.")

    def saring_unit(self, kumpulan: QuerySet[Any], nama: str, nilai: str) -> QuerySet[Any]:
        """Raises Masalah 422 `unit_tidak_dikenal` for a code the caller cannot see."""
        model: Any = kumpulan.model
        return kumpulan.filter(**{f"{model.JALUR_UNIT}__startswith": unit_berkode(self.request.user, nilai).jalur})


def unit_berkode(user: Pengguna | AnonymousUser, kode: str, aksi: Aksi = Aksi.BACA) -> Unit:
    """The unit with this code. Raises Masalah 422 `unit_tidak_dikenal` when the caller cannot do `aksi` there."""
    unit = Unit.objects.untuk(user, aksi).select_related("instansi").filter(kode=kode).first()
    if unit is None:
        raise Masalah(422, "unit_tidak_dikenal", f"Unit berkode {kode} tidak ada di wewenang Anda.")
    return unit


def periode_tahun(user: Pengguna | AnonymousUser, unit: Unit, tahun: int) -> Periode:
    """The year of the unit's agency. Raises Masalah 422 `tahun_tidak_dikenal` when it has none."""
    periode = Periode.objects.untuk(user).select_related("instansi").filter(instansi=unit.instansi_id, tahun=tahun)
    satu = periode.first()
    if satu is None:
        raise Masalah(422, "tahun_tidak_dikenal", f"Tahun {tahun} belum ada di {unit.instansi}.")
    return satu
