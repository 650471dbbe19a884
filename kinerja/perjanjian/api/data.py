"""How the frozen content of an agreement looks: every figure exact, and as the document prints it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from indikator.api.bidang import Desimal
from kinerja.perjanjian.api.bidang import Rupiah
from kinerja.perjanjian.data import BarisIndikator, DataPK, MacamTarget, Tingkat
from kinerja.perjanjian.naskah import tulis_target

MASA = ("1", "2", "3", "4", "tahun")


class KopSerializer(serializers.Serializer[Any]):
    """Kop surat."""

    pemerintah = serializers.CharField(allow_blank=True)
    instansi = serializers.CharField()
    alamat = serializers.CharField(allow_blank=True)


class PihakSerializer(serializers.Serializer[Any]):
    """Pihak seperti tercetak; `penempatan`: cara jabatan itu dipegang."""

    nama = serializers.CharField()
    nip = serializers.CharField(allow_blank=True)
    pangkat = serializers.CharField(allow_blank=True)
    jabatan = serializers.CharField()
    penempatan = serializers.CharField()


class PernyataanSerializer(serializers.Serializer[Any]):
    """Halaman pernyataan; `templat`: versi kata-kata instansi, 0 bila memakai yang umum."""

    judul = serializers.CharField()
    pembuka = serializers.CharField(allow_blank=True)
    janji = serializers.ListField(child=serializers.CharField())
    pengawasan = serializers.ListField(child=serializers.CharField())
    templat = serializers.IntegerField()


class TargetPKSerializer(serializers.Serializer[Any]):
    """Target triwulan atau tahun. `na` (tidak dinilai) dan `belum` (belum ditetapkan) bukan angka 0."""

    masa = serializers.ChoiceField(choices=MASA)
    macam = serializers.ChoiceField(choices=[m.value for m in MacamTarget])
    nilai = Desimal(allow_null=True)
    bawah = Desimal(allow_null=True)
    atas = Desimal(allow_null=True)
    teks = serializers.CharField()


class BarisIndikatorSerializer(serializers.Serializer[BarisIndikator]):
    """Baris Lampiran 1."""

    indikator = serializers.IntegerField()
    jenis_sasaran = serializers.CharField()
    sasaran_nomor = serializers.IntegerField()
    sasaran = serializers.CharField()
    kode = serializers.CharField()
    nama = serializers.CharField()
    satuan = serializers.CharField(allow_blank=True)
    lingkup = serializers.CharField(allow_blank=True)
    target = serializers.SerializerMethodField()

    @extend_schema_field(TargetPKSerializer(many=True))
    def get_target(self, baris: BarisIndikator) -> Any:
        isi = [
            {
                "masa": masa,
                "macam": t.macam.value,
                "nilai": t.nilai,
                "bawah": t.bawah,
                "atas": t.atas,
                "teks": tulis_target(t, baris),
            }
            for masa, t in zip(MASA, baris.target, strict=True)
        ]
        return TargetPKSerializer(isi, many=True).data


class BarisAnggaranSerializer(serializers.Serializer[Any]):
    """Baris Lampiran 2. `tajuk`: judul tanpa jumlah sendiri; `dihitung`: masuk ke dalam total."""

    anggaran = serializers.IntegerField()
    tingkat = serializers.ChoiceField(choices=[t.value for t in Tingkat])
    kode = serializers.CharField(allow_blank=True)
    nama = serializers.CharField()
    pagu = Rupiah(allow_null=True)
    keterangan = serializers.CharField(allow_blank=True)
    tajuk = serializers.BooleanField()
    dihitung = serializers.BooleanField()


class DataPKSerializer(serializers.Serializer[DataPK]):
    """Semua yang tercetak di dokumen. `pihak_kedua` null: pihak pertama menandatangani sendiri."""

    kop = KopSerializer()
    unit = serializers.CharField()
    jabatan = serializers.CharField()
    pihak_pertama = PihakSerializer()
    pihak_kedua = PihakSerializer(allow_null=True)
    pernyataan = PernyataanSerializer()
    tempat = serializers.CharField(allow_blank=True)
    tanggal = serializers.DateField()
    lampiran1 = BarisIndikatorSerializer(many=True)
    lampiran2 = BarisAnggaranSerializer(many=True)
    total = Rupiah()
