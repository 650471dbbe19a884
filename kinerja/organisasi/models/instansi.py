"""The agency: root of its own tree, owner of its settings."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models

from kinerja.organisasi.akses import TerbatasQuerySet


class ZonaWaktu(models.TextChoices):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class RumusTurun(models.TextChoices):
    DUA_KALI_TARGET = "dua_kali_target", "(2 × target − realisasi) / target × 100"
    TARGET_PER_REALISASI = "target_per_realisasi", "target / realisasi × 100"


class GabungIkm(models.TextChoices):
    RATA_UNIT = "rata_unit", "Rata-rata unit"
    TERTIMBANG_RESPONDEN = "tertimbang_responden", "Tertimbang jumlah responden"


def pita_bawaan() -> list[dict[str, str]]:
    """Classes of achievement by lower bound, highest first [86]."""
    return [
        {"batas": "91", "nama": "Sangat Tinggi"},
        {"batas": "76", "nama": "Tinggi"},
        {"batas": "66", "nama": "Sedang"},
        {"batas": "51", "nama": "Rendah"},
        {"batas": "0", "nama": "Sangat Rendah"},
    ]


def periksa_pita(nilai: Any) -> None:
    """Bands are a list of {"batas": decimal text, "nama": text}, bounds falling."""
    try:
        batas = [Decimal(str(p["batas"])) for p in nilai]
        nama = [str(p["nama"]).strip() for p in nilai]
    except (TypeError, KeyError, InvalidOperation) as salah:
        raise ValidationError('Pita kelas harus berupa daftar {"batas": "91", "nama": "Sangat Tinggi"}.') from salah
    if not batas or not all(b.is_finite() for b in batas) or not all(nama):
        raise ValidationError("Pita kelas memerlukan sedikitnya satu baris, masing-masing dengan batas dan nama.")
    if batas != sorted(set(batas), reverse=True):
        raise ValidationError("Batas pita kelas harus menurun dan tidak boleh sama.")


def periksa_bobot_jenis(nilai: Any) -> None:
    """Weights per kind of sasaran: {} (every indicator weighs the same) or {"strategis": "50", …}."""
    try:
        bobot = [Decimal(str(b)) for b in nilai.values()]
    except (AttributeError, InvalidOperation) as salah:
        raise ValidationError('Bobot jenis harus berupa {"strategis": "50", "khusus": "30", …}.') from salah
    if any(not b.is_finite() or b < 0 for b in bobot):
        raise ValidationError("Bobot jenis tidak boleh negatif.")


class InstansiQuerySet(TerbatasQuerySet["Instansi"]):
    pass


class Instansi(models.Model):
    """A government body with its own unit tree and its own computing settings (rules.md 4)."""

    JALUR_INSTANSI = "pk"

    kode = models.SlugField("kode", max_length=40, unique=True)
    nama = models.CharField("nama", max_length=200)
    pemerintah = models.CharField("pemerintah", max_length=200, help_text="Baris pertama kop dokumen.")
    alamat = models.CharField("alamat", max_length=300, blank=True)
    tempat = models.CharField("tempat", max_length=80, blank=True, help_text="Tempat pada blok tanda tangan.")
    logo = models.ImageField(
        "logo", upload_to="logo/", blank=True, validators=[FileExtensionValidator(["png", "jpg", "jpeg"])]
    )
    zona_waktu = models.CharField("zona waktu", max_length=40, choices=ZonaWaktu, default=ZonaWaktu.WIB)
    batas_capaian = models.DecimalField(
        "batas capaian (%)",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        default=Decimal("120"),
        help_text="Capaian di atas batas ini dihitung sebesar batas dalam rata-rata dan kelas. Kosong: tanpa batas.",
    )
    rumus_turun = models.CharField(
        "rumus capaian arah turun", max_length=24, choices=RumusTurun, default=RumusTurun.DUA_KALI_TARGET
    )
    pita_kelas = models.JSONField("pita kelas capaian", default=pita_bawaan, validators=[periksa_pita])
    bobot_jenis = models.JSONField(
        "bobot per jenis sasaran", default=dict, blank=True, validators=[periksa_bobot_jenis]
    )
    gabung_ikm = models.CharField(
        "IKM gabungan unit",
        max_length=24,
        choices=GabungIkm,
        default=GabungIkm.RATA_UNIT,
        help_text="Cara IKM unit-unit menjadi satu angka pada rekap survei.",
    )

    objects = InstansiQuerySet.as_manager()

    class Meta:
        verbose_name = "instansi"
        verbose_name_plural = "instansi"
        ordering = ["nama"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(batas_capaian__isnull=True) | models.Q(batas_capaian__gte=100),
                name="batas_capaian_sedikitnya_100",
                violation_error_message="Batas capaian paling kecil 100, atau kosong untuk tanpa batas.",
            )
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def zona(self) -> ZoneInfo:
        """Time zone in which the agency's days end."""
        return ZoneInfo(self.zona_waktu)
