"""The outbox, who is told of what, and every delivery."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Unit


class JenisPeristiwa(models.TextChoices):
    REALISASI_DIAJUKAN = "realisasi.diajukan", "Realisasi diajukan"
    REALISASI_DITARIK = "realisasi.ditarik", "Pengajuan realisasi ditarik"
    REALISASI_DIVERIFIKASI = "realisasi.diverifikasi", "Realisasi diverifikasi"
    REALISASI_DIKEMBALIKAN = "realisasi.dikembalikan", "Realisasi dikembalikan"
    REALISASI_DISETUJUI = "realisasi.disetujui", "Realisasi disetujui"
    REALISASI_DIKOREKSI = "realisasi.dikoreksi", "Realisasi dibuka untuk koreksi"
    SURVEI_DITETAPKAN = "survei.ditetapkan", "Hasil survei ditetapkan"
    SURVEI_DIBATALKAN = "survei.dibatalkan", "Penetapan hasil survei dibatalkan"
    PK_DIAJUKAN = "perjanjian.diajukan", "Perjanjian kinerja diajukan"
    PK_DIKEMBALIKAN = "perjanjian.dikembalikan", "Perjanjian kinerja dikembalikan"
    PK_DISETUJUI = "perjanjian.disetujui", "Perjanjian kinerja disetujui"
    PK_DITANDATANGANI = "perjanjian.ditandatangani", "Perjanjian kinerja ditandatangani"
    LAPORAN_TERBIT = "laporan.terbit", "Laporan terbit"


class PeristiwaQuerySet(TerbatasQuerySet["Peristiwa"]):
    def beredar(self) -> PeristiwaQuerySet:
        """What has been handed out, and so has its number."""
        return self.filter(urutan__isnull=False)


class Peristiwa(models.Model):
    """One thing that happened, written in the transaction of the change itself.

    `urutan` is given when the row is handed out: rows of transactions that end late get a later number, so a reader who
    has seen number n never misses a smaller one. Rows of one object keep the order in which they happened.
    """

    JALUR_UNIT = "unit_jalur"

    kode = models.UUIDField("kode", unique=True, default=uuid.uuid4, editable=False)
    urutan = models.BigIntegerField("urutan", unique=True, null=True, editable=False)
    jenis = models.CharField("jenis", max_length=40, choices=JenisPeristiwa)
    objek_jenis = models.CharField("jenis objek", max_length=60)
    objek_id = models.CharField("id objek", max_length=40)
    unit_kode = models.CharField("kode unit", max_length=60)
    unit_jalur = models.CharField("jalur unit", max_length=255, db_index=True)
    isi = models.JSONField("isi", default=dict)
    waktu = models.DateTimeField("waktu", db_index=True)

    objects = PeristiwaQuerySet.as_manager()

    class Meta:
        verbose_name = "peristiwa"
        verbose_name_plural = "peristiwa"
        ordering = ["id"]
        indexes = [models.Index(fields=["id"], condition=Q(urutan__isnull=True), name="peristiwa_belum_diedarkan")]

    def __str__(self) -> str:
        return f"{self.jenis} {self.objek_id}"


class Langganan(models.Model):
    """An address that is told of events of a subtree. The secret is derived from `garam`, never stored."""

    JALUR_UNIT = "unit__jalur"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nama = models.CharField("nama", max_length=120)
    url = models.URLField("alamat", max_length=500)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="unit; unit di bawahnya ikut")
    jenis = ArrayField(models.CharField(max_length=40, choices=JenisPeristiwa), verbose_name="jenis peristiwa")
    garam = models.CharField("garam rahasia", max_length=64, editable=False)
    aktif = models.BooleanField("aktif", default=True)
    nonaktif_alasan = models.CharField("alasan dinonaktifkan", max_length=300, blank=True)
    berhasil_pada = models.DateTimeField("terakhir berhasil", null=True, blank=True)
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField("dibuat pada")

    objects = TerbatasQuerySet["Langganan"].as_manager()

    class Meta:
        verbose_name = "langganan"
        verbose_name_plural = "langganan"
        ordering = ["dibuat_pada"]
        constraints = [models.CheckConstraint(condition=~Q(jenis=[]), name="langganan_punya_jenis")]

    def __str__(self) -> str:
        return self.nama


class StatusPengiriman(models.TextChoices):
    MENUNGGU = "menunggu", "Menunggu"
    TERKIRIM = "terkirim", "Terkirim"
    GAGAL = "gagal", "Gagal"


class Pengiriman(models.Model):
    """One event for one subscription: how often it was tried, what came back, when it is tried next."""

    JALUR_UNIT = "langganan__unit__jalur"

    langganan = models.ForeignKey(Langganan, models.CASCADE, related_name="pengiriman")
    peristiwa = models.ForeignKey(Peristiwa, models.CASCADE, related_name="pengiriman")
    status = models.CharField("status", max_length=10, choices=StatusPengiriman, default=StatusPengiriman.MENUNGGU)
    percobaan = models.PositiveIntegerField("percobaan", default=0)
    berikutnya = models.DateTimeField("dicoba lagi pada")
    pertama_pada = models.DateTimeField("pertama dicoba", null=True, blank=True)
    terakhir_pada = models.DateTimeField("terakhir dicoba", null=True, blank=True)
    kode_http = models.PositiveSmallIntegerField("jawaban HTTP", null=True, blank=True)
    galat = models.CharField("galat", max_length=300, blank=True)
    # The latest tries, oldest first, also those before it was sent again; the keys are those of antar.Percobaan.
    riwayat = models.JSONField("riwayat percobaan", default=list, blank=True)

    objects = TerbatasQuerySet["Pengiriman"].as_manager()

    class Meta:
        verbose_name = "pengiriman"
        verbose_name_plural = "pengiriman"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["langganan", "peristiwa"], name="satu_pengiriman_per_peristiwa"),
        ]
        indexes = [
            models.Index(
                fields=["langganan", "berikutnya"], condition=Q(status="menunggu"), name="pengiriman_menunggu"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.peristiwa_id} → {self.langganan_id}"
