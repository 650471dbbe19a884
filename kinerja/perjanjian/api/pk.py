"""Agreements: every version with its frozen content, what it changes, its moves and its files."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import django_filters
from django.db.models import Max, QuerySet
from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from kinerja.api.berkas import Unduhan, kirim
from kinerja.api.bidang import Terpilih
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca, dengan_etag
from kinerja.api.etag import etag_isi
from kinerja.api.masalah import JENIS
from kinerja.api.saring import SaringBilangan, SaringUnit, SaringWaktu
from kinerja.api.skema import RUJUK_MASALAH
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.perjanjian.api import contoh
from kinerja.perjanjian.api.bidang import JabatanRingkasSerializer
from kinerja.perjanjian.api.data import DataPKSerializer
from kinerja.perjanjian.banding import Bagian, Macam
from kinerja.perjanjian.data import cairkan_pk
from kinerja.perjanjian.models import DokumenPK, PerjanjianKinerja, PerpindahanPK, TandaTangan
from kinerja.perjanjian.models.pk import PILIHAN_STATUS
from kinerja.perjanjian.models.pk_dokumen import CaraTanda, JenisDokumen, SisiPihak
from kinerja.perjanjian.selectors.pk import beda_versi
from kinerja.perjanjian.services.pk_dokumen import baca_dokumen

TAG = ["Perjanjian Kinerja"]
STATUS = [(s.value, kata) for s, kata in PILIHAN_STATUS]


class PerjanjianSerializer(Terpilih, serializers.ModelSerializer[PerjanjianKinerja]):
    """Satu versi perjanjian sebuah jabatan dan tahun. Yang ditandatangani tetap; `sebelumnya`: yang diganti."""

    judul = serializers.CharField(read_only=True)
    tahun = serializers.IntegerField(source="periode.tahun", read_only=True)
    unit = serializers.CharField(source="jabatan.unit.kode", read_only=True)
    jabatan = JabatanRingkasSerializer(read_only=True)
    status = serializers.ChoiceField(choices=STATUS, read_only=True)
    pihak_pertama = serializers.CharField(source="pejabat_pertama.nama", read_only=True)
    pihak_kedua = serializers.CharField(source="pejabat_kedua.nama", default=None, read_only=True, allow_null=True)
    sebelumnya = serializers.IntegerField(source="sebelumnya_id", read_only=True, allow_null=True)
    berpindah_pada = serializers.DateTimeField(read_only=True, allow_null=True)

    class Meta:
        model = PerjanjianKinerja
        fields = ["id", "judul", "tahun", "unit", "jabatan", "versi", "status", "tanggal", "pihak_pertama"]
        fields += ["pihak_kedua", "sebelumnya", "alasan", "uraian_alasan", "berlaku_triwulan", "versi_baris"]
        fields += ["sha256", "diajukan_pada", "disetujui_pada", "ditandatangani_pada", "berpindah_pada"]


class TandaTanganSerializer(serializers.ModelSerializer[TandaTangan]):
    """Tanda tangan; rincian sertifikat dibaca dari dokumen, kosong bila di kertas. `gugur_pada`: gugur sejak itu."""

    pihak = serializers.ChoiceField(choices=SisiPihak.choices, read_only=True)
    cara = serializers.ChoiceField(choices=CaraTanda.choices, read_only=True)
    pejabat = serializers.CharField(source="pejabat.nama", read_only=True)
    dokumen = serializers.IntegerField(source="dokumen_id", read_only=True)

    class Meta:
        model = TandaTangan
        fields = ["pihak", "cara", "pejabat", "waktu", "dokumen", "subjek", "penerbit", "seri", "gugur_pada"]


class PerpindahanPKSerializer(serializers.ModelSerializer[PerpindahanPK]):
    """Satu perpindahan status."""

    pelaku = serializers.CharField(source="pelaku.nama", read_only=True)
    dari = serializers.ChoiceField(choices=STATUS, read_only=True)
    ke = serializers.ChoiceField(choices=STATUS, read_only=True)

    class Meta:
        model = PerpindahanPK
        fields = ["waktu", "pelaku", "aksi", "dari", "ke", "alasan", "versi_baris"]


class DokumenPKSerializer(serializers.ModelSerializer[DokumenPK]):
    """Berkas yang terbit; isinya di `dokumen-perjanjian/{id}/unduh/`. `gugur_pada`: tidak berlaku sejak itu."""

    perjanjian = serializers.IntegerField(source="perjanjian_id", read_only=True)
    jenis = serializers.ChoiceField(choices=JenisDokumen.choices, read_only=True)
    ukuran = serializers.IntegerField(read_only=True, help_text="Byte.")

    class Meta:
        model = DokumenPK
        fields = ["id", "perjanjian", "jenis", "nama", "tipe", "ukuran", "sha256", "isi_sha256", "dibuat_pada"]
        fields += ["gugur_pada"]


class PerjanjianLengkapSerializer(PerjanjianSerializer):
    """Beserta isi beku, tanda tangan, perpindahan, dan berkasnya."""

    isi = serializers.SerializerMethodField()
    tanda_tangan = TandaTanganSerializer(many=True, read_only=True)
    perpindahan = PerpindahanPKSerializer(many=True, read_only=True)
    dokumen = DokumenPKSerializer(many=True, read_only=True)

    class Meta(PerjanjianSerializer.Meta):
        fields = [*PerjanjianSerializer.Meta.fields, "kode_periksa", "isi", "tanda_tangan", "perpindahan", "dokumen"]

    @extend_schema_field(DataPKSerializer)
    def get_isi(self, perjanjian: PerjanjianKinerja) -> Any:
        return DataPKSerializer(cairkan_pk(perjanjian.isi)).data


class BedaKolomSerializer(serializers.Serializer[Any]):
    """Satu kolom: seperti tercetak sebelumnya dan sekarang."""

    kolom = serializers.CharField()
    lama = serializers.CharField(allow_blank=True)
    baru = serializers.CharField(allow_blank=True)


class BedaSerializer(serializers.Serializer[Any]):
    """Baris yang bertambah, hilang, atau berubah; `kolom` hanya berisi bila berubah."""

    bagian = serializers.ChoiceField(choices=[b.value for b in Bagian])
    macam = serializers.ChoiceField(choices=[m.value for m in Macam])
    sebutan = serializers.CharField()
    kolom = BedaKolomSerializer(many=True)


class PerubahanSerializer(serializers.Serializer[Any]):
    """Yang diubah sebuah versi dari versi sebelumnya; `sebelumnya` null: ini yang pertama."""

    perjanjian = serializers.IntegerField()
    sebelumnya = serializers.IntegerField(allow_null=True)
    beda = BedaSerializer(many=True)


class SaringPerjanjian(SaringUnit):
    tahun = SaringBilangan("periode__tahun", label="Tahun.")
    jabatan = SaringBilangan("jabatan_id", label="Id jabatan.")
    status = django_filters.ChoiceFilter(choices=STATUS, label="Status.")
    diubah_sejak = SaringWaktu(
        "berpindah_pada", "gte", label="Hanya yang statusnya berpindah sejak saat ini (ISO 8601)."
    )

    class Meta:
        model = PerjanjianKinerja
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(summary="Daftar Perjanjian Kinerja", tags=TAG, examples=[contoh.PERJANJIAN]),
    retrieve=extend_schema(
        summary="Satu Perjanjian Kinerja dengan isinya",
        description="Isi beku versi ini: para pihak, pernyataan, Lampiran 1 dan 2; tanda tangan, riwayat, dan berkas.",
        tags=TAG,
        examples=[contoh.PERJANJIAN_LENGKAP],
    ),
)
class PerjanjianViewSet(Baca):
    """Setiap versi Perjanjian Kinerja jabatan di unit dalam wewenang pemanggil, dan yang pemanggil menjadi pihaknya."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA
    serializer_class = PerjanjianSerializer
    filterset_class = SaringPerjanjian
    bidang_tabel = (
        *("id", "judul", "tahun", "unit", "jabatan.id", "jabatan.nama", "versi", "status", "tanggal"),
        *("pihak_pertama", "pihak_kedua", "alasan", "berlaku_triwulan", "sha256", "diajukan_pada"),
        *("disetujui_pada", "ditandatangani_pada"),
    )

    def kumpulan(self) -> QuerySet[Any]:
        dasar = PerjanjianKinerja.objects.select_related(
            "periode", "jabatan__unit", "pejabat_pertama", "pejabat_kedua", "sebelumnya"
        ).annotate(berpindah_pada=Max("perpindahan__waktu"))
        if not self.detail:
            return dasar.defer("isi", "sebelumnya__isi")
        return dasar.prefetch_related("tanda_tangan__pejabat", "perpindahan__pelaku", "dokumen")

    def get_serializer_class(self) -> Any:
        return PerjanjianLengkapSerializer if self.detail else PerjanjianSerializer

    @extend_schema(
        summary="Apa yang diubah versi ini",
        tags=TAG,
        responses=PerubahanSerializer,
        examples=[contoh.BEDA],
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def beda(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Baris demi baris terhadap versi sebelumnya, seperti keduanya tercetak."""
        pk: PerjanjianKinerja = self.get_object()
        isi = {"perjanjian": pk.pk, "sebelumnya": pk.sebelumnya_id, "beda": beda_versi(pk)}
        data = PerubahanSerializer(isi).data
        return dengan_etag(request, data, etag_isi(data))


class UnduhDokumen(Unduhan):
    """Berkas Perjanjian Kinerja persis seperti diterbitkan."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA

    @extend_schema(
        summary="Unduh berkas Perjanjian Kinerja",
        description="Byte asli; ETag adalah SHA-256 berkas. Berkas yang rusak di penyimpanan tidak pernah dikirim.",
        tags=TAG,
        responses={
            **{(200, tipe): OpenApiTypes.BINARY for tipe in ("application/pdf", "image/png", "image/jpeg")},
            304: OpenApiResponse(description="Sama dengan yang Anda simpan"),
            (409, JENIS): RUJUK_MASALAH,
        },
    )
    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """One issued file. Raises PelanggaranAturan `berkas_rusak`."""
        dokumen: DokumenPK = akses.ambil(DokumenPK.objects, user=request.user, aksi=Aksi.BACA, pk=pk)
        isi = BytesIO(baca_dokumen(dokumen))
        return kirim(request, isi, nama=dokumen.nama, sha256=dokumen.sha256, tipe=dokumen.tipe)
