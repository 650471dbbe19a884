"""Filters of the survey lists: unit with its subtree, year, status, changed since."""

from __future__ import annotations

import django_filters

from kinerja.api.saring import SaringUnit
from survei.models import HasilSurvei, RencanaTindakLanjut, Survei, Unggahan
from survei.models.jawaban import StatusUnggahan
from survei.models.survei import JenisPeriode, StatusSurvei


class SaringSurvei(SaringUnit):
    tahun = django_filters.NumberFilter("tahun", min_value=0, max_value=9999, label="Tahun.")
    jenis_periode = django_filters.ChoiceFilter(choices=JenisPeriode.choices, label="Jenis periode.")
    status = django_filters.ChoiceFilter(choices=StatusSurvei.choices, label="Status.")

    class Meta:
        model = Survei
        fields: list[str] = []


class SaringHasil(SaringUnit):
    tahun = django_filters.NumberFilter("survei__tahun", min_value=0, max_value=9999, label="Tahun survei.")
    diubah_sejak = django_filters.IsoDateTimeFilter(
        "ditetapkan_pada", "gte", label="Hanya yang ditetapkan sejak saat ini (ISO 8601)."
    )

    class Meta:
        model = HasilSurvei
        fields: list[str] = []


class SaringRtl(SaringUnit):
    tahun = django_filters.NumberFilter("survei__tahun", min_value=0, max_value=9999, label="Tahun survei.")
    survei = django_filters.NumberFilter("survei_id", min_value=0, max_value=2**63 - 1, label="Id survei.")

    class Meta:
        model = RencanaTindakLanjut
        fields: list[str] = []


class SaringUnggahan(SaringUnit):
    survei = django_filters.NumberFilter("survei_id", min_value=0, max_value=2**63 - 1, label="Id survei.")
    status = django_filters.ChoiceFilter(choices=StatusUnggahan.choices, label="Status.")
    diubah_sejak = django_filters.IsoDateTimeFilter(
        "diunggah_pada", "gte", label="Hanya yang dikirim sejak saat ini (ISO 8601)."
    )

    class Meta:
        model = Unggahan
        fields: list[str] = []
