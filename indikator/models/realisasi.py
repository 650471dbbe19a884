"""What was achieved in a quarter: the figure, its components, its moves through the workflow, its earlier versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indikator.alur import Status
from indikator.models.indikator import Indikator, Komponen
from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models.periode import TRIWULAN

PILIHAN_STATUS = [
    (Status.DRAF, "Draf"),
    (Status.DIAJUKAN, "Diajukan"),
    (Status.DIVERIFIKASI, "Diverifikasi"),
    (Status.DISETUJUI, "Disetujui"),
    (Status.DIKEMBALIKAN, "Dikembalikan"),
]


class RealisasiQuerySet(TerbatasQuerySet["Realisasi"]):
    pass


class Realisasi(models.Model):
    """The realisation of one indicator in one quarter.

    `nilai` is the formula's result, unrounded; None with `alasan_kosong` says why there is none. `versi` counts every
    saved change and is what two people editing the same line are compared by; `versi_angka` counts only changes of
    what a report prints, and is what tells an issued report that it is out of date.
    """

    JALUR_UNIT = "indikator__sasaran__unit__jalur"
    JALUR_PENGAMPU = "indikator__penugasan__unit__jalur"

    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="realisasi", verbose_name="indikator")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN)
    status = models.CharField("status", max_length=12, choices=PILIHAN_STATUS, default=Status.DRAF)
    versi = models.PositiveIntegerField("versi", default=0)
    versi_angka = models.PositiveIntegerField("versi angka", default=0)
    nilai = models.DecimalField("nilai", max_digits=40, decimal_places=20, null=True, blank=True)
    alasan_kosong = models.CharField("mengapa kosong", max_length=300, blank=True)
    capaian = models.DecimalField("capaian (%)", max_digits=40, decimal_places=20, null=True, blank=True)
    catatan = models.TextField("catatan", blank=True)
    faktor_pendukung = models.TextField("faktor pendukung", blank=True)
    faktor_penghambat = models.TextField("faktor penghambat", blank=True)
    tindak_lanjut = models.TextField("tindak lanjut", blank=True)
    contoh = models.BooleanField("data contoh", default=False, help_text="Bukan angka dari dokumen.")
    diajukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diajukan oleh"
    )
    diverifikasi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diverifikasi oleh",
    )
    disetujui_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="disetujui oleh"
    )
    diubah_pada = models.DateTimeField("diubah pada", null=True, blank=True)

    objects = RealisasiQuerySet.as_manager()

    class Meta:
        verbose_name = "realisasi"
        verbose_name_plural = "realisasi"
        ordering = ["indikator", "triwulan"]
        indexes = [models.Index(fields=["status", "triwulan"], name="realisasi_antrean")]
        constraints = [
            models.UniqueConstraint(fields=["indikator", "triwulan"], name="satu_realisasi_per_triwulan"),
            models.CheckConstraint(condition=Q(triwulan__gte=1, triwulan__lte=4), name="triwulan_realisasi_1_sampai_4"),
            models.CheckConstraint(
                condition=Q(diajukan_oleh__isnull=True)
                | Q(diverifikasi_oleh__isnull=True)
                | ~Q(diajukan_oleh=F("diverifikasi_oleh")),
                name="pengaju_bukan_verifikator",
            ),
            models.CheckConstraint(
                condition=Q(nilai__isnull=True) | Q(alasan_kosong=""), name="nilai_ada_tanpa_alasan_kosong"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draf", "dikembalikan"]) | Q(diajukan_oleh__isnull=False) | Q(contoh=True),
                name="yang_diajukan_punya_pengaju",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indikator} {self.get_triwulan_display()}"


class NilaiKomponen(models.Model):
    """The value of one formula component in one quarter. No row or None: not filled in.

    `asal` explains a value that another part of the product gave: `uraian` (a sentence), `alamat` (path of the page
    behind it), and, when there is no value, `alasan`. See `indikator.services.sumber`.
    """

    realisasi = models.ForeignKey(Realisasi, models.CASCADE, related_name="nilai_komponen")
    komponen = models.ForeignKey(Komponen, models.PROTECT, related_name="nilai")
    nilai = models.DecimalField("nilai", max_digits=40, decimal_places=20, null=True, blank=True)
    diisi_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    diisi_pada = models.DateTimeField("diisi pada", null=True, blank=True)
    asal = models.JSONField("asal nilai", default=dict, blank=True)

    class Meta:
        verbose_name = "nilai komponen"
        verbose_name_plural = "nilai komponen"
        constraints = [models.UniqueConstraint(fields=["realisasi", "komponen"], name="satu_nilai_per_komponen")]

    def __str__(self) -> str:
        return f"{self.komponen}: {self.nilai}"


class Perpindahan(models.Model):
    """One move of a realisation through the workflow."""

    realisasi = models.ForeignKey(Realisasi, models.CASCADE, related_name="perpindahan")
    waktu = models.DateTimeField("waktu")
    pelaku = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    aksi = models.CharField("aksi", max_length=20)
    dari = models.CharField("dari", max_length=12, choices=PILIHAN_STATUS)
    ke = models.CharField("ke", max_length=12, choices=PILIHAN_STATUS)
    alasan = models.TextField("alasan", blank=True)
    versi = models.PositiveIntegerField("versi")

    class Meta:
        verbose_name = "perpindahan status"
        verbose_name_plural = "perpindahan status"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.realisasi}: {self.dari} → {self.ke}"


class VersiRealisasi(models.Model):
    """The approved figure as it stood before a correction; `isi` is its frozen form."""

    realisasi = models.ForeignKey(Realisasi, models.CASCADE, related_name="versi_lama")
    versi = models.PositiveIntegerField("versi")
    isi = models.JSONField("isi")
    alasan = models.TextField("alasan koreksi")
    diganti_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    diganti_pada = models.DateTimeField("diganti pada")

    class Meta:
        verbose_name = "versi realisasi"
        verbose_name_plural = "versi realisasi"
        ordering = ["-versi"]
        constraints = [models.UniqueConstraint(fields=["realisasi", "versi"], name="satu_salinan_per_versi")]

    def __str__(self) -> str:
        return f"{self.realisasi} versi {self.versi}"
