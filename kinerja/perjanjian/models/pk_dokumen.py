"""What an agreement leaves on paper: its documents and the signatures on them. Rows and files are never erased."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from kinerja.organisasi.akses import Aksi, TerbatasQuerySet
from kinerja.organisasi.models import Pejabat
from kinerja.perjanjian.models.pk import PerjanjianKinerja


class JenisDokumen(models.TextChoices):
    ASLI = "asli", "Dokumen untuk ditandatangani"
    BERTANDA = "bertanda", "Dokumen bertanda tangan elektronik"
    PINDAIAN = "pindaian", "Pindaian dokumen bertanda tangan"


class SisiPihak(models.TextChoices):
    PERTAMA = "pertama", "Pihak pertama"
    KEDUA = "kedua", "Pihak kedua"


class CaraTanda(models.TextChoices):
    KERTAS = "kertas", "Tanda tangan di atas kertas"
    PADES = "pades", "Sertifikat elektronik sendiri (PAdES)"
    BSRE = "bsre", "Layanan BSrE"


class DokumenPKQuerySet(TerbatasQuerySet["DokumenPK"]):
    def hidup(self) -> DokumenPKQuerySet:
        """Documents that have not become void."""
        return self.filter(gugur_pada__isnull=True)


class DokumenPK(models.Model):
    """One file of an agreement, byte for byte as issued. `isi_sha256`: the frozen content it shows.

    `gugur_pada`: since when it is void, because the agreement was returned after it had been made.
    """

    JALUR_UNIT = "perjanjian__jabatan__unit__jalur"
    PIHAK = {Aksi.BACA: tuple(f"perjanjian__{pihak}" for pihak in PerjanjianKinerja.PIHAK[Aksi.BACA])}

    perjanjian = models.ForeignKey(PerjanjianKinerja, models.PROTECT, related_name="dokumen")
    jenis = models.CharField("jenis", max_length=10, choices=JenisDokumen)
    isi_sha256 = models.CharField("SHA-256 isi", max_length=64)
    berkas = models.FileField("berkas", upload_to="perjanjian/")
    nama = models.CharField("nama berkas", max_length=200)
    tipe = models.CharField("tipe", max_length=100)
    sha256 = models.CharField("SHA-256 berkas", max_length=64)
    ukuran = models.PositiveBigIntegerField("ukuran (byte)")
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField("dibuat pada")
    gugur_pada = models.DateTimeField("gugur pada", null=True, blank=True)

    objects = DokumenPKQuerySet.as_manager()

    class Meta:
        verbose_name = "dokumen perjanjian kinerja"
        verbose_name_plural = "dokumen perjanjian kinerja"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["perjanjian"],
                condition=Q(jenis="asli", gugur_pada__isnull=True),
                name="satu_dokumen_asli_per_pk",
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="dokumen_pk_tetap", exclude=["gugur_pada"]),
            pgtrigger.Protect(name="dokumen_pk_tidak_dihapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.nama


class TandaTangan(models.Model):
    """The signature of one party on one document; certificate details as read from the document itself."""

    perjanjian = models.ForeignKey(PerjanjianKinerja, models.PROTECT, related_name="tanda_tangan")
    dokumen = models.ForeignKey(DokumenPK, models.PROTECT, related_name="tanda_tangan")
    pihak = models.CharField("pihak", max_length=8, choices=SisiPihak)
    cara = models.CharField("cara", max_length=8, choices=CaraTanda)
    pejabat = models.ForeignKey(Pejabat, models.PROTECT, related_name="+")
    dicatat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waktu = models.DateTimeField("waktu")
    subjek = models.CharField("pemilik sertifikat", max_length=300, blank=True)
    penerbit = models.CharField("penerbit sertifikat", max_length=300, blank=True)
    seri = models.CharField("nomor seri sertifikat", max_length=80, blank=True)
    gugur_pada = models.DateTimeField("gugur pada", null=True, blank=True)

    class Meta:
        verbose_name = "tanda tangan"
        verbose_name_plural = "tanda tangan"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["perjanjian", "pihak"],
                condition=Q(gugur_pada__isnull=True),
                name="satu_tanda_tangan_per_pihak",
                violation_error_message="Pihak ini sudah menandatangani.",
            ),
            models.CheckConstraint(
                condition=Q(cara="kertas", seri="") | (~Q(cara="kertas") & ~Q(seri="")),
                name="tanda_elektronik_punya_sertifikat",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="tanda_tangan_tetap", exclude=["gugur_pada"]),
            pgtrigger.Protect(name="tanda_tangan_tidak_dihapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_pihak_display()}: {self.pejabat}"
