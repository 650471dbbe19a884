"""Whose figures a rolled-up indicator is made of."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from indikator.models.indikator import Indikator
from kinerja.organisasi.akses import TerbatasQuerySet


class TurunanQuerySet(TerbatasQuerySet["Turunan"]):
    pass


class Turunan(models.Model):
    """The result of `anak` is a part of the result of `induk` (its components of source `turunan`).

    An indicator belongs to one year, so the one row an `anak` may have is its one arithmetic parent of that year.
    """

    JALUR_UNIT = "induk__sasaran__unit__jalur"

    induk = models.ForeignKey(Indikator, models.PROTECT, related_name="turunan", verbose_name="indikator induk")
    anak = models.OneToOneField(Indikator, models.PROTECT, related_name="gulungan", verbose_name="indikator bawahan")
    bobot = models.DecimalField(
        "bobot", max_digits=9, decimal_places=4, null=True, blank=True, help_text="Untuk rata-rata tertimbang."
    )

    objects = TurunanQuerySet.as_manager()

    class Meta:
        verbose_name = "turunan"
        verbose_name_plural = "turunan"
        ordering = ["anak__sasaran__unit__kode", "anak"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(induk=F("anak")),
                name="turunan_bukan_diri_sendiri",
                violation_error_message="Indikator tidak dapat digulung ke dirinya sendiri.",
            ),
            models.CheckConstraint(condition=Q(bobot__isnull=True) | Q(bobot__gte=0), name="bobot_turunan_tak_negatif"),
        ]

    def __str__(self) -> str:
        return f"{self.anak} → {self.induk}"

    def clean(self) -> None:
        if self.induk.sasaran.periode_id != self.anak.sasaran.periode_id:
            raise ValidationError({"anak": "Indikator bawahan berasal dari tahun yang lain."})
