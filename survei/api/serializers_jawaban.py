"""Answers in bulk: what is sent, what became of it, and the batch as a job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from kinerja.api.bidang import Bilangan, Teks, Terpilih, YaTidak, YaTidakKueri
from survei.hitung.unsur import Urutan
from survei.models import Unggahan
from survei.models.jawaban import StatusUnggahan
from survei.services.kiriman import HasilKiriman, Kehendak
from survei.services.kiriman_naskah import CIRI
from survei.unggah.salah import rentang

MAKS_BARIS_JSON = 10_000
MAKS_DITOLAK = 10_000


class BarisJawabanSerializer(serializers.Serializer[Any]):
    """Satu responden. Unsur yang null atau tidak disebut berarti tidak dijawab; daftar unsur: `survei/{id}/`."""

    jawaban = serializers.DictField(child=Bilangan(allow_null=True), help_text="Kode unsur → 1–4, atau null.")
    tambahan = serializers.DictField(
        child=Teks(allow_blank=True, max_length=2000),
        required=False,
        help_text="Id pertanyaan tambahan → jawaban: salah satu pilihannya, atau teks bebas.",
    )
    tanggal = Teks(required=False, allow_blank=True, max_length=40, help_text="Misalnya 2026-03-15.")
    jam = Teks(required=False, allow_blank=True, max_length=20, help_text="Misalnya 09:30.")
    jenis_kelamin = Teks(required=False, allow_blank=True, max_length=20, help_text="L atau P.")
    umur = Bilangan(required=False, allow_null=True)
    pendidikan = Teks(required=False, allow_blank=True, max_length=150)
    pekerjaan = Teks(required=False, allow_blank=True, max_length=150)
    layanan = Teks(required=False, allow_blank=True, max_length=200, help_text="Nama layanan survei ini.")
    saran = Teks(required=False, allow_blank=True, max_length=2000)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (asing := sorted(set(data) - {"jawaban", "tambahan", *CIRI})):
            pesan = serializers.ErrorDetail(
                f"Bidang tidak dikenal. Yang ada: jawaban, tambahan, {', '.join(CIRI)}.", "asing"
            )
            raise serializers.ValidationError({nama: [pesan] for nama in asing})
        return super().to_internal_value(data)


class KirimanSerializer(serializers.Serializer[Any]):
    """Paling banyak 10.000 baris; selebihnya sebagai text/csv."""

    baris = serializers.ListField(child=BarisJawabanSerializer(), min_length=1, max_length=MAKS_BARIS_JSON)
    dry_run = YaTidak(default=False)
    hanya_baik = YaTidak(default=False, help_text="Muat baris yang benar walau ada yang salah.")
    tahu_kembar = YaTidak(default=False, help_text="Muat walau jawaban yang sama sudah pernah dimuat.")
    layanan = Bilangan(required=False, allow_null=True, help_text="Id layanan untuk semua baris.")


class KueriCsvSerializer(serializers.Serializer[Any]):
    """The same decisions of a CSV, in the query."""

    dry_run = YaTidakKueri(default=False)
    hanya_baik = YaTidakKueri(default=False)
    tahu_kembar = YaTidakKueri(default=False)
    layanan = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    urutan = serializers.ChoiceField(required=False, choices=[u.value for u in Urutan])


def kehendak(isi: Mapping[str, Any]) -> Kehendak:
    """The decisions of a valid body or query."""
    urutan = isi.get("urutan")
    return Kehendak(isi["hanya_baik"], isi["tahu_kembar"], isi.get("layanan"), Urutan(urutan) if urutan else None)


class SelSalahSerializer(serializers.Serializer[Any]):
    kolom = serializers.CharField(allow_blank=True)
    nilai = serializers.CharField(allow_blank=True)
    aturan = serializers.CharField()


class BarisDitolakSerializer(serializers.Serializer[Any]):
    baris = serializers.IntegerField()
    kesalahan = SelSalahSerializer(many=True)


class KelompokSerializer(serializers.Serializer[Any]):
    kolom = serializers.CharField(allow_blank=True)
    aturan = serializers.CharField()
    banyak = serializers.IntegerField()
    baris = serializers.CharField()
    pesan = serializers.CharField()


class HasilKirimanSerializer(serializers.Serializer[Any]):
    """Nasib tiap baris: ada di `ditolak` beserta sebabnya, atau baik. Baris dihitung dari 1 (CSV: dari berkasnya)."""

    dry_run = serializers.BooleanField()
    dimuat = serializers.BooleanField()
    unggahan = serializers.UUIDField(allow_null=True)
    jumlah_baris = serializers.IntegerField()
    jumlah_baik = serializers.IntegerField()
    kosong = serializers.IntegerField()
    peringatan = serializers.ListField(child=serializers.CharField())
    kelompok = KelompokSerializer(many=True)
    ditolak = BarisDitolakSerializer(many=True)


def isi_kiriman(hasil: HasilKiriman, *, coba: bool, dimuat: bool) -> dict[str, Any]:
    """What the serializer above shows."""
    ditolak: dict[int, list[dict[str, str]]] = {}
    for sel in hasil.salah:
        if sel.baris in ditolak or len(ditolak) < MAKS_DITOLAK:
            isi = {"kolom": sel.kolom, "nilai": sel.nilai, "aturan": sel.aturan}
            ditolak.setdefault(sel.baris, []).append(isi)
    return {
        "dry_run": coba,
        "dimuat": dimuat,
        "unggahan": str(hasil.unggahan) if dimuat else None,
        "jumlah_baris": hasil.jumlah_baris,
        "jumlah_baik": hasil.jumlah_baik,
        "kosong": hasil.kosong,
        "peringatan": list(hasil.peringatan),
        "kelompok": [
            {"kolom": k.kolom, "aturan": k.aturan, "banyak": len(k.baris), "baris": rentang(k.baris), "pesan": k.pesan}
            for k in hasil.kelompok
        ],
        "ditolak": [{"baris": nomor, "kesalahan": isi} for nomor, isi in sorted(ditolak.items())],
    }


class UnggahanSerializer(Terpilih, serializers.ModelSerializer[Unggahan]):
    """Kiriman jawaban: pekerjaan selama diperiksa dan dimuat, dan yang sesudahnya dapat diurungkan."""

    unit = serializers.CharField(source="survei.unit.kode", read_only=True)
    status = serializers.ChoiceField(choices=StatusUnggahan.choices, read_only=True)
    kelompok = serializers.SerializerMethodField()
    peringatan = serializers.SerializerMethodField()

    class Meta:
        model = Unggahan
        fields = [
            *("id", "survei", "unit", "nama", "sha256", "status", "langkah", "persen", "galat", "jumlah_baris"),
            *("jumlah_baik", "kelompok", "peringatan", "diunggah_pada", "selesai_pada"),
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_kelompok(self, satu: Unggahan) -> list[str]:
        return list(satu.pemeriksaan.get("kelompok", ()))

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_peringatan(self, satu: Unggahan) -> list[str]:
        return list(satu.pemeriksaan.get("peringatan", ()))


class MuatSerializer(serializers.Serializer[Any]):
    hanya_baik = YaTidak(default=False)
    tahu_kembar = YaTidak(default=False)


class AlasanSerializer(serializers.Serializer[Any]):
    alasan = Teks(max_length=500)
