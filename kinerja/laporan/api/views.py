"""Reports: asking for one, following it, taking the request back, and its file."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.db.models.functions import Greatest
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_view,
)
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from kinerja.api.autentikasi import pemanggil
from kinerja.api.berkas import Unduhan, kirim
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca, dengan_etag
from kinerja.api.etag import etag_isi
from kinerja.api.halaman import HalamanKursor
from kinerja.api.idempoten import sekali
from kinerja.api.masalah import JENIS, Masalah
from kinerja.api.parameter import KUNCI
from kinerja.api.saring import SaringBilangan, SaringUnit, SaringWaktu
from kinerja.api.skema import RUJUK_MASALAH
from kinerja.laporan import permintaan
from kinerja.laporan.api import contoh
from kinerja.laporan.api.permintaan import minta
from kinerja.laporan.api.serializers import MINTA, LaporanSerializer
from kinerja.laporan.kebaruan import sudah_berubah
from kinerja.laporan.models import HIDUP, Format, Laporan, StatusLaporan
from kinerja.laporan.selectors import nama_unduhan, wajib_terbit
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi

TANYA_LAGI = "2"  # seconds, for Retry-After while a report is made
TANPA_BERKAS = "Berkas laporan tidak ada. Minta laporan yang sama sekali lagi."
TIPE = {
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LOKASI = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[202], description="Alamat laporan yang dibuat."
)
_TUNGGU = OpenApiParameter(
    "Retry-After", int, OpenApiParameter.HEADER, response=[202], description="Detik sampai sebaiknya ditanya lagi."
)
BADAN_MINTA = PolymorphicProxySerializer(
    component_name="MintaLaporan",
    serializers={jenis.value: satu for jenis, satu in MINTA.items()},
    resource_type_field_name="jenis",
)


class SaringLaporan(SaringUnit):
    tahun = SaringBilangan(method="saring_tahun", label="Tahun.")
    triwulan = SaringBilangan("triwulan", min_value=1, max_value=4, label="Triwulan.")
    # `?format=` chooses the form of the answer itself.
    bentuk = django_filters.ChoiceFilter(field_name="format", choices=Format.choices, label="Format berkas laporan.")
    diubah_sejak = SaringWaktu(
        "berubah_pada", "gte", label="Hanya yang diminta, dimulai, atau selesai sejak saat ini (ISO 8601)."
    )

    class Meta:
        model = Laporan
        fields = ["jenis", "status"]

    def saring_tahun(self, kumpulan: QuerySet[Any], nama: str, nilai: Any) -> QuerySet[Any]:
        return kumpulan.filter(periode__tahun=nilai) | kumpulan.filter(tahun=nilai)


class TerbaruDulu(HalamanKursor):
    ordering: Any = ("-diminta_pada", "-pk")


@extend_schema_view(
    list=extend_schema(
        summary="Daftar laporan",
        description="Laporan unit dalam wewenang pemanggil, yang terakhir diminta lebih dulu.",
        tags=["Laporan"],
        examples=[OpenApiExample("Laporan terbit", value=contoh.LAPORAN, response_only=True)],
    ),
    retrieve=extend_schema(
        summary="Satu laporan dan kemajuannya",
        description="Selama dibuat, `status`, `langkah` dan `persen` menunjukkan kemajuannya.",
        tags=["Laporan"],
        examples=[OpenApiExample("Laporan terbit", value=contoh.LAPORAN, response_only=True)],
    ),
)
class LaporanViewSet(Baca):
    """Laporan unit dalam wewenang pemanggil."""

    cakupan_baca = Cakupan.LAPORAN_BACA
    cakupan_tulis = Cakupan.LAPORAN_MINTA
    aksi = Aksi.MINTA_LAPORAN
    serializer_class = LaporanSerializer
    filterset_class = SaringLaporan
    pagination_class = TerbaruDulu
    lookup_value_converter = "uuid"
    bidang_tabel = (
        *("id", "judul", "jenis", "format", "unit", "tahun", "triwulan", "survei", "jabatan", "masa"),
        *("status", "galat", "digantikan", "diminta_oleh", "diminta_pada", "selesai_pada", "nomor"),
        *("kode_periksa", "data_sha256", "berkas.sha256", "berkas.ukuran", "berkas.alamat"),
    )

    def kumpulan(self) -> QuerySet[Any]:
        semua = Laporan.objects.dengan_digantikan().select_related(
            "unit", "periode__instansi", "jabatan", "diminta_oleh", "data"
        )
        return semua.defer("data__isi").annotate(berubah_pada=Greatest("diminta_pada", "mulai_pada", "selesai_pada"))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One report; asked again until `status` says that it has ended."""
        laporan = self.get_object()
        if laporan.status == StatusLaporan.SELESAI:
            laporan.digantikan = sudah_berubah(laporan, kini=timezone.now())
        data = self.get_serializer(laporan).data
        jawab = dengan_etag(request, data, etag_isi(data))
        if laporan.status in HIDUP:
            jawab["Retry-After"] = TANYA_LAGI
        return jawab

    @extend_schema(
        summary="Minta laporan",
        description=(
            "Laporan dibuat di latar belakang: ikuti alamat pada Location. Permintaan yang sama dengan pekerjaan yang "
            "sedang berjalan bergabung dengannya dan mendapat alamat yang sama."
        ),
        tags=["Laporan"],
        parameters=[KUNCI, _LOKASI, _TUNGGU],
        request=BADAN_MINTA,
        responses={202: LaporanSerializer},
        examples=[
            OpenApiExample("Laporan triwulan", value=contoh.MINTA, request_only=True),
            OpenApiExample("Laporan survei", value=contoh.MINTA_SURVEI, request_only=True),
            OpenApiExample("Menunggu giliran", value=contoh.ANTRE, response_only=True, status_codes=["202"]),
        ],
    )
    def create(self, request: Request) -> Response:
        """Ask for a report, or join the job that makes it."""
        return sekali(request, lambda: self._minta(request))

    def _minta(self, request: Request) -> Response:
        laporan, _ = minta(pemanggil(request), request.data, timezone.now())
        alamat = reverse("api:laporan-detail", args=[laporan.pk])
        return self._keadaan(laporan, 202, {"Location": alamat, "Retry-After": TANYA_LAGI})

    @extend_schema(
        summary="Batalkan permintaan laporan",
        description=(
            "Menarik permintaan sendiri; pekerjaannya berhenti bila tidak ada lagi yang menunggunya. Yang sudah "
            "berakhir tidak berubah."
        ),
        tags=["Laporan"],
        parameters=[KUNCI],
        request=None,
        responses={200: LaporanSerializer},
        examples=[OpenApiExample("Dibatalkan", value=contoh.BATAL, response_only=True)],
    )
    @action(detail=True, methods=["post"])
    def batal(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take back one's request. Progress changes by itself, so no If-Match is asked for."""
        return sekali(request, self._batal)

    def _batal(self) -> Response:
        laporan = permintaan.batal(pelaku=pemanggil(self.request), laporan=self.get_object(), kini=timezone.now())
        return self._keadaan(laporan, 200, {})

    def _keadaan(self, laporan: Laporan, status: int, kepala: dict[str, str]) -> Response:
        """The report as reading it would show it."""
        terbaca = akses.ambil(self.kumpulan(), user=self.request.user, aksi=self.aksi, pk=laporan.pk)
        data = self.get_serializer(terbaca).data
        return Response(data, status=status, headers={"ETag": etag_isi(data), **kepala})


class Unduh(Unduhan):
    """Berkas laporan persis seperti diterbitkan."""

    cakupan_baca = Cakupan.LAPORAN_BACA

    @extend_schema(
        summary="Unduh berkas laporan",
        description="Berkas persis seperti diterbitkan; ETag adalah SHA-256 berkas.",
        tags=["Laporan"],
        responses={
            **{(200, tipe): OpenApiTypes.BINARY for tipe in TIPE.values()},
            304: OpenApiResponse(description="Sama dengan yang Anda simpan"),
            (409, JENIS): RUJUK_MASALAH,
        },
    )
    def get(self, request: Request, pk: Any) -> HttpResponseBase:
        """The document itself. Raises Masalah 409 `belum_terbit`, 404 `berkas_tidak_ada`."""
        laporan: Laporan = akses.ambil(
            Laporan.objects.select_related("unit", "jabatan"), user=request.user, aksi=Aksi.MINTA_LAPORAN, pk=pk
        )
        wajib_terbit(laporan)
        try:
            berkas = laporan.berkas.open("rb")
        except FileNotFoundError:
            raise Masalah(404, "berkas_tidak_ada", TANPA_BERKAS) from None
        tipe = TIPE[Format(laporan.format)]
        return kirim(request, berkas, nama=nama_unduhan(laporan), sha256=laporan.berkas_sha256, tipe=tipe)
