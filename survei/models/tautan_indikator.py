"""Which formula component of an indicator takes its value from a unit's surveys."""

from __future__ import annotations

from django.db import models

from indikator.models import Komponen
from kinerja.organisasi.models import Unit


class UkuranSurvei(models.TextChoices):
    IKM = "ikm", "IKM unit"
    NILAI_PERSEPSI = "nilai_persepsi", "Nilai persepsi 1–4 unit"
    RATA_SUBUNIT = "rata_subunit", "Rata-rata IKM unit-unit di bawahnya"


class TautanIndikator(models.Model):
    """Feeds a component of source `survei` when a result of the unit (or of its sub-units) is fixed."""

    komponen = models.OneToOneField(Komponen, models.CASCADE, related_name="tautan_survei")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tautan_survei")
    ukuran = models.CharField("ukuran", max_length=16, choices=UkuranSurvei)

    class Meta:
        verbose_name = "tautan indikator"
        verbose_name_plural = "tautan indikator"

    def __str__(self) -> str:
        return f"{self.komponen} ← {self.get_ukuran_display()} {self.unit}"
