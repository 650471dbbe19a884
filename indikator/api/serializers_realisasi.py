"""How a realisation, its components, its past and its evidence look to another system."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from indikator.api.bidang import (
    Desimal,
    DesimalTersimpan,
    SelCapaianSerializer,
    SelSerializer,
    SelTargetSerializer,
    isi_sel,
)
from indikator.models import Bukti, Perpindahan, Realisasi
from indikator.models.indikator import SumberKomponen
from indikator.models.realisasi import PILIHAN_STATUS
from indikator.selectors.keluaran import RealisasiTerbaca, terbaca
from indikator.services.versi import URAIAN
from kinerja.api.bidang import Terpilih

STATUS = [(s.value, kata) for s, kata in PILIHAN_STATUS]


class NilaiKomponenSerializer(serializers.Serializer[Any]):
    """Komponen rumus pada triwulan ini; `nilai` null: belum diisi."""

    nama = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    sumber = serializers.ChoiceField(choices=SumberKomponen.choices)
    nilai = Desimal(allow_null=True)
    teks = serializers.CharField(allow_blank=True)
    diisi_pada = serializers.DateTimeField(allow_null=True)


class RealisasiSerializer(Terpilih):
    """Satu baris: indikator pada satu triwulan. `versi` menjadi If-Match; 0: belum disentuh siapa pun."""

    indikator = serializers.IntegerField()
    unit = serializers.CharField()
    tahun = serializers.IntegerField()
    kode = serializers.CharField()
    triwulan = serializers.IntegerField(min_value=1, max_value=4)
    status = serializers.ChoiceField(choices=STATUS)
    versi = serializers.IntegerField(min_value=0)
    target = SelTargetSerializer()
    realisasi = SelSerializer()
    capaian = SelCapaianSerializer()
    komponen = NilaiKomponenSerializer(many=True)
    catatan = serializers.CharField(allow_blank=True)
    faktor_pendukung = serializers.CharField(allow_blank=True)
    faktor_penghambat = serializers.CharField(allow_blank=True)
    tindak_lanjut = serializers.CharField(allow_blank=True)
    contoh = serializers.BooleanField(help_text="Data contoh, bukan angka dari dokumen.")
    diajukan_oleh = serializers.CharField(allow_null=True)
    diverifikasi_oleh = serializers.CharField(allow_null=True)
    disetujui_oleh = serializers.CharField(allow_null=True)
    berubah_pada = serializers.DateTimeField(allow_null=True)

    def to_representation(self, instance: Realisasi) -> dict[str, Any]:
        return dict(super().to_representation(_isi(terbaca(instance))))


def _isi(baris: RealisasiTerbaca) -> dict[str, Any]:
    satu = baris.realisasi
    indikator, target = satu.indikator, baris.target
    orang = ("diajukan_oleh", "diverifikasi_oleh", "disetujui_oleh")
    return {
        "indikator": indikator.pk,
        "unit": indikator.sasaran.unit.kode,
        "tahun": indikator.sasaran.periode.tahun,
        "kode": indikator.kode,
        "triwulan": satu.triwulan,
        "status": str(satu.status),
        "versi": satu.versi,
        "target": isi_sel(baris.sel_target, target.nilai, bawah=target.bawah, atas=target.atas),
        "realisasi": isi_sel(baris.sel_nilai, satu.nilai),
        "capaian": isi_sel(baris.sel_capaian, baris.capaian.nilai, kelas=baris.kelas),
        "komponen": [
            {
                "nama": k.komponen.nama,
                "label": k.komponen.label,
                "sumber": k.komponen.sumber,
                "nilai": k.nilai,
                "teks": k.teks,
                "diisi_pada": k.diisi_pada,
            }
            for k in baris.komponen
        ],
        **{uraian: getattr(satu, uraian) for uraian in URAIAN},
        "contoh": satu.contoh,
        **{peran: getattr(satu, peran).nama if getattr(satu, peran) else None for peran in orang},
        "berubah_pada": getattr(satu, "berubah_pada", satu.diubah_pada),
    }


class PerpindahanSerializer(serializers.ModelSerializer[Perpindahan]):
    """Satu perpindahan status; `pelaku` null: sistem sendiri."""

    pelaku = serializers.CharField(source="pelaku.nama", default=None, allow_null=True, read_only=True)
    dari = serializers.ChoiceField(choices=STATUS, read_only=True)
    ke = serializers.ChoiceField(choices=STATUS, read_only=True)

    class Meta:
        model = Perpindahan
        fields = ["waktu", "pelaku", "aksi", "dari", "ke", "alasan", "versi"]


class VersiLamaSerializer(serializers.Serializer[Any]):
    """Angka yang pernah disetujui lalu diganti koreksi."""

    versi = serializers.IntegerField()
    nilai = DesimalTersimpan(source="isi.nilai", allow_null=True)
    capaian = DesimalTersimpan(source="isi.capaian", allow_null=True)
    komponen = serializers.DictField(source="isi.komponen", child=DesimalTersimpan(allow_null=True))
    alasan = serializers.CharField(allow_blank=True)
    diganti_oleh = serializers.CharField(source="diganti_oleh.nama", default=None, allow_null=True)
    diganti_pada = serializers.DateTimeField()


class RiwayatSerializer(serializers.Serializer[Any]):
    """Riwayat satu baris: perpindahannya dari yang terlama, dan angka yang pernah diganti dari yang terbaru."""

    perpindahan = PerpindahanSerializer(many=True)
    versi_lama = VersiLamaSerializer(many=True)


class BuktiSerializer(serializers.ModelSerializer[Bukti]):
    """Berkas pendukung sebuah angka; isinya di `bukti/{id}/unduh/`."""

    indikator = serializers.IntegerField(source="realisasi.indikator_id", read_only=True)
    triwulan = serializers.IntegerField(source="realisasi.triwulan", read_only=True)
    ukuran = serializers.IntegerField(read_only=True, help_text="Byte.")
    diunggah_oleh = serializers.CharField(source="diunggah_oleh.nama", read_only=True)

    class Meta:
        model = Bukti
        fields = ["id", "indikator", "triwulan", "nama", "tipe", "ukuran", "sha256", "diunggah_oleh", "diunggah_pada"]
