"""Changing realisations: one component, thousands of them, submitting a line."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from indikator.api import contoh
from indikator.api.etag import periksa_if_match
from indikator.api.serializers_realisasi import RealisasiSerializer
from indikator.api.serializers_tulis import (
    HasilMassalSerializer,
    IsiKomponenSerializer,
    KirimanMassalSerializer,
    baris_kiriman,
    isi_hasil,
)
from indikator.api.views_realisasi import ambil_indikator, jawab_baris
from indikator.services.alur_kerja import ajukan_triwulan
from indikator.services.kiriman import simpan_komponen
from indikator.services.kiriman_massal import MAKS_BARIS, simpan_massal
from kinerja.api.autentikasi import pemanggil
from kinerja.api.bidang import batasi_baris
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Dasar
from kinerja.api.idempoten import sekali
from kinerja.api.parameter import IF_MATCH, KUNCI
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi


class KomponenView(Dasar):
    """Nilai satu komponen pada satu triwulan."""

    cakupan_baca = Cakupan.INDIKATOR_BACA
    cakupan_tulis = Cakupan.REALISASI_TULIS

    @extend_schema(
        tags=["Realisasi"],
        summary="Isi satu komponen",
        parameters=[IF_MATCH],
        request=IsiKomponenSerializer,
        responses=RealisasiSerializer,
        examples=[contoh.NILAI, contoh.BARIS_TERISI],
    )
    def put(self, request: Request, indikator: int, triwulan: int, nama: str) -> Response:
        """Menyimpan nilai, lalu menghitung ulang realisasi dan capaian. Nilai yang sama tidak mengubah apa pun."""
        milik = ambil_indikator(request, indikator, triwulan, Aksi.ISI)
        komponen = next((k for k in milik.komponen.all() if k.nama == nama), None)
        if komponen is None:
            raise Http404
        komponen.indikator = milik
        isi = IsiKomponenSerializer(data=request.data)
        isi.is_valid(raise_exception=True)
        simpan_komponen(
            pelaku=pemanggil(request),
            komponen=komponen,
            triwulan=triwulan,
            nilai=isi.validated_data["nilai"],
            periksa=lambda baris: periksa_if_match(request, baris),
            kini=timezone.now(),
        )
        return jawab_baris(request, indikator, triwulan)


class AjukanView(Dasar):
    """Pengajuan satu baris."""

    cakupan_baca = Cakupan.INDIKATOR_BACA
    cakupan_tulis = Cakupan.REALISASI_TULIS

    @extend_schema(
        tags=["Realisasi"],
        summary="Ajukan satu realisasi untuk diverifikasi",
        parameters=[IF_MATCH, KUNCI],
        request=None,
        responses=RealisasiSerializer,
        examples=[contoh.BARIS_TERISI],
    )
    def post(self, request: Request, indikator: int, triwulan: int) -> Response:
        """Mengajukan lagi yang sudah Anda ajukan tidak mengubah apa pun."""
        milik = ambil_indikator(request, indikator, triwulan, Aksi.ISI)

        def kerja() -> Response:
            ajukan_triwulan(
                pelaku=pemanggil(request),
                indikator=milik,
                triwulan=triwulan,
                periksa=lambda baris: periksa_if_match(request, baris),
                kini=timezone.now(),
            )
            return jawab_baris(request, indikator, triwulan)

        return sekali(request, kerja)


class MassalView(Dasar):
    """Banyak nilai sekaligus."""

    cakupan_baca = Cakupan.INDIKATOR_BACA
    cakupan_tulis = Cakupan.REALISASI_TULIS

    @extend_schema(
        tags=["Realisasi"],
        summary="Isi banyak komponen sekaligus",
        parameters=[KUNCI],
        request=KirimanMassalSerializer,
        responses=HasilMassalSerializer,
        examples=[contoh.MASSAL, contoh.HASIL_MASSAL],
    )
    def post(self, request: Request) -> Response:
        """Sampai 5.000 baris (lebih: `terlalu_banyak_baris`); tiap baris disimpan atau ditolak sendiri-sendiri.

        Baris ber-`versi` ditolak (`bentrok_versi`) bila barisnya sudah berubah sejak versi itu; tanpa `versi` nilai
        yang ada diganti. `dry_run` menjawab apa yang akan terjadi tanpa menyimpan.
        """
        akses.wajib(request.user, Aksi.ISI)
        batasi_baris(request.data, MAKS_BARIS)
        isi = KirimanMassalSerializer(data=request.data)
        isi.is_valid(raise_exception=True)
        coba = isi.validated_data["dry_run"]

        def kerja() -> Response:
            hasil = simpan_massal(
                pelaku=pemanggil(request), baris=baris_kiriman(isi.validated_data), coba=coba, kini=timezone.now()
            )
            return Response(HasilMassalSerializer(isi_hasil(hasil, coba=coba)).data)

        return sekali(request, kerja)
