"""The agreement itself: parties, content, status, versions; and the agency's own statement."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kinerja.organisasi.akses import Aksi, TerbatasQuerySet
from kinerja.organisasi.models import Instansi, Jabatan, Pejabat, Periode
from kinerja.organisasi.models.pejabat import JenisPenempatan
from kinerja.organisasi.models.periode import TRIWULAN
from kinerja.perjanjian.alur import SEBUTAN_ALASAN, Status
from kinerja.perjanjian.naskah import Naskah

PILIHAN_STATUS = [
    (Status.DRAF, "Draf"),
    (Status.DIAJUKAN, "Diajukan"),
    (Status.DIKEMBALIKAN, "Dikembalikan"),
    (Status.DISETUJUI, "Disetujui atasan"),
    (Status.DITANDATANGANI, "Ditandatangani"),
]
DAPAT_DISUSUN = (Status.DRAF.value, Status.DIKEMBALIKAN.value)
# Only what has been signed by all parties is in force.
BERLAKU = (Status.DITANDATANGANI,)


class TemplatPernyataanQuerySet(TerbatasQuerySet["TemplatPernyataan"]):
    pass


class TemplatPernyataan(models.Model):
    """One version of an agency's statement; changing it adds a version, so old agreements can name theirs."""

    JALUR_INSTANSI = "instansi"

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="templat_pernyataan", verbose_name="instansi")
    versi = models.PositiveSmallIntegerField("versi")
    judul = models.TextField("judul")
    pembuka = models.TextField("pembuka")
    janji = models.TextField("janji")
    pengawasan = models.TextField("pengawasan")
    pembuka_sendiri = models.TextField("pembuka, tanpa pihak kedua")
    janji_sendiri = models.TextField("janji, tanpa pihak kedua")
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField("dibuat pada")

    objects = TemplatPernyataanQuerySet.as_manager()

    class Meta:
        verbose_name = "templat pernyataan"
        verbose_name_plural = "templat pernyataan"
        ordering = ["-versi"]
        constraints = [models.UniqueConstraint(fields=["instansi", "versi"], name="versi_templat_unik_per_instansi")]
        triggers = [pgtrigger.Protect(name="templat_hanya_ditambah", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.instansi} v{self.versi}"

    def sebagai_naskah(self) -> Naskah:
        """The words, as the pure core takes them."""
        return Naskah(**{nama: getattr(self, nama) for nama in Naskah.__dataclass_fields__})


class PerjanjianKinerjaQuerySet(TerbatasQuerySet["PerjanjianKinerja"]):
    def periode(self, periode: Periode) -> PerjanjianKinerjaQuerySet:
        """Of one year."""
        return self.filter(periode=periode)


class PerjanjianKinerja(models.Model):
    """One version of the agreement of a post for a year (rules.md 6).

    `isi` is the canonical JSON of a `DataPK` and `sha256` its hash. Both are made anew while the row is a draft (or was
    returned) and stand still from submission on, so that what is approved is what is signed.
    `versi` counts the agreements of the post and year; `versi_baris` counts the changes of this row.
    """

    JALUR_UNIT = "jabatan__unit__jalur"
    # What the two parties may do whatever roles they hold.
    PIHAK = {
        Aksi.BACA: ("pejabat_pertama__pengguna", "pejabat_kedua__pengguna"),
        Aksi.AJUKAN_PK: ("pejabat_pertama__pengguna",),
        Aksi.SETUJUI_PK: ("pejabat_kedua__pengguna",),
        Aksi.TANDATANGANI_PK: ("pejabat_pertama__pengguna", "pejabat_kedua__pengguna"),
    }

    jabatan = models.ForeignKey(Jabatan, models.PROTECT, related_name="perjanjian", verbose_name="jabatan")
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="perjanjian", verbose_name="periode")
    versi = models.PositiveSmallIntegerField("versi", default=1)
    sebelumnya = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="pengganti", verbose_name="versi sebelumnya"
    )
    alasan = models.CharField(
        "alasan perubahan", max_length=1, blank=True, choices=[(a.value, s) for a, s in SEBUTAN_ALASAN.items()]
    )
    uraian_alasan = models.TextField("uraian alasan perubahan", blank=True)
    berlaku_triwulan = models.PositiveSmallIntegerField("berlaku mulai", choices=TRIWULAN, default=1)

    pejabat_pertama = models.ForeignKey(Pejabat, models.PROTECT, related_name="+", verbose_name="pihak pertama")
    jenis_pertama = models.CharField("penempatan pihak pertama", max_length=10, choices=JenisPenempatan)
    jabatan_kedua = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="jabatan pihak kedua"
    )
    pejabat_kedua = models.ForeignKey(
        Pejabat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pihak kedua"
    )
    jenis_kedua = models.CharField("penempatan pihak kedua", max_length=10, blank=True, choices=JenisPenempatan)
    tempat = models.CharField("tempat", max_length=80, blank=True)
    tanggal = models.DateField("tanggal")

    status = models.CharField("status", max_length=16, choices=PILIHAN_STATUS, default=Status.DRAF)
    versi_baris = models.PositiveIntegerField("perubahan ke-", default=1)
    isi = models.TextField("isi")
    sha256 = models.CharField("SHA-256", max_length=64)
    kode_periksa = models.CharField("kode periksa", max_length=12, unique=True)
    diajukan_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    diajukan_pada = models.DateTimeField("diajukan pada", null=True)
    disetujui_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    disetujui_pada = models.DateTimeField("disetujui pada", null=True)
    ditandatangani_pada = models.DateTimeField("ditandatangani pada", null=True)

    objects = PerjanjianKinerjaQuerySet.as_manager()

    class Meta:
        verbose_name = "perjanjian kinerja"
        verbose_name_plural = "perjanjian kinerja"
        ordering = ["jabatan__unit__kode", "jabatan__nama", "versi"]
        constraints = [
            models.UniqueConstraint(fields=["jabatan", "periode", "versi"], name="versi_pk_unik_per_jabatan_dan_tahun"),
            models.UniqueConstraint(
                fields=["jabatan", "periode"],
                condition=~Q(status=Status.DITANDATANGANI.value),
                name="satu_pk_berjalan_per_jabatan",
                violation_error_message="Jabatan ini masih memiliki PK lain yang belum ditandatangani.",
            ),
            models.CheckConstraint(
                condition=Q(versi=1, sebelumnya=None, alasan="", berlaku_triwulan=1)
                | (Q(versi__gt=1, sebelumnya__isnull=False) & ~Q(alasan="") & ~Q(uraian_alasan="")),
                name="pk_perubahan_punya_alasan_dan_asal",
            ),
            models.CheckConstraint(
                condition=Q(jabatan_kedua=None, pejabat_kedua=None, jenis_kedua="")
                | (Q(jabatan_kedua__isnull=False, pejabat_kedua__isnull=False) & ~Q(jenis_kedua="")),
                name="pihak_kedua_lengkap_atau_tidak_ada",
            ),
            models.CheckConstraint(
                condition=Q(pejabat_kedua=None) | ~Q(pejabat_kedua=F("pejabat_pertama")),
                name="kedua_pihak_bukan_orang_yang_sama",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.DITANDATANGANI.value) | Q(ditandatangani_pada__isnull=False),
                name="pk_ditandatangani_punya_waktu",
            ),
            models.CheckConstraint(
                condition=Q(berlaku_triwulan__gte=1, berlaku_triwulan__lte=4), name="pk_berlaku_triwulan_1_sampai_4"
            ),
        ]
        triggers = [
            # The database itself refuses to change what has been signed, whatever code or console asks.
            pgtrigger.Protect(
                name="pk_ditandatangani_tetap",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status=Status.DITANDATANGANI.value),
            ),
            pgtrigger.Protect(
                name="isi_pk_tetap_sejak_diajukan",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status__in=DAPAT_DISUSUN)
                & (
                    pgtrigger.Q(old__isi__df=pgtrigger.F("new__isi"))
                    | pgtrigger.Q(old__sha256__df=pgtrigger.F("new__sha256"))
                ),
            ),
            pgtrigger.Protect(name="pk_tidak_dihapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.judul}: {self.jabatan}"

    @property
    def judul(self) -> str:
        """`Perjanjian Kinerja 2023`, `Perjanjian Kinerja Perubahan ke-1 2023`."""
        perubahan = f" Perubahan ke-{self.versi - 1}" if self.versi > 1 else ""
        return f"Perjanjian Kinerja{perubahan} {self.periode.tahun}"

    @property
    def sendiri(self) -> bool:
        """Whether the first party signs alone (the head of government)."""
        return self.pejabat_kedua_id is None


class PerpindahanPK(models.Model):
    """One move of an agreement through its workflow."""

    perjanjian = models.ForeignKey(PerjanjianKinerja, models.PROTECT, related_name="perpindahan")
    waktu = models.DateTimeField("waktu")
    pelaku = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    aksi = models.CharField("aksi", max_length=16)
    dari = models.CharField("dari", max_length=16, choices=PILIHAN_STATUS)
    ke = models.CharField("ke", max_length=16, choices=PILIHAN_STATUS)
    alasan = models.TextField("alasan", blank=True)
    versi_baris = models.PositiveIntegerField("perubahan ke-")

    class Meta:
        verbose_name = "perpindahan perjanjian kinerja"
        verbose_name_plural = "perpindahan perjanjian kinerja"
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="perpindahan_pk_hanya_ditambah", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.perjanjian_id}: {self.dari} → {self.ke}"
