"""Reading what is measured: sasaran, indikator with its explanation, target."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from indikator.api import contoh, contoh_asal
from indikator.api.asal import AsalLengkapSerializer, isi_asal
from indikator.api.saring import SaringIndikator, SaringSasaran, SaringTarget
from indikator.api.serializers import IndikatorSerializer, SasaranSerializer, TargetSerializer
from indikator.hitung.triwulan import JUMLAH_TRIWULAN
from indikator.models import Indikator, Penugasan, Sasaran, Target
from indikator.selectors.asal import asal
from kinerja.api.autentikasi import pemanggil
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca, dengan_etag
from kinerja.api.etag import etag_isi
from kinerja.api.masalah import Masalah


def baca_triwulan(request: Request) -> int:
    """`?triwulan=` 1–4; Masalah 422 without it or with another."""
    teks = request.query_params.get("triwulan", "")
    if teks not in {str(tw) for tw in range(1, JUMLAH_TRIWULAN + 1)}:
        raise Masalah(422, "triwulan_keliru", "Sebutkan triwulan=1, 2, 3, atau 4.")
    return int(teks)


@extend_schema_view(
    list=extend_schema(tags=["Indikator"], summary="Daftar sasaran", examples=[contoh.SASARAN]),
    retrieve=extend_schema(tags=["Indikator"], summary="Satu sasaran", examples=[contoh.SASARAN]),
)
class SasaranViewSet(Baca):
    """Sasaran unit untuk satu tahun."""

    cakupan_baca = Cakupan.INDIKATOR_BACA
    serializer_class = SasaranSerializer
    filterset_class = SaringSasaran

    def kumpulan(self) -> QuerySet[Any]:
        return Sasaran.objects.select_related("unit", "periode")


@extend_schema_view(
    list=extend_schema(tags=["Indikator"], summary="Daftar indikator", examples=[contoh.INDIKATOR]),
    retrieve=extend_schema(tags=["Indikator"], summary="Satu indikator", examples=[contoh.INDIKATOR]),
)
class IndikatorViewSet(Baca):
    """Indikator beserta rumus, komponen, target, dan unit pengampunya.

    `?unit=KODE` menyaring menurut unit pemilik; indikator yang hanya diampu sebuah unit tampil tanpa saringan itu.
    """

    cakupan_baca = Cakupan.INDIKATOR_BACA
    serializer_class = IndikatorSerializer
    filterset_class = SaringIndikator
    bidang_tabel = (
        *("id", "kode", "nama", "unit", "tahun", "sasaran.nomor", "sasaran.jenis", "sasaran.uraian", "satuan.nama"),
        *("arah", "pola", "rumus", "agregasi", "desimal", "bobot", "penanggung_jawab", "pengampu", "sumber_data"),
    )

    def kumpulan(self) -> QuerySet[Any]:
        return Indikator.objects.select_related(
            "sasaran__unit__instansi", "sasaran__periode", "satuan", "skala"
        ).prefetch_related(
            "skala__tingkat",
            "komponen__sumber_terdaftar__sistem__klien",
            "target",
            "penanggung_jawab",
            Prefetch("penugasan", Penugasan.objects.select_related("unit")),
        )

    @extend_schema(
        tags=["Indikator"],
        summary="Dari mana angka indikator ini pada satu triwulan",
        parameters=[
            OpenApiParameter("triwulan", {"type": "integer", "minimum": 1, "maximum": 4}, required=True),
        ],
        responses=AsalLengkapSerializer,
        examples=[contoh_asal.ASAL],
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def asal(self, request: Request, pk: str) -> Response:
        """Rumus dengan angka, setiap komponen sampai sumber terakhirnya, dan capaian berjalan."""
        triwulan = baca_triwulan(request)
        data = AsalLengkapSerializer(isi_asal(asal(self.get_object(), triwulan, pemanggil(request)))).data
        return dengan_etag(request, data, etag_isi(data))


@extend_schema_view(
    list=extend_schema(tags=["Indikator"], summary="Daftar target", examples=[contoh.TARGET]),
    retrieve=extend_schema(tags=["Indikator"], summary="Satu target", examples=[contoh.TARGET]),
)
class TargetViewSet(Baca):
    """Target tiap triwulan; `triwulan` 0 adalah target tahun. N/A (`jenis` na) bukan angka 0."""

    cakupan_baca = Cakupan.INDIKATOR_BACA
    serializer_class = TargetSerializer
    filterset_class = SaringTarget

    def kumpulan(self) -> QuerySet[Any]:
        return Target.objects.select_related(
            "indikator__sasaran__unit", "indikator__sasaran__periode", "indikator__satuan", "indikator__skala"
        ).prefetch_related("indikator__skala__tingkat")
