"""The feed of events, subscriptions to them, and their deliveries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from kinerja.api.autentikasi import pemanggil
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import POLA_UUID, Baca
from kinerja.api.etag import etag_isi, wajib_if_match
from kinerja.api.halaman import HalamanKursor
from kinerja.api.idempoten import sekali
from kinerja.api.parameter import IF_MATCH, KUNCI
from kinerja.api.saring import SaringBilangan, SaringUnit, SaringWaktu, SaringYaTidak, unit_berkode
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.peristiwa.api import contoh
from kinerja.peristiwa.api.serializers import (
    DiulangiSerializer,
    LanggananBaruSerializer,
    LanggananRahasiaSerializer,
    LanggananSerializer,
    LanggananUbahSerializer,
    PengirimanSerializer,
    PeristiwaSerializer,
    UlangiSerializer,
)
from kinerja.peristiwa.models import JenisPeristiwa, Langganan, Pengiriman, Peristiwa, StatusPengiriman
from kinerja.peristiwa.services import langganan as layanan
from kinerja.peristiwa.services.tanda import rahasia

TAG = ["Peristiwa"]


class UrutPeristiwa(HalamanKursor):
    """In the order in which events are handed out."""

    ordering = "urutan"


class SaringPeristiwa(SaringUnit):
    setelah = SaringBilangan(
        "urutan",
        "gt",
        min_value=0,
        max_value=2**63 - 1,
        label="Hanya yang `urutan`-nya sesudah ini: nomor terakhir yang sudah Anda proses.",
    )
    jenis = django_filters.MultipleChoiceFilter(choices=JenisPeristiwa.choices, label="Jenis; boleh lebih dari satu.")
    diubah_sejak = SaringWaktu("waktu", "gte", label="Hanya sejak saat ini (ISO 8601).")

    class Meta:
        model = Peristiwa
        fields: list[str] = []


class SaringLangganan(SaringUnit):
    aksi = Aksi.KELOLA_ORGANISASI
    aktif = SaringYaTidak(label="Hanya yang aktif, atau yang tidak.")

    class Meta:
        model = Langganan
        fields: list[str] = []


class SaringPengiriman(SaringUnit):
    aksi = Aksi.KELOLA_ORGANISASI
    langganan = django_filters.UUIDFilter("langganan_id", label="Id langganan.")
    status = django_filters.ChoiceFilter(choices=StatusPengiriman.choices, label="Status.")
    diubah_sejak = SaringWaktu("terakhir_pada", "gte", label="Hanya yang dicoba sejak saat ini.")

    class Meta:
        model = Pengiriman
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(tags=TAG, summary="Daftar peristiwa", examples=[contoh.jawab("Disetujui", contoh.PERISTIWA)]),
)
class PeristiwaViewSet(Baca):
    """Yang terjadi dalam 30 hari terakhir di unit Anda, urut nomor; untuk menyusul yang terlewat.

    Nomor (`urutan`) tidak pernah disisipi: simpan nomor terakhir, lalu minta `?setelah=` nomor itu.
    """

    cakupan_baca = Cakupan.PERISTIWA_KELOLA
    serializer_class = PeristiwaSerializer
    filterset_class = SaringPeristiwa
    pagination_class = UrutPeristiwa

    def kumpulan(self) -> QuerySet[Any]:
        return Peristiwa.objects.beredar()


@extend_schema_view(
    list=extend_schema(tags=TAG, summary="Daftar pengiriman", examples=[contoh.jawab("Gagal", contoh.PENGIRIMAN)]),
    retrieve=extend_schema(tags=TAG, summary="Satu pengiriman", examples=[contoh.jawab("Gagal", contoh.PENGIRIMAN)]),
)
class PengirimanViewSet(Baca):
    """Tiap peristiwa untuk tiap langganan: status, banyak percobaan, dan jawaban penerima."""

    cakupan_baca = Cakupan.PERISTIWA_KELOLA
    aksi = Aksi.KELOLA_ORGANISASI
    serializer_class = PengirimanSerializer
    filterset_class = SaringPengiriman
    bidang_tabel = (
        *("id", "langganan", "peristiwa.urutan", "peristiwa.jenis", "peristiwa.unit", "peristiwa.waktu", "status"),
        *("percobaan", "berikutnya", "terakhir_pada", "kode_http", "galat"),
    )

    def kumpulan(self) -> QuerySet[Any]:
        return Pengiriman.objects.select_related("peristiwa").defer("riwayat")


@extend_schema_view(
    list=extend_schema(tags=TAG, summary="Daftar langganan", examples=[contoh.jawab("Langganan", contoh.LANGGANAN)]),
    retrieve=extend_schema(tags=TAG, summary="Satu langganan", examples=[contoh.jawab("Langganan", contoh.LANGGANAN)]),
)
class LanggananViewSet(Baca):
    """Alamat yang diberi tahu (webhook). Untuk administrator instansi."""

    cakupan_baca = Cakupan.PERISTIWA_KELOLA
    cakupan_tulis = Cakupan.PERISTIWA_KELOLA
    aksi = Aksi.KELOLA_ORGANISASI
    lookup_value_regex = POLA_UUID
    serializer_class = LanggananSerializer
    filterset_class = SaringLangganan

    def kumpulan(self) -> QuerySet[Any]:
        return Langganan.objects.select_related("unit")

    @extend_schema(
        tags=TAG,
        summary="Berlangganan peristiwa",
        parameters=[KUNCI],
        request=LanggananBaruSerializer,
        responses={201: LanggananRahasiaSerializer},
        examples=[
            contoh.kirim("Dua jenis", contoh.BARU),
            contoh.jawab("Rahasia tampil sekali", contoh.LANGGANAN | {"rahasia": "whsec_…"}, "201"),
        ],
    )
    def create(self, request: Request) -> Response:
        """Simpan `rahasia` dari jawaban ini; sesudahnya tidak tampil lagi.

        Pengiriman ditandatangani dengannya menurut Standard Webhooks (HMAC-SHA256).
        """
        akses.wajib(request.user, self.aksi)
        skema = LanggananBaruSerializer(data=request.data)
        skema.is_valid(raise_exception=True)
        isi = dict(skema.validated_data)
        isi["unit"] = unit_berkode(request.user, isi["unit"], self.aksi)

        def kerja() -> Response:
            satu = layanan.berlangganan(pelaku=pemanggil(request), kini=timezone.now(), **isi)
            data = LanggananSerializer(satu).data
            kepala = {"Location": reverse("api:langganan-detail", kwargs={"pk": satu.pk}), "ETag": etag_isi(data)}
            return Response(data, status=201, headers=kepala)

        # The answer that is kept for a repeat has no secret; it is derived again.
        jawab = sekali(request, kerja)
        satu = akses.ambil(self.kumpulan(), user=request.user, aksi=self.aksi, pk=jawab.data["id"])
        jawab.data = {**jawab.data, "rahasia": rahasia(satu.garam)}
        return jawab

    @extend_schema(
        tags=TAG,
        summary="Ubah langganan",
        parameters=[IF_MATCH],
        request=LanggananUbahSerializer,
        responses=LanggananSerializer,
        examples=[contoh.kirim("Aktifkan lagi", {"aktif": True}), contoh.jawab("Langganan", contoh.LANGGANAN)],
        filters=False,
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Yang diaktifkan lagi menerima juga yang terlewat selama nonaktif (paling lama 30 hari).

        Yang masih menunggu tetapi di luar unit atau jenis yang baru tidak jadi dikirim.
        """
        self.get_object()
        skema = LanggananUbahSerializer(data=request.data)
        skema.is_valid(raise_exception=True)
        isi = dict(skema.validated_data)
        if "unit" in isi:
            isi["unit"] = unit_berkode(request.user, isi["unit"], self.aksi)

        def kerja(satu: Langganan) -> Response:
            baru = layanan.ubah(pelaku=pemanggil(request), langganan=satu, isi=isi, kini=timezone.now())
            data = LanggananSerializer(baru).data
            return Response(data, headers={"ETag": etag_isi(data)})

        return self._terkunci(request, kerja)

    @extend_schema(
        tags=TAG,
        summary="Berhenti berlangganan",
        parameters=[IF_MATCH],
        request=None,
        responses={204: OpenApiResponse(description="Terhapus beserta pengirimannya")},
        filters=False,
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Jejak audit tetap mencatat apa yang pernah ada."""

        def kerja(satu: Langganan) -> Response:
            layanan.berhenti(pelaku=pemanggil(request), langganan=satu, kini=timezone.now())
            return Response(status=204)

        return self._terkunci(request, kerja)

    @extend_schema(
        tags=TAG,
        summary="Ganti rahasia langganan",
        parameters=[IF_MATCH],
        request=None,
        responses=LanggananRahasiaSerializer,
        examples=[contoh.jawab("Rahasia baru", contoh.LANGGANAN | {"rahasia": "whsec_…"})],
        filters=False,
    )
    @action(detail=True, methods=["post"], pagination_class=None, url_path="rahasia", url_name="rahasia")
    def ganti_rahasia(self, request: Request, pk: str) -> Response:
        """Pengiriman sejak sekarang ditandatangani dengan rahasia baru; yang lama tidak berlaku lagi."""

        def kerja(satu: Langganan) -> Response:
            baru = layanan.rahasia_baru(pelaku=pemanggil(request), langganan=satu, kini=timezone.now())
            return Response({**LanggananSerializer(satu).data, "rahasia": baru})

        return self._terkunci(request, kerja)

    @extend_schema(
        tags=TAG,
        summary="Kirim ulang sejak satu nomor",
        parameters=[KUNCI],
        request=UlangiSerializer,
        responses={202: DiulangiSerializer},
        examples=[contoh.kirim("Sejak 120", {"dari": 120}), contoh.jawab("Diantrekan", {"banyak": 14}, "202")],
        filters=False,
    )
    @action(detail=True, methods=["post"], pagination_class=None)
    def ulangi(self, request: Request, pk: str) -> Response:
        """Semua peristiwa langganan ini sejak `dari` dikirim lagi, urut, paling jauh 30 hari ke belakang."""
        satu = self.get_object()
        skema = UlangiSerializer(data=request.data)
        skema.is_valid(raise_exception=True)

        def kerja() -> Response:
            banyak = layanan.ulangi(
                pelaku=pemanggil(request), langganan=satu, dari=skema.validated_data["dari"], kini=timezone.now()
            )
            return Response({"banyak": banyak}, status=202)

        return sekali(request, kerja)

    def _terkunci(self, request: Request, kerja: Callable[[Langganan], Response]) -> Response:
        """Do `kerja` with the row locked and as it was read."""
        with transaction.atomic():
            kumpulan = self.kumpulan().select_for_update(of=("self",))
            satu = akses.ambil(kumpulan, user=request.user, aksi=self.aksi, pk=self.kwargs["pk"])
            ada = LanggananSerializer(satu).data
            wajib_if_match(request, etag_isi(ada), lambda: ada)
            return kerja(satu)
