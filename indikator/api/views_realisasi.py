"""Reading realisations: the list, one line with its ETag, its past."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from indikator.api import contoh, contoh_asal
from indikator.api.etag import etag_baris
from indikator.api.saring import SaringRealisasi
from indikator.api.serializers_realisasi import RealisasiSerializer, RiwayatSerializer
from indikator.hitung.triwulan import JUMLAH_TRIWULAN
from indikator.models import Indikator, Realisasi
from indikator.selectors.keluaran import baris_kosong, lengkap
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca, Dasar, dengan_etag
from kinerja.api.etag import etag_isi
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi

INDIKATOR_LENGKAP = Indikator.objects.select_related(
    "sasaran__unit__instansi", "sasaran__periode__instansi", "satuan", "skala"
).prefetch_related("target", "skala__tingkat", "komponen__sumber_terdaftar__sistem__klien")


def ambil_indikator(request: Request, pk: int, triwulan: int, aksi: Aksi) -> Indikator:
    """The indicator of a line: 404 outside the subtree or for a quarter that is none, 403 without the role."""
    if not 1 <= triwulan <= JUMLAH_TRIWULAN:
        raise Http404
    hasil: Indikator = akses.ambil(INDIKATOR_LENGKAP.all(), user=request.user, aksi=aksi, pk=pk)
    return hasil


def ambil_baris(request: Request, pk: int, triwulan: int) -> Realisasi:
    """The line as it stands, with all its readers need; one nobody has touched is an empty draft."""
    ada = lengkap(Realisasi.objects.untuk(request.user)).filter(indikator=pk, triwulan=triwulan).first()
    return ada or baris_kosong(ambil_indikator(request, pk, triwulan, Aksi.BACA), triwulan)


def jawab_baris(request: Request, indikator: int, triwulan: int) -> Response:
    """The line after a change, with the ETag to name next."""
    baris = ambil_baris(request, indikator, triwulan)
    return Response(RealisasiSerializer(baris).data, headers={"ETag": etag_baris(baris)})


@extend_schema_view(
    list=extend_schema(tags=["Realisasi"], summary="Daftar realisasi", examples=[contoh.BARIS_TERISI]),
)
class RealisasiDaftar(Baca):
    """Realisasi yang sudah disentuh, beserta target dan capaiannya. Yang belum disentuh tidak ada di sini."""

    cakupan_baca = Cakupan.INDIKATOR_BACA
    serializer_class = RealisasiSerializer
    filterset_class = SaringRealisasi
    bidang_tabel = (
        *("indikator", "unit", "tahun", "kode", "triwulan", "status", "versi"),
        *("target.nilai", "target.teks", "target.keadaan", "realisasi.nilai", "realisasi.teks", "realisasi.keadaan"),
        *("realisasi.alasan", "capaian.nilai", "capaian.teks", "capaian.keadaan", "capaian.alasan", "capaian.kelas"),
        *("catatan", "faktor_pendukung", "faktor_penghambat", "tindak_lanjut", "contoh", "berubah_pada"),
    )

    def kumpulan(self) -> QuerySet[Any]:
        return lengkap(Realisasi.objects.all())


class BarisView(Dasar):
    """Satu baris: indikator pada satu triwulan."""

    cakupan_baca = Cakupan.INDIKATOR_BACA

    @extend_schema(
        tags=["Realisasi"],
        summary="Satu realisasi",
        responses=RealisasiSerializer,
        examples=[contoh.BARIS_TERISI],
    )
    def get(self, request: Request, indikator: int, triwulan: int) -> Response:
        """Target, realisasi, capaian, nilai komponen, dan status. ETag-nya dipakai sebagai If-Match saat mengubah."""
        baris = ambil_baris(request, indikator, triwulan)
        data = RealisasiSerializer(baris, context={"request": request}).data
        return dengan_etag(request, data, etag_baris(baris))


class RiwayatView(Dasar):
    """Riwayat satu baris."""

    cakupan_baca = Cakupan.INDIKATOR_BACA

    @extend_schema(
        tags=["Realisasi"],
        summary="Riwayat satu realisasi",
        responses=RiwayatSerializer,
        examples=[contoh_asal.RIWAYAT],
    )
    def get(self, request: Request, indikator: int, triwulan: int) -> Response:
        """Perpindahan status dan angka disetujui yang pernah diganti koreksi."""
        baris = ambil_baris(request, indikator, triwulan)
        isi: dict[str, Any] = {"perpindahan": [], "versi_lama": []}
        if baris.pk:
            isi["perpindahan"] = baris.perpindahan.select_related("pelaku")
            isi["versi_lama"] = baris.versi_lama.select_related("diganti_oleh")
        data = RiwayatSerializer(isi).data
        return dengan_etag(request, data, etag_isi(data))
