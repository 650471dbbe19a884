"""Positions, officials and who holds which position when."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q

from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models.instansi import Instansi
from kinerja.organisasi.models.unit import Unit
from kinerja.organisasi.nip import periksa_nip


class JabatanQuerySet(TerbatasQuerySet["Jabatan"]):
    pass


class Jabatan(models.Model):
    """A position in a unit, with its tugas and fungsi; `kepala` marks the one that leads the unit."""

    JALUR_UNIT = "unit__jalur"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="jabatan", verbose_name="unit")
    nama = models.CharField("nama jabatan", max_length=200)
    kepala = models.BooleanField("memimpin unit", default=False)
    atasan_langsung = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="bawahan", verbose_name="atasan langsung"
    )
    tugas = models.TextField("tugas", blank=True)
    fungsi = ArrayField(models.TextField(), verbose_name="fungsi", default=list, blank=True)

    objects = JabatanQuerySet.as_manager()

    class Meta:
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        ordering = ["unit__kode", "nama"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "nama"], name="nama_jabatan_unik_per_unit"),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(kepala=True),
                name="satu_kepala_per_unit",
                violation_error_message="Unit ini sudah memiliki jabatan yang memimpin.",
            ),
            models.CheckConstraint(
                condition=~Q(atasan_langsung=F("pk")),
                name="atasan_bukan_diri_sendiri",
                violation_error_message="Jabatan tidak dapat menjadi atasan dirinya sendiri.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def clean(self) -> None:
        if self.atasan_langsung and self.atasan_langsung.unit.instansi_id != self.unit.instansi_id:
            raise ValidationError({"atasan_langsung": "Atasan langsung berada di instansi lain."})


class PejabatQuerySet(TerbatasQuerySet["Pejabat"]):
    pass


class Pejabat(models.Model):
    """An official. The NIP is checked for form and for impossible dates."""

    JALUR_INSTANSI = "instansi"

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="pejabat", verbose_name="instansi")
    nip = models.CharField("NIP", max_length=18, unique=True, validators=[periksa_nip])
    nama = models.CharField("nama", max_length=160)
    pangkat = models.CharField("pangkat/golongan", max_length=80, blank=True)

    objects = PejabatQuerySet.as_manager()

    class Meta:
        verbose_name = "pejabat"
        verbose_name_plural = "pejabat"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama


class JenisPenempatan(models.TextChoices):
    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."
    PJ = "pj", "Pj."


class PenempatanQuerySet(TerbatasQuerySet["Penempatan"]):
    pass


class Penempatan(models.Model):
    """Who holds a position from when to when; an open end means until further notice."""

    JALUR_UNIT = "jabatan__unit__jalur"

    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="penempatan", verbose_name="jabatan")
    pejabat = models.ForeignKey(Pejabat, models.PROTECT, related_name="penempatan", verbose_name="pejabat")
    jenis = models.CharField("jenis", max_length=10, choices=JenisPenempatan, default=JenisPenempatan.DEFINITIF)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai", null=True, blank=True)

    objects = PenempatanQuerySet.as_manager()

    class Meta:
        verbose_name = "penempatan"
        verbose_name_plural = "penempatan"
        ordering = ["-mulai"]
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai__isnull=True) | Q(selesai__gte=F("mulai")),
                name="penempatan_selesai_setelah_mulai",
                violation_error_message="Tanggal selesai tidak boleh mendahului tanggal mulai.",
            ),
            ExclusionConstraint(
                name="penempatan_definitif_tidak_tumpang_tindih",
                expressions=[
                    (
                        Func(
                            F("mulai"),
                            F("selesai"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("jabatan", RangeOperators.EQUAL),
                ],
                condition=Q(jenis=JenisPenempatan.DEFINITIF),
                violation_error_message=(
                    "Jabatan ini sudah diisi pejabat definitif lain pada sebagian tanggal tersebut. "
                    "Akhiri penempatan lama lebih dahulu, atau pilih Plt./Plh./Pj."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.jabatan}: {self.pejabat}"
