"""What Sasaran Mutu, IKU and IKI print and no other model holds (rules.md 9) [MM] [IKU] [IKI]."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from indikator.models import Indikator
from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Periode, Unit


class JenisDokumen(models.TextChoices):
    """The official layouts in which the same indicators are seen."""

    SASARAN_MUTU = "sasaran_mutu", "Sasaran Mutu"
    IKU = "iku", "Indikator Kinerja Utama"
    IKI = "iki", "Indikator Kinerja Individu"


class DokumenKinerjaQuerySet(TerbatasQuerySet["DokumenKinerja"]):
    pass


class DokumenKinerja(models.Model):
    """The head of one layout of a unit and year: the agency's own number, and from when it is in force [MM]."""

    JALUR_UNIT = "unit__jalur"

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="dokumen_kinerja", verbose_name="tahun")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dokumen_kinerja", verbose_name="unit")
    jenis = models.CharField("jenis dokumen", max_length=12, choices=JenisDokumen)
    nomor = models.CharField("nomor dokumen", max_length=80, blank=True)
    berlaku = models.DateField("berlaku sejak", null=True, blank=True)
    hanya_bulan = models.BooleanField("cetak bulan dan tahunnya saja", default=False)

    objects = DokumenKinerjaQuerySet.as_manager()

    class Meta:
        verbose_name = "dokumen kinerja"
        verbose_name_plural = "dokumen kinerja"
        ordering = ["unit__kode", "jenis"]
        constraints = [
            models.UniqueConstraint(fields=["periode", "unit", "jenis"], name="satu_kepala_per_dokumen_kinerja"),
            models.CheckConstraint(
                condition=Q(hanya_bulan=False) | Q(berlaku__isnull=False), name="hanya_bulan_perlu_tanggal_berlaku"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.unit} {self.periode}"


class KeteranganIndikatorQuerySet(TerbatasQuerySet["KeteranganIndikator"]):
    pass


class KeteranganIndikator(models.Model):
    """What the layouts say of an indicator beyond its own fields. No row says the same as an empty one.

    `sebutan_penanggung_jawab` holds one name a line, in the document's own words; empty: the names of the posts that
    answer for the indicator. `di_sasaran_mutu` and `di_iku` None: by the kind of its sasaran (see `dicetak_di`).
    """

    JALUR_UNIT = "indikator__sasaran__unit__jalur"

    indikator = models.OneToOneField(
        Indikator, models.CASCADE, related_name="keterangan_dokumen", verbose_name="indikator"
    )
    frekuensi = models.CharField("frekuensi", max_length=200, blank=True)
    sebutan_penanggung_jawab = models.TextField("sebutan penanggung jawab", blank=True)
    di_sasaran_mutu = models.BooleanField("dicetak dalam Sasaran Mutu", null=True, blank=True)
    di_iku = models.BooleanField("dicetak dalam IKU", null=True, blank=True)

    objects = KeteranganIndikatorQuerySet.as_manager()

    class Meta:
        verbose_name = "keterangan indikator"
        verbose_name_plural = "keterangan indikator"
        ordering = ["indikator"]

    def __str__(self) -> str:
        return str(self.indikator)
