"""Program, kegiatan and sub kegiatan with their amounts: the rows of Lampiran 2."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Jabatan, Periode
from kinerja.perjanjian.data import Tingkat

PILIHAN_TINGKAT = [
    (Tingkat.PROGRAM, "Program"),
    (Tingkat.KEGIATAN, "Kegiatan"),
    (Tingkat.SUB_KEGIATAN, "Sub kegiatan"),
]
TINGKAT_INDUK = {Tingkat.KEGIATAN: Tingkat.PROGRAM, Tingkat.SUB_KEGIATAN: Tingkat.KEGIATAN}


class AnggaranQuerySet(TerbatasQuerySet["Anggaran"]):
    pass


class Anggaran(models.Model):
    """One row of the budget and the post that answers for it.

    A kegiatan lies in a program, a sub kegiatan in a kegiatan.
    """

    JALUR_UNIT = "jabatan__unit__jalur"

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="anggaran", verbose_name="periode")
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="anggaran", verbose_name="penanggung jawab")
    tingkat = models.CharField("tingkat", max_length=12, choices=PILIHAN_TINGKAT)
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="anak", verbose_name="bagian dari"
    )
    kode = models.CharField("kode rekening", max_length=60)
    nama = models.CharField("uraian", max_length=400)
    pagu = models.DecimalField("anggaran (Rp)", max_digits=20, decimal_places=2)
    keterangan = models.CharField("keterangan", max_length=200, blank=True, help_text="Misalnya APBD atau DAK.")

    objects = AnggaranQuerySet.as_manager()

    class Meta:
        verbose_name = "anggaran"
        verbose_name_plural = "anggaran"
        ordering = ["kode", "id"]
        constraints = [
            # One kegiatan may be shared by several posts, each with its own part of the amount.
            models.UniqueConstraint(
                fields=["periode", "jabatan", "kode"],
                name="kode_anggaran_unik_per_jabatan_dan_tahun",
                violation_error_message="Kode rekening ini sudah dipakai jabatan tersebut pada tahun yang sama.",
            ),
            models.CheckConstraint(
                condition=Q(tingkat="program", induk=None) | (~Q(tingkat="program") & Q(induk__isnull=False)),
                name="program_tanpa_induk_lainnya_berinduk",
                violation_error_message="Program berdiri sendiri; kegiatan dan sub kegiatan memerlukan induknya.",
            ),
            models.CheckConstraint(condition=Q(pagu__gte=0), name="pagu_tidak_negatif"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"
