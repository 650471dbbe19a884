"""What was answered: respondents' answers, the running tallies kept exact with them, links and uploads."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinerja.organisasi.akses import TerbatasQuerySet
from survei.models.survei import UNSUR_MAKS, Layanan, Survei

_ABJAD = "abcdefghjkmnpqrstuvwxyz23456789"
_PANJANG_KODE = 11


class Kanal(models.TextChoices):
    DARING = "daring", "Formulir daring"
    KERTAS = "kertas", "Formulir kertas"
    UNGGAHAN = "unggahan", "Unggahan berkas"


def kode_tautan_baru() -> str:
    """An unguessable path for a public form, in signs that are not mistaken when it is typed from a poster."""
    return "".join(secrets.choice(_ABJAD) for _ in range(_PANJANG_KODE))


class TautanQuerySet(TerbatasQuerySet["Tautan"]):
    pass


class Tautan(models.Model):
    """A named, revocable address of the public form, one per counter or poster."""

    JALUR_UNIT = "survei__unit__jalur"

    survei = models.ForeignKey(Survei, models.CASCADE, related_name="tautan")
    nama = models.CharField("nama (misalnya Loket 1)", max_length=80)
    kode = models.CharField("kode", max_length=16, unique=True, default=kode_tautan_baru)
    layanan = models.ForeignKey(Layanan, models.PROTECT, null=True, blank=True, related_name="+")
    dibuat_pada = models.DateTimeField("dibuat pada")
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)

    objects = TautanQuerySet.as_manager()

    class Meta:
        verbose_name = "tautan"
        verbose_name_plural = "tautan"
        ordering = ["nama"]
        constraints = [models.UniqueConstraint(fields=["survei", "nama"], name="nama_tautan_unik_per_survei")]

    def __str__(self) -> str:
        return self.nama


class StatusUnggahan(models.TextChoices):
    DITERIMA = "diterima", "Diterima"
    DIPERIKSA = "diperiksa", "Sedang diperiksa"
    SIAP = "siap", "Menunggu keputusan"
    DIMUAT = "dimuat", "Sedang dimuat"
    SELESAI = "selesai", "Selesai"
    GAGAL = "gagal", "Gagal"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DIURUNGKAN = "diurungkan", "Diurungkan"


# Jobs: a worker has them or will have them.
UNGGAHAN_HIDUP = (StatusUnggahan.DIPERIKSA, StatusUnggahan.DIMUAT)


class UnggahanQuerySet(TerbatasQuerySet["Unggahan"]):
    pass


class Unggahan(models.Model):
    """A file of results: the job while it is checked and loaded, the batch that can be undone afterwards.

    The check writes two files: `siap`, the good rows as they will be poured into the database (no personal data), and
    `salah`, the list of every bad cell. `tally` is what the batch adds, so that undoing it costs the same at a hundred
    and at a million rows. `sidik_isi` is the hash of the good rows: the same answers saved as another file are noticed.
    How long the files are kept: survei/services/unggahan_simpan.py.
    """

    JALUR_UNIT = "survei__unit__jalur"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survei = models.ForeignKey(Survei, models.PROTECT, related_name="unggahan")
    berkas = models.FileField("berkas", upload_to="survei/%Y/%m/", blank=True)
    nama = models.CharField("nama berkas", max_length=200)
    ukuran = models.PositiveBigIntegerField("ukuran (byte)")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    siap = models.FileField("baris siap muat", upload_to="survei/%Y/%m/", blank=True)
    salah = models.FileField("daftar kesalahan", upload_to="survei/%Y/%m/", blank=True)
    sidik_isi = models.CharField("SHA-256 isi", max_length=64, blank=True, db_index=True)
    pemetaan = models.JSONField("pemetaan kolom", default=dict)
    urutan_unsur = models.CharField("urutan U8 dan U9", max_length=20, blank=True)
    status = models.CharField("status", max_length=12, choices=StatusUnggahan, default=StatusUnggahan.DITERIMA)
    langkah = models.CharField("langkah", max_length=80, blank=True)
    persen = models.PositiveSmallIntegerField("persen", default=0)
    galat = models.TextField("galat", blank=True)
    pemeriksaan = models.JSONField("hasil pemeriksaan", default=dict)
    jumlah_baris = models.PositiveIntegerField("jumlah baris", default=0)
    jumlah_baik = models.PositiveIntegerField("baris baik", default=0)
    tally = models.JSONField("tally yang ditambahkan", default=dict)
    percobaan = models.PositiveSmallIntegerField("percobaan", default=0)
    batal_diminta = models.BooleanField("pembatalan diminta", default=False)
    diunggah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    diunggah_pada = models.DateTimeField("diunggah pada")
    diantrekan_pada = models.DateTimeField("pesan terakhir dikirim ke antrean", null=True, blank=True)
    mulai_pada = models.DateTimeField("mulai dikerjakan pada", null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)

    objects = UnggahanQuerySet.as_manager()

    class Meta:
        verbose_name = "unggahan"
        verbose_name_plural = "unggahan"
        ordering = ["-diunggah_pada"]
        indexes = [models.Index(fields=["status"], name="unggahan_status")]
        constraints = [
            models.CheckConstraint(condition=Q(persen__lte=100), name="persen_unggahan_paling_banyak_100"),
            models.CheckConstraint(
                condition=Q(jumlah_baik__lte=F("jumlah_baris")), name="baris_baik_bagian_dari_baris"
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class Jawaban(models.Model):
    """One respondent's answers: a wide row of small integers, nothing that names a person [14].

    `kunci` comes from the form, so a double submit is one answer. `kode_tarik` is the hash of the code with which the
    respondent can withdraw.
    """

    survei = models.ForeignKey(Survei, models.PROTECT, related_name="jawaban")
    layanan = models.ForeignKey(Layanan, models.PROTECT, null=True, blank=True, related_name="+")
    kanal = models.CharField("kanal", max_length=10, choices=Kanal)
    tautan = models.ForeignKey(Tautan, models.PROTECT, null=True, blank=True, related_name="+")
    unggahan = models.ForeignKey(Unggahan, models.PROTECT, null=True, blank=True, related_name="jawaban")
    kunci = models.UUIDField("kunci kirim", default=uuid.uuid4)
    waktu = models.DateTimeField("waktu", null=True, blank=True)
    diterima_pada = models.DateTimeField("diterima pada")
    jenis_kelamin = models.CharField("jenis kelamin", max_length=1, blank=True)
    umur = models.PositiveSmallIntegerField("umur", null=True, blank=True)
    # The age group, where a sheet tells no more; in the words of survei.hitung.responden.
    kelompok_umur = models.CharField("kelompok umur", max_length=20, blank=True)
    pendidikan = models.CharField("pendidikan", max_length=20, blank=True)
    pekerjaan = models.CharField("pekerjaan", max_length=40, blank=True)
    saran = models.TextField("saran", blank=True)
    tambahan = models.JSONField("jawaban tambahan", default=dict, blank=True)
    persetujuan_versi = models.PositiveSmallIntegerField("versi persetujuan", default=0)
    kode_tarik = models.CharField("hash kode tarik", max_length=64, blank=True)
    # u1 … u20, added below.

    class Meta:
        verbose_name = "jawaban"
        verbose_name_plural = "jawaban"
        constraints = [
            models.UniqueConstraint(fields=["survei", "kunci"], name="kirim_ganda_satu_jawaban"),
            models.CheckConstraint(condition=Q(umur__isnull=True) | Q(kelompok_umur=""), name="umur_atau_kelompoknya"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"u{n}__isnull": True}) | Q(**{f"u{n}__gte": 1, f"u{n}__lte": 4}),
                    name=f"u{n}_satu_sampai_empat",
                )
                for n in range(1, UNSUR_MAKS + 1)
            ),
        ]
        indexes = [
            models.Index(fields=["kode_tarik"], condition=~Q(kode_tarik=""), name="jawaban_kode_tarik"),
            # Suggestions are read newest first, a page at a time, whatever the number of answers without one.
            models.Index(fields=["survei", "-id"], condition=~Q(saran=""), name="jawaban_bersaran"),
            # The same for answers to own questions.
            models.Index(fields=["survei", "-id"], condition=~Q(tambahan={}), name="jawaban_bertambahan"),
        ]

    def __str__(self) -> str:
        return f"{self.survei_id}/{self.pk}"


for _n in range(1, UNSUR_MAKS + 1):
    Jawaban.add_to_class(f"u{_n}", models.PositiveSmallIntegerField(f"U{_n}", null=True, blank=True))


class DimensiTally(models.TextChoices):
    SEMUA = "semua", "Semua"
    LAYANAN = "layanan", "Layanan"
    KANAL = "kanal", "Kanal"
    TAUTAN = "tautan", "Tautan"
    JENIS_KELAMIN = "jenis_kelamin", "Jenis kelamin"
    UMUR = "umur", "Kelompok umur"
    PENDIDIKAN = "pendidikan", "Pendidikan"
    PEKERJAAN = "pekerjaan", "Pekerjaan"
    TAMBAHAN = "tambahan", "Pertanyaan tambahan"


class Tally(models.Model):
    """Running counts of a survey along one dimension, changed in the transaction of the answers they count.

    `isi` is `survei.hitung` 's tally as JSON. A recap source has only the row `semua`. The key of `tambahan` is the id
    of the agency's own question and the place of the choice (`hitung.tambahan`).
    """

    survei = models.ForeignKey(Survei, models.CASCADE, related_name="tally")
    dimensi = models.CharField("dimensi", max_length=14, choices=DimensiTally)
    kunci = models.CharField("kunci", max_length=60, blank=True)
    isi = models.JSONField("isi")

    class Meta:
        verbose_name = "tally"
        verbose_name_plural = "tally"
        constraints = [models.UniqueConstraint(fields=["survei", "dimensi", "kunci"], name="satu_tally_per_kunci")]

    def __str__(self) -> str:
        return f"{self.survei_id} {self.dimensi} {self.kunci}"
