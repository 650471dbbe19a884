"""Clients, personal tokens, and the keys that make a repeated POST harmless."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinerja.api.cakupan import Cakupan
from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Pengguna, Unit


def _cakupan() -> ArrayField:  # type: ignore[type-arg]
    return ArrayField(models.CharField(max_length=40, choices=Cakupan), verbose_name="cakupan")


class Kunci(models.Model):
    """What every credential has: how far it reaches, until when, and when it was last used."""

    nama = models.CharField("nama", max_length=120)
    cakupan = _cakupan()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="dibatasi pada unit")
    dibuat_pada = models.DateTimeField("dibuat pada")
    kedaluwarsa = models.DateTimeField("kedaluwarsa")
    terakhir_dipakai = models.DateTimeField("terakhir dipakai", null=True, blank=True)
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.nama


class Klien(Kunci):
    """Another system: an OAuth2 application (client credentials) that acts as an account of its own."""

    JALUR_INSTANSI = "unit__instansi"

    aplikasi = models.OneToOneField(
        settings.OAUTH2_PROVIDER_APPLICATION_MODEL, models.PROTECT, related_name="klien", verbose_name="aplikasi OAuth2"
    )
    akun = models.OneToOneField(Pengguna, models.PROTECT, related_name="klien", verbose_name="akun layanan")
    # The hash of the secret before the present one, and until when it still opens (pemeriksa.PemeriksaKlien).
    rahasia_lama = models.CharField("sidik rahasia lama", max_length=255, blank=True, editable=False)
    rahasia_lama_sampai = models.DateTimeField("rahasia lama berlaku sampai", null=True, blank=True)

    objects = TerbatasQuerySet["Klien"].as_manager()

    class Meta:
        verbose_name = "klien API"
        verbose_name_plural = "klien API"
        ordering = ["nama"]
        constraints = [
            models.CheckConstraint(condition=~Q(cakupan=[]), name="klien_punya_cakupan"),
        ]


class TokenPribadi(Kunci):
    """A token of a person, for scripts. Only its SHA-256 is kept; `awalan` tells tokens apart in lists."""

    JALUR_INSTANSI = "pemilik__instansi"

    pemilik = models.ForeignKey(Pengguna, models.PROTECT, related_name="token", verbose_name="pemilik")
    awalan = models.CharField("awalan", max_length=12)
    sidik = models.CharField("SHA-256", max_length=64, unique=True)

    objects = TerbatasQuerySet["TokenPribadi"].as_manager()

    class Meta:
        verbose_name = "token pribadi"
        verbose_name_plural = "token pribadi"
        ordering = ["-dibuat_pada"]
        constraints = [
            models.CheckConstraint(condition=~Q(cakupan=[]), name="token_punya_cakupan"),
        ]


class KunciIdempoten(models.Model):
    """The answer to a POST with an Idempotency-Key, for repeating it instead of the work.

    The row is written in the transaction of the work itself: a second request with the same key waits for the first at
    the unique constraint, and finds either the answer or, after a failure, nothing.
    """

    pelaku = models.CharField("pelaku", max_length=60)
    kunci = models.CharField("kunci", max_length=200)
    rute = models.CharField("rute", max_length=300)
    sidik = models.CharField("SHA-256 isi", max_length=64)
    status = models.PositiveSmallIntegerField("status", default=0)
    jawaban = models.JSONField("jawaban", null=True)
    kepala = models.JSONField("kepala jawaban", default=dict)
    dibuat_pada = models.DateTimeField("dibuat pada", db_index=True)

    class Meta:
        verbose_name = "kunci idempoten"
        verbose_name_plural = "kunci idempoten"
        constraints = [
            models.UniqueConstraint(fields=["pelaku", "kunci"], name="kunci_idempoten_unik_per_pelaku"),
        ]

    def __str__(self) -> str:
        return f"{self.pelaku} {self.kunci}"
