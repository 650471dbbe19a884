"""How the agency's own objects look. Codes stand beside ids."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from kinerja.api.bidang import Terpilih
from kinerja.organisasi.models import Instansi, Jabatan, Periode, Unit


class InstansiSerializer(Terpilih, serializers.ModelSerializer[Instansi]):
    """Instansi, puncak pohon unitnya."""

    class Meta:
        model = Instansi
        fields = ["id", "kode", "nama", "pemerintah", "tempat"]


class UnitSerializer(Terpilih, serializers.ModelSerializer[Unit]):
    """Unit kerja; `instansi` dan `induk` disebut dengan kodenya."""

    instansi = serializers.CharField(source="kode_instansi", read_only=True)
    induk = serializers.CharField(source="kode_induk", read_only=True, allow_null=True)

    class Meta:
        model = Unit
        fields = ["id", "kode", "nama", "jenis", "instansi", "induk", "berlaku_dari", "berlaku_sampai"]


class JabatanSerializer(Terpilih, serializers.ModelSerializer[Jabatan]):
    """Jabatan di sebuah unit."""

    unit = serializers.CharField(source="unit.kode", read_only=True)

    class Meta:
        model = Jabatan
        fields = ["id", "nama", "unit"]


class JendelaSerializer(serializers.Serializer[Any]):
    triwulan = serializers.IntegerField(min_value=1, max_value=4)
    buka = serializers.DateField()
    tutup = serializers.DateField()


class PeriodeSerializer(Terpilih, serializers.ModelSerializer[Periode]):
    """Satu tahun instansi; `jendela`: masa pengisian tiap triwulan."""

    instansi = serializers.CharField(source="instansi.kode", read_only=True)
    jendela = JendelaSerializer(many=True, read_only=True)

    class Meta:
        model = Periode
        fields = ["id", "tahun", "instansi", "jendela"]
