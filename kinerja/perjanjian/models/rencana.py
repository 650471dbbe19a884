"""The Rencana Aksi: what a unit does for an indicator, planned by quarter, and what came of it [53].

[53] asks for a Rencana Aksi below the agreement but prescribes no layout: the columns are our own choice.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Deferrable, Q

from indikator.hitung.triwulan import Pola
from indikator.models import Bukti, Indikator
from kinerja.organisasi.akses import TerbatasQuerySet
from kinerja.organisasi.models import Jabatan, Unit
from kinerja.organisasi.models.periode import TRIWULAN
from kinerja.perjanjian.models.pk_anggaran import Anggaran

PILIHAN_POLA = [
    (Pola.JUMLAH.value, "Dijumlahkan: tiap triwulan menghasilkan keluarannya sendiri"),
    (Pola.KUMULATIF.value, "Kumulatif: angka berjalan sejak awal tahun, misalnya 25, 50, 75, 100"),
]


class StatusAksi(models.TextChoices):
    """Where an activity stands in a quarter; nothing reported yet is the empty text."""

    BELUM_MULAI = "belum_mulai", "Belum mulai"
    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"
    TERTUNDA = "tertunda", "Tertunda"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class KegiatanAksiQuerySet(TerbatasQuerySet["KegiatanAksi"]):
    pass


class KegiatanAksi(models.Model):
    """One activity (kegiatan or langkah) of a unit for an indicator it answers for; the year is that of the indicator.

    Every activity has its four quarters (`TriwulanAksi`). Its money is what the quarters say; `anggaran` names the
    budget row it is taken from. `versi` counts the changes of the plan.
    """

    JALUR_UNIT = "unit__jalur"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="kegiatan_aksi", verbose_name="unit")
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="kegiatan_aksi", verbose_name="indikator")
    urutan = models.PositiveSmallIntegerField("urutan")
    uraian = models.TextField("kegiatan atau langkah")
    keluaran = models.CharField("keluaran", max_length=200, blank=True)
    satuan = models.CharField("satuan keluaran", max_length=40)
    pola = models.CharField("cara menjumlahkan", max_length=10, choices=PILIHAN_POLA, default=Pola.JUMLAH.value)
    jabatan = models.ForeignKey(
        Jabatan, models.PROTECT, null=True, blank=True, related_name="kegiatan_aksi", verbose_name="penanggung jawab"
    )
    penanggung_jawab = models.CharField("penanggung jawab (teks)", max_length=200, blank=True)
    anggaran = models.ForeignKey(
        Anggaran, models.PROTECT, null=True, blank=True, related_name="kegiatan_aksi", verbose_name="sumber anggaran"
    )
    contoh = models.BooleanField("data contoh", default=False, editable=False)
    versi = models.PositiveIntegerField("versi", default=1, editable=False)

    objects = KegiatanAksiQuerySet.as_manager()

    class Meta:
        verbose_name = "kegiatan rencana aksi"
        verbose_name_plural = "kegiatan rencana aksi"
        ordering = ["indikator", "urutan"]
        constraints = [
            # Deferred, so that two neighbours can change places within a transaction.
            models.UniqueConstraint(
                fields=["unit", "indikator", "urutan"],
                name="urutan_kegiatan_unik_per_indikator",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(urutan__gte=1), name="urutan_kegiatan_mulai_satu"),
            models.CheckConstraint(condition=~Q(uraian="") & ~Q(satuan=""), name="kegiatan_punya_uraian_dan_satuan"),
            models.CheckConstraint(
                condition=Q(pola__in=[Pola.JUMLAH.value, Pola.KUMULATIF.value]), name="pola_kegiatan_dikenal"
            ),
            models.CheckConstraint(
                condition=Q(jabatan__isnull=False) | ~Q(penanggung_jawab=""), name="kegiatan_punya_penanggung_jawab"
            ),
        ]

    def __str__(self) -> str:
        return self.uraian[:80]


class TriwulanAksiQuerySet(TerbatasQuerySet["TriwulanAksi"]):
    pass


class TriwulanAksi(models.Model):
    """One quarter of an activity: what was planned, and what was reported.

    `target` None: nothing to be delivered (N/A), `anggaran` None: no money planned. `status` "": nothing reported yet;
    afterwards `realisasi` and `serapan` None mean that nothing was planned and nothing came. Output in the activity's
    own unit, money in rupiah. `versi` counts the changes of the report.
    """

    JALUR_UNIT = "kegiatan__unit__jalur"
    jumlah_bukti: int  # only on rows of selectors/rencana.py that count it

    kegiatan = models.ForeignKey(KegiatanAksi, models.CASCADE, related_name="triwulan_aksi", verbose_name="kegiatan")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN)
    target = models.DecimalField("target keluaran", max_digits=18, decimal_places=4, null=True, blank=True)
    anggaran = models.DecimalField("anggaran (Rp)", max_digits=20, decimal_places=2, null=True, blank=True)
    realisasi = models.DecimalField("realisasi keluaran", max_digits=18, decimal_places=4, null=True, blank=True)
    serapan = models.DecimalField("anggaran terserap (Rp)", max_digits=20, decimal_places=2, null=True, blank=True)
    status = models.CharField("status", max_length=12, choices=StatusAksi, blank=True)
    kendala = models.TextField("kendala", blank=True)
    tindak_lanjut = models.TextField("tindak lanjut", blank=True)
    bukti = models.ManyToManyField(Bukti, blank=True, related_name="triwulan_aksi", verbose_name="bukti")
    diisi_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    diisi_pada = models.DateTimeField("diisi pada", null=True, blank=True)
    versi = models.PositiveIntegerField("versi", default=0, editable=False)

    objects = TriwulanAksiQuerySet.as_manager()

    class Meta:
        verbose_name = "triwulan rencana aksi"
        verbose_name_plural = "triwulan rencana aksi"
        ordering = ["kegiatan", "triwulan"]
        constraints = [
            models.UniqueConstraint(fields=["kegiatan", "triwulan"], name="satu_baris_per_triwulan_kegiatan"),
            models.CheckConstraint(condition=Q(triwulan__gte=1, triwulan__lte=4), name="triwulan_aksi_1_sampai_4"),
            models.CheckConstraint(
                condition=(Q(target=None) | Q(target__gte=0)) & (Q(anggaran=None) | Q(anggaran__gte=0)),
                name="rencana_aksi_tidak_negatif",
            ),
            models.CheckConstraint(
                condition=(Q(realisasi=None) | Q(realisasi__gte=0)) & (Q(serapan=None) | Q(serapan__gte=0)),
                name="realisasi_aksi_tidak_negatif",
            ),
            models.CheckConstraint(
                condition=Q(status="", realisasi=None, serapan=None, kendala="", tindak_lanjut="", diisi_pada=None)
                | ~Q(status="") & Q(diisi_pada__isnull=False),
                name="laporan_aksi_berstatus_dan_berwaktu",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kegiatan} {self.get_triwulan_display()}"

    @property
    def dilaporkan(self) -> bool:
        """Whether somebody has reported this quarter."""
        return bool(self.status)
