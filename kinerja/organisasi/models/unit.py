"""The tree of units: parent plus a materialised path."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr

from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models.instansi import Instansi


class JenisUnit(models.TextChoices):
    KOTA = "kota", "Kota/Kabupaten"
    DINAS = "dinas", "Dinas/Badan"
    SEKRETARIAT = "sekretariat", "Sekretariat"
    ASISTEN = "asisten", "Asisten"
    BAGIAN = "bagian", "Bagian/Bidang"
    SUBBAGIAN = "subbagian", "Subbagian/Seksi"
    SUBKELOMPOK = "subkelompok", "Subkelompok"
    KECAMATAN = "kecamatan", "Kecamatan"
    KELURAHAN = "kelurahan", "Kelurahan"
    UPT = "upt", "Unit Pengelola/UPT"
    PUSKESMAS = "puskesmas", "Puskesmas/RSUD"
    SEKOLAH = "sekolah", "Sekolah"
    BUMD = "bumd", "BUMD"
    LAINNYA = "lainnya", "Lainnya"


class UnitQuerySet(TerbatasQuerySet["Unit"]):
    def subpohon(self, unit: Unit) -> UnitQuerySet:
        """`unit` and everything below it."""
        return self.filter(jalur__startswith=unit.jalur)


class Unit(models.Model):
    """A unit of the agency. `jalur` is the ids from the root down, each followed by a point: `1.4.12.`"""

    JALUR_UNIT = "jalur"

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="unit", verbose_name="instansi")
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="anak", verbose_name="unit induk"
    )
    kode = models.CharField("kode", max_length=40)
    nama = models.CharField("nama", max_length=200)
    jenis = models.CharField("jenis", max_length=20, choices=JenisUnit, default=JenisUnit.LAINNYA)
    jalur = models.CharField("jalur", max_length=200, editable=False)
    berlaku_dari = models.DateField("berlaku dari")
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "unit"
        verbose_name_plural = "unit"
        ordering = ["kode"]
        indexes = [models.Index(fields=["jalur"], name="unit_jalur_awalan", opclasses=["varchar_pattern_ops"])]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "kode"],
                name="kode_unit_unik_per_instansi",
                violation_error_message="Kode unit ini sudah dipakai di instansi yang sama.",
            ),
            models.UniqueConstraint(
                fields=["instansi"],
                condition=Q(induk__isnull=True),
                name="satu_unit_puncak_per_instansi",
                violation_error_message="Instansi sudah memiliki unit puncak; pilih unit induk.",
            ),
            models.CheckConstraint(
                condition=Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=F("berlaku_dari")),
                name="unit_berlaku_sampai_setelah_dari",
                violation_error_message="Tanggal akhir tidak boleh mendahului tanggal mulai.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves and keeps `jalur` of the unit and its whole subtree right."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            awalan = self.induk.jalur if self.induk else ""
            jalur_baru = f"{awalan}{self.pk}."
            jalur_lama = self.jalur
            if jalur_baru == jalur_lama:
                return
            if jalur_lama:
                Unit.objects.filter(jalur__startswith=jalur_lama).exclude(pk=self.pk).update(
                    jalur=Concat(Value(jalur_baru), Substr("jalur", len(jalur_lama) + 1))
                )
            self.jalur = jalur_baru
            Unit.objects.filter(pk=self.pk).update(jalur=jalur_baru)

    def clean(self) -> None:
        if self.induk is None:
            return
        if self.induk.instansi_id != self.instansi_id:
            raise ValidationError({"induk": "Unit induk berada di instansi lain."})
        if self.pk and self.induk.jalur.startswith(self.jalur):
            raise ValidationError({"induk": "Unit tidak dapat dipindahkan ke bawah dirinya sendiri."})
