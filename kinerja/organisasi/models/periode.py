"""The year, its four entry windows, and time-boxed extensions for one unit."""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models.instansi import Instansi
from kinerja.organisasi.models.unit import Unit

TRIWULAN = [(1, "TW I"), (2, "TW II"), (3, "TW III"), (4, "TW IV")]


class PeriodeQuerySet(TerbatasQuerySet["Periode"]):
    pass


class Periode(models.Model):
    """A year of the agency."""

    JALUR_INSTANSI = "instansi"

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="periode", verbose_name="instansi")
    tahun = models.PositiveSmallIntegerField("tahun")

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        verbose_name = "periode"
        verbose_name_plural = "periode"
        ordering = ["-tahun"]
        constraints = [
            models.UniqueConstraint(fields=["instansi", "tahun"], name="satu_periode_per_tahun"),
            models.CheckConstraint(condition=Q(tahun__gte=2000, tahun__lte=2100), name="tahun_masuk_akal"),
        ]

    def __str__(self) -> str:
        return f"{self.tahun}"


class JendelaTriwulanQuerySet(TerbatasQuerySet["JendelaTriwulan"]):
    pass


class JendelaTriwulan(models.Model):
    """When realisations of one quarter may be entered: from the start of `buka` to 23:59:59 of `tutup`."""

    JALUR_INSTANSI = "periode__instansi"

    periode = models.ForeignKey(Periode, models.CASCADE, related_name="jendela", verbose_name="periode")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN)
    buka = models.DateField("dibuka tanggal")
    tutup = models.DateField("ditutup tanggal", help_text="Sampai pukul 23.59.59 waktu instansi.")

    objects = JendelaTriwulanQuerySet.as_manager()

    class Meta:
        verbose_name = "jendela triwulan"
        verbose_name_plural = "jendela triwulan"
        ordering = ["periode", "triwulan"]
        constraints = [
            models.UniqueConstraint(fields=["periode", "triwulan"], name="satu_jendela_per_triwulan"),
            models.CheckConstraint(condition=Q(triwulan__gte=1, triwulan__lte=4), name="triwulan_1_sampai_4"),
            models.CheckConstraint(
                condition=Q(tutup__gte=F("buka")),
                name="jendela_tutup_setelah_buka",
                violation_error_message="Tanggal tutup tidak boleh mendahului tanggal buka.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_triwulan_display()} {self.periode}"

    @property
    def mulai(self) -> datetime:
        """First moment of the window, in the agency's zone."""
        return datetime.combine(self.buka, time.min, tzinfo=self.periode.instansi.zona)

    @property
    def akhir(self) -> datetime:
        """Last second of the window, in the agency's zone."""
        return akhir_hari(self.tutup, self.periode.instansi)


def akhir_hari(hari: date, instansi: Instansi) -> datetime:
    """23:59:59 of `hari` where the agency is."""
    return datetime.combine(hari, time(23, 59, 59), tzinfo=instansi.zona)


class PerpanjanganQuerySet(TerbatasQuerySet["Perpanjangan"]):
    pass


class Perpanjangan(models.Model):
    """A later end of one quarter's window for one unit, with its reason."""

    JALUR_UNIT = "unit__jalur"

    jendela = models.ForeignKey(
        JendelaTriwulan, models.CASCADE, related_name="perpanjangan", verbose_name="jendela triwulan"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="perpanjangan", verbose_name="unit")
    sampai = models.DateField("sampai tanggal", help_text="Sampai pukul 23.59.59 waktu instansi.")
    alasan = models.CharField("alasan", max_length=300)
    diberikan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    diberikan_pada = models.DateTimeField(auto_now_add=True)

    objects = PerpanjanganQuerySet.as_manager()

    class Meta:
        verbose_name = "perpanjangan"
        verbose_name_plural = "perpanjangan"
        ordering = ["-sampai"]

    def __str__(self) -> str:
        return f"{self.unit} {self.jendela} sampai {self.sampai:%d-%m-%Y}"

    def clean(self) -> None:
        if self.sampai <= self.jendela.tutup:
            raise ValidationError({"sampai": "Perpanjangan harus melewati tanggal tutup yang berlaku."})
        if self.unit.instansi_id != self.jendela.periode.instansi_id:
            raise ValidationError({"unit": "Unit berada di instansi lain daripada periodenya."})
