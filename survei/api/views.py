"""Reading surveys: definition and progress, results, follow-up plans, the recap of a subtree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca, Dasar, dengan_etag
from kinerja.api.etag import etag_isi
from kinerja.api.masalah import Masalah
from kinerja.api.saring import unit_berkode
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from survei.api import contoh, contoh_hasil, contoh_rekap
from survei.api.saring import SaringHasil, SaringRtl, SaringSurvei
from survei.api.serializers import (
    HasilSerializer,
    HasilTetapSerializer,
    RekapKotaSerializer,
    RtlSerializer,
    SurveiSerializer,
)
from survei.models import HasilSurvei, RencanaTindakLanjut, Survei
from survei.selectors import hasil as baca
from survei.selectors.kelola import dengan_responden
from survei.selectors.kota import rekap

TAG = ["Survei"]
TAHUN_AWAL, TAHUN_AKHIR = 2000, 2100


@extend_schema_view(
    list=extend_schema(tags=TAG, summary="Daftar survei", examples=[contoh.jawab("Survei berjalan", contoh.SURVEI)]),
    retrieve=extend_schema(tags=TAG, summary="Satu survei", examples=[contoh.jawab("Survei berjalan", contoh.SURVEI)]),
)
class SurveiViewSet(Baca):
    """Survei: yang ditanyakan, masanya, layanannya, dan kemajuan sampelnya."""

    cakupan_baca = Cakupan.SURVEI_BACA
    serializer_class = SurveiSerializer
    filterset_class = SaringSurvei
    bidang_tabel = (
        *("id", "unit", "judul", "periode", "jenis_periode", "tahun", "nomor_periode", "mulai", "selesai", "status"),
        *("sumber", "urutan_unsur", "sampel.responden", "sampel.populasi", "sampel.perlu", "sampel.kurang", "versi"),
    )

    def kumpulan(self) -> QuerySet[Any]:
        kumpulan = Survei.objects.select_related("unit__instansi", "tercetak")
        return dengan_responden(kumpulan).prefetch_related("layanan", "unsur", "pertanyaan_tambahan")

    @extend_schema(
        tags=TAG,
        summary="Hasil satu survei",
        responses=HasilSerializer,
        examples=[contoh.jawab("Dihitung dari rekap tercetak", contoh_hasil.HASIL_LENGKAP)],
        filters=False,
    )
    @action(detail=True, pagination_class=None, url_name="hasil")
    def hasil(self, request: Request, pk: str) -> Response:
        """Nilai tiap unsur dan keseluruhan, kelas mutu, selang kepercayaan, kecukupan sampel, pilahan, dan tren.

        `tetap` true: seperti saat ditetapkan; false: dihitung sekarang dari jawaban yang sudah masuk. Angka tanpa
        nilai adalah null dan bidang `alasan` di sebelahnya menyebut sebabnya.
        """
        survei = self.get_object()
        data, beku = baca.hasil(survei)
        if not akses.boleh_di(request.user, Aksi.BACA_JEJAK, survei.unit.jalur):
            data = replace(data, sinyal=(), sinyal_catatan="")
        isi = {
            "survei": survei.pk,
            "status": survei.status,
            "tetap": beku is not None,
            "ditetapkan_pada": beku.ditetapkan_pada if beku else None,
            "terbit_pada": beku.terbit_pada if beku else None,
            "sha256": beku.sha256 if beku else baca.sidik_kini(data),
            "hasil": data,
        }
        keluar = HasilSerializer(isi, context={"request": request}).data
        return dengan_etag(request, keluar, etag_isi(keluar))


@extend_schema_view(
    list=extend_schema(tags=TAG, summary="Daftar hasil tetap", examples=[contoh.jawab("Hasil", contoh.HASIL)]),
    retrieve=extend_schema(tags=TAG, summary="Satu hasil tetap", examples=[contoh.jawab("Hasil", contoh.HASIL)]),
)
class HasilViewSet(Baca):
    """Hasil survei yang sudah ditetapkan; rinciannya di `survei/{id}/hasil/`."""

    cakupan_baca = Cakupan.SURVEI_BACA
    serializer_class = HasilTetapSerializer
    filterset_class = SaringHasil

    def kumpulan(self) -> QuerySet[Any]:
        return HasilSurvei.objects.select_related("survei__unit").defer("isi")


@extend_schema_view(
    list=extend_schema(tags=TAG, summary="Daftar rencana tindak lanjut", examples=[contoh.jawab("RTL", contoh.RTL)]),
    retrieve=extend_schema(tags=TAG, summary="Satu rencana tindak lanjut", examples=[contoh.jawab("RTL", contoh.RTL)]),
)
class RtlViewSet(Baca):
    """Rencana tindak lanjut survei dan kemajuannya."""

    cakupan_baca = Cakupan.SURVEI_BACA
    serializer_class = RtlSerializer
    filterset_class = SaringRtl

    def kumpulan(self) -> QuerySet[Any]:
        return RencanaTindakLanjut.objects.select_related("survei__unit", "unsur", "jabatan")


class RekapView(Dasar):
    """Rekap IKM."""

    cakupan_baca = Cakupan.SURVEI_BACA

    @extend_schema(
        tags=TAG,
        summary="Rekap IKM satu unit dan semua di bawahnya untuk satu tahun",
        parameters=[
            OpenApiParameter("unit", str, required=True, description="Kode unit; unit di bawahnya ikut."),
            OpenApiParameter(
                "tahun", {"type": "integer", "minimum": TAHUN_AWAL, "maximum": TAHUN_AKHIR}, required=True
            ),
        ],
        responses=RekapKotaSerializer,
        examples=[contoh.jawab("Satu kota, satu baris tiap daftar", contoh_rekap.REKAP)],
    )
    def get(self, request: Request) -> Response:
        """Hanya hasil tetap yang dihitung; unit tanpa hasil tetap disebut di `tanpa_hasil`."""
        tahun, kode = request.query_params.get("tahun", ""), request.query_params.get("unit", "")
        if tahun not in {str(t) for t in range(TAHUN_AWAL, TAHUN_AKHIR + 1)}:
            raise Masalah(422, "tahun_keliru", f"Sebutkan tahun={TAHUN_AWAL} sampai {TAHUN_AKHIR}.")
        unit = unit_berkode(request.user, kode)
        data = RekapKotaSerializer(rekap(unit, int(tahun)), context={"request": request}).data
        return dengan_etag(request, data, etag_isi(data))
