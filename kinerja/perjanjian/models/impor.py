"""An uploaded official layout: the file, what it would change as it was shown, and what was decided."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Periode, Unit


class JenisImpor(models.TextChoices):
    MATRIKS = "matriks", "Matriks cascading (Lampiran I, II, …)"
    PK = "pk", "Lampiran 1 Perjanjian Kinerja"
    IKU = "iku", "Indikator Kinerja Utama"
    IKI = "iki", "Indikator Kinerja Individu"
    SASARAN_MUTU = "sasaran_mutu", "Sasaran Mutu"
    RENCANA_AKSI = "rencana_aksi", "Rencana Aksi"


class StatusImpor(models.TextChoices):
    SIAP = "siap", "Menunggu keputusan"
    SELESAI = "selesai", "Diterapkan"
    DIBUANG = "dibuang", "Dibuang"


class BerkasImpor(models.Model):
    """One uploaded workbook for a unit and year.

    `pilihan`: what a person said a name in the file means (name → code of a unit, or a word of `Lain`). `hasil`: the
    preview as last shown, or what was done; `sidik` is its hash, which an acceptance must name.
    """

    JALUR_UNIT = "unit__jalur"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="berkas_impor", verbose_name="unit")
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="berkas_impor", verbose_name="periode")
    jenis = models.CharField("jenis", max_length=12, choices=JenisImpor)
    berkas = models.FileField("berkas", upload_to="impor/", blank=True)
    nama = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    status = models.CharField("status", max_length=8, choices=StatusImpor, default=StatusImpor.SIAP)
    pilihan = models.JSONField("pilihan", default=dict, blank=True)
    hasil = models.JSONField("hasil", default=dict, blank=True)
    sidik = models.CharField("sidik pratinjau", max_length=64, blank=True)
    diunggah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diunggah_pada = models.DateTimeField("diunggah pada")
    diputuskan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    diputuskan_pada = models.DateTimeField("diputuskan pada", null=True)

    objects = TerbatasQuerySet["BerkasImpor"].as_manager()

    class Meta:
        verbose_name = "berkas impor"
        verbose_name_plural = "berkas impor"
        ordering = ["-diunggah_pada", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=StatusImpor.SIAP.value, diputuskan_oleh=None, diputuskan_pada=None)
                | (~Q(status=StatusImpor.SIAP.value) & Q(diputuskan_oleh__isnull=False, diputuskan_pada__isnull=False)),
                name="keputusan_impor_berpelaku",
            )
        ]

    def __str__(self) -> str:
        return self.nama
