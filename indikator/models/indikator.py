"""What is measured: sasaran, indikator, the components of its formula, and the units that carry it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from indikator.hitung.capaian import Arah
from indikator.hitung.gulung import Agregasi
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.predikat import JenisSkala
from indikator.hitung.rumus import baca_rumus
from indikator.hitung.triwulan import Pola, periksa_pasangan
from indikator.models.satuan import Satuan, SkalaPredikat
from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Jabatan, Periode, Unit


class JenisSasaran(models.TextChoices):
    STRATEGIS = "strategis", "Sasaran Strategis"
    KHUSUS = "khusus", "Sasaran Khusus"
    OPERASIONAL = "operasional", "Sasaran Operasional"
    MUTU = "mutu", "Sasaran Mutu"


class SasaranQuerySet(TerbatasQuerySet["Sasaran"]):
    pass


class Sasaran(models.Model):
    """An objective of a unit for one year."""

    JALUR_UNIT = "unit__jalur"

    periode = models.ForeignKey(Periode, models.PROTECT, related_name="sasaran", verbose_name="periode")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sasaran", verbose_name="unit")
    jenis = models.CharField("jenis", max_length=12, choices=JenisSasaran)
    nomor = models.PositiveSmallIntegerField("nomor")
    uraian = models.TextField("sasaran")

    objects = SasaranQuerySet.as_manager()

    class Meta:
        verbose_name = "sasaran"
        verbose_name_plural = "sasaran"
        ordering = ["nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "unit", "nomor"],
                name="nomor_sasaran_unik_per_unit_dan_tahun",
                violation_error_message="Nomor sasaran ini sudah dipakai unit tersebut pada tahun yang sama.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.uraian}"

    def clean(self) -> None:
        if self.periode.instansi_id != self.unit.instansi_id:
            raise ValidationError({"unit": "Unit dan periode berasal dari instansi yang berbeda."})


PILIHAN_ARAH = [
    (Arah.NAIK, "Makin tinggi makin baik"),
    (Arah.TURUN, "Makin rendah makin baik"),
    (Arah.RENTANG, "Di dalam rentang"),
]
PILIHAN_POLA = [
    (Pola.POSISI, "Posisi: tiap triwulan berdiri sendiri, tahun = triwulan terakhir yang dinilai"),
    (Pola.KUMULATIF, "Kumulatif: nilai berjalan, tahun = TW IV"),
    (Pola.JUMLAH, "Jumlah: triwulan dijumlahkan menjadi tahun"),
    (Pola.RATA_RATA, "Rata-rata: tahun = rata-rata triwulan yang dinilai"),
]
PILIHAN_AGREGASI = [
    (Agregasi.RATA_RATA, "Rata-rata"),
    (Agregasi.JUMLAH, "Jumlah"),
    (Agregasi.TERTIMBANG, "Rata-rata tertimbang"),
    (Agregasi.RASIO_JUMLAH, "Σ pembilang / Σ penyebut"),
    (Agregasi.TIDAK_ADA, "Tidak digulung"),
]


class IndikatorQuerySet(TerbatasQuerySet["Indikator"]):
    def milik(self, unit: Unit, periode: Periode) -> IndikatorQuerySet:
        """Indicators that `unit` answers for in the year: its own and those assigned to it."""
        ditugaskan = Penugasan.objects.filter(unit=unit).values("indikator_id")
        return self.filter(sasaran__periode=periode).filter(Q(sasaran__unit=unit) | Q(pk__in=ditugaskan))


class Indikator(models.Model):
    """A measure of a sasaran, with all fields that decide its arithmetic (rules.md 2)."""

    JALUR_UNIT = "sasaran__unit__jalur"
    JALUR_PENGAMPU = "penugasan__unit__jalur"

    sasaran = models.ForeignKey(Sasaran, models.PROTECT, related_name="indikator", verbose_name="sasaran")
    nomor = models.PositiveSmallIntegerField("nomor")
    nama = models.TextField("indikator")
    satuan = models.ForeignKey(Satuan, models.PROTECT, related_name="indikator", verbose_name="satuan")
    arah = models.CharField("arah", max_length=10, choices=PILIHAN_ARAH, default=Arah.NAIK)
    pola = models.CharField("pola triwulan", max_length=10, choices=PILIHAN_POLA, default=Pola.POSISI)
    skala = models.ForeignKey(
        SkalaPredikat, models.PROTECT, null=True, blank=True, related_name="indikator", verbose_name="skala predikat"
    )
    rumus = models.CharField("rumus", max_length=500, default="nilai")
    agregasi = models.CharField("agregasi turunan", max_length=12, choices=PILIHAN_AGREGASI, default=Agregasi.TIDAK_ADA)
    boleh_rata_persen = models.BooleanField(
        "persentase boleh dirata-ratakan antarunit",
        default=False,
        help_text="Tanpa ini persentase hanya digulung sebagai Σ pembilang / Σ penyebut.",
    )
    desimal = models.PositiveSmallIntegerField("desimal", default=2, validators=[MaxValueValidator(6)])
    bobot = models.DecimalField("bobot", max_digits=9, decimal_places=4, null=True, blank=True)
    definisi = models.TextField("definisi", blank=True)
    dasar_hukum = models.TextField("dasar hukum", blank=True)
    metode_pengukuran = models.TextField("metode pengukuran", blank=True)
    sumber_data = models.TextField("sumber data", blank=True)
    penanggung_jawab = models.ManyToManyField(
        Jabatan, blank=True, related_name="indikator", verbose_name="penanggung jawab"
    )

    objects = IndikatorQuerySet.as_manager()

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikator"
        ordering = ["sasaran__nomor", "nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["sasaran", "nomor"],
                name="nomor_indikator_unik_per_sasaran",
                violation_error_message="Nomor indikator ini sudah dipakai pada sasaran yang sama.",
            ),
            models.CheckConstraint(condition=Q(bobot__isnull=True) | Q(bobot__gte=0), name="bobot_tidak_negatif"),
            models.CheckConstraint(
                condition=Q(skala__isnull=True) | ~Q(pola=Pola.JUMLAH.value),
                name="predikat_tidak_dijumlahkan",
                violation_error_message="Predikat tidak dapat dijumlahkan antartriwulan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"

    @property
    def kode(self) -> str:
        """Number as the documents print it: sasaran.indikator."""
        return f"{self.sasaran.nomor}.{self.nomor}"

    def clean(self) -> None:
        salah: dict[str, list[str]] = {}
        try:
            baca_rumus(self.rumus)
        except KesalahanHitung as kesalahan:
            salah["rumus"] = [kesalahan.pesan]
        tak_sah = periksa_pasangan(
            pola=Pola(self.pola),
            arah=Arah(self.arah),
            satuan_persen=self.satuan.persen,
            predikat=self.skala_id is not None,
            agregasi=Agregasi(self.agregasi),
            boleh_rata_persen=self.boleh_rata_persen,
            jenis_skala=JenisSkala(self.skala.jenis) if self.skala else None,
        )
        if tak_sah:
            salah["pola"] = tak_sah
        if self.skala and self.skala.instansi_id != self.sasaran.unit.instansi_id:
            salah["skala"] = ["Skala predikat berasal dari instansi lain."]
        if salah:
            raise ValidationError(salah)


class SumberKomponen(models.TextChoices):
    ISIAN = "isian", "Diisi operator"
    INDIKATOR = "indikator", "Nilai indikator lain"
    SURVEI = "survei", "Hasil survei kepuasan"
    TURUNAN = "turunan", "Gulungan hasil indikator bawahan"


class Komponen(models.Model):
    """A named part of an indicator's formula and where its value comes from (rules.md 3)."""

    indikator = models.ForeignKey(Indikator, models.CASCADE, related_name="komponen", verbose_name="indikator")
    nama = models.CharField(
        "nama dalam rumus",
        max_length=40,
        validators=[RegexValidator(r"^[a-z_][a-z0-9_]*\Z", "Gunakan huruf kecil, angka, dan garis bawah.")],
    )
    label = models.CharField("label", max_length=300)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    sumber = models.CharField("sumber", max_length=10, choices=SumberKomponen, default=SumberKomponen.ISIAN)
    rujukan = models.ForeignKey(
        Indikator, models.PROTECT, null=True, blank=True, related_name="dirujuk", verbose_name="indikator rujukan"
    )
    tetapan = models.DecimalField(
        "nilai tetap", max_digits=40, decimal_places=20, null=True, blank=True, help_text="Terisi sejak awal."
    )

    class Meta:
        verbose_name = "komponen"
        verbose_name_plural = "komponen"
        ordering = ["urutan"]
        constraints = [
            models.UniqueConstraint(fields=["indikator", "nama"], name="nama_komponen_unik_per_indikator"),
            models.CheckConstraint(
                condition=Q(sumber=SumberKomponen.INDIKATOR, rujukan__isnull=False)
                | (Q(rujukan__isnull=True) & ~Q(sumber=SumberKomponen.INDIKATOR)),
                name="komponen_indikator_punya_rujukan",
                violation_error_message="Komponen bersumber indikator harus menunjuk indikator, yang lain tidak.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class PenugasanQuerySet(TerbatasQuerySet["Penugasan"]):
    pass


class Penugasan(models.Model):
    """A unit that carries an indicator of a unit above it, for the whole or for a stated scope [JB]."""

    JALUR_UNIT = "unit__jalur"

    indikator = models.ForeignKey(Indikator, models.CASCADE, related_name="penugasan", verbose_name="indikator")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="penugasan", verbose_name="unit")
    lingkup = models.CharField("lingkup", max_length=300, blank=True)
    tersirat = models.BooleanField(
        "tersirat", default=False, help_text="Dokumen tidak terbaca di sel ini; penugasan disimpulkan dari konteks."
    )

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["unit__kode"]
        constraints = [models.UniqueConstraint(fields=["indikator", "unit"], name="satu_penugasan_per_unit")]

    def __str__(self) -> str:
        return f"{self.indikator} → {self.unit}"
