"""Rencana Aksi and budget."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from indikator.api.bidang import Desimal
from kinerja.api.bidang import Terpilih
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Baca, Dasar, dengan_etag
from kinerja.api.etag import etag_isi
from kinerja.api.saring import SaringBilangan, SaringUnit
from kinerja.perjanjian.api import contoh
from kinerja.perjanjian.api.bidang import (
    IndikatorRingkasSerializer,
    JabatanRingkasSerializer,
    Rupiah,
    UkuranSerializer,
    lingkup,
)
from kinerja.perjanjian.api.cascading import PARAMETER_LINGKUP
from kinerja.perjanjian.models import Anggaran, KegiatanAksi, StatusAksi
from kinerja.perjanjian.models.pk_anggaran import PILIHAN_TINGKAT
from kinerja.perjanjian.models.rencana import PILIHAN_POLA
from kinerja.perjanjian.selectors.rencana import (
    RencanaUnit,
    SelAksi,
    baris_kegiatan,
    dengan_triwulan,
    susun_rencana,
)

TAG_RENCANA, TAG_ANGGARAN = ["Rencana Aksi"], ["Anggaran"]


class TriwulanAksiSerializer(serializers.Serializer[SelAksi]):
    """Rencana dan laporan satu triwulan. `target` null: N/A; `status` kosong: belum dilaporkan."""

    triwulan = serializers.IntegerField(source="baris.triwulan")
    target = Desimal(source="baris.target", allow_null=True)
    realisasi = Desimal(source="baris.realisasi", allow_null=True)
    anggaran = Rupiah(source="baris.anggaran", allow_null=True)
    serapan = Rupiah(source="baris.serapan", allow_null=True)
    status = serializers.ChoiceField(source="baris.status", choices=[("", ""), *StatusAksi.choices])
    kendala = serializers.CharField(source="baris.kendala", allow_blank=True)
    tindak_lanjut = serializers.CharField(source="baris.tindak_lanjut", allow_blank=True)
    bukti = serializers.IntegerField(help_text="Banyaknya bukti.")
    diisi_pada = serializers.DateTimeField(source="baris.diisi_pada", allow_null=True)
    versi = serializers.IntegerField(source="baris.versi")
    ukuran_keluaran = UkuranSerializer(source="keluaran")
    ukuran_serapan = UkuranSerializer(source="serapan")


class KegiatanSerializer(Terpilih, serializers.ModelSerializer[KegiatanAksi]):
    """Kegiatan sebuah unit untuk satu indikator, triwulannya, dan ukurannya selama setahun."""

    unit = serializers.CharField(source="unit.kode", read_only=True)
    tahun = serializers.IntegerField(source="indikator.sasaran.periode.tahun", read_only=True)
    indikator = IndikatorRingkasSerializer(read_only=True)
    pola = serializers.ChoiceField(choices=PILIHAN_POLA, read_only=True)
    jabatan = JabatanRingkasSerializer(read_only=True, allow_null=True)
    anggaran = serializers.IntegerField(source="anggaran_id", read_only=True, allow_null=True)
    triwulan = TriwulanAksiSerializer(source="terbaca.sel", many=True, read_only=True)
    keluaran_setahun = UkuranSerializer(source="terbaca.keluaran", read_only=True)
    serapan_setahun = UkuranSerializer(source="terbaca.serapan", read_only=True)

    class Meta:
        model = KegiatanAksi
        fields = ["id", "unit", "tahun", "indikator", "urutan", "uraian", "keluaran", "satuan", "pola", "jabatan"]
        fields += ["penanggung_jawab", "anggaran", "contoh", "versi", "triwulan", "keluaran_setahun"]
        fields += ["serapan_setahun"]

    def to_representation(self, instance: KegiatanAksi) -> dict[str, Any]:
        instance.terbaca = baris_kegiatan(instance)  # type: ignore[attr-defined]
        return dict(super().to_representation(instance))


class SaringKegiatan(SaringUnit):
    tahun = SaringBilangan("indikator__sasaran__periode__tahun", label="Tahun.")
    indikator = SaringBilangan("indikator_id", label="Id indikator.")

    class Meta:
        model = KegiatanAksi
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(summary="Daftar kegiatan Rencana Aksi", tags=TAG_RENCANA, examples=[contoh.KEGIATAN]),
    retrieve=extend_schema(summary="Satu kegiatan Rencana Aksi", tags=TAG_RENCANA, examples=[contoh.KEGIATAN]),
)
class KegiatanViewSet(Baca):
    """Kegiatan Rencana Aksi dengan rencana dan laporan tiap triwulan."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA
    serializer_class = KegiatanSerializer
    filterset_class = SaringKegiatan
    bidang_tabel = (
        *("id", "unit", "tahun", "indikator.kode", "indikator.nama", "urutan", "uraian", "keluaran"),
        *("satuan", "pola", "jabatan.nama", "penanggung_jawab", "keluaran_setahun.keadaan"),
        *("keluaran_setahun.persen", "serapan_setahun.keadaan", "serapan_setahun.persen"),
    )

    def kumpulan(self) -> QuerySet[Any]:
        return dengan_triwulan(
            KegiatanAksi.objects.select_related(
                "unit", "jabatan__unit", "indikator__sasaran__unit", "indikator__sasaran__periode"
            )
        )


class RingkasanRencanaSerializer(serializers.Serializer[Any]):
    """Rencana sebuah unit: kemajuan semua kegiatan, anggaran terserap, dan laporan yang ditunggu tiap triwulan."""

    unit = serializers.CharField()
    tahun = serializers.IntegerField()
    kegiatan = serializers.IntegerField(help_text="Banyaknya kegiatan.")
    tanpa_kegiatan = serializers.IntegerField(help_text="Banyaknya indikator tanpa kegiatan.")
    kemajuan = UkuranSerializer()
    serapan = UkuranSerializer()
    belum = serializers.ListField(
        child=serializers.IntegerField(), min_length=4, max_length=4, help_text="TW I–IV: kegiatan yang ditunggu."
    )


class RingkasanRencanaView(Dasar):
    """Ringkasan Rencana Aksi."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA

    @extend_schema(
        summary="Kemajuan Rencana Aksi satu unit dan tahun",
        tags=TAG_RENCANA,
        parameters=PARAMETER_LINGKUP,
        responses=RingkasanRencanaSerializer,
        examples=[OpenApiExample("Dua kegiatan", value=contoh.RINGKASAN, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Jumlah rencana unit ini saja, tanpa unit di bawahnya."""
        unit, periode = lingkup(request)
        rencana: RencanaUnit = susun_rencana(unit, periode)
        data = RingkasanRencanaSerializer(
            {
                "unit": unit.kode,
                "tahun": periode.tahun,
                "kegiatan": rencana.banyak,
                "tanpa_kegiatan": rencana.tanpa_kegiatan,
                "kemajuan": rencana.kemajuan,
                "serapan": rencana.serapan,
                "belum": rencana.belum,
            }
        ).data
        return dengan_etag(request, data, etag_isi(data))


class AnggaranSerializer(Terpilih, serializers.ModelSerializer[Anggaran]):
    """Satu baris anggaran dan jabatan penanggung jawabnya; kegiatan berada di dalam program (`induk`)."""

    tahun = serializers.IntegerField(source="periode.tahun", read_only=True)
    unit = serializers.CharField(source="jabatan.unit.kode", read_only=True)
    jabatan = JabatanRingkasSerializer(read_only=True)
    tingkat = serializers.ChoiceField(choices=PILIHAN_TINGKAT, read_only=True)
    induk = serializers.IntegerField(source="induk_id", read_only=True, allow_null=True)
    pagu = Rupiah(read_only=True)

    class Meta:
        model = Anggaran
        fields = ["id", "tahun", "unit", "jabatan", "tingkat", "induk", "kode", "nama", "pagu", "keterangan"]


class SaringAnggaran(SaringUnit):
    tahun = SaringBilangan("periode__tahun", label="Tahun.")
    jabatan = SaringBilangan("jabatan_id", label="Id jabatan.")

    class Meta:
        model = Anggaran
        fields = ["tingkat"]


@extend_schema_view(
    list=extend_schema(summary="Daftar anggaran", tags=TAG_ANGGARAN, examples=[contoh.ANGGARAN]),
    retrieve=extend_schema(summary="Satu baris anggaran", tags=TAG_ANGGARAN, examples=[contoh.ANGGARAN]),
)
class AnggaranViewSet(Baca):
    """Program, kegiatan, dan sub kegiatan jabatan di unit dalam wewenang pemanggil."""

    cakupan_baca = Cakupan.PERJANJIAN_BACA
    serializer_class = AnggaranSerializer
    filterset_class = SaringAnggaran
    bidang_tabel = (
        *("id", "tahun", "unit", "jabatan.nama", "tingkat", "induk", "kode", "nama", "pagu.nilai"),
        "keterangan",
    )

    def kumpulan(self) -> QuerySet[Any]:
        return Anggaran.objects.select_related("periode", "jabatan__unit")
