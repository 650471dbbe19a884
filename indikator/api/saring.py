"""Filters of the lists of measuring: unit with its subtree, year, quarter, changed since."""

from __future__ import annotations

import re
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field

from indikator.models import Indikator, Realisasi, Sasaran, Target
from indikator.models.indikator import JenisSasaran
from indikator.models.realisasi import PILIHAN_STATUS
from kinerja.api.saring import SaringBilangan, SaringUnit, SaringWaktu

POLA_KODE = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")


class KolomKode(forms.CharField):
    """Two numbers with a point between them."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        cocok = POLA_KODE.fullmatch(str(value))
        if cocok is None:
            raise forms.ValidationError("Tulis nomor sasaran, titik, nomor indikator: 13.1.", code="invalid")
        return int(cocok[1]), int(cocok[2])


@extend_schema_field({"type": "string", "pattern": f"^{POLA_KODE.pattern}$"})
class SaringKode(django_filters.CharFilter):  # type: ignore[misc]
    """`?kode=13.1`: objective and indicator by their numbers; 13.1 may be in several units and years."""

    field_class = KolomKode

    def filter(self, qs: QuerySet[Any], value: tuple[int, int] | None) -> QuerySet[Any]:
        if not value:
            return qs
        awalan = "" if self.field_name == "kode" else f"{self.field_name}__"
        return qs.filter(**{f"{awalan}sasaran__nomor": value[0], f"{awalan}nomor": value[1]})


class SaringSasaran(SaringUnit):
    tahun = SaringBilangan("periode__tahun", label="Tahun.")

    class Meta:
        model = Sasaran
        fields = ["jenis"]


class SaringIndikator(SaringUnit):
    tahun = SaringBilangan("sasaran__periode__tahun", label="Tahun.")
    jenis = django_filters.ChoiceFilter(
        field_name="sasaran__jenis", choices=JenisSasaran.choices, label="Jenis sasaran."
    )
    sasaran = SaringBilangan("sasaran_id", label="Id sasaran.")
    kode = SaringKode("kode", label="Kode indikator, misalnya 13.1.")

    class Meta:
        model = Indikator
        fields: list[str] = []


class SaringTarget(SaringUnit):
    tahun = SaringBilangan("indikator__sasaran__periode__tahun", label="Tahun.")
    triwulan = SaringBilangan("triwulan", min_value=0, max_value=4, label="Triwulan; 0 adalah target tahun.")
    indikator = SaringBilangan("indikator_id", label="Id indikator.")
    kode = SaringKode("indikator", label="Kode indikator, misalnya 13.1.")

    class Meta:
        model = Target
        fields: list[str] = []


class SaringRealisasi(SaringUnit):
    tahun = SaringBilangan("indikator__sasaran__periode__tahun", label="Tahun.")
    triwulan = SaringBilangan("triwulan", min_value=1, max_value=4, label="Triwulan.")
    indikator = SaringBilangan("indikator_id", label="Id indikator.")
    kode = SaringKode("indikator", label="Kode indikator, misalnya 13.1.")
    status = django_filters.ChoiceFilter(choices=[(s.value, kata) for s, kata in PILIHAN_STATUS], label="Status.")
    diubah_sejak = SaringWaktu(
        "berubah_pada", "gte", label="Hanya yang angkanya atau statusnya berubah sejak saat ini (ISO 8601)."
    )

    class Meta:
        model = Realisasi
        fields: list[str] = []
