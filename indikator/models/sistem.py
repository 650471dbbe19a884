"""Source systems: which client of the API feeds which components, and what each of its deliveries came to."""

from __future__ import annotations

from django.db import models

from indikator.models.indikator import Komponen
from kinerja.api.models import Klien
from kinerja.organisasi.akses import TerbatasQuerySet


class SistemSumberQuerySet(TerbatasQuerySet["SistemSumber"]):
    pass


class SistemSumber(models.Model):
    """Another system that is the source of components: CRM, Jaksurvei, e-order, …; its name is its client's."""

    JALUR_UNIT = "klien__unit__jalur"

    klien = models.OneToOneField(Klien, models.PROTECT, related_name="sistem_sumber", verbose_name="klien")
    keterangan = models.TextField("keterangan", blank=True)

    objects = SistemSumberQuerySet.as_manager()

    class Meta:
        verbose_name = "sistem sumber"
        verbose_name_plural = "sistem sumber"
        ordering = ["klien__nama"]

    def __str__(self) -> str:
        return self.klien.nama


class SumberTerdaftar(models.Model):
    """A component that one system feeds; through the API no other credential fills it."""

    sistem = models.ForeignKey(SistemSumber, models.CASCADE, related_name="komponen", verbose_name="sistem sumber")
    komponen = models.OneToOneField(Komponen, models.CASCADE, related_name="sumber_terdaftar", verbose_name="komponen")

    class Meta:
        verbose_name = "komponen bersumber sistem"
        verbose_name_plural = "komponen bersumber sistem"
        ordering = ["komponen__indikator", "komponen__urutan"]

    def __str__(self) -> str:
        return f"{self.sistem} → {self.komponen}"


class KirimanSistemQuerySet(TerbatasQuerySet["KirimanSistem"]):
    pass


class KirimanSistem(models.Model):
    """One request of a source system that wanted to store values; `penolakan` groups what was refused.

    Each group: `kode` (rule), `pesan` (the sentence), `jumlah`, and `contoh` (the first few rows in words).
    """

    JALUR_UNIT = "sistem__klien__unit__jalur"

    sistem = models.ForeignKey(SistemSumber, models.CASCADE, related_name="kiriman", verbose_name="sistem sumber")
    waktu = models.DateTimeField("waktu")
    disimpan = models.PositiveIntegerField("disimpan", default=0)
    sama = models.PositiveIntegerField("sudah sama", default=0)
    ditolak = models.PositiveIntegerField("ditolak", default=0)
    penolakan = models.JSONField("penolakan", default=list, blank=True)

    objects = KirimanSistemQuerySet.as_manager()

    class Meta:
        verbose_name = "kiriman sistem"
        verbose_name_plural = "kiriman sistem"
        ordering = ["-id"]
        indexes = [models.Index(fields=["sistem", "-id"], name="kiriman_terbaru")]

    def __str__(self) -> str:
        return f"{self.sistem} {self.waktu:%Y-%m-%d %H:%M}"
