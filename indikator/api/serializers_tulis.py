"""What other systems send: one value, or thousands, and what became of each."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from indikator.api.bidang import TeksNilai
from indikator.services.kiriman_baris import BarisKiriman, Hasil, HasilBaris
from indikator.services.kiriman_massal import MAKS_BARIS, tolakan
from indikator.services.sistem import kelompokkan
from kinerja.api.bidang import Bilangan, Teks, YaTidak


class IsiKomponenSerializer(serializers.Serializer[Any]):
    """The value of one component."""

    nilai = TeksNilai()


class BarisKirimanSerializer(serializers.Serializer[Any]):
    """One value. The indicator by its `indikator` (id), or by `unit`, `tahun` and `kode` together."""

    indikator = Bilangan(required=False, min_value=1, max_value=2**63 - 1)
    unit = Teks(required=False, max_length=40)
    tahun = Bilangan(required=False, min_value=2000, max_value=2100)
    kode = Teks(required=False, max_length=12)
    triwulan = Bilangan(min_value=1, max_value=4)
    komponen = Teks(max_length=40)
    nilai = TeksNilai()
    versi = Bilangan(required=False, allow_null=True, min_value=0, max_value=2**31 - 1)


class KirimanMassalSerializer(serializers.Serializer[Any]):
    """Up to 5,000 values; with `dry_run` the answer says what would become of each, and nothing is kept."""

    dry_run = YaTidak(default=False)
    baris = BarisKirimanSerializer(many=True, min_length=1, max_length=MAKS_BARIS)  # type: ignore[call-arg]


class JumlahSerializer(serializers.Serializer[Any]):
    """How many rows came to which outcome."""

    baris = serializers.IntegerField()
    disimpan = serializers.IntegerField()
    sama = serializers.IntegerField()
    ditolak = serializers.IntegerField()


class HasilBarisSerializer(serializers.Serializer[Any]):
    """Outcome of one row, counted from 1; `versi` of the line after it, null when it was refused."""

    nomor = serializers.IntegerField()
    hasil = serializers.ChoiceField(choices=[h.value for h in Hasil])
    versi = serializers.IntegerField(allow_null=True)
    kode = serializers.CharField(allow_blank=True)
    pesan = serializers.CharField(allow_blank=True)


class KelompokSalahSerializer(serializers.Serializer[Any]):
    """Equal refusals together; `contoh`: the first rows in words."""

    kode = serializers.CharField()
    pesan = serializers.CharField()
    jumlah = serializers.IntegerField()
    contoh = serializers.ListField(child=serializers.CharField())


class HasilMassalSerializer(serializers.Serializer[Any]):
    """The outcome of every row, in the order they were sent, and the refusals grouped."""

    dry_run = serializers.BooleanField()
    jumlah = JumlahSerializer()
    hasil = HasilBarisSerializer(many=True)
    kesalahan = KelompokSalahSerializer(many=True)


def baris_kiriman(isi: dict[str, Any]) -> list[BarisKiriman]:
    """The checked body as the service takes it."""
    return [
        BarisKiriman(
            nomor=nomor,
            indikator=b.get("indikator"),
            unit=b.get("unit", ""),
            tahun=b.get("tahun", 0),
            kode=b.get("kode", ""),
            triwulan=b["triwulan"],
            komponen=b["komponen"],
            nilai=b["nilai"],
            versi=b.get("versi"),
        )
        for nomor, b in enumerate(isi["baris"], 1)
    ]


def isi_hasil(hasil: list[HasilBaris], *, coba: bool) -> dict[str, Any]:
    """What HasilMassalSerializer takes."""
    banyak = {h.value: sum(b.hasil is h for b in hasil) for h in Hasil}
    return {
        "dry_run": coba,
        "jumlah": {"baris": len(hasil), **banyak},
        "hasil": [
            {"nomor": b.baris.nomor, "hasil": b.hasil.value, "versi": b.versi, "kode": b.kode, "pesan": b.pesan}
            for b in hasil
        ],
        "kesalahan": kelompokkan(tolakan(hasil)),
    }
