"""Sending answers in bulk, and the batches: followed, accepted, undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from kinerja.api.autentikasi import pemanggil
from kinerja.api.bidang import batasi_baris
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import POLA_UUID, Baca, Dasar
from kinerja.api.etag import etag_isi, wajib_if_match
from kinerja.api.idempoten import sekali
from kinerja.api.masalah import Masalah
from kinerja.api.parameter import IF_MATCH, KUNCI
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from survei.api import contoh
from survei.api.parser import Csv, JsonTerbatas
from survei.api.saring import SaringUnggahan
from survei.api.serializers_jawaban import (
    MAKS_BARIS_JSON,
    AlasanSerializer,
    HasilKirimanSerializer,
    KirimanSerializer,
    KueriCsvSerializer,
    MuatSerializer,
    UnggahanSerializer,
    isi_kiriman,
    kehendak,
)
from survei.models import Survei, Unggahan
from survei.services import kiriman
from survei.services import unggahan as layanan
from survei.services.kiriman import AdaBarisSalah, Kehendak
from survei.services.kiriman_naskah import Naskah, naskah_baris
from survei.services.kunci import kunci_survei

TAG = ["Jawaban survei"]
# A CSV above this is checked and loaded by a worker.
SERENTAK_BYTE = 1024 * 1024


class JawabanView(Dasar):
    """Kiriman jawaban survei."""

    cakupan_tulis = Cakupan.SURVEI_TULIS
    parser_classes = (JsonTerbatas, Csv)

    @extend_schema(
        tags=TAG,
        summary="Kirim jawaban survei, banyak sekaligus",
        parameters=[
            KUNCI,
            OpenApiParameter("dry_run", bool, description="Hanya untuk CSV; pada JSON ditulis di isi."),
            OpenApiParameter("hanya_baik", bool, description="Hanya untuk CSV."),
            OpenApiParameter("tahu_kembar", bool, description="Hanya untuk CSV."),
            OpenApiParameter("layanan", {"type": "integer", "minimum": 1}, description="Hanya untuk CSV."),
            OpenApiParameter(
                "urutan", str, enum=["sarana-pengaduan", "pengaduan-sarana"], description="Arti U8 dan U9."
            ),
        ],
        request={"application/json": KirimanSerializer, "text/csv": OpenApiTypes.STR},
        responses={
            200: OpenApiResponse(HasilKirimanSerializer, "Percobaan: tidak ada yang disimpan"),
            201: OpenApiResponse(HasilKirimanSerializer, "Dimuat"),
            202: OpenApiResponse(UnggahanSerializer, "Dikerjakan di latar; ikuti alamat di Location"),
        },
        examples=[
            contoh.kirim("Satu responden", contoh.KIRIMAN),
            contoh.jawab("Dimuat sebagian", contoh.HASIL_KIRIMAN, "201"),
            contoh.jawab("Menunggu", contoh.UNGGAHAN | {"status": "diperiksa", "persen": 0}, "202"),
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        """Sampai 10.000 baris JSON, atau CSV sampai 50 MB (200.000 baris); semuanya satu kiriman yang dapat diurungkan.

        Ada baris salah tanpa `hanya_baik`: tidak ada yang dimuat dan dijawab 422 dengan tiap baris salahnya. CSV lebih
        dari 1 MB dikerjakan di latar (202); percobaannya berhenti pada status `siap`.
        """
        kumpulan = Survei.objects.select_related("unit__instansi")
        survei = akses.ambil(kumpulan, user=request.user, aksi=Aksi.KELOLA_SURVEI, pk=pk)
        berkas = request.FILES.get("berkas")
        batasi_baris(request.data, MAKS_BARIS_JSON)
        skema: Any = (
            KirimanSerializer(data=request.data) if berkas is None else KueriCsvSerializer(data=request.query_params)
        )
        skema.is_valid(raise_exception=True)
        isi = skema.validated_data
        naskah = naskah_baris(survei, isi["baris"]) if berkas is None else Naskah(berkas)
        besar = (naskah.berkas.size or 0) > SERENTAK_BYTE and berkas is not None
        kerja = _latar if besar else _langsung
        try:
            return sekali(request, lambda: kerja(request, survei, naskah, kehendak(isi), isi["dry_run"]))
        finally:
            naskah.berkas.close()


def _langsung(request: Request, survei: Survei, naskah: Naskah, mau: Kehendak, coba: bool) -> Response:
    try:
        hasil = kiriman.kirim(
            pelaku=pemanggil(request), survei=survei, naskah=naskah, kehendak=mau, coba=coba, kini=timezone.now()
        )
    except AdaBarisSalah as salah:
        isi = isi_kiriman(salah.hasil, coba=False, dimuat=False)
        raise Masalah(422, "ada_baris_salah", salah.pesan, hasil=isi) from salah
    isi = isi_kiriman(hasil, coba=coba, dimuat=not coba)
    if coba:
        return Response(isi)
    return Response(isi, status=201, headers={"Location": _alamat(hasil.unggahan)})


def _latar(request: Request, survei: Survei, naskah: Naskah, mau: Kehendak, coba: bool) -> Response:
    satu = kiriman.antrekan(
        pelaku=pemanggil(request), survei=survei, naskah=naskah, kehendak=mau, coba=coba, kini=timezone.now()
    )
    return Response(UnggahanSerializer(satu).data, status=202, headers={"Location": _alamat(satu.pk)})


def _alamat(pk: Any) -> str:
    return reverse("api:unggahan-detail", kwargs={"pk": pk})


@extend_schema_view(
    list=extend_schema(tags=TAG, summary="Daftar kiriman", examples=[contoh.jawab("Selesai", contoh.UNGGAHAN)]),
    retrieve=extend_schema(tags=TAG, summary="Satu kiriman", examples=[contoh.jawab("Selesai", contoh.UNGGAHAN)]),
)
class UnggahanViewSet(Baca):
    """Kiriman jawaban, dari API maupun halaman unggah, untuk petugas survei."""

    cakupan_baca = Cakupan.SURVEI_BACA
    cakupan_tulis = Cakupan.SURVEI_TULIS
    aksi = Aksi.KELOLA_SURVEI
    serializer_class = UnggahanSerializer
    filterset_class = SaringUnggahan
    lookup_value_regex = POLA_UUID

    def kumpulan(self) -> QuerySet[Any]:
        return Unggahan.objects.select_related("survei__unit").defer("tally", "pemetaan")

    @extend_schema(
        tags=TAG,
        summary="Muat kiriman yang sudah diperiksa",
        parameters=[IF_MATCH, KUNCI],
        request=MuatSerializer,
        responses={202: UnggahanSerializer},
        examples=[
            contoh.kirim("Hanya yang baik", {"hanya_baik": True, "tahu_kembar": False}),
            contoh.jawab("Dimuat", contoh.UNGGAHAN | {"status": "dimuat"}, "202"),
        ],
        filters=False,
    )
    @action(detail=True, methods=["post"], pagination_class=None)
    def muat(self, request: Request, pk: str) -> Response:
        """Menyetujui baris yang baik; dimuat di latar."""
        skema = MuatSerializer(data=request.data)
        skema.is_valid(raise_exception=True)
        return self._ubah(
            request,
            lambda satu: layanan.setujui(
                pelaku=pemanggil(request), unggahan=satu, kini=timezone.now(), **skema.validated_data
            ),
            202,
        )

    @extend_schema(
        tags=TAG,
        summary="Urungkan kiriman yang sudah dimuat",
        parameters=[IF_MATCH, KUNCI],
        request=AlasanSerializer,
        responses=UnggahanSerializer,
        examples=[
            contoh.kirim("Alasan", {"alasan": "Periode keliru."}),
            contoh.jawab("Diurungkan", contoh.UNGGAHAN | {"status": "diurungkan"}),
        ],
        filters=False,
    )
    @action(detail=True, methods=["post"], pagination_class=None)
    def urungkan(self, request: Request, pk: str) -> Response:
        """Semua jawaban kiriman ini dikeluarkan dari survei dan hitungannya, sekaligus."""
        skema = AlasanSerializer(data=request.data)
        skema.is_valid(raise_exception=True)
        return self._ubah(
            request,
            lambda satu: layanan.urungkan(
                pelaku=pemanggil(request), unggahan=satu, kini=timezone.now(), **skema.validated_data
            ),
        )

    @extend_schema(
        tags=TAG,
        summary="Buang kiriman yang belum dimuat",
        parameters=[IF_MATCH, KUNCI],
        request=None,
        responses=UnggahanSerializer,
        examples=[contoh.jawab("Dibuang", contoh.UNGGAHAN | {"status": "dibatalkan"})],
        filters=False,
    )
    @action(detail=True, methods=["post"], pagination_class=None)
    def buang(self, request: Request, pk: str) -> Response:
        """Berkasnya dihapus; tidak ada jawaban yang berubah."""
        return self._ubah(
            request, lambda satu: layanan.buang(pelaku=pemanggil(request), unggahan=satu, kini=timezone.now())
        )

    def _ubah(self, request: Request, kerja: Callable[[Unggahan], Unggahan], status: int = 200) -> Response:
        """Change a batch as it was read: the survey locked, then the row looked at."""
        satu = self.get_object()

        def sekarang() -> Response:
            with transaction.atomic():
                kunci_survei(satu.survei)
                ada = UnggahanSerializer(self.get_object()).data
                wajib_if_match(request, etag_isi(ada), lambda: ada)
                kerja(satu)
                data = UnggahanSerializer(self.get_object()).data
            return Response(data, status=status, headers={"ETag": etag_isi(data)})

        return sekali(request, sekarang)
