"""Evidence files of a realisation."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from indikator.models.realisasi import Realisasi
from kinerja.organisasi.akses import TerbatasQuerySet


class BuktiQuerySet(TerbatasQuerySet["Bukti"]):
    def terpakai(self) -> BuktiQuerySet:
        """Evidence that has not been withdrawn."""
        return self.filter(ditarik_pada__isnull=True)


class Bukti(models.Model):
    """A file that proves a figure. It is never erased: withdrawing keeps the row and the file for the audit."""

    JALUR_UNIT = "realisasi__indikator__sasaran__unit__jalur"
    JALUR_PENGAMPU = "realisasi__indikator__penugasan__unit__jalur"

    realisasi = models.ForeignKey(Realisasi, models.PROTECT, related_name="bukti")
    berkas = models.FileField("berkas", upload_to="bukti/%Y/%m/")
    nama = models.CharField("nama berkas", max_length=200)
    tipe = models.CharField("tipe", max_length=100)
    ukuran = models.PositiveBigIntegerField("ukuran (byte)")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    diunggah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diunggah_pada = models.DateTimeField("diunggah pada")
    ditarik_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ditarik_pada = models.DateTimeField("ditarik pada", null=True, blank=True)

    objects = BuktiQuerySet.as_manager()

    class Meta:
        verbose_name = "bukti"
        verbose_name_plural = "bukti"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["realisasi", "sha256"],
                condition=models.Q(ditarik_pada__isnull=True),
                name="bukti_sama_sekali_per_realisasi",
                violation_error_message="Berkas yang sama sudah dilampirkan pada baris ini.",
            )
        ]

    def __str__(self) -> str:
        return self.nama
