"""“Dari mana angka ini?” for other systems: the same explanation as the page's, down to the last source."""

from __future__ import annotations

from typing import Any

from drf_spectacular.helpers import lazy_serializer
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from indikator.api.bidang import SelCapaianSerializer, SelSerializer, SelTargetSerializer, isi_sel
from indikator.hitung.capaian import Target
from indikator.hitung.triwulan import CapaianBerjalan
from indikator.selectors.asal import Asal, KomponenAsal, berjalan
from indikator.selectors.lembar_periksa import Baris, kelas_capaian
from indikator.selectors.tulis import sel_capaian
from kinerja.organisasi.models import Instansi

# By name: it holds components, which hold it.
_ASAL: Any = lazy_serializer("indikator.api.asal.AsalSerializer")
STATUS_ASAL = ("draf", "diajukan", "diverifikasi", "disetujui", "dikembalikan", "belum", "na")


class RincianSerializer(serializers.Serializer[Any]):
    """Bagian sebuah nilai, dan halaman asalnya."""

    uraian = serializers.CharField(allow_blank=True)
    alamat = serializers.CharField(allow_blank=True)


class KomponenAsalSerializer(serializers.Serializer[Any]):
    """Satu bagian rumus; `dari`: angka asalnya, `anak`: angka-angka yang digulung menjadinya."""

    label = serializers.CharField()  # type: ignore[assignment]
    nilai = serializers.CharField(allow_blank=True)
    sumber = serializers.CharField(allow_blank=True)
    oleh = serializers.CharField(allow_blank=True)
    pada = serializers.DateTimeField(allow_null=True)
    tetapan = serializers.BooleanField()
    penjelasan = serializers.CharField(allow_blank=True)
    alamat = serializers.CharField(allow_blank=True)
    rincian = RincianSerializer(many=True)
    dari = serializers.SerializerMethodField()
    anak = serializers.SerializerMethodField()

    @extend_schema_field(_ASAL(allow_null=True))
    def get_dari(self, komponen: dict[str, Any]) -> dict[str, Any] | None:
        return dict(AsalSerializer(komponen["dari"]).data) if komponen["dari"] else None

    @extend_schema_field(_ASAL(many=True))
    def get_anak(self, komponen: dict[str, Any]) -> list[dict[str, Any]]:
        return [dict(AsalSerializer(satu).data) for satu in komponen["anak"]]


class AsalSerializer(serializers.Serializer[Any]):
    """Asal satu angka: `kalimat` memakai angka, `berlabel` memakai nama komponen."""

    indikator = serializers.IntegerField()
    kode = serializers.CharField()
    nama = serializers.CharField()
    unit = serializers.CharField()
    tahun = serializers.IntegerField()
    triwulan = serializers.IntegerField()
    status = serializers.ChoiceField(choices=STATUS_ASAL)
    target = SelTargetSerializer()
    realisasi = SelSerializer()
    capaian = SelCapaianSerializer()
    kalimat = serializers.CharField(allow_blank=True)
    berlabel = serializers.CharField(allow_blank=True)
    komponen = KomponenAsalSerializer(many=True)


class BerjalanSerializer(SelCapaianSerializer):
    """Capaian berjalan; `kelengkapan`: banyaknya triwulan yang sudah dilaporkan dari yang dinilai."""

    uraian = serializers.CharField(allow_blank=True)
    dilaporkan = serializers.IntegerField()
    bertarget = serializers.IntegerField()
    kelengkapan = serializers.CharField()


class AsalLengkapSerializer(AsalSerializer):
    """Angka yang ditanyakan, capaian sampai dengan triwulan itu, dan capaian setahun bila triwulan IV."""

    sampai_dengan = BerjalanSerializer()
    setahun = BerjalanSerializer(allow_null=True)


def isi_asal(asal: Asal) -> dict[str, Any]:
    """What AsalLengkapSerializer takes."""
    instansi = asal.baris.indikator.sasaran.unit.instansi
    jalan = berjalan(asal.baris, instansi)
    return _asal(asal) | {
        "sampai_dengan": _berjalan(jalan.sampai, instansi),
        "setahun": _berjalan(jalan.tahun, instansi) if jalan.tahun else None,
    }


def _asal(asal: Asal) -> dict[str, Any]:
    baris = asal.baris
    indikator, target = baris.indikator, baris.target.get(baris.triwulan, Target.belum())
    return {
        "indikator": indikator.pk,
        "kode": indikator.kode,
        "nama": indikator.nama,
        "unit": indikator.sasaran.unit.kode,
        "tahun": indikator.sasaran.periode.tahun,
        "triwulan": baris.triwulan,
        "status": baris.status,
        "target": isi_sel(baris.sel_target, target.nilai, bawah=target.bawah, atas=target.atas),
        "realisasi": isi_sel(baris.sel_nilai, _nilai(baris)),
        "capaian": isi_sel(baris.sel_capaian, baris.capaian.nilai, kelas=baris.kelas),
        "kalimat": asal.kalimat,
        "berlabel": asal.berlabel,
        "komponen": [_komponen(k) for k in asal.komponen],
    }


def _nilai(baris: Baris) -> Any:
    return baris.realisasi.nilai if baris.realisasi else None


def _komponen(komponen: KomponenAsal) -> dict[str, Any]:
    return {
        "label": komponen.label,
        "nilai": komponen.nilai,
        "sumber": komponen.sebutan_sumber,
        "oleh": komponen.oleh,
        "pada": komponen.pada,
        "tetapan": komponen.tetapan,
        "penjelasan": komponen.penjelasan,
        "alamat": komponen.alamat,
        "rincian": [{"uraian": kata, "alamat": jalur} for kata, jalur in komponen.rincian],
        "dari": _asal(komponen.dari) if komponen.dari else None,
        "anak": [_asal(satu) for satu in komponen.anak],
    }


def _berjalan(satu: CapaianBerjalan, instansi: Instansi) -> dict[str, Any]:
    return isi_sel(sel_capaian(satu.capaian), satu.nilai, kelas=kelas_capaian(satu.capaian, instansi)) | {
        "uraian": satu.uraian,
        "dilaporkan": satu.dilaporkan,
        "bertarget": satu.bertarget,
        "kelengkapan": satu.kelengkapan,
    }
