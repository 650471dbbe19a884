"""The pohon kinerja: conditions and crosscutting links as rows, and one unit's tree as a whole."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from kinerja.api.bidang import Terpilih
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca, Dasar, dengan_etag
from kinerja.api.etag import etag_isi
from kinerja.api.saring import SaringBilangan, SaringUnit
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.perjanjian.api import contoh
from kinerja.perjanjian.api.bidang import JabatanRingkasSerializer, lingkup
from kinerja.perjanjian.api.cascading import PARAMETER_LINGKUP
from kinerja.perjanjian.hitung.pohon import JenisSimpul, PohonLengkap
from kinerja.perjanjian.hitung.pohon_periksa import TINGKAT_POHON, periksa_pohon
from kinerja.perjanjian.hitung.temuan import Tingkat
from kinerja.perjanjian.models import IndikatorSimpul, LintasSimpul, SimpulPohon
from kinerja.perjanjian.selectors.pohon import baca_pohon, untuk_periksa

TAG = ["Pohon kinerja"]
JENIS = [j.value for j in JenisSimpul]


class UkuranSimpulSerializer(serializers.Serializer[Any]):
    """Ukuran sebuah kondisi: id indikator, atau `teks` bila indikatornya belum ada."""

    indikator = serializers.IntegerField(source="indikator_id", allow_null=True)
    teks = serializers.SerializerMethodField()

    def get_teks(self, ukuran: IndikatorSimpul) -> str:
        return ukuran.indikator.nama if ukuran.indikator else ukuran.teks


class PengampuSerializer(serializers.Serializer[Any]):
    """Unit, atau jabatan di unit itu, yang mengampu sebuah kondisi."""

    unit = serializers.CharField(source="unit.kode")
    jabatan = JabatanRingkasSerializer(allow_null=True)


class SimpulSerializer(Terpilih, serializers.ModelSerializer[SimpulPohon]):
    """Satu kondisi. Bagi yang hanya mengampu, yang di atasnya tidak disebut: `induk` null."""

    unit = serializers.CharField(source="unit.kode", read_only=True)
    tahun = serializers.IntegerField(source="periode.tahun", read_only=True)
    induk = serializers.SerializerMethodField()
    jenis = serializers.ChoiceField(choices=JENIS, read_only=True)
    ukuran = UkuranSimpulSerializer(many=True, read_only=True)
    pengampu = PengampuSerializer(many=True, read_only=True)

    class Meta:
        model = SimpulPohon
        fields = ["id", "unit", "tahun", "induk", "jenis", "uraian", "urutan", "versi", "ukuran", "pengampu"]

    def get_induk(self, simpul: SimpulPohon) -> int | None:
        terbaca = akses.boleh_di(self.context["request"].user, Aksi.BACA, simpul.unit.jalur)
        return simpul.induk_id if terbaca else None


class LintasSerializer(Terpilih, serializers.ModelSerializer[LintasSimpul]):
    """Hubungan crosscutting dari kondisi `dari` ke kondisi `ke`, atau ke `unit` yang harus terlibat."""

    tahun = serializers.IntegerField(source="dari.periode.tahun", read_only=True)
    dari = serializers.IntegerField(source="dari_id", read_only=True)
    ke = serializers.IntegerField(source="ke_id", read_only=True, allow_null=True)
    unit = serializers.SerializerMethodField()

    class Meta:
        model = LintasSimpul
        fields = ["id", "tahun", "dari", "ke", "unit", "keterangan"]

    @extend_schema_field({"type": ["string", "null"], "description": "Kode unit yang terlibat."})
    def get_unit(self, lintas: LintasSimpul) -> str | None:
        unit = lintas.unit or (lintas.ke.unit if lintas.ke else None)
        return unit.kode if unit else None


class SaringSimpul(SaringUnit):
    tahun = SaringBilangan("periode__tahun", label="Tahun.")
    jenis = django_filters.ChoiceFilter(choices=[(j, j) for j in JENIS], label="Jenis kondisi.")

    class Meta:
        model = SimpulPohon
        fields: list[str] = []


class SaringLintas(SaringUnit):
    tahun = SaringBilangan("dari__periode__tahun", label="Tahun.")

    class Meta:
        model = LintasSimpul
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(summary="Daftar kondisi pohon kinerja", tags=TAG, examples=[contoh.SIMPUL]),
    retrieve=extend_schema(summary="Satu kondisi pohon kinerja", tags=TAG, examples=[contoh.SIMPUL]),
)
class SimpulViewSet(Baca):
    """Kondisi dalam pohon kinerja yang dimiliki atau diampu unit dalam wewenang pemanggil."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA
    serializer_class = SimpulSerializer
    filterset_class = SaringSimpul
    bidang_tabel = ("id", "unit", "tahun", "induk", "jenis", "uraian", "urutan", "versi")

    def kumpulan(self) -> QuerySet[Any]:
        return SimpulPohon.objects.select_related("unit", "periode").prefetch_related(
            "ukuran__indikator", "pengampu__unit", "pengampu__jabatan__unit"
        )


@extend_schema_view(
    list=extend_schema(summary="Daftar crosscutting", tags=TAG, examples=[contoh.LINTAS]),
    retrieve=extend_schema(summary="Satu crosscutting", tags=TAG, examples=[contoh.LINTAS]),
)
class LintasViewSet(Baca):
    """Hubungan crosscutting dari kondisi dalam pohon unit dalam wewenang pemanggil."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA
    serializer_class = LintasSerializer
    filterset_class = SaringLintas

    def kumpulan(self) -> QuerySet[Any]:
        return LintasSimpul.objects.select_related("dari__periode", "ke__unit", "unit")


class UkuranTertulisSerializer(serializers.Serializer[Any]):
    """Ukuran sebuah kondisi dalam kata; `indikator` null: belum ada."""

    indikator = serializers.IntegerField(allow_null=True)
    teks = serializers.CharField()


class SimpulBernomorSerializer(serializers.Serializer[Any]):
    """Kondisi di dalam pohonnya: nomor (`1.2.1`), tingkat (0 paling atas), ukurannya, dan pengampunya."""

    id = serializers.IntegerField()
    nomor = serializers.CharField()
    tingkat = serializers.IntegerField()
    induk = serializers.IntegerField(allow_null=True)
    jenis = serializers.ChoiceField(choices=JENIS)
    uraian = serializers.CharField()
    ukuran = UkuranTertulisSerializer(many=True)
    pengampu = serializers.ListField(child=serializers.CharField())


class LintasPohonSerializer(serializers.Serializer[Any]):
    """Hubungan seperti tampak dari pohon ini; `uraian` kosong bila kondisi di seberang tidak terbaca."""

    id = serializers.IntegerField(source="pk")
    simpul = serializers.IntegerField()
    tujuan = serializers.IntegerField(allow_null=True, help_text="Id kondisi lain dalam pohon ini.")
    uraian = serializers.CharField(allow_blank=True)
    unit = serializers.CharField(allow_blank=True, help_text="Nama unit yang terlibat.")
    keterangan = serializers.CharField(allow_blank=True)


class TemuanPohonSerializer(serializers.Serializer[Any]):
    """Satu temuan pemeriksaan pada sebuah kondisi."""

    kode = serializers.ChoiceField(choices=list(TINGKAT_POHON))
    tingkat = serializers.ChoiceField(choices=[t.value for t in Tingkat])
    pesan = serializers.CharField()
    simpul = serializers.IntegerField()
    nomor = serializers.CharField()


class PohonSerializer(serializers.Serializer[Any]):
    """Pohon lengkap satu unit dan tahun; tiap kondisi mendahului yang di bawahnya."""

    unit = serializers.CharField()
    tahun = serializers.IntegerField()
    simpul = SimpulBernomorSerializer(many=True)
    lintas = LintasPohonSerializer(many=True)
    temuan = TemuanPohonSerializer(many=True)


class PohonView(Dasar):
    """Pohon kinerja utuh."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA

    @extend_schema(
        summary="Pohon kinerja satu unit dan tahun",
        description="Semua kondisi menurut urutannya, hubungan crosscutting, dan hasil pemeriksaannya.",
        tags=TAG,
        parameters=PARAMETER_LINGKUP,
        responses=PohonSerializer,
        examples=[OpenApiExample("Dua kondisi", value=contoh.POHON, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """The tree as its page lists it; an empty one has no conditions."""
        unit, periode = lingkup(request)
        lengkap = baca_pohon(unit, periode, lambda jalur: akses.boleh_di(request.user, Aksi.BACA, jalur))
        temuan = periksa_pohon(lengkap.pohon, untuk_periksa(lengkap), [unit.nama])
        isi = {"unit": unit.kode, "tahun": periode.tahun, "simpul": _simpul(lengkap)}
        data = PohonSerializer(isi | {"lintas": lengkap.lintas, "temuan": temuan}).data
        return dengan_etag(request, data, etag_isi(data))


def _simpul(lengkap: PohonLengkap) -> list[dict[str, Any]]:
    pohon = lengkap.pohon
    return [
        {
            "id": s.pk,
            "nomor": pohon.nomor[s.pk],
            "tingkat": pohon.tingkat[s.pk],
            "induk": s.induk,
            "jenis": s.jenis.value,
            "uraian": s.uraian,
            "ukuran": [{"indikator": pk, "teks": teks} for pk, teks in s.ukuran],
            "pengampu": s.pengampu,
        }
        for s in pohon.urut
    ]
