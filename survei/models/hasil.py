"""What came out: the fixed result, printed figures of documents, and the follow-up plan."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Jabatan
from survei.models.survei import StatusSurvei, Survei, UnsurSurvei


class HasilSurveiQuerySet(TerbatasQuerySet["HasilSurvei"]):
    def terbit(self) -> HasilSurveiQuerySet:
        """Published results: open to everybody, signed in or not."""
        return self.filter(survei__status=StatusSurvei.TERBIT, terbit_pada__isnull=False)


class HasilSurvei(models.Model):
    """The result as it was fixed: canonical JSON, its hash, and the figures others look up."""

    JALUR_UNIT = "survei__unit__jalur"

    survei = models.OneToOneField(Survei, models.PROTECT, related_name="hasil")
    isi = models.TextField("isi")
    sha256 = models.CharField("SHA-256", max_length=64)
    ikm = models.DecimalField("IKM", max_digits=25, decimal_places=20)
    mutu = models.CharField("mutu", max_length=1)
    nilai_persepsi = models.PositiveSmallIntegerField("nilai persepsi")
    responden = models.PositiveIntegerField("responden")
    ditetapkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ditetapkan_pada = models.DateTimeField("ditetapkan pada")
    terbit_pada = models.DateTimeField("terbit pada", null=True, blank=True)
    kode_publik = models.CharField("kode halaman publik", max_length=16, unique=True)

    objects = HasilSurveiQuerySet.as_manager()

    class Meta:
        verbose_name = "hasil survei"
        verbose_name_plural = "hasil survei"
        constraints = [
            models.CheckConstraint(condition=Q(ikm__gte=25, ikm__lte=100), name="ikm_25_sampai_100"),
            models.CheckConstraint(
                condition=Q(nilai_persepsi__gte=1, nilai_persepsi__lte=4), name="nilai_persepsi_1_sampai_4"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survei}: {self.mutu}"


class VersiHasilQuerySet(TerbatasQuerySet["VersiHasil"]):
    def dibuka_kembali(self, kode_publik: str) -> bool:
        """Whether a published result with this code was taken back and not published again."""
        return self.filter(kode_publik=kode_publik, terbit_pada__isnull=False).exists()


class VersiHasil(models.Model):
    """A fixed result as it stood before it was taken back: nothing that was once signed is lost."""

    JALUR_UNIT = "survei__unit__jalur"

    survei = models.ForeignKey(Survei, models.PROTECT, related_name="hasil_lama")
    isi = models.TextField("isi")
    sha256 = models.CharField("SHA-256", max_length=64)
    kode_publik = models.CharField("kode halaman publik", max_length=16, db_index=True)
    ditetapkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ditetapkan_pada = models.DateTimeField("ditetapkan pada")
    terbit_pada = models.DateTimeField("terbit pada", null=True, blank=True)
    dibatalkan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibatalkan_pada = models.DateTimeField("dibatalkan pada")
    alasan = models.TextField("alasan")

    objects = VersiHasilQuerySet.as_manager()

    class Meta:
        verbose_name = "versi hasil survei"
        verbose_name_plural = "versi hasil survei"
        ordering = ["-dibatalkan_pada"]

    def __str__(self) -> str:
        return f"{self.survei}, ditetapkan {self.ditetapkan_pada:%d-%m-%Y}"


class RekapTercetak(models.Model):
    """Figures of an official document, as printed, for a survey whose answers were never published."""

    survei = models.OneToOneField(Survei, models.CASCADE, related_name="tercetak")
    dokumen = models.CharField("dokumen sumber", max_length=200)
    responden = models.PositiveIntegerField("responden", null=True, blank=True)
    ikm = models.DecimalField("IKM tercetak", max_digits=7, decimal_places=3, null=True, blank=True)
    mutu = models.CharField("mutu tercetak", max_length=20, blank=True)

    class Meta:
        verbose_name = "rekap tercetak"
        verbose_name_plural = "rekap tercetak"

    def __str__(self) -> str:
        return f"{self.survei}: {self.ikm}"


class RencanaTindakLanjutQuerySet(TerbatasQuerySet["RencanaTindakLanjut"]):
    pass


class RencanaTindakLanjut(models.Model):
    """RTL: what will be done about a priority unsur, when, by whom, and how far it is [14]."""

    JALUR_UNIT = "survei__unit__jalur"

    survei = models.ForeignKey(Survei, models.CASCADE, related_name="rtl")
    unsur = models.ForeignKey(UnsurSurvei, models.PROTECT, related_name="rtl")
    program = models.TextField("program/kegiatan")
    triwulan = ArrayField(models.PositiveSmallIntegerField(), default=list, verbose_name="triwulan pelaksanaan")
    jabatan = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, related_name="rtl", verbose_name="penanggung jawab"
    )
    penanggung_jawab = models.CharField("penanggung jawab (teks)", max_length=200, blank=True)
    kemajuan = models.PositiveSmallIntegerField("kemajuan (%)", default=0)
    catatan = models.TextField("catatan kemajuan", blank=True)
    bukti = models.FileField("bukti", upload_to="rtl/%Y/%m/", blank=True)
    bukti_nama = models.CharField("nama berkas bukti", max_length=200, blank=True)
    versi = models.PositiveIntegerField("versi", default=0, editable=False)

    objects = RencanaTindakLanjutQuerySet.as_manager()

    class Meta:
        verbose_name = "rencana tindak lanjut"
        verbose_name_plural = "rencana tindak lanjut"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(kemajuan__lte=100), name="kemajuan_rtl_0_sampai_100")]

    def __str__(self) -> str:
        return self.program[:60]
