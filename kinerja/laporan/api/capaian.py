"""Achievement of a unit, or of its whole subtree, in one quarter: the figures of the report, read live."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from indikator.api.bidang import Desimal
from kinerja.api.autentikasi import pemanggil
from kinerja.api.bidang import Terpilih
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Dasar, dengan_etag
from kinerja.api.etag import etag_isi
from kinerja.api.saring import periode_tahun, unit_berkode
from kinerja.laporan.data import Baris, BarisUnit, DataLaporan, Macam, Sel, SelCapaian, Skor
from kinerja.laporan.kumpulkan import kumpulkan
from kinerja.laporan.models import Jenis
from kinerja.laporan.tulis import teks_capaian, teks_sel, teks_skor

MACAM = [m.value for m in Macam]
LINGKUP = {"unit": Jenis.UNIT, "subpohon": Jenis.REKAP}


class TanyaSerializer(serializers.Serializer[Any]):
    """The question."""

    unit = serializers.CharField(max_length=40, help_text="Kode unit.")
    tahun = serializers.IntegerField(min_value=2000, max_value=2100)
    triwulan = serializers.IntegerField(min_value=1, max_value=4)
    lingkup = serializers.ChoiceField(
        choices=list(LINGKUP),
        default="unit",
        help_text="unit: yang dimiliki dan diampu unit itu; subpohon: yang dimiliki unit itu dan semua di bawahnya.",
    )


class AngkaSerializer(serializers.Serializer[Any]):
    """Sel laporan; `macam` membedakan angka dari berbagai sebab tidak adanya angka."""

    macam = serializers.ChoiceField(choices=MACAM)
    nilai = Desimal(allow_null=True)
    bawah = Desimal(allow_null=True)
    atas = Desimal(allow_null=True)
    teks = serializers.CharField(allow_blank=True)


class AngkaCapaianSerializer(serializers.Serializer[Any]):
    """Capaian dalam persen: `nilai` tanpa pembulatan, `teks` seperti tercetak, atau alasan tidak adanya."""

    macam = serializers.ChoiceField(choices=MACAM)
    nilai = Desimal(allow_null=True)
    teks = serializers.CharField(allow_blank=True)
    kelas = serializers.CharField(allow_blank=True)
    alasan = serializers.CharField(allow_blank=True)
    uraian = serializers.CharField(allow_blank=True)


class BarisCapaianSerializer(serializers.Serializer[Any]):
    """Satu indikator, disebut dengan `unit` dan `kode`."""

    unit = serializers.CharField()
    kode = serializers.CharField()
    nama = serializers.CharField()
    jenis = serializers.CharField()
    sasaran = serializers.CharField()
    satuan = serializers.CharField()
    target = AngkaSerializer()
    realisasi = AngkaSerializer()
    capaian = AngkaCapaianSerializer()
    sampai_dengan = AngkaCapaianSerializer()
    kelengkapan = serializers.CharField(allow_blank=True)
    status = serializers.CharField(allow_blank=True)
    wajib = serializers.BooleanField()
    final = serializers.BooleanField()
    lewat_tenggat = serializers.BooleanField()
    contoh = serializers.BooleanField()


class HitunganSerializer(serializers.Serializer[Any]):
    """Banyaknya baris tiap keadaan; `wajib` = disetujui + menunggu + belum."""

    baris = serializers.IntegerField()
    wajib = serializers.IntegerField()
    disetujui = serializers.IntegerField()
    menunggu = serializers.IntegerField()
    belum = serializers.IntegerField()
    tidak_dinilai = serializers.IntegerField()
    contoh = serializers.IntegerField()


class SkorSerializer(serializers.Serializer[Any]):
    """Skor: bila `nilai` null, `uraian` menyebut sebabnya."""

    nilai = Desimal(allow_null=True)
    teks = serializers.CharField(allow_blank=True)
    kelas = serializers.CharField(allow_blank=True)
    uraian = serializers.CharField(allow_blank=True)


class UnitCapaianSerializer(serializers.Serializer[Any]):
    """Satu unit dalam subpohon; `tingkat`: banyaknya jenjang di bawah unit yang ditanyakan."""

    unit = serializers.CharField()
    nama = serializers.CharField()
    tingkat = serializers.IntegerField()
    hitungan = HitunganSerializer()
    mengampu = serializers.IntegerField()
    skor = SkorSerializer()
    skor_sementara = SkorSerializer()


class KelasSerializer(serializers.Serializer[Any]):
    """Banyaknya baris dalam satu kelas."""

    nama = serializers.CharField()
    jumlah = serializers.IntegerField()


class CapaianSerializer(Terpilih):
    """Jawaban selengkapnya; `sementara`: masih ada angka yang kurang atau menunggu persetujuan."""

    unit = serializers.CharField()
    nama = serializers.CharField()
    tahun = serializers.IntegerField()
    triwulan = serializers.IntegerField()
    lingkup = serializers.ChoiceField(choices=list(LINGKUP))
    sementara = serializers.BooleanField()
    hitungan = HitunganSerializer()
    skor = SkorSerializer()
    skor_sementara = SkorSerializer()
    kelas = KelasSerializer(many=True)
    baris = BarisCapaianSerializer(many=True)
    unit_bawahan = UnitCapaianSerializer(many=True)


_HITUNGAN = {"baris": 1, "wajib": 1, "disetujui": 0, "menunggu": 1, "belum": 0, "tidak_dinilai": 0, "contoh": 0}
CONTOH = OpenApiExample(
    "Ringkasan satu unit",
    response_only=True,
    value={
        "unit": "BAG-01",
        "nama": "Bagian Contoh",
        "tahun": 2026,
        "triwulan": 2,
        "lingkup": "unit",
        "sementara": True,
        "hitungan": _HITUNGAN,
        "skor": {"nilai": None, "teks": "belum dapat dihitung", "kelas": "", "uraian": "Belum ada yang disetujui."},
        "skor_sementara": {"nilai": "105", "teks": "105,00 (Sangat Baik)", "kelas": "Sangat Baik", "uraian": "105,00"},
        "kelas": [{"nama": "Sangat Baik", "jumlah": 1}],
        "baris": [],
        "unit_bawahan": [],
    },
)


class CapaianView(Dasar):
    """Capaian satu unit atau subpohonnya pada satu triwulan."""

    cakupan_baca = Cakupan.INDIKATOR_BACA

    @extend_schema(
        tags=["Capaian"],
        summary="Capaian unit atau subpohon pada satu triwulan",
        parameters=[
            TanyaSerializer,
        ],
        responses=CapaianSerializer,
        examples=[CONTOH],
    )
    def get(self, request: Request) -> Response:
        """Angka yang sama dengan laporan triwulan: per baris, skor, dan (subpohon) per unit; `sampai_dengan` berjalan.

        Realisasi yang belum diajukan tidak dihitung, seperti di laporan. Capaian setahun: tanyakan triwulan 4.
        """
        tanya = TanyaSerializer(data=request.query_params)
        tanya.is_valid(raise_exception=True)
        isi = tanya.validated_data
        unit = unit_berkode(pemanggil(request), isi["unit"])
        data = kumpulkan(
            jenis=LINGKUP[isi["lingkup"]],
            unit=unit,
            periode=periode_tahun(pemanggil(request), unit, isi["tahun"]),
            triwulan=isi["triwulan"],
            kini=timezone.now(),
        )
        jawab = CapaianSerializer(_isi(data, isi["lingkup"]), context={"request": request}).data
        return dengan_etag(request, jawab, etag_isi(jawab))


def _isi(data: DataLaporan, lingkup: str) -> dict[str, Any]:
    return {
        "unit": data.unit_kode,
        "nama": data.unit_nama,
        "tahun": data.tahun,
        "triwulan": data.triwulan,
        "lingkup": lingkup,
        "sementara": data.sementara,
        "hitungan": data.hitungan,
        "skor": _skor(data.skor),
        "skor_sementara": _skor(data.skor_sementara),
        "kelas": [{"nama": nama, "jumlah": jumlah} for nama, jumlah in data.kelas],
        "baris": [_baris(b, data.triwulan) for b in data.baris],
        "unit_bawahan": [_unit(u) for u in data.unit],
    }


def _baris(baris: Baris, triwulan: int) -> dict[str, Any]:
    return {
        "unit": baris.unit_kode,
        "kode": baris.kode,
        "nama": baris.nama,
        "jenis": baris.jenis,
        "sasaran": baris.sasaran,
        "satuan": baris.satuan,
        "target": _sel(baris.target[triwulan - 1], baris),
        "realisasi": _sel(baris.realisasi[triwulan - 1], baris),
        "capaian": _capaian(baris.capaian),
        "sampai_dengan": _capaian(baris.capaian_sd),
        "kelengkapan": baris.kelengkapan,
        "status": baris.status,
        "wajib": baris.wajib,
        "final": baris.final,
        "lewat_tenggat": baris.lewat_tenggat,
        "contoh": baris.contoh,
    }


def _sel(sel: Sel, baris: Baris) -> dict[str, Any]:
    teks = teks_sel(sel, baris)
    return {"macam": sel.macam.value, "nilai": sel.nilai, "bawah": sel.bawah, "atas": sel.atas, "teks": teks}


def _capaian(sel: SelCapaian) -> dict[str, Any]:
    return {
        "macam": sel.macam.value,
        "nilai": sel.nilai,
        "teks": teks_capaian(sel),
        "kelas": sel.kelas,
        "alasan": sel.alasan,
        "uraian": sel.uraian,
    }


def _skor(skor: Skor) -> dict[str, Any]:
    return {"nilai": skor.nilai, "teks": teks_skor(skor), "kelas": skor.kelas, "uraian": skor.uraian}


def _unit(unit: BarisUnit) -> dict[str, Any]:
    return {
        "unit": unit.kode,
        "nama": unit.nama,
        "tingkat": unit.tingkat,
        "hitungan": unit.hitungan,
        "mengampu": unit.mengampu,
        "skor": _skor(unit.skor),
        "skor_sementara": _skor(unit.skor_sementara),
    }
