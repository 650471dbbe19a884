"""The job row of a report and the frozen data set its documents are made from."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q

from indikator.alur import Status
from indikator.models import Indikator, Realisasi
from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.organisasi.models.periode import TRIWULAN
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.models.pk import BERLAKU
from survei.models import HasilSurvei, Survei


class Jenis(models.TextChoices):
    UNIT = "unit", "Laporan Realisasi Triwulan"
    REKAP = "rekap", "Rekapitulasi Realisasi Triwulan"
    SURVEI = "survei", "Laporan Survei Kepuasan Masyarakat"
    KOTA = "kota", "Rekapitulasi Survei Kepuasan Masyarakat"
    MATRIKS = "matriks", "Matriks Cascading"
    POHON = "pohon", "Pohon Kinerja"
    IKU = "iku", "Indikator Kinerja Utama"
    IKI = "iki", "Indikator Kinerja Individu"
    SASARAN_MUTU = "sasaran_mutu", "Sasaran Mutu"
    RENCANA_AKSI = "rencana_aksi", "Rencana Aksi"
    SKP = "skp", "Sasaran Kinerja Pegawai"


JENIS_TRIWULAN = (Jenis.UNIT, Jenis.REKAP)
JENIS_SURVEI = (Jenis.SURVEI, Jenis.KOTA)
# Printed from what a unit planned for a year; the SKP is that of one post.
JENIS_DOKUMEN = (Jenis.MATRIKS, Jenis.POHON, Jenis.IKU, Jenis.IKI, Jenis.SASARAN_MUTU, Jenis.RENCANA_AKSI, Jenis.SKP)


class Format(models.TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel"


class StatusLaporan(models.TextChoices):
    ANTRE = "antre", "Menunggu giliran"
    BERJALAN = "berjalan", "Sedang dibuat"
    SELESAI = "selesai", "Selesai"
    GAGAL = "gagal", "Gagal"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


HIDUP = (StatusLaporan.ANTRE, StatusLaporan.BERJALAN)
# Only what has been handed in is printed; a draft or a returned line is still the operator's own.
TERCETAK = (Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DISETUJUI)


def kode_periksa_baru() -> str:
    """An unguessable code for the check page, without look-alike letters."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(12))


class DataBeku(models.Model):
    """A frozen data set: `isi` is its canonical JSON text, `sha256` the hash of that text. Rows never change.

    PDF and Excel of the same figures share one row, so they cannot disagree.
    """

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    isi = models.TextField("isi")
    dibuat_pada = models.DateTimeField("dibuat pada")

    class Meta:
        verbose_name = "data beku"
        verbose_name_plural = "data beku"

    def __str__(self) -> str:
        return self.sha256[:12]


class PemakaianAngka(models.Model):
    """Which version of which figure a frozen data set used: what a correction makes out of date.

    `versi_angka` None: there was nothing to print yet (no row, a draft, a returned line).
    """

    data = models.ForeignKey(DataBeku, models.CASCADE, related_name="pemakaian")
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="pemakaian")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN)
    versi_angka = models.PositiveIntegerField("versi angka", null=True)

    class Meta:
        verbose_name = "pemakaian angka"
        verbose_name_plural = "pemakaian angka"
        constraints = [
            models.UniqueConstraint(fields=["data", "indikator", "triwulan"], name="satu_pemakaian_per_data")
        ]

    def __str__(self) -> str:
        return f"{self.data}: {self.indikator_id} TW {self.triwulan} v{self.versi_angka}"


class PemakaianHasil(models.Model):
    """Which survey a frozen data set shows, and the hash of its fixed result; "" when nothing was fixed yet."""

    data = models.ForeignKey(DataBeku, models.CASCADE, related_name="pemakaian_hasil")
    survei = models.ForeignKey(Survei, models.PROTECT, related_name="pemakaian")
    sha256 = models.CharField("SHA-256 hasil", max_length=64, blank=True)

    class Meta:
        verbose_name = "pemakaian hasil survei"
        verbose_name_plural = "pemakaian hasil survei"
        constraints = [models.UniqueConstraint(fields=["data", "survei"], name="satu_hasil_per_data")]

    def __str__(self) -> str:
        return f"{self.data}: survei {self.survei_id} {self.sha256[:12]}"


class PemakaianPK(models.Model):
    """Which version of a unit's agreement judged the reported quarter of a frozen data set; 0: none was in force."""

    data = models.ForeignKey(DataBeku, models.CASCADE, related_name="pemakaian_pk")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    versi = models.PositiveSmallIntegerField("versi")

    class Meta:
        verbose_name = "pemakaian perjanjian kinerja"
        verbose_name_plural = "pemakaian perjanjian kinerja"
        constraints = [models.UniqueConstraint(fields=["data", "unit"], name="satu_pk_unit_per_data")]

    def __str__(self) -> str:
        return f"{self.data}: PK {self.unit_id} v{self.versi}"


def _angka_berubah() -> Exists:
    """A figure of a quarterly report has another version by now."""
    kini = Realisasi.objects.filter(indikator=OuterRef("indikator"), triwulan=OuterRef("triwulan"))
    pakai = PemakaianAngka.objects.filter(data=OuterRef("data"))
    return Exists(
        pakai.filter(
            Q(Exists(kini.exclude(versi_angka=OuterRef("versi_angka"))), versi_angka__isnull=False)
            | Q(Exists(kini.filter(status__in=TERCETAK)), versi_angka__isnull=True)
        )
    )


def _hasil_berubah() -> Exists:
    """The result of a survey was fixed, fixed anew, or taken back since."""
    kini = HasilSurvei.objects.filter(survei=OuterRef("survei"))
    pakai = PemakaianHasil.objects.filter(data=OuterRef("data"))
    return Exists(pakai.filter(Q(Exists(kini.exclude(sha256=OuterRef("sha256")))) | Q(~Exists(kini), ~Q(sha256=""))))


def _hasil_bertambah() -> Q:
    """A unit of a recap has fixed the result of a survey that was not there when the recap was made."""
    pakai = PemakaianHasil.objects.filter(data=OuterRef(OuterRef("data"))).values("survei")
    baru = HasilSurvei.objects.filter(
        survei__tahun=OuterRef("tahun"), survei__unit__jalur__startswith=OuterRef("unit__jalur")
    ).exclude(survei__in=pakai)
    return Q(Exists(baru), data__isnull=False)


def _pk_berubah() -> Exists:
    """A PK Perubahan that governs the reported quarter has been signed since."""
    kini = PerjanjianKinerja.objects.filter(
        jabatan__kepala=True,
        jabatan__unit=OuterRef("unit"),
        periode=OuterRef(OuterRef("periode")),
        berlaku_triwulan__lte=OuterRef(OuterRef("triwulan")),
        status__in=BERLAKU,
        versi__gt=OuterRef("versi"),
        sebelumnya__isnull=False,
    )
    return Exists(PemakaianPK.objects.filter(Exists(kini), data=OuterRef("data")))


class LaporanQuerySet(TerbatasQuerySet["Laporan"]):
    def dengan_digantikan(self) -> LaporanQuerySet:
        """Adds `digantikan`: the same report would print another figure or promise today.

        `digantikan_pk`: because of a PK Perubahan. Compared at reading time, so neither a correction nor a signature
        can forget to mark a document.
        """
        berubah = Q(_angka_berubah()) | Q(_hasil_berubah()) | _hasil_bertambah() | Q(_pk_berubah())
        return self.annotate(  # type: ignore[no-redef]
            digantikan=ExpressionWrapper(berubah, output_field=models.BooleanField()), digantikan_pk=_pk_berubah()
        )


class Laporan(models.Model):
    """One asked-for document: the job while it is made, the issued document afterwards.

    What it is about: `periode` and `triwulan` for the quarterly reports, `survei` for the report of one survey, `tahun`
    for the survey recap of `unit` and all below it, `periode` alone for the documents of a year's plan, and `jabatan`
    with it for an SKP; `masa` says the same in words, as it was when asked for.
    """

    JALUR_UNIT = "unit__jalur"
    digantikan: bool  # only on rows of dengan_digantikan()
    digantikan_pk: bool

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kode_periksa = models.CharField("kode periksa", max_length=12, unique=True, default=kode_periksa_baru)
    jenis = models.CharField("jenis", max_length=12, choices=Jenis)
    format = models.CharField("format", max_length=4, choices=Format)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="laporan")
    periode = models.ForeignKey(Periode, models.PROTECT, null=True, blank=True, related_name="laporan")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN, null=True, blank=True)
    survei = models.ForeignKey(Survei, models.PROTECT, null=True, blank=True, related_name="laporan")
    tahun = models.PositiveSmallIntegerField("tahun rekap survei", null=True, blank=True)
    jabatan = models.ForeignKey(Jabatan, models.PROTECT, null=True, blank=True, related_name="laporan")
    masa = models.CharField("masa", max_length=80)

    status = models.CharField("status", max_length=12, choices=StatusLaporan, default=StatusLaporan.ANTRE)
    langkah = models.CharField("langkah", max_length=80, default="Menunggu giliran")
    persen = models.PositiveSmallIntegerField("persen", default=0)
    galat = models.CharField("galat", max_length=300, blank=True)
    batal_diminta = models.BooleanField("pembatalan diminta", default=False)
    percobaan = models.PositiveSmallIntegerField("percobaan", default=0)
    diminta_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="laporan")
    peminta = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="laporan_ikut")
    diminta_pada = models.DateTimeField("diminta pada")
    diantrekan_pada = models.DateTimeField("pesan terakhir dikirim ke antrean", null=True)
    mulai_pada = models.DateTimeField("mulai pada", null=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True)

    data = models.ForeignKey(DataBeku, models.PROTECT, null=True, related_name="laporan")
    nomor = models.CharField("nomor dokumen", max_length=80, blank=True)
    berkas = models.FileField("berkas", upload_to="laporan/%Y/%m/", blank=True)
    berkas_sha256 = models.CharField("SHA-256 berkas", max_length=64, blank=True)
    ukuran = models.PositiveBigIntegerField("ukuran (byte)", default=0)

    objects = LaporanQuerySet.as_manager()

    class Meta:
        verbose_name = "laporan"
        verbose_name_plural = "laporan"
        ordering = ["-diminta_pada"]
        indexes = [models.Index(fields=["status"], name="laporan_status")]
        constraints = [
            # Ten people asking for one report get one job.
            models.UniqueConstraint(
                fields=["jenis", "format", "unit", "periode", "triwulan", "survei", "tahun", "jabatan"],
                condition=Q(status__in=["antre", "berjalan"]),
                nulls_distinct=False,
                name="satu_pekerjaan_per_permintaan",
            ),
            models.CheckConstraint(
                condition=Q(
                    jenis__in=JENIS_TRIWULAN,
                    survei=None,
                    tahun=None,
                    jabatan=None,
                    periode__isnull=False,
                    triwulan__gte=1,
                )
                | Q(jenis=Jenis.SURVEI, survei__isnull=False, tahun=None, jabatan=None, periode=None, triwulan=None)
                | Q(jenis=Jenis.KOTA, survei=None, tahun__isnull=False, jabatan=None, periode=None, triwulan=None)
                | Q(jenis__in=JENIS_DOKUMEN, survei=None, tahun=None, periode__isnull=False, triwulan=None)
                & (Q(jenis=Jenis.SKP, jabatan__isnull=False) | ~Q(jenis=Jenis.SKP) & Q(jabatan=None)),
                name="laporan_punya_lingkupnya",
            ),
            models.CheckConstraint(condition=Q(persen__lte=100), name="persen_paling_banyak_100"),
            models.CheckConstraint(
                condition=~Q(status="selesai") | (Q(data__isnull=False) & ~Q(berkas="") & ~Q(berkas_sha256="")),
                name="laporan_selesai_punya_berkas",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judul} {self.unit}"

    @property
    def diperiksa_kemudian(self) -> bool:
        """Whether it takes collecting it again to tell if it is superseded (see `kebaruan`)."""
        return self.status == StatusLaporan.SELESAI and self.jenis in JENIS_DOKUMEN

    @property
    def judul(self) -> str:
        """`Laporan Realisasi Triwulan TW II 2023`."""
        return f"{self.get_jenis_display()} {self.masa}"

    @property
    def pokok(self) -> str:
        """Whom it is about: the post of an SKP, else the unit."""
        return self.jabatan.nama if self.jabatan else self.unit.nama
