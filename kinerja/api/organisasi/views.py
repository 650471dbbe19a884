"""Reading the agency: its units as a tree, posts, years."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca
from kinerja.api.organisasi.serializers import InstansiSerializer, JabatanSerializer, PeriodeSerializer, UnitSerializer
from kinerja.api.saring import SaringUnit
from kinerja.organisasi.models import Instansi, Jabatan, Periode, Unit


class SaringPohon(SaringUnit):
    class Meta:
        model = Unit
        fields = ["jenis"]


class SaringJabatan(SaringUnit):
    class Meta:
        model = Jabatan
        fields: list[str] = []


class SaringPeriode(django_filters.FilterSet):  # type: ignore[misc]
    class Meta:
        model = Periode
        fields = ["tahun"]


class InstansiViewSet(Baca):
    """Instansi tempat pemanggil berperan."""

    cakupan_baca = Cakupan.ORGANISASI_BACA
    serializer_class = InstansiSerializer

    def kumpulan(self) -> QuerySet[Any]:
        return Instansi.objects.all()


class UnitViewSet(Baca):
    """Unit dalam wewenang pemanggil. `?unit=KODE` membatasi pada satu subpohon."""

    cakupan_baca = Cakupan.ORGANISASI_BACA
    serializer_class = UnitSerializer
    filterset_class = SaringPohon

    def kumpulan(self) -> QuerySet[Any]:
        return Unit.objects.select_related("instansi", "induk")


class JabatanViewSet(Baca):
    """Jabatan di unit dalam wewenang pemanggil."""

    cakupan_baca = Cakupan.ORGANISASI_BACA
    serializer_class = JabatanSerializer
    filterset_class = SaringJabatan

    def kumpulan(self) -> QuerySet[Any]:
        return Jabatan.objects.select_related("unit")


class PeriodeViewSet(Baca):
    """Tahun instansi beserta jendela pengisian tiap triwulan."""

    cakupan_baca = Cakupan.ORGANISASI_BACA
    serializer_class = PeriodeSerializer
    filterset_class = SaringPeriode

    def kumpulan(self) -> QuerySet[Any]:
        return Periode.objects.select_related("instansi").prefetch_related("jendela")
