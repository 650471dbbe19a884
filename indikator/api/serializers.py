"""How sasaran, indikator and target look to another system."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from indikator.api.bidang import KEADAAN, Desimal, isi_sel
from indikator.models import Indikator, Komponen, Sasaran, Target
from indikator.models.indikator import SumberKomponen
from indikator.models.target import TAHUNAN
from indikator.selectors.tulis import sel_target
from kinerja.api.bidang import Terpilih


class SasaranSerializer(Terpilih, serializers.ModelSerializer[Sasaran]):
    """Sasaran sebuah unit untuk satu tahun."""

    unit = serializers.CharField(source="unit.kode", read_only=True)
    tahun = serializers.IntegerField(source="periode.tahun", read_only=True)

    class Meta:
        model = Sasaran
        fields = ["id", "unit", "tahun", "jenis", "nomor", "uraian"]


class SasaranRingkasSerializer(serializers.ModelSerializer[Sasaran]):
    class Meta:
        model = Sasaran
        fields = ["id", "nomor", "jenis", "uraian"]


class SatuanSerializer(serializers.Serializer[Any]):
    """Satuan ukur; `awalan` dan `akhiran` mengapit angka yang dicetak."""

    kode = serializers.CharField()
    nama = serializers.CharField()
    awalan = serializers.CharField(allow_blank=True)
    akhiran = serializers.CharField(allow_blank=True)
    persen = serializers.BooleanField()


class TingkatSerializer(serializers.Serializer[Any]):
    """Satu label skala predikat."""

    label = serializers.CharField()  # type: ignore[assignment]
    nilai = Desimal()
    persen = Desimal(allow_null=True)


class SkalaSerializer(serializers.Serializer[Any]):
    """Skala predikat sebuah angka."""

    nama = serializers.CharField()
    jenis = serializers.ChoiceField(choices=["label", "rentang"])
    tingkat = TingkatSerializer(many=True)


class KomponenSerializer(serializers.ModelSerializer[Komponen]):
    """Satu bagian rumus; `rujukan`: id indikator asalnya, `sistem`: sistem sumbernya."""

    tetapan = Desimal(allow_null=True, read_only=True)
    sumber = serializers.ChoiceField(choices=SumberKomponen.choices, read_only=True)
    rujukan = serializers.IntegerField(source="rujukan_id", allow_null=True, read_only=True)
    sistem = serializers.SerializerMethodField()

    class Meta:
        model = Komponen
        fields = ["nama", "label", "sumber", "rujukan", "tetapan", "sistem"]

    @extend_schema_field({"type": ["string", "null"], "description": "Sistem sumber terdaftar yang mengisinya."})
    def get_sistem(self, komponen: Komponen) -> str | None:
        terdaftar = getattr(komponen, "sumber_terdaftar", None)
        return terdaftar.sistem.klien.nama if terdaftar else None


class TargetSerializer(Terpilih, serializers.ModelSerializer[Target]):
    """Target triwulan, atau tahun (`triwulan` 0)."""

    unit = serializers.CharField(source="indikator.sasaran.unit.kode", read_only=True)
    tahun = serializers.IntegerField(source="indikator.sasaran.periode.tahun", read_only=True)
    kode = serializers.CharField(source="indikator.kode", read_only=True)
    triwulan = serializers.IntegerField(min_value=TAHUNAN, max_value=4, read_only=True)
    jenis = serializers.ChoiceField(choices=["angka", "rentang", "na"], read_only=True)
    nilai = Desimal(allow_null=True, read_only=True)
    bawah = Desimal(allow_null=True, read_only=True)
    atas = Desimal(allow_null=True, read_only=True)
    teks = serializers.CharField(read_only=True)
    keadaan = serializers.ChoiceField(choices=KEADAAN, read_only=True)
    alasan = serializers.CharField(read_only=True)

    class Meta:
        model = Target
        fields = ["id", "indikator", "unit", "tahun", "kode", "triwulan", "jenis"]
        fields += ["nilai", "bawah", "atas", "teks", "keadaan", "alasan", "tercetak"]
        read_only_fields = ["id", "indikator", "tercetak"]

    def to_representation(self, instance: Target) -> dict[str, Any]:
        sel = isi_sel(sel_target(instance.indikator, instance.sebagai_target()), instance.nilai)
        for nama in ("teks", "keadaan", "alasan"):
            setattr(instance, nama, sel[nama])
        return dict(super().to_representation(instance))


class TargetRingkasSerializer(serializers.Serializer[Target]):
    """Target di dalam indikatornya."""

    triwulan = serializers.IntegerField()
    jenis = serializers.ChoiceField(choices=["angka", "rentang", "na"])
    nilai = Desimal(allow_null=True)
    bawah = Desimal(allow_null=True)
    atas = Desimal(allow_null=True)
    tercetak = serializers.CharField(allow_blank=True)


class IndikatorSerializer(Terpilih, serializers.ModelSerializer[Indikator]):
    """Indikator beserta semua yang menentukan hitungannya."""

    kode = serializers.CharField(read_only=True)
    unit = serializers.CharField(source="sasaran.unit.kode", read_only=True)
    tahun = serializers.IntegerField(source="sasaran.periode.tahun", read_only=True)
    sasaran = SasaranRingkasSerializer(read_only=True)
    satuan = SatuanSerializer(read_only=True)
    skala = serializers.SerializerMethodField()
    bobot = Desimal(allow_null=True, read_only=True)
    komponen = KomponenSerializer(many=True, read_only=True)
    target = TargetRingkasSerializer(many=True, read_only=True)
    penanggung_jawab = serializers.StringRelatedField[Any](many=True, read_only=True)
    pengampu = serializers.SerializerMethodField()

    class Meta:
        model = Indikator
        fields = ["id", "kode", "nama", "unit", "tahun", "sasaran", "satuan", "arah", "pola", "rumus", "agregasi"]
        fields += ["desimal", "bobot", "skala", "definisi", "dasar_hukum", "metode_pengukuran", "sumber_data"]
        fields += ["komponen", "target", "penanggung_jawab", "pengampu"]

    @extend_schema_field(SkalaSerializer(allow_null=True))
    def get_skala(self, indikator: Indikator) -> dict[str, Any] | None:
        skala = indikator.skala
        if skala is None:
            return None
        return dict(SkalaSerializer({"nama": skala.nama, "jenis": skala.jenis, "tingkat": skala.skala().tingkat}).data)

    @extend_schema_field({"type": "array", "items": {"type": "string"}, "description": "Kode unit pengampu."})
    def get_pengampu(self, indikator: Indikator) -> list[str]:
        return sorted(p.unit.kode for p in indikator.penugasan.all())
