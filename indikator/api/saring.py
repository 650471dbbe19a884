"""Filters of the lists of measuring: unit with its subtree, year, quarter, changed since."""

from __future__ import annotations

import django_filters

from indikator.models import Indikator, Realisasi, Sasaran, Target
from indikator.models.indikator import JenisSasaran
from indikator.models.realisasi import PILIHAN_STATUS
from kinerja.api.saring import SaringBilangan, SaringUnit, SaringWaktu


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

    class Meta:
        model = Indikator
        fields: list[str] = []


class SaringTarget(SaringUnit):
    tahun = SaringBilangan("indikator__sasaran__periode__tahun", label="Tahun.")
    triwulan = SaringBilangan("triwulan", min_value=0, max_value=4, label="Triwulan; 0 adalah target tahun.")
    indikator = SaringBilangan("indikator_id", label="Id indikator.")

    class Meta:
        model = Target
        fields: list[str] = []


class SaringRealisasi(SaringUnit):
    tahun = SaringBilangan("indikator__sasaran__periode__tahun", label="Tahun.")
    triwulan = SaringBilangan("triwulan", min_value=1, max_value=4, label="Triwulan.")
    indikator = SaringBilangan("indikator_id", label="Id indikator.")
    status = django_filters.ChoiceFilter(choices=[(s.value, kata) for s, kata in PILIHAN_STATUS], label="Status.")
    diubah_sejak = SaringWaktu(
        "berubah_pada", "gte", label="Hanya yang angkanya atau statusnya berubah sejak saat ini (ISO 8601)."
    )

    class Meta:
        model = Realisasi
        fields: list[str] = []
