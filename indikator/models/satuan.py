"""Units of measure and predicate scales: tables, not code."""

from __future__ import annotations

from django.db import models

from indikator.hitung import predikat
from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Instansi


class Satuan(models.Model):
    """A unit of measure; `awalan` and `akhiran` surround the figure (`Rp` 5.000,00 · 84,00 `%`)."""

    kode = models.SlugField("kode", max_length=30, unique=True)
    nama = models.CharField("nama", max_length=60)
    awalan = models.CharField("awalan", max_length=10, blank=True)
    akhiran = models.CharField("akhiran", max_length=20, blank=True)
    persen = models.BooleanField("berupa persentase", default=False)

    class Meta:
        verbose_name = "satuan"
        verbose_name_plural = "satuan"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama


class JenisSkala(models.TextChoices):
    LABEL = "label", "Pilihan label (misalnya WTP)"
    RENTANG = "rentang", "Label mengikuti nilai (misalnya A untuk nilai > 80)"


class SkalaPredikatQuerySet(TerbatasQuerySet["SkalaPredikat"]):
    pass


class SkalaPredikat(models.Model):
    """An ordered scale of labels with a number each [JB 3, JB 6]."""

    JALUR_INSTANSI = "instansi"

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="skala", verbose_name="instansi")
    nama = models.CharField("nama", max_length=100)
    jenis = models.CharField("jenis", max_length=10, choices=JenisSkala)
    maksimum = models.DecimalField(
        "nilai tertinggi", max_digits=8, decimal_places=2, null=True, blank=True, help_text="Hanya untuk jenis rentang."
    )

    objects = SkalaPredikatQuerySet.as_manager()

    class Meta:
        verbose_name = "skala predikat"
        verbose_name_plural = "skala predikat"
        ordering = ["nama"]
        constraints = [models.UniqueConstraint(fields=["instansi", "nama"], name="nama_skala_unik_per_instansi")]

    def __str__(self) -> str:
        return self.nama

    def skala(self) -> predikat.Skala:
        """The scale as the computing core takes it; reads `tingkat` (prefetch it in lists)."""
        tingkat = sorted(self.tingkat.all(), key=lambda t: t.nilai, reverse=True)
        return predikat.Skala(
            nama=self.nama,
            tingkat=tuple(predikat.Tingkat(label=t.label, nilai=t.nilai, persen=t.persen) for t in tingkat),
            jenis=predikat.JenisSkala(self.jenis),
            maksimum=self.maksimum,
        )


class TingkatPredikat(models.Model):
    """One label: its number (`label`) or exclusive lower bound (`rentang`), and its percentage where one is set."""

    skala_predikat = models.ForeignKey(SkalaPredikat, models.CASCADE, related_name="tingkat")
    label = models.CharField("label", max_length=40)
    nilai = models.DecimalField("nilai atau batas bawah", max_digits=8, decimal_places=2)
    persen = models.DecimalField("konversi (%)", max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "tingkat predikat"
        verbose_name_plural = "tingkat predikat"
        ordering = ["-nilai"]
        constraints = [
            models.UniqueConstraint(fields=["skala_predikat", "label"], name="label_unik_per_skala"),
            models.UniqueConstraint(fields=["skala_predikat", "nilai"], name="nilai_unik_per_skala"),
        ]

    def __str__(self) -> str:
        return self.label
