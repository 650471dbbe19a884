"""The pohon kinerja of a unit and a year: conditions, what measures them, who answers, who else is involved [89]."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from indikator.models import Indikator
from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.hitung.pohon import SEBUTAN_JENIS, JenisSimpul

PANJANG_URAIAN = 500


class SimpulPohonQuerySet(TerbatasQuerySet["SimpulPohon"]):
    def pohon(self, unit: Unit, periode: Periode) -> SimpulPohonQuerySet:
        """All conditions of the tree of `unit` in the year."""
        return self.filter(unit=unit, periode=periode)


class SimpulPohon(models.Model):
    """One condition of the tree whose owner is `unit`. It names a state of affairs, no unit, programme or activity.

    Siblings stand in the order of `urutan`. `versi` counts the edits of the condition itself, for two people at once.
    """

    JALUR_UNIT = "unit__jalur"
    JALUR_PENGAMPU = "pengampu__unit__jalur"

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="simpul_pohon", verbose_name="periode")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="simpul_pohon", verbose_name="unit pemilik pohon")
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="anak", verbose_name="kondisi di atasnya"
    )
    jenis = models.CharField("jenis", max_length=12, choices=[(j.value, SEBUTAN_JENIS[j]) for j in JenisSimpul])
    uraian = models.CharField("kondisi", max_length=PANJANG_URAIAN)
    urutan = models.PositiveSmallIntegerField("urutan")
    versi = models.PositiveIntegerField("versi", default=1)

    objects = SimpulPohonQuerySet.as_manager()

    class Meta:
        verbose_name = "simpul pohon kinerja"
        verbose_name_plural = "simpul pohon kinerja"
        ordering = ["urutan", "pk"]
        indexes = [models.Index(fields=["unit", "periode"], name="simpul_per_pohon")]
        constraints = [
            models.CheckConstraint(condition=~Q(induk=F("pk")), name="simpul_bukan_induk_dirinya"),
            models.CheckConstraint(
                condition=Q(induk__isnull=True) | ~Q(jenis=JenisSimpul.ULTIMATE.value),
                name="ultimate_outcome_di_puncak",
                violation_error_message="Ultimate outcome adalah puncak pohon; di atasnya tidak ada kondisi lain.",
            ),
            models.CheckConstraint(
                condition=~Q(uraian=""),
                name="simpul_berisi_kondisi",
                violation_error_message="Tuliskan kondisinya.",
            ),
        ]

    def __str__(self) -> str:
        return self.uraian


class IndikatorSimpul(models.Model):
    """What measures a condition: an indicator of the year, or in words one that does not exist yet."""

    simpul = models.ForeignKey(SimpulPohon, models.CASCADE, related_name="ukuran", verbose_name="simpul")
    indikator = models.ForeignKey(
        Indikator, models.PROTECT, null=True, blank=True, related_name="simpul_pohon", verbose_name="indikator"
    )
    teks = models.CharField("indikator yang belum ada", max_length=PANJANG_URAIAN, blank=True)

    class Meta:
        verbose_name = "indikator simpul"
        verbose_name_plural = "indikator simpul"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(indikator__isnull=False, teks="") | Q(indikator__isnull=True) & ~Q(teks=""),
                name="ukuran_simpul_indikator_atau_teks",
            ),
            models.UniqueConstraint(
                fields=["simpul", "indikator", "teks"], nulls_distinct=False, name="satu_ukuran_per_simpul"
            ),
        ]

    def __str__(self) -> str:
        return str(self.indikator) if self.indikator else self.teks


class PengampuSimpul(models.Model):
    """Which unit, or which post of it, answers for a condition."""

    simpul = models.ForeignKey(SimpulPohon, models.CASCADE, related_name="pengampu", verbose_name="simpul")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pengampu_simpul", verbose_name="unit")
    jabatan = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, related_name="pengampu_simpul", verbose_name="jabatan"
    )

    class Meta:
        verbose_name = "pengampu simpul"
        verbose_name_plural = "pengampu simpul"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["simpul", "unit", "jabatan"], nulls_distinct=False, name="satu_pengampu_per_simpul"
            )
        ]

    def __str__(self) -> str:
        return str(self.jabatan or self.unit)


class LintasSimpul(models.Model):
    """A crosscutting link: the condition `dari` needs `ke`, a condition elsewhere in the same year, or another unit.

    With `ke` it joins two conditions whichever trees they stand in; without, it names the `unit` that must take part
    and `keterangan` says in what.
    """

    JALUR_UNIT = "dari__unit__jalur"

    dari = models.ForeignKey(SimpulPohon, models.CASCADE, related_name="lintas_keluar", verbose_name="kondisi")
    ke = models.ForeignKey(
        SimpulPohon, models.PROTECT, null=True, blank=True, related_name="lintas_masuk", verbose_name="kondisi terkait"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="lintas_simpul", verbose_name="unit yang terlibat"
    )
    keterangan = models.CharField("keterangan", max_length=300, blank=True)

    objects = TerbatasQuerySet["LintasSimpul"].as_manager()

    class Meta:
        verbose_name = "crosscutting"
        verbose_name_plural = "crosscutting"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ke__isnull=True) | ~Q(ke=F("dari")),
                name="crosscutting_ke_kondisi_lain",
                violation_error_message="Crosscutting menghubungkan dua kondisi yang berbeda.",
            ),
            models.CheckConstraint(
                condition=Q(ke__isnull=False) | Q(unit__isnull=False) & ~Q(keterangan=""),
                name="crosscutting_menyebut_kondisi_atau_unit",
                violation_error_message="Pilih kondisi terkait, atau sebut unit dan keterlibatannya.",
            ),
            # There and back is the same link.
            models.UniqueConstraint(
                Least("dari", "ke"),
                Greatest("dari", "ke"),
                condition=Q(ke__isnull=False),
                name="satu_crosscutting_per_pasangan",
                violation_error_message="Kedua kondisi ini sudah terhubung.",
            ),
            models.UniqueConstraint(
                fields=["dari", "unit"],
                condition=Q(ke__isnull=True),
                name="satu_crosscutting_per_unit",
                violation_error_message="Unit ini sudah disebut terlibat pada kondisi ini.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dari} ↔ {self.ke or self.unit}"
