"""Reading the agency: its units as a tree, posts, years."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view

from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca
from kinerja.api.organisasi.serializers import InstansiSerializer, JabatanSerializer, PeriodeSerializer, UnitSerializer
from kinerja.api.saring import SaringUnit
from kinerja.organisasi.models import Instansi, Jabatan, Periode, Unit

INSTANSI = {"id": 1, "kode": "kota-contoh", "nama": "Kota Contoh", "pemerintah": "Pemerintah Kota Contoh"}
INSTANSI |= {"tempat": "Kota Contoh"}
UNIT = {
    "id": 7,
    "kode": "BAG-01",
    "nama": "Bagian Umum",
    "jenis": "bagian",
    "instansi": "kota-contoh",
    "induk": "AST-1",
}
UNIT |= {"berlaku_dari": "2020-01-01", "berlaku_sampai": None}
JABATAN = {"id": 11, "nama": "Kepala Bagian Umum", "unit": "BAG-01"}
PERIODE = {"id": 3, "tahun": 2026, "instansi": "kota-contoh"}
PERIODE |= {"jendela": [{"triwulan": 1, "buka": "2026-04-01", "tutup": "2026-04-30"}]}


def _jelaskan(nama: str, contoh: dict[str, Any]) -> Any:
    """Summary and example of a list and of one object."""
    satu = [OpenApiExample(nama.capitalize(), value=contoh, response_only=True)]
    return extend_schema_view(
        list=extend_schema(summary=f"Daftar {nama}", tags=["Organisasi"], examples=satu),
        retrieve=extend_schema(summary=f"Satu {nama}", tags=["Organisasi"], examples=satu),
    )


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


@_jelaskan("instansi", INSTANSI)
class InstansiViewSet(Baca):
    """Instansi tempat pemanggil berperan."""

    cakupan_baca = Cakupan.ORGANISASI_BACA
    serializer_class = InstansiSerializer

    def kumpulan(self) -> QuerySet[Any]:
        return Instansi.objects.all()


@_jelaskan("unit", UNIT)
class UnitViewSet(Baca):
    """Unit dalam wewenang pemanggil. `?unit=KODE` membatasi pada satu subpohon."""

    cakupan_baca = Cakupan.ORGANISASI_BACA
    serializer_class = UnitSerializer
    filterset_class = SaringPohon

    def kumpulan(self) -> QuerySet[Any]:
        # Two codes, not two more objects for each row: the list others ask for most.
        return Unit.objects.annotate(kode_instansi=F("instansi__kode"), kode_induk=F("induk__kode"))


@_jelaskan("jabatan", JABATAN)
class JabatanViewSet(Baca):
    """Jabatan di unit dalam wewenang pemanggil."""

    cakupan_baca = Cakupan.ORGANISASI_BACA
    serializer_class = JabatanSerializer
    filterset_class = SaringJabatan

    def kumpulan(self) -> QuerySet[Any]:
        return Jabatan.objects.select_related("unit")


@_jelaskan("periode", PERIODE)
class PeriodeViewSet(Baca):
    """Tahun instansi beserta jendela pengisian tiap triwulan."""

    cakupan_baca = Cakupan.ORGANISASI_BACA
    serializer_class = PeriodeSerializer
    filterset_class = SaringPeriode

    def kumpulan(self) -> QuerySet[Any]:
        return Periode.objects.select_related("instansi").prefetch_related("jendela")
