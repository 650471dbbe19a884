"""The audit trail: rows are only ever added."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Func, OuterRef, Subquery, Value
from django.db.models.functions import Cast

from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models.unit import Unit


class JejakQuerySet(TerbatasQuerySet["Jejak"]):
    def dengan_unit(self) -> JejakQuerySet:
        """Adds `unit_kode`: of the unit the recorded path ends at, also after it has been moved elsewhere."""
        nomor = Func(F("unit_jalur"), Value(r"(\d+)\.$"), function="substring", output_field=models.CharField())
        unit = Unit.objects.filter(pk=OuterRef("unit_nomor")).values("kode")
        bernomor = self.annotate(unit_nomor=Cast(nomor, models.BigIntegerField()))
        return bernomor.annotate(unit_kode=Subquery(unit))


class Jejak(models.Model):
    """Who did what to which object, when, with the values before and after."""

    JALUR_UNIT = "unit_jalur"

    waktu = models.DateTimeField("waktu", db_index=True)
    pelaku = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="jejak", verbose_name="pelaku"
    )
    lewat = models.CharField("lewat", max_length=60, blank=True, help_text="Token atau klien API yang dipakai.")
    aksi = models.CharField("aksi", max_length=60)
    objek_jenis = models.CharField("jenis objek", max_length=60)
    objek_id = models.CharField("id objek", max_length=40)
    unit_jalur = models.CharField("jalur unit", max_length=200, blank=True)
    sebelum = models.JSONField("sebelum", default=dict)
    sesudah = models.JSONField("sesudah", default=dict)
    alasan = models.TextField("alasan", blank=True)

    objects = JejakQuerySet.as_manager()

    class Meta:
        verbose_name = "jejak audit"
        verbose_name_plural = "jejak audit"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["objek_jenis", "objek_id"], name="jejak_objek"),
            models.Index(fields=["unit_jalur"], name="jejak_jalur_awalan", opclasses=["varchar_pattern_ops"]),
        ]
        triggers = [
            # The database itself refuses to rewrite history, whatever code or console asks.
            pgtrigger.Protect(name="jejak_hanya_ditambah", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.waktu:%Y-%m-%d %H:%M} {self.aksi} {self.objek_jenis} {self.objek_id}"
