"""Evidence of a line: the list, uploading, one file's particulars and its content."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase, HttpResponseNotModified
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from indikator.api import contoh
from indikator.api.serializers_realisasi import BuktiSerializer
from indikator.api.views_realisasi import ambil_indikator
from indikator.models import Bukti
from indikator.services import bukti as layanan
from indikator.views.bukti import kirim_berkas
from kinerja.api.autentikasi import pemanggil
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca, Dasar
from kinerja.api.etag import cocok, etag_isi
from kinerja.api.idempoten import sekali
from kinerja.api.parameter import KUNCI
from kinerja.organisasi.akses import Aksi


class UnggahBuktiSerializer(serializers.Serializer[Any]):
    """Satu berkas: PDF, PNG, JPEG, XLSX, atau DOCX, paling besar 10 MB."""

    berkas = serializers.FileField(allow_empty_file=True)


class BuktiBarisView(Dasar):
    """Bukti satu baris."""

    cakupan_baca = Cakupan.INDIKATOR_BACA
    cakupan_tulis = Cakupan.REALISASI_TULIS
    parser_classes = [MultiPartParser]

    @extend_schema(
        tags=["Bukti"],
        summary="Bukti satu realisasi",
        responses=BuktiSerializer(many=True),
        examples=[contoh.BUKTI],
    )
    def get(self, request: Request, indikator: int, triwulan: int) -> Response:
        """Bukti yang belum ditarik."""
        ambil_indikator(request, indikator, triwulan, Aksi.BACA)
        baris = (
            Bukti.objects.untuk(request.user)
            .terpakai()
            .filter(realisasi__indikator=indikator, realisasi__triwulan=triwulan)
            .select_related("diunggah_oleh", "realisasi")
        )
        return Response(BuktiSerializer(baris, many=True).data)

    @extend_schema(
        tags=["Bukti"],
        summary="Lampirkan bukti",
        parameters=[KUNCI],
        request={"multipart/form-data": UnggahBuktiSerializer},
        responses={201: BuktiSerializer},
        examples=[contoh.BERKAS, contoh.BUKTI],
    )
    def post(self, request: Request, indikator: int, triwulan: int) -> Response:
        """Satu berkas tiap permintaan; jenisnya diperiksa dari isinya."""
        milik = ambil_indikator(request, indikator, triwulan, Aksi.ISI)
        isi = UnggahBuktiSerializer(data=request.data)
        isi.is_valid(raise_exception=True)

        def kerja() -> Response:
            bukti = layanan.lampirkan(
                pelaku=pemanggil(request),
                indikator=milik,
                triwulan=triwulan,
                berkas=isi.validated_data["berkas"],
                kini=timezone.now(),
            )
            data = BuktiSerializer(bukti).data
            alamat = reverse("api:bukti-detail", args=[bukti.pk])
            return Response(data, status=201, headers={"Location": alamat, "ETag": etag_isi(data)})

        return sekali(request, kerja)


@extend_schema_view(retrieve=extend_schema(tags=["Bukti"], summary="Satu bukti", examples=[contoh.BUKTI]))
class BuktiViewSet(Baca):
    """Keterangan satu bukti dan isinya."""

    cakupan_baca = Cakupan.INDIKATOR_BACA
    serializer_class = BuktiSerializer

    def kumpulan(self) -> QuerySet[Any]:
        return Bukti.objects.select_related("diunggah_oleh", "realisasi")

    @extend_schema(
        tags=["Bukti"],
        summary="Isi berkas bukti",
        responses={(200, "*/*"): OpenApiTypes.BINARY},
    )
    @action(detail=True)
    def unduh(self, request: Request, pk: str) -> HttpResponseBase:
        """Berkas asli; ETag-nya SHA-256 isinya."""
        bukti: Bukti = self.get_object()
        etag = f'"{bukti.sha256}"'
        if cocok(request.headers.get("If-None-Match", ""), etag):
            return HttpResponseNotModified(headers={"ETag": etag})
        jawab = kirim_berkas(bukti.berkas, nama=bukti.nama, tipe=bukti.tipe)
        jawab["ETag"] = etag
        return jawab
