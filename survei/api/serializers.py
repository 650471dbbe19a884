"""How surveys, fixed results and follow-up plans look. Codes stand beside ids."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from indikator.api.bidang import Desimal
from kinerja.api.bidang import Terpilih
from survei.api.data import Tertulis, penyaji
from survei.hitung.data import DataHasil
from survei.hitung.kota_data import RekapKota
from survei.hitung.unsur import Urutan, label
from survei.models import HasilSurvei, RencanaTindakLanjut, Survei, UnsurSurvei
from survei.models.survei import JenisPeriode, StatusSurvei, SumberSurvei
from survei.selectors.hasil import sebut_periode
from survei.selectors.kelola import kemajuan_survei
from survei.selectors.rtl import baris_rtl

DataHasilSerializer = penyaji(DataHasil, "HasilSurvei")
RekapKotaSerializer = penyaji(RekapKota, "RekapIkm", Terpilih)


class UnsurSerializer(serializers.Serializer[Any]):
    """Satu pertanyaan yang dinilai; `kode` namanya di jawaban dan hasil, `label` (U1 …) hanya urutannya."""

    kode = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    nama = serializers.CharField()
    pertanyaan = serializers.CharField()
    opsi = serializers.ListField(child=serializers.CharField(), min_length=4, max_length=4)


class TambahanSerializer(serializers.Serializer[Any]):
    """Pertanyaan tambahan instansi, tidak pernah ikut dinilai."""

    id = serializers.IntegerField()
    urutan = serializers.IntegerField()
    teks = serializers.CharField()
    pilihan = serializers.ListField(child=serializers.CharField())


class LayananSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    nama = serializers.CharField()


class SampelSerializer(serializers.Serializer[Any]):
    """Responden dibandingkan dengan sampel yang diminta (Krejcie & Morgan); `perlu` null: populasi tidak diketahui."""

    responden = serializers.IntegerField(allow_null=True)
    populasi = serializers.IntegerField(allow_null=True)
    perlu = serializers.IntegerField(allow_null=True)
    kurang = serializers.IntegerField()
    persen = serializers.IntegerField()
    salah = serializers.CharField(allow_blank=True)
    tercetak = serializers.BooleanField()


class SurveiSerializer(Terpilih):
    """Survei: yang ditanyakan, kepada siapa, kapan, dan kemajuannya."""

    id = serializers.IntegerField()
    unit = serializers.CharField(source="unit.kode")
    judul = serializers.CharField()
    periode = serializers.SerializerMethodField()
    jenis_periode = serializers.ChoiceField(choices=JenisPeriode.choices)
    tahun = serializers.IntegerField()
    nomor_periode = serializers.IntegerField()
    mulai = serializers.DateField()
    selesai = serializers.DateField()
    status = serializers.ChoiceField(choices=StatusSurvei.choices)
    sumber = serializers.ChoiceField(choices=SumberSurvei.choices)
    urutan_unsur = serializers.ChoiceField(choices=[u.value for u in Urutan])
    layanan = LayananSerializer(many=True)
    unsur = serializers.SerializerMethodField()
    pertanyaan_tambahan = TambahanSerializer(many=True)
    sampel = serializers.SerializerMethodField()
    versi = serializers.IntegerField()

    def get_periode(self, survei: Survei) -> str:
        return sebut_periode(survei)

    @extend_schema_field(UnsurSerializer(many=True))
    def get_unsur(self, survei: Survei) -> list[dict[str, Any]]:
        semua = list(survei.unsur.all())
        kode = [u.kode for u in semua]
        return [isi_unsur(u, label(u.kode, Urutan(survei.urutan_unsur), kode)) for u in semua]

    @extend_schema_field(SampelSerializer)
    def get_sampel(self, survei: Survei) -> dict[str, Any]:
        responden: int = getattr(survei, "responden", None) or 0
        return dict(SampelSerializer(kemajuan_survei(survei, responden)).data)


def isi_unsur(unsur: UnsurSurvei, sebutan: str) -> dict[str, Any]:
    """One question as UnsurSerializer shows it."""
    return dict(
        UnsurSerializer(
            {
                "kode": unsur.kode,
                "label": sebutan,
                "nama": unsur.nama,
                "pertanyaan": unsur.pertanyaan,
                "opsi": unsur.opsi,
            }
        ).data
    )


class HasilTetapSerializer(Terpilih, serializers.ModelSerializer[HasilSurvei]):
    """Hasil tetap dalam daftar; selengkapnya di `survei/{id}/hasil/`."""

    unit = serializers.CharField(source="survei.unit.kode", read_only=True)
    judul = serializers.CharField(source="survei.judul", read_only=True)
    periode = serializers.SerializerMethodField()
    tahun = serializers.IntegerField(source="survei.tahun", read_only=True)
    ikm = Desimal(read_only=True)
    ikm_teks = Tertulis(2, source="ikm", read_only=True)

    class Meta:
        model = HasilSurvei
        fields = [
            *("id", "survei", "unit", "judul", "periode", "tahun", "ikm", "ikm_teks", "mutu", "nilai_persepsi"),
            *("responden", "sha256", "ditetapkan_pada", "terbit_pada"),
        ]
        read_only_fields = fields

    def get_periode(self, hasil: HasilSurvei) -> str:
        return sebut_periode(hasil.survei)


class HasilSerializer(Terpilih):
    """Hasil beserta keadaannya. `tetap` false: dihitung sekarang dari jawaban yang ada dan masih dapat berubah."""

    survei = serializers.IntegerField()
    status = serializers.ChoiceField(choices=StatusSurvei.choices)
    tetap = serializers.BooleanField()
    ditetapkan_pada = serializers.DateTimeField(allow_null=True)
    terbit_pada = serializers.DateTimeField(allow_null=True)
    sha256 = serializers.CharField()
    hasil = DataHasilSerializer()


class RtlSerializer(Terpilih, serializers.ModelSerializer[RencanaTindakLanjut]):
    """Satu baris rencana tindak lanjut. `kapan`: triwulannya dalam kata; `kemajuan` dalam persen."""

    unit = serializers.CharField(source="survei.unit.kode", read_only=True)
    periode = serializers.SerializerMethodField()
    unsur = serializers.CharField(source="unsur.kode", read_only=True)
    unsur_nama = serializers.CharField(source="unsur.nama", read_only=True)
    triwulan = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=4), read_only=True)
    kapan = serializers.SerializerMethodField()
    oleh = serializers.SerializerMethodField()
    berbukti = serializers.SerializerMethodField()

    class Meta:
        model = RencanaTindakLanjut
        fields = [
            *("id", "survei", "unit", "periode", "unsur", "unsur_nama", "program", "triwulan", "kapan", "oleh"),
            *("kemajuan", "catatan", "berbukti", "versi"),
        ]
        read_only_fields = fields

    def get_periode(self, rtl: RencanaTindakLanjut) -> str:
        return sebut_periode(rtl.survei)

    def get_kapan(self, rtl: RencanaTindakLanjut) -> str:
        return baris_rtl(rtl.survei, rtl).kapan

    def get_oleh(self, rtl: RencanaTindakLanjut) -> str:
        return baris_rtl(rtl.survei, rtl).oleh

    def get_berbukti(self, rtl: RencanaTindakLanjut) -> bool:
        return bool(rtl.bukti)
