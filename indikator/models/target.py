"""Targets per quarter and for the year; 0, N/A and a number are kept apart."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from indikator.hitung import capaian
from indikator.models.indikator import Indikator
from kinerja.organisasi.akses import TerbatasQuerySet

TAHUNAN = 0
WAKTU_TARGET = [(1, "TW I"), (2, "TW II"), (3, "TW III"), (4, "TW IV"), (TAHUNAN, "Tahun")]
PILIHAN_JENIS = [
    (capaian.JenisTarget.ANGKA, "Angka"),
    (capaian.JenisTarget.RENTANG, "Rentang"),
    (capaian.JenisTarget.NA, "N/A (tidak dinilai pada triwulan ini)"),
]


class TargetQuerySet(TerbatasQuerySet["Target"]):
    pass


class Target(models.Model):
    """The target of one quarter, or of the year (`triwulan` 0). No row: not set yet."""

    JALUR_UNIT = "indikator__sasaran__unit__jalur"

    indikator = models.ForeignKey(Indikator, models.CASCADE, related_name="target", verbose_name="indikator")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=WAKTU_TARGET)
    jenis = models.CharField("jenis", max_length=8, choices=PILIHAN_JENIS, default=capaian.JenisTarget.ANGKA)
    nilai = models.DecimalField("nilai", max_digits=40, decimal_places=20, null=True, blank=True)
    bawah = models.DecimalField("batas bawah", max_digits=40, decimal_places=20, null=True, blank=True)
    atas = models.DecimalField("batas atas", max_digits=40, decimal_places=20, null=True, blank=True)
    tercetak = models.CharField("sebagaimana tercetak", max_length=40, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "target"
        verbose_name_plural = "target"
        ordering = ["indikator", "triwulan"]
        constraints = [
            models.UniqueConstraint(fields=["indikator", "triwulan"], name="satu_target_per_triwulan"),
            models.CheckConstraint(condition=Q(triwulan__gte=0, triwulan__lte=4), name="triwulan_target_0_sampai_4"),
            models.CheckConstraint(
                condition=Q(jenis="angka", nilai__isnull=False, bawah__isnull=True, atas__isnull=True)
                | Q(jenis="rentang", nilai__isnull=True, bawah__isnull=False, atas__isnull=False, bawah__lte=F("atas"))
                | Q(jenis="na", nilai__isnull=True, bawah__isnull=True, atas__isnull=True),
                name="isi_target_sesuai_jenis",
                violation_error_message=(
                    "Angka memerlukan nilai; rentang memerlukan batas bawah dan atas; N/A tidak berisi angka."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indikator} {self.get_triwulan_display()}"

    def sebagai_target(self) -> capaian.Target:
        """The target as the computing core takes it."""
        return capaian.Target(jenis=capaian.JenisTarget(self.jenis), nilai=self.nilai, bawah=self.bawah, atas=self.atas)
