"""Accounts and the roles they hold at units."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kinerja.organisasi.akses import Peran, TerbatasQuerySet
from kinerja.organisasi.models.instansi import Instansi
from kinerja.organisasi.models.pejabat import Pejabat
from kinerja.organisasi.models.unit import Unit


class PenggunaQuerySet(TerbatasQuerySet["Pengguna"]):
    pass


class PenggunaManager(UserManager["Pengguna"].from_queryset(PenggunaQuerySet)):  # type: ignore[misc]
    pass


class Pengguna(AbstractUser):
    """An account of one agency. Superusers run the installation: they manage agencies, not figures."""

    JALUR_INSTANSI = "instansi"
    # By which token or client this request came ("" in the browser); the audit trail keeps it.
    lewat = ""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    nama = models.CharField("nama lengkap", max_length=160)
    instansi = models.ForeignKey(
        Instansi, models.PROTECT, null=True, blank=True, related_name="pengguna", verbose_name="instansi"
    )
    pejabat = models.OneToOneField(
        Pejabat, models.PROTECT, null=True, blank=True, related_name="pengguna", verbose_name="pejabat"
    )
    wajib_ganti_sandi = models.BooleanField("wajib mengganti kata sandi", default=False)

    objects: ClassVar[PenggunaManager] = PenggunaManager()
    REQUIRED_FIELDS = ["nama"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.nama or self.username

    def get_full_name(self) -> str:
        return self.nama

    def get_short_name(self) -> str:
        return self.nama


class PeranPenggunaQuerySet(TerbatasQuerySet["PeranPengguna"]):
    def berlaku(self) -> PeranPenggunaQuerySet:
        """Roles in force today."""
        kini = timezone.localdate()
        return self.filter(mulai__lte=kini).filter(Q(selesai__isnull=True) | Q(selesai__gte=kini))


class PeranPengguna(models.Model):
    """A role held at a unit, reaching its subtree."""

    JALUR_UNIT = "unit__jalur"

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="peran", verbose_name="pengguna")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="peran_pengguna", verbose_name="unit")
    peran = models.CharField("peran", max_length=20, choices=Peran)
    mulai = models.DateField("mulai", default=timezone.localdate)
    selesai = models.DateField("selesai", null=True, blank=True)

    objects = PeranPenggunaQuerySet.as_manager()

    class Meta:
        verbose_name = "peran pengguna"
        verbose_name_plural = "peran pengguna"
        ordering = ["unit__kode", "peran"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna", "unit", "peran"],
                name="peran_sekali_per_unit",
                violation_error_message="Pengguna sudah memiliki peran ini di unit tersebut.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pengguna}: {self.get_peran_display()} di {self.unit}"

    def clean(self) -> None:
        if self.pengguna.instansi_id != self.unit.instansi_id:
            raise ValidationError({"unit": "Unit berada di instansi lain daripada penggunanya."})
