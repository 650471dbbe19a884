"""The cascade: who carries a superior's indicator, what is rolled up into what, and its checks."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from indikator.api.bidang import Desimal
from indikator.models import Turunan
from kinerja.api.bidang import Terpilih
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca, Dasar, dengan_etag
from kinerja.api.etag import etag_isi
from kinerja.api.masalah import Masalah
from kinerja.api.saring import SaringBilangan, SaringUnit
from kinerja.perjanjian.api import contoh
from kinerja.perjanjian.api.bidang import IndikatorRingkasSerializer, JabatanRingkasSerializer, lingkup
from kinerja.perjanjian.hitung.temuan import TINGKAT, Temuan, Tingkat
from kinerja.perjanjian.models import JenisTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.selectors.cascading_periksa import temuan_cascading

TAG = ["Cascading"]
PARAMETER_LINGKUP = [
    OpenApiParameter("unit", str, required=True, description="Kode unit; unit di bawahnya ikut."),
    OpenApiParameter("tahun", {"type": "integer", "minimum": 1000, "maximum": 9999}, required=True),
]


class TautanSerializer(Terpilih, serializers.ModelSerializer[TautanKinerja]):
    """`unit` (atau `jabatan`-nya) mengampu indikator atasan `induk`; `anak`: indikatornya sendiri, bila ada."""

    induk = IndikatorRingkasSerializer(read_only=True)
    anak = IndikatorRingkasSerializer(read_only=True, allow_null=True)
    tahun = serializers.IntegerField(source="induk.sasaran.periode.tahun", read_only=True)
    jenis = serializers.ChoiceField(choices=JenisTautan.choices, read_only=True)
    unit = serializers.CharField(source="unit.kode", read_only=True)
    jabatan = JabatanRingkasSerializer(read_only=True, allow_null=True)

    class Meta:
        model = TautanKinerja
        fields = ["id", "tahun", "jenis", "induk", "unit", "jabatan", "lingkup", "anak", "tersirat"]


class TurunanSerializer(Terpilih, serializers.ModelSerializer[Turunan]):
    """Hasil `anak` ikut dihitung dalam hasil `induk`; `bobot` untuk rata-rata tertimbang."""

    induk = IndikatorRingkasSerializer(read_only=True)
    anak = IndikatorRingkasSerializer(read_only=True)
    tahun = serializers.IntegerField(source="induk.sasaran.periode.tahun", read_only=True)
    bobot = Desimal(read_only=True, allow_null=True)

    class Meta:
        model = Turunan
        fields = ["id", "tahun", "induk", "anak", "bobot"]


class UraianSerializer(Terpilih, serializers.ModelSerializer[UraianTurunan]):
    """Bentuk turunan sebuah indikator pada satu jenjang dalam kata (`lampiran` 1: tepat di bawah pemiliknya)."""

    indikator = IndikatorRingkasSerializer(read_only=True)
    tahun = serializers.IntegerField(source="indikator.sasaran.periode.tahun", read_only=True)
    lampiran = serializers.IntegerField(source="tingkat", read_only=True)

    class Meta:
        model = UraianTurunan
        fields = ["id", "tahun", "indikator", "lampiran", "teks", "catatan"]


class SaringTautan(SaringUnit):
    tahun = SaringBilangan("induk__sasaran__periode__tahun", label="Tahun.")
    induk = SaringBilangan("induk_id", label="Id indikator atasan.")
    pengampu = django_filters.CharFilter("unit__kode", label="Kode unit yang mengampu atau mendukung.")

    class Meta:
        model = TautanKinerja
        fields = ["jenis"]


class SaringTurunan(SaringUnit):
    tahun = SaringBilangan("induk__sasaran__periode__tahun", label="Tahun.")
    induk = SaringBilangan("induk_id", label="Id indikator induk.")

    class Meta:
        model = Turunan
        fields: list[str] = []


class SaringUraian(SaringUnit):
    tahun = SaringBilangan("indikator__sasaran__periode__tahun", label="Tahun.")
    indikator = SaringBilangan("indikator_id", label="Id indikator.")

    class Meta:
        model = UraianTurunan
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(summary="Daftar tautan cascading", tags=TAG, examples=[contoh.TAUTAN]),
    retrieve=extend_schema(summary="Satu tautan cascading", tags=TAG, examples=[contoh.TAUTAN]),
)
class TautanViewSet(Baca):
    """Siapa mengampu atau mendukung indikator atasan. `?unit=` menyaring menurut unit pemilik indikator atasan."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA
    serializer_class = TautanSerializer
    filterset_class = SaringTautan
    bidang_tabel = (
        *("id", "tahun", "jenis", "induk.unit", "induk.kode", "induk.nama", "unit", "jabatan.nama"),
        *("lingkup", "anak.kode", "anak.nama", "tersirat"),
    )

    def kumpulan(self) -> QuerySet[Any]:
        return TautanKinerja.objects.select_related(
            "induk__sasaran__unit", "induk__sasaran__periode", "anak__sasaran__unit", "unit", "jabatan__unit"
        )


@extend_schema_view(
    list=extend_schema(summary="Daftar turunan (gulungan)", tags=TAG, examples=[contoh.TURUNAN]),
    retrieve=extend_schema(summary="Satu turunan", tags=TAG, examples=[contoh.TURUNAN]),
)
class TurunanViewSet(Baca):
    """Hasil indikator bawahan yang digulung ke dalam hasil indikator induknya."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA
    serializer_class = TurunanSerializer
    filterset_class = SaringTurunan
    bidang_tabel = (
        *("id", "tahun", "induk.unit", "induk.kode", "induk.nama", "anak.unit", "anak.kode", "anak.nama"),
        "bobot",
    )

    def kumpulan(self) -> QuerySet[Any]:
        return Turunan.objects.select_related("induk__sasaran__unit", "induk__sasaran__periode", "anak__sasaran__unit")


@extend_schema_view(
    list=extend_schema(summary="Daftar uraian turunan", tags=TAG, examples=[contoh.URAIAN]),
    retrieve=extend_schema(summary="Satu uraian turunan", tags=TAG, examples=[contoh.URAIAN]),
)
class UraianViewSet(Baca):
    """Uraian dalam kata: menjadi apa sebuah indikator pada satu lampiran, tanpa menyebut unit."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA
    serializer_class = UraianSerializer
    filterset_class = SaringUraian
    bidang_tabel = ("id", "tahun", "indikator.unit", "indikator.kode", "indikator.nama", "lampiran", "teks", "catatan")

    def kumpulan(self) -> QuerySet[Any]:
        return UraianTurunan.objects.select_related("indikator__sasaran__unit", "indikator__sasaran__periode")


class TemuanSerializer(serializers.Serializer[Temuan]):
    """Satu temuan: aturannya (`kode`), beratnya, kalimatnya, dan letaknya."""

    kode = serializers.ChoiceField(choices=list(TINGKAT))
    tingkat = serializers.ChoiceField(choices=[t.value for t in Tingkat])
    pesan = serializers.CharField()
    tempat = serializers.CharField()
    unit = serializers.IntegerField(help_text="Id unit.")
    indikator = serializers.IntegerField(allow_null=True, help_text="Id indikator; null: unitnya sendiri.")


class PemeriksaanSerializer(serializers.Serializer[Any]):
    """Pemeriksaan satu subpohon dan tahun. `galat` menghalangi tanda tangan, `peringatan` minta dilihat lagi."""

    unit = serializers.CharField()
    tahun = serializers.IntegerField()
    galat = serializers.IntegerField(help_text="Banyaknya galat, tanpa saringan.")
    peringatan = serializers.IntegerField(help_text="Banyaknya peringatan, tanpa saringan.")
    temuan = TemuanSerializer(many=True)


class PemeriksaanView(Dasar):
    """Pemeriksaan cascading."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA

    @extend_schema(
        summary="Pemeriksaan cascading unit beserta unit di bawahnya",
        tags=TAG,
        parameters=[
            *PARAMETER_LINGKUP,
            OpenApiParameter("tingkat", str, enum=[t.value for t in Tingkat], description="Hanya yang setingkat ini."),
        ],
        responses=PemeriksaanSerializer,
        examples=[OpenApiExample("Satu galat", value=contoh.PEMERIKSAAN, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Setiap temuan pada unit itu dan semua di bawahnya."""
        unit, periode = lingkup(request)
        dipilih = request.query_params.get("tingkat", "")
        if dipilih and dipilih not in {t.value for t in Tingkat}:
            raise Masalah(422, "tingkat_keliru", "tingkat hanya galat atau peringatan.")
        semua = temuan_cascading(unit, periode)
        banyak = {t.value: sum(s.tingkat is t for s in semua) for t in Tingkat}
        temuan = [s for s in semua if dipilih in ("", s.tingkat.value)]
        data = PemeriksaanSerializer({"unit": unit.kode, "tahun": periode.tahun, "temuan": temuan, **banyak}).data
        return dengan_etag(request, data, etag_isi(data))
