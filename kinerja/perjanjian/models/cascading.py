"""Who carries a superior's indicator, how, and the batches in which a planner says so (rules.md 7) [JB]."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indikator.models import Indikator
from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Jabatan, Periode, Unit


class JenisTautan(models.TextChoices):
    LANGSUNG = "langsung", "Langsung: indikator yang sama, sebagian atau seutuhnya"
    TIDAK_LANGSUNG = "tidak_langsung", "Tidak langsung: didukung indikator lain"
    LINGKUP = "lingkup", "Lingkup: diampu untuk lingkup tertentu"
    SALINAN = "salinan", "Salinan: indikator yang sama diukur sendiri"


# A unit that carries the superior's indicator itself fills in its figure; one with an indicator of its own does not.
PENGAMPU = (JenisTautan.LANGSUNG, JenisTautan.LINGKUP)


class UraianTurunanQuerySet(TerbatasQuerySet["UraianTurunan"]):
    pass


class UraianTurunan(models.Model):
    """A cell of the lampiran that says in words how an indicator is derived on one level, naming no unit.

    "Diturunkan menjadi Indikator Kegiatan / Sub Kegiatan": it stays printed as it is when units turn it into
    indicators of their own.
    """

    JALUR_UNIT = "indikator__sasaran__unit__jalur"

    indikator = models.ForeignKey(Indikator, models.CASCADE, related_name="uraian_turunan", verbose_name="indikator")
    tingkat = models.PositiveSmallIntegerField("lampiran", help_text="1 = Lampiran I, satu tingkat di bawah pemilik.")
    teks = models.TextField("uraian", blank=True)
    catatan = models.TextField("catatan", blank=True)

    objects = UraianTurunanQuerySet.as_manager()

    class Meta:
        verbose_name = "uraian turunan"
        verbose_name_plural = "uraian turunan"
        ordering = ["indikator", "tingkat"]
        constraints = [
            models.UniqueConstraint(fields=["indikator", "tingkat"], name="satu_uraian_per_lampiran"),
            models.CheckConstraint(condition=Q(tingkat__gte=1, tingkat__lte=9), name="lampiran_1_sampai_9"),
            models.CheckConstraint(condition=~Q(teks="", catatan=""), name="uraian_turunan_berisi"),
        ]

    def __str__(self) -> str:
        return self.teks or self.catatan


class PaketTautan(models.Model):
    """One act of the planner on many links, which can be undone as one.

    `isi` lists each link as it was before and after (see services/cascading_paket.py).
    """

    class Jenis(models.TextChoices):
        MASSAL = "massal", "Penautan massal"
        SALIN = "salin", "Salinan tahun lalu"

    JALUR_UNIT = "unit__jalur"

    jenis = models.CharField("jenis", max_length=8, choices=Jenis)
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="paket_tautan", verbose_name="periode")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="paket_tautan", verbose_name="unit")
    isi = models.JSONField("isi")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    pada = models.DateTimeField("pada")
    dibatalkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dibatalkan oleh",
    )
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    objects = TerbatasQuerySet["PaketTautan"].as_manager()

    class Meta:
        verbose_name = "paket tautan"
        verbose_name_plural = "paket tautan"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dibatalkan_oleh__isnull=True, dibatalkan_pada__isnull=True)
                | Q(dibatalkan_oleh__isnull=False, dibatalkan_pada__isnull=False),
                name="pembatalan_paket_berpelaku",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.unit} {self.periode}"


class TautanKinerjaQuerySet(TerbatasQuerySet["TautanKinerja"]):
    pass


class TautanKinerja(models.Model):
    """One link of the cascade: `unit` (or a `jabatan` of it) answers for the superior's indicator `induk`.

    `anak` is the unit's own indicator where it has one. Whether the result of `anak` counts in that of `induk` is said
    by `indikator.Turunan`, which allows one arithmetic parent; links of support may be many.
    """

    JALUR_UNIT = "induk__sasaran__unit__jalur"
    JALUR_PENGAMPU = "unit__jalur"

    induk = models.ForeignKey(Indikator, models.PROTECT, related_name="tautan_bawah", verbose_name="indikator atasan")
    jenis = models.CharField("jenis", max_length=16, choices=JenisTautan)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tautan_kinerja", verbose_name="unit")
    jabatan = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, related_name="tautan_kinerja", verbose_name="jabatan"
    )
    lingkup = models.CharField("lingkup", max_length=300, blank=True)
    anak = models.ForeignKey(
        Indikator, models.PROTECT, null=True, blank=True, related_name="tautan_atas", verbose_name="indikator sendiri"
    )
    uraian = models.ForeignKey(
        UraianTurunan, models.PROTECT, null=True, blank=True, related_name="tautan", verbose_name="uraian asal"
    )
    tersirat = models.BooleanField(
        "tersirat", default=False, help_text="Dokumen tidak terbaca di sel ini; tautan disimpulkan dari konteks."
    )

    objects = TautanKinerjaQuerySet.as_manager()

    class Meta:
        verbose_name = "tautan kinerja"
        verbose_name_plural = "tautan kinerja"
        ordering = ["induk", "unit__kode", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["induk", "unit", "jabatan", "anak"],
                nulls_distinct=False,
                name="satu_tautan_per_pengampu",
                violation_error_message="Tautan ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(jenis=JenisTautan.LINGKUP.value) & ~Q(lingkup="")
                | ~Q(jenis=JenisTautan.LINGKUP.value) & Q(lingkup=""),
                name="hanya_tautan_lingkup_berlingkup",
                violation_error_message="Tautan lingkup harus menyebut lingkupnya, jenis lain tidak.",
            ),
            models.CheckConstraint(
                condition=~Q(jenis=JenisTautan.SALINAN.value) | Q(anak__isnull=False),
                name="salinan_punya_indikator_sendiri",
                violation_error_message="Tautan salinan harus menunjuk indikator milik unit itu sendiri.",
            ),
            models.CheckConstraint(
                condition=Q(anak__isnull=True) | ~Q(anak=F("induk")), name="tautan_bukan_ke_diri_sendiri"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.induk} → {self.jabatan or self.unit}"
