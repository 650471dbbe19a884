"""The audit trail: who did what, when, by which token, with the values before and after."""

from __future__ import annotations

import json
from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from kinerja.api.bidang import Terpilih
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca
from kinerja.api.saring import SaringUnit, SaringWaktu
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Jejak

CONTOH = {
    "id": 4211,
    "waktu": "2023-07-12T09:31:04+07:00",
    "pelaku": {"id": 17, "akun": "operator", "nama": "Operator Bagian Umum"},
    "lewat": "token:3",
    "aksi": "realisasi.ajukan",
    "objek_jenis": "indikator.realisasi",
    "objek_id": "88",
    "unit": "SETKO-UMUM",
    "sebelum": {"status": "draf"},
    "sesudah": {"status": "diajukan"},
    "alasan": "",
}


@extend_schema_field({"type": "object", "additionalProperties": True, "description": "Hanya kolom yang berubah."})
class NilaiJejak(serializers.JSONField):
    """The changed columns by name."""


class PelakuSerializer(serializers.Serializer[Any]):
    """Orang atau sistem yang melakukannya."""

    id = serializers.IntegerField()
    akun = serializers.CharField(source="username")
    nama = serializers.CharField()


class JejakSerializer(Terpilih, serializers.ModelSerializer[Jejak]):
    """Satu baris jejak; `pelaku` null: sistem sendiri, `unit` null: bukan milik unit mana pun."""

    pelaku = PelakuSerializer(read_only=True, allow_null=True)
    unit = serializers.CharField(source="unit_kode", read_only=True, allow_null=True)
    sebelum = NilaiJejak(read_only=True)
    sesudah = NilaiJejak(read_only=True)

    class Meta:
        model = Jejak
        fields = ["id", "waktu", "pelaku", "lewat", "aksi", "objek_jenis", "objek_id", "unit"]
        fields += ["sebelum", "sesudah", "alasan"]


class JejakTabelSerializer(JejakSerializer):
    """The same for a table: values before and after as JSON text in one cell."""

    def to_representation(self, instance: Jejak) -> dict[str, Any]:
        isi = dict(super().to_representation(instance))
        for nama in ("sebelum", "sesudah"):
            if nama in isi:
                isi[nama] = json.dumps(isi[nama], ensure_ascii=False, sort_keys=True)
        return isi


class SaringJejak(SaringUnit):
    pelaku = django_filters.CharFilter("pelaku__username", label="Nama akun pelaku.")
    sejak = SaringWaktu("waktu", "gte", label="Sejak saat ini (ISO 8601).")
    sampai = SaringWaktu("waktu", "lt", label="Sebelum saat ini (ISO 8601).")

    class Meta:
        model = Jejak
        fields = ["objek_jenis", "objek_id", "aksi"]


@extend_schema_view(
    list=extend_schema(
        summary="Daftar jejak audit",
        description=(
            "Siapa mengubah apa, kapan, lewat token mana, dengan nilai sebelum dan sesudahnya; yang lama lebih dulu. "
            "Memerlukan peran yang boleh membaca jejak audit, dan hanya berisi unit di bawah peran itu."
        ),
        tags=["Jejak audit"],
        examples=[OpenApiExample("Pengajuan realisasi", value=CONTOH, response_only=True)],
    ),
    retrieve=extend_schema(
        summary="Satu jejak audit",
        tags=["Jejak audit"],
        examples=[OpenApiExample("Pengajuan realisasi", value=CONTOH, response_only=True)],
    ),
)
class JejakViewSet(Baca):
    """Jejak audit unit dalam wewenang pemanggil."""

    cakupan_baca = Cakupan.JEJAK_BACA
    aksi = Aksi.BACA_JEJAK
    serializer_class = JejakSerializer
    filterset_class = SaringJejak
    bidang_tabel = (
        *("id", "waktu", "pelaku.akun", "pelaku.nama", "lewat", "aksi", "objek_jenis", "objek_id", "unit"),
        *("sebelum", "sesudah", "alasan"),
    )

    def kumpulan(self) -> QuerySet[Any]:
        return Jejak.objects.dengan_unit().select_related("pelaku")

    def get_serializer_class(self) -> Any:
        bentuk = getattr(getattr(self.request, "accepted_renderer", None), "format", "json") if self.request else "json"
        return JejakTabelSerializer if bentuk in {"csv", "xlsx"} else JejakSerializer

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Refused, not empty, for who may read no trail at all."""
        akses.wajib(request.user, Aksi.BACA_JEJAK)
        return super().list(request, *args, **kwargs)
