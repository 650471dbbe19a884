"""How events, subscriptions and deliveries look."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from kinerja.api.bidang import Bilangan, Teks, Terpilih, YaTidak
from kinerja.peristiwa.models import JenisPeristiwa, Langganan, Pengiriman, Peristiwa

URL_MAKS = 500


class ObjekSerializer(serializers.Serializer[Any]):
    jenis = serializers.CharField()
    id = serializers.CharField()


class PeristiwaSerializer(Terpilih, serializers.ModelSerializer[Peristiwa]):
    """Satu peristiwa, seperti dibawa webhook dalam `data`. `kode` adalah `Webhook-Id`: sama di tiap pengiriman."""

    objek = serializers.SerializerMethodField()
    unit = serializers.CharField(source="unit_kode", read_only=True)
    isi = serializers.DictField(read_only=True)

    class Meta:
        model = Peristiwa
        fields = ["urutan", "kode", "jenis", "waktu", "unit", "objek", "isi"]
        read_only_fields = fields
        extra_kwargs = {"urutan": {"allow_null": False}}

    @extend_schema_field(ObjekSerializer)
    def get_objek(self, satu: Peristiwa) -> dict[str, str]:
        return {"jenis": satu.objek_jenis, "id": satu.objek_id}


class LanggananSerializer(Terpilih, serializers.ModelSerializer[Langganan]):
    """Langganan tanpa rahasianya, yang tampil sekali saja ketika dibuat."""

    unit = serializers.CharField(source="unit.kode", read_only=True)
    jenis = serializers.ListField(child=serializers.ChoiceField(choices=JenisPeristiwa.choices), read_only=True)

    class Meta:
        model = Langganan
        fields = ["id", "nama", "url", "unit", "jenis", "aktif", "nonaktif_alasan", "dibuat_pada"]
        read_only_fields = fields


class LanggananBaruSerializer(serializers.Serializer[Any]):
    """Isian sebuah langganan."""

    nama = Teks(max_length=120)
    url = Teks(max_length=URL_MAKS, help_text="Alamat HTTPS yang terjangkau dari internet.")
    unit = Teks(max_length=60, help_text="Kode unit; unit di bawahnya ikut.")
    jenis = serializers.ListField(
        child=serializers.ChoiceField(choices=JenisPeristiwa.choices), min_length=1, max_length=len(JenisPeristiwa)
    )


class LanggananUbahSerializer(serializers.Serializer[Any]):
    """Yang boleh diubah; yang tidak disebut tetap."""

    nama = Teks(max_length=120, required=False)
    url = Teks(max_length=URL_MAKS, required=False)
    unit = Teks(max_length=60, required=False, help_text="Kode unit; unit di bawahnya ikut.")
    jenis = serializers.ListField(
        child=serializers.ChoiceField(choices=JenisPeristiwa.choices),
        min_length=1,
        max_length=len(JenisPeristiwa),
        required=False,
    )
    aktif = YaTidak(required=False)


class LanggananRahasiaSerializer(LanggananSerializer):
    """Langganan beserta rahasianya: simpanlah, karena tidak tampil lagi."""

    rahasia = serializers.CharField(read_only=True)

    class Meta(LanggananSerializer.Meta):
        fields = [*LanggananSerializer.Meta.fields, "rahasia"]
        read_only_fields = fields


class UlangiSerializer(serializers.Serializer[Any]):
    dari = Bilangan(min_value=1, max_value=2**63 - 1, help_text="`urutan` peristiwa pertama yang dikirim lagi.")


class DiulangiSerializer(serializers.Serializer[Any]):
    banyak = serializers.IntegerField()


class PengirimanSerializer(Terpilih, serializers.ModelSerializer[Pengiriman]):
    """Satu peristiwa untuk satu langganan, dan bagaimana pengirimannya."""

    peristiwa = PeristiwaSerializer(read_only=True)

    class Meta:
        model = Pengiriman
        fields = [
            *(
                "id",
                "langganan",
                "peristiwa",
                "status",
                "percobaan",
                "berikutnya",
                "terakhir_pada",
                "kode_http",
                "galat",
            ),
        ]
        read_only_fields = fields
