"""Filters of the survey lists: unit with its subtree, year, status, changed since."""

from __future__ import annotations

import django_filters

from kinerja.api.saring import SaringBilangan, SaringUnit, SaringWaktu
from survei.models import HasilSurvei, RencanaTindakLanjut, Survei, Unggahan
from survei.models.jawaban import StatusUnggahan
from survei.models.survei import JenisPeriode, StatusSurvei


class SaringSurvei(SaringUnit):
    tahun = SaringBilangan("tahun", min_value=0, max_value=9999, label="Tahun.")
    jenis_periode = django_filters.ChoiceFilter(choices=JenisPeriode.choices, label="Jenis periode.")
    status = django_filters.ChoiceFilter(choices=StatusSurvei.choices, label="Status.")

    class Meta:
        model = Survei
        fields: list[str] = []


class SaringHasil(SaringUnit):
    tahun = SaringBilangan("survei__tahun", min_value=0, max_value=9999, label="Tahun survei.")
    diubah_sejak = SaringWaktu("ditetapkan_pada", "gte", label="Hanya yang ditetapkan sejak saat ini (ISO 8601).")

    class Meta:
        model = HasilSurvei
        fields: list[str] = []


class SaringRtl(SaringUnit):
    tahun = SaringBilangan("survei__tahun", min_value=0, max_value=9999, label="Tahun survei.")
    survei = SaringBilangan("survei_id", min_value=0, max_value=2**63 - 1, label="Id survei.")

    class Meta:
        model = RencanaTindakLanjut
        fields: list[str] = []


class SaringUnggahan(SaringUnit):
    survei = SaringBilangan("survei_id", min_value=0, max_value=2**63 - 1, label="Id survei.")
    status = django_filters.ChoiceFilter(choices=StatusUnggahan.choices, label="Status.")
    diubah_sejak = SaringWaktu("diunggah_pada", "gte", label="Hanya yang dikirim sejak saat ini (ISO 8601).")

    class Meta:
        model = Unggahan
        fields: list[str] = []
