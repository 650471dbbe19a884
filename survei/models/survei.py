"""What is asked: services, the survey, its scored core, and the agency's own questions."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Unit

UNSUR_MAKS = 20


class LayananQuerySet(TerbatasQuerySet["Layanan"]):
    pass


class Layanan(models.Model):
    """A public service of a unit."""

    JALUR_UNIT = "unit__jalur"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="layanan", verbose_name="unit")
    nama = models.CharField("nama layanan", max_length=200)

    objects = LayananQuerySet.as_manager()

    class Meta:
        verbose_name = "layanan"
        verbose_name_plural = "layanan"
        ordering = ["nama"]
        constraints = [models.UniqueConstraint(fields=["unit", "nama"], name="nama_layanan_unik_per_unit")]

    def __str__(self) -> str:
        return self.nama


class JenisPeriode(models.TextChoices):
    TRIWULAN = "triwulan", "Triwulan"
    SEMESTER = "semester", "Semester"
    TAHUN = "tahun", "Tahun"
    BEBAS = "bebas", "Tanggal bebas"


class StatusSurvei(models.TextChoices):
    DRAF = "draf", "Draf"
    BERJALAN = "berjalan", "Berjalan"
    DITUTUP = "ditutup", "Ditutup"
    DITETAPKAN = "ditetapkan", "Hasil ditetapkan"
    TERBIT = "terbit", "Terbit"


class SumberSurvei(models.TextChoices):
    JAWABAN = "jawaban", "Jawaban responden"
    REKAP = "rekap", "Rekap jumlah per unsur"
    TERCETAK = "tercetak", "Angka tercetak"


class UrutanUnsur(models.TextChoices):
    SARANA_PENGADUAN = "sarana-pengaduan", "U8 sarana, U9 pengaduan"
    PENGADUAN_SARANA = "pengaduan-sarana", "U8 pengaduan, U9 sarana"


class SurveiQuerySet(TerbatasQuerySet["Survei"]):
    pass


class Survei(models.Model):
    """A satisfaction survey of one unit for one period [14].

    `sumber` says what the score is computed from: answers, or the sums of an official recap, or, where a document gives
    nothing else, its printed figure. `terkunci` is set with the first answer: the scored core cannot change after it.
    """

    JALUR_UNIT = "unit__jalur"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="survei", verbose_name="unit")
    judul = models.CharField("judul", max_length=200)
    layanan = models.ManyToManyField(Layanan, blank=True, related_name="survei", verbose_name="layanan")
    jenis_periode = models.CharField("periode", max_length=10, choices=JenisPeriode, default=JenisPeriode.SEMESTER)
    tahun = models.PositiveSmallIntegerField("tahun")
    nomor_periode = models.PositiveSmallIntegerField("triwulan/semester ke-", default=1)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai")
    populasi = models.PositiveIntegerField(
        "populasi", null=True, blank=True, help_text="Jumlah penerima layanan dalam periode; menentukan sampel minimal."
    )
    urutan_unsur = models.CharField(
        "urutan U8 dan U9", max_length=20, choices=UrutanUnsur, default=UrutanUnsur.SARANA_PENGADUAN
    )
    persetujuan = models.TextField("teks persetujuan", blank=True)
    persetujuan_versi = models.PositiveSmallIntegerField("versi persetujuan", default=1)
    status = models.CharField("status", max_length=12, choices=StatusSurvei, default=StatusSurvei.DRAF)
    sumber = models.CharField("sumber nilai", max_length=10, choices=SumberSurvei, default=SumberSurvei.JAWABAN)
    terkunci = models.BooleanField("inti terkunci", default=False, editable=False)
    versi = models.PositiveIntegerField("versi", default=0, editable=False)

    objects = SurveiQuerySet.as_manager()

    class Meta:
        verbose_name = "survei"
        verbose_name_plural = "survei"
        ordering = ["-tahun", "-nomor_periode", "unit__kode"]
        indexes = [models.Index(fields=["tahun", "jenis_periode", "nomor_periode"], name="survei_periode")]
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai__gte=F("mulai")),
                name="survei_selesai_setelah_mulai",
                violation_error_message="Tanggal selesai tidak boleh mendahului tanggal mulai.",
            ),
            models.CheckConstraint(
                condition=Q(jenis_periode="triwulan", nomor_periode__gte=1, nomor_periode__lte=4)
                | Q(jenis_periode="semester", nomor_periode__gte=1, nomor_periode__lte=2)
                | Q(jenis_periode__in=["tahun", "bebas"], nomor_periode=1),
                name="nomor_periode_sesuai_jenis",
                violation_error_message="Triwulan 1–4, semester 1–2, selain itu 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.judul


# The scored core may not change once an answer counts on it, whatever code or console asks.
_KUNCI_INTI = """
IF EXISTS (
    SELECT 1 FROM survei_survei
    WHERE terkunci AND id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.survei_id ELSE OLD.survei_id END)
) THEN
    RAISE EXCEPTION 'inti survei terkunci sejak jawaban pertama' USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
"""


class UnsurSurvei(models.Model):
    """One scored question of a survey. `kode` says what it measures; `kolom` n is where answers keep it (`u<n>`)."""

    survei = models.ForeignKey(Survei, models.CASCADE, related_name="unsur")
    kode = models.SlugField("kode unsur", max_length=30)
    kolom = models.PositiveSmallIntegerField("kolom")
    urutan = models.PositiveSmallIntegerField("urutan pada formulir")
    nama = models.CharField("nama unsur", max_length=120)
    pertanyaan = models.TextField("pertanyaan")
    opsi = ArrayField(models.CharField(max_length=120), size=4, verbose_name="pilihan 1–4")

    class Meta:
        verbose_name = "unsur survei"
        verbose_name_plural = "unsur survei"
        ordering = ["urutan"]
        constraints = [
            models.UniqueConstraint(fields=["survei", "kode"], name="kode_unsur_sekali_per_survei"),
            models.UniqueConstraint(fields=["survei", "kolom"], name="kolom_unsur_sekali_per_survei"),
            models.CheckConstraint(condition=Q(kolom__gte=1, kolom__lte=UNSUR_MAKS), name="kolom_unsur_1_sampai_20"),
            models.CheckConstraint(condition=Q(opsi__len=4), name="opsi_unsur_empat"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="inti_survei_terkunci",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_KUNCI_INTI,
            )
        ]

    def __str__(self) -> str:
        return self.nama


class PertanyaanTambahan(models.Model):
    """A question of the agency's own; never scored. Without `pilihan` it is answered in free text."""

    survei = models.ForeignKey(Survei, models.CASCADE, related_name="pertanyaan_tambahan")
    urutan = models.PositiveSmallIntegerField("urutan")
    teks = models.CharField("pertanyaan", max_length=300)
    pilihan = ArrayField(models.CharField(max_length=120), default=list, blank=True, verbose_name="pilihan")

    class Meta:
        verbose_name = "pertanyaan tambahan"
        verbose_name_plural = "pertanyaan tambahan"
        ordering = ["urutan"]

    def __str__(self) -> str:
        return self.teks
