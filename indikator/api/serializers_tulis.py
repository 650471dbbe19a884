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
    """Nilai satu komponen."""

    nilai = TeksNilai()


class BarisKirimanSerializer(serializers.Serializer[Any]):
    """Satu nilai. Indikatornya disebut dengan `indikator` (id), atau `unit`, `tahun`, dan `kode` sekaligus."""

    indikator = Bilangan(required=False, min_value=1, max_value=2**63 - 1)
    unit = Teks(required=False, max_length=40)
    tahun = Bilangan(required=False, min_value=2000, max_value=2100)
    kode = Teks(required=False, max_length=12)
    triwulan = Bilangan(min_value=1, max_value=4)
    komponen = Teks(max_length=40)
    nilai = TeksNilai()
    versi = Bilangan(required=False, allow_null=True, min_value=0, max_value=2**31 - 1)


class KirimanMassalSerializer(serializers.Serializer[Any]):
    """Paling banyak 5.000 nilai; `dry_run` menjawab nasib tiap baris tanpa menyimpan apa pun."""

    dry_run = YaTidak(default=False)
    baris = BarisKirimanSerializer(many=True, min_length=1, max_length=MAKS_BARIS)  # type: ignore[call-arg]


class JumlahSerializer(serializers.Serializer[Any]):
    """Banyaknya baris tiap hasil."""

    baris = serializers.IntegerField()
    disimpan = serializers.IntegerField()
    sama = serializers.IntegerField()
    ditolak = serializers.IntegerField()


class HasilBarisSerializer(serializers.Serializer[Any]):
    """Nasib satu baris, dihitung dari 1; `versi` sesudahnya, null bila ditolak."""

    nomor = serializers.IntegerField()
    hasil = serializers.ChoiceField(choices=[h.value for h in Hasil])
    versi = serializers.IntegerField(allow_null=True)
    kode = serializers.CharField(allow_blank=True)
    pesan = serializers.CharField(allow_blank=True)


class KelompokSalahSerializer(serializers.Serializer[Any]):
    """Penolakan yang sama; `contoh`: beberapa baris pertama dalam kata."""

    kode = serializers.CharField()
    pesan = serializers.CharField()
    jumlah = serializers.IntegerField()
    contoh = serializers.ListField(child=serializers.CharField())


class HasilMassalSerializer(serializers.Serializer[Any]):
    """Nasib tiap baris menurut urutan kiriman, dan penolakan yang sama dikelompokkan."""

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
