"""How the check of a printed document looks to anybody who has its code."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class TandaPeriksaSerializer(serializers.Serializer[Any]):
    """Satu tanda tangan pada perjanjian."""

    pihak = serializers.CharField(source="get_pihak_display")
    nama = serializers.CharField(source="pejabat.nama")
    waktu = serializers.DateTimeField()
    cara = serializers.CharField(source="get_cara_display")


class PeriksaSerializer(serializers.Serializer[Any]):
    """Yang boleh diketahui umum tentang dokumen tercetak: tanpa angka.

    `keadaan`: `berlaku`, `digantikan` (angka atau perjanjiannya sudah berubah), `belum_berlaku` (belum ditandatangani
    semua pihak). `cocok` null: tidak ada sidik yang dikirim untuk dibandingkan.
    """

    dokumen = serializers.ChoiceField(choices=[("laporan", "Laporan"), ("perjanjian", "Perjanjian Kinerja")])
    judul = serializers.CharField()
    keadaan = serializers.ChoiceField(choices=["berlaku", "digantikan", "belum_berlaku"])
    sementara = serializers.BooleanField(help_text="Saat terbit, sebagian angkanya belum disetujui atau ditetapkan.")
    contoh = serializers.BooleanField(help_text="Memuat data contoh, bukan angka resmi.")
    instansi = serializers.CharField()
    unit = serializers.CharField()
    jabatan = serializers.CharField(allow_blank=True)
    masa = serializers.CharField()
    nomor = serializers.CharField(allow_blank=True)
    kode_periksa = serializers.CharField()
    diterbitkan_pada = serializers.DateTimeField(allow_null=True)
    tanda_tangan = TandaPeriksaSerializer(many=True)
    data_sha256 = serializers.CharField()
    berkas_sha256 = serializers.ListField(child=serializers.CharField())
    cocok = serializers.BooleanField(allow_null=True)
