"""How a report, its progress, a request for one, and the check of a printed one look to another system."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from kinerja.api.bidang import Terpilih
from kinerja.laporan.models import JENIS_DOKUMEN, JENIS_TRIWULAN, Format, Jenis, Laporan, StatusLaporan
from kinerja.laporan.selectors import nama_unduhan


class TahunField(serializers.IntegerField):
    """A year this system may know."""

    def __init__(self, **lain: Any) -> None:
        super().__init__(min_value=2000, max_value=2100, **lain)


class BerkasSerializer(serializers.Serializer[Any]):
    """Berkas yang terbit. `sha256` juga menjadi ETag unduhannya."""

    nama = serializers.CharField()
    sha256 = serializers.CharField()
    ukuran = serializers.IntegerField(help_text="Byte.")
    alamat = serializers.CharField(help_text="Alamat unduhan, relatif terhadap server ini.")


class LaporanSerializer(Terpilih, serializers.ModelSerializer[Laporan]):
    """Pekerjaan selama dibuat, dokumen sesudahnya.

    `berkas`, `nomor`, `kode_periksa`, dan `data_sha256` null sampai `status` menjadi `selesai`.
    """

    judul = serializers.CharField(read_only=True)
    jenis = serializers.ChoiceField(choices=Jenis.choices, read_only=True)
    format = serializers.ChoiceField(choices=Format.choices, read_only=True)
    unit = serializers.CharField(source="unit.kode", read_only=True)
    tahun = serializers.SerializerMethodField()
    triwulan = serializers.IntegerField(read_only=True, allow_null=True, min_value=1, max_value=4)
    survei = serializers.IntegerField(source="survei_id", read_only=True, allow_null=True)
    jabatan = serializers.IntegerField(source="jabatan_id", read_only=True, allow_null=True)
    status = serializers.ChoiceField(choices=StatusLaporan.choices, read_only=True)
    persen = serializers.IntegerField(read_only=True, min_value=0, max_value=100)
    digantikan = serializers.SerializerMethodField(
        help_text=(
            "Isinya sudah berubah sejak terbit. null: belum terbit, atau dokumen rencana setahun dalam daftar "
            "(bacalah satu laporan untuk mengetahuinya)."
        )
    )
    diminta_oleh = serializers.CharField(source="diminta_oleh.nama", read_only=True)
    nomor = serializers.SerializerMethodField()
    kode_periksa = serializers.SerializerMethodField()
    data_sha256 = serializers.SerializerMethodField()
    berkas = serializers.SerializerMethodField()

    class Meta:
        model = Laporan
        fields = ["id", "judul", "jenis", "format", "unit", "tahun", "triwulan", "survei", "jabatan", "masa"]
        fields += ["status", "langkah", "persen", "galat", "batal_diminta", "digantikan"]
        fields += ["diminta_oleh", "diminta_pada", "mulai_pada", "selesai_pada"]
        fields += ["nomor", "kode_periksa", "data_sha256", "berkas"]
        read_only_fields = fields

    def get_tahun(self, laporan: Laporan) -> int | None:
        return laporan.periode.tahun if laporan.periode is not None else laporan.tahun

    def get_digantikan(self, laporan: Laporan) -> bool | None:
        pasti = laporan.jenis not in JENIS_DOKUMEN or self.context["view"].detail
        return laporan.digantikan if _terbit(laporan) and pasti else None

    def get_nomor(self, laporan: Laporan) -> str | None:
        return laporan.nomor if _terbit(laporan) else None

    def get_kode_periksa(self, laporan: Laporan) -> str | None:
        return laporan.kode_periksa if _terbit(laporan) else None

    def get_data_sha256(self, laporan: Laporan) -> str | None:
        return laporan.data.sha256 if laporan.data is not None else None

    @extend_schema_field(BerkasSerializer(allow_null=True))
    def get_berkas(self, laporan: Laporan) -> dict[str, Any] | None:
        if not _terbit(laporan):
            return None
        return {
            "nama": nama_unduhan(laporan),
            "sha256": laporan.berkas_sha256,
            "ukuran": laporan.ukuran,
            "alamat": reverse("api:laporan-unduh", args=[laporan.pk]),
        }


def _terbit(laporan: Laporan) -> bool:
    return laporan.status == StatusLaporan.SELESAI


def _pilihan(*jenis: Jenis) -> list[tuple[str, str]]:
    return [(j.value, str(j.label)) for j in jenis]


class MintaTriwulanSerializer(serializers.Serializer[Any]):
    """`unit`: indikator yang dimiliki dan diampu unit itu; `rekap`: unit beserta semua di bawahnya."""

    jenis = serializers.ChoiceField(choices=_pilihan(*JENIS_TRIWULAN))
    unit = serializers.CharField(max_length=40, help_text="Kode unit.")
    tahun = TahunField()
    triwulan = serializers.IntegerField(min_value=1, max_value=4)
    format = serializers.ChoiceField(choices=Format.choices)


class MintaSurveiSerializer(serializers.Serializer[Any]):
    """Laporan satu survei."""

    jenis = serializers.ChoiceField(choices=_pilihan(Jenis.SURVEI))
    survei = serializers.IntegerField(min_value=1, max_value=2**31 - 1, help_text="Id survei.")
    format = serializers.ChoiceField(choices=Format.choices)


class MintaKotaSerializer(serializers.Serializer[Any]):
    """Rekap survei sebuah unit dan semua di bawahnya dalam satu tahun."""

    jenis = serializers.ChoiceField(choices=_pilihan(Jenis.KOTA))
    unit = serializers.CharField(max_length=40, help_text="Kode unit.")
    tahun = TahunField()
    format = serializers.ChoiceField(choices=Format.choices)


class MintaDokumenSerializer(serializers.Serializer[Any]):
    """Dokumen rencana setahun sebuah unit."""

    jenis = serializers.ChoiceField(choices=_pilihan(*(j for j in JENIS_DOKUMEN if j is not Jenis.SKP)))
    unit = serializers.CharField(max_length=40, help_text="Kode unit.")
    tahun = TahunField()
    format = serializers.ChoiceField(choices=Format.choices)


class MintaSkpSerializer(serializers.Serializer[Any]):
    """SKP satu jabatan dari perjanjiannya tahun itu."""

    jenis = serializers.ChoiceField(choices=_pilihan(Jenis.SKP))
    jabatan = serializers.IntegerField(min_value=1, max_value=2**31 - 1, help_text="Id jabatan.")
    tahun = TahunField()
    format = serializers.ChoiceField(choices=Format.choices)


class JenisMintaSerializer(serializers.Serializer[Any]):
    """What is looked at first: which of the kinds it is."""

    jenis = serializers.ChoiceField(choices=Jenis.choices)


MINTA: dict[Jenis, type[serializers.Serializer[Any]]] = {
    **dict.fromkeys(JENIS_TRIWULAN, MintaTriwulanSerializer),
    **dict.fromkeys(JENIS_DOKUMEN, MintaDokumenSerializer),
    Jenis.SKP: MintaSkpSerializer,
    Jenis.SURVEI: MintaSurveiSerializer,
    Jenis.KOTA: MintaKotaSerializer,
}
