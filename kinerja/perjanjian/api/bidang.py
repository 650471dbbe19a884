"""Parts that several resources of agreements share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from indikator.api.bidang import Desimal
from indikator.hitung.angka import tulis_persen, tulis_rupiah
from kinerja.api.masalah import Masalah
from kinerja.api.saring import periode_tahun, unit_berkode
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.hitung.rencana import Keadaan, Ukuran

KEADAAN_UKURAN = {
    Keadaan.ADA: "ada",
    Keadaan.NA: "tidak_dinilai",
    Keadaan.BELUM: "belum",
    Keadaan.TAK_TERHITUNG: "tidak_terhitung",
}


class JabatanRingkasSerializer(serializers.Serializer[Any]):
    """Jabatan dan unitnya."""

    id = serializers.IntegerField()
    nama = serializers.CharField()
    unit = serializers.CharField(source="unit.kode")


class IndikatorRingkasSerializer(serializers.Serializer[Any]):
    """Indikator, disebut dengan unit dan nomornya."""

    id = serializers.IntegerField()
    unit = serializers.CharField(source="sasaran.unit.kode")
    kode = serializers.CharField()
    nama = serializers.CharField()


@extend_schema_field(
    {
        "type": "object",
        "required": ["nilai", "teks"],
        "properties": {
            "nilai": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
            "teks": {"type": "string", "examples": ["Rp5.000,00"]},
        },
    }
)
class Rupiah(serializers.Field[Decimal, Decimal, dict[str, str], Any]):
    """An amount of money: the exact number, and as the pages print it. null: none planned or none reported."""

    def to_representation(self, value: Decimal) -> dict[str, str]:
        return {"nilai": Desimal().to_representation(value), "teks": tulis_rupiah(value)}


class UkuranSerializer(serializers.Serializer[Any]):
    """Realisasi dibandingkan dengan rencananya. `persen` tanpa pembulatan, hanya bila `keadaan` `ada`."""

    keadaan = serializers.ChoiceField(choices=list(KEADAAN_UKURAN.values()))
    persen = Desimal(allow_null=True)
    teks = serializers.CharField(allow_blank=True)
    rencana = Desimal(allow_null=True)
    realisasi = Desimal(allow_null=True)
    alasan = serializers.CharField(allow_blank=True)

    def to_representation(self, instance: Ukuran) -> dict[str, Any]:
        return dict(
            super().to_representation(
                {
                    "keadaan": KEADAAN_UKURAN[instance.keadaan],
                    "persen": instance.persen,
                    "teks": "" if instance.persen is None else tulis_persen(instance.persen),
                    "rencana": instance.rencana,
                    "realisasi": instance.realisasi,
                    "alasan": instance.alasan,
                }
            )
        )


def lingkup(request: Request) -> tuple[Unit, Periode]:
    """`?unit=KODE&tahun=2023` of what is computed for a unit and a year.

    Raises Masalah 422: `lingkup_kurang`, `unit_tidak_dikenal`, `tahun_tidak_dikenal`.
    """
    kode, tahun = request.query_params.get("unit", ""), request.query_params.get("tahun", "")
    if not kode or not (tahun.isascii() and tahun.isdecimal() and len(tahun) == 4):
        raise Masalah(422, "lingkup_kurang", "Sebutkan unit=<kode unit> dan tahun=<empat angka>.")
    unit = unit_berkode(request.user, kode)
    return unit, periode_tahun(request.user, unit, int(tahun))
