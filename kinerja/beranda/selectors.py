"""What planners, heads, auditors and administrators should know now; one query each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from indikator.alur import Aksi as AksiAlur
from indikator.alur import Status
from indikator.hitung.capaian import JenisTarget
from indikator.models import Indikator, Komponen, Perpindahan, Realisasi, Target
from kinerja.beranda.waktu import Waktu
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Pengguna

BANYAK_KARTU = 12
BANYAK_BARIS = 10


@dataclass(frozen=True, slots=True)
class Pantauan:
    """How far one unit is with the present quarter."""

    unit_id: int
    unit: str
    jumlah: int
    disetujui: int

    @property
    def persen(self) -> int:
        """Lines approved, in whole percent."""
        return self.disetujui * 100 // self.jumlah if self.jumlah else 0


@dataclass(frozen=True, slots=True)
class Celah:
    """Indicators of one unit that cannot be measured yet."""

    unit: str
    tanpa_target: int
    tanpa_komponen: int


def pantauan(user: Pengguna, waktu: Waktu) -> list[Pantauan]:
    """Units that have not finished the present quarter, those with the least approved first; one query."""
    if waktu.kini is None:
        return []
    triwulan = waktu.kini.triwulan
    milik = {"indikator": OuterRef("pk"), "triwulan": triwulan}
    baris = (
        Indikator.objects.untuk(user, Aksi.BACA)
        .filter(sasaran__periode=waktu.kini.periode)
        .annotate(
            bertarget=Exists(Target.objects.filter(**milik).exclude(jenis=JenisTarget.NA.value)),
            disetujui=Exists(Realisasi.objects.filter(**milik, status=Status.DISETUJUI)),
        )
        .filter(bertarget=True)
        .order_by()
        .values("sasaran__unit", "sasaran__unit__nama")
        .annotate(jumlah=Count("pk"), selesai=Count("pk", filter=Q(disetujui=True)))
    )
    hasil = [
        Pantauan(b["sasaran__unit"], b["sasaran__unit__nama"], b["jumlah"], b["selesai"])
        for b in baris
        if b["selesai"] < b["jumlah"]
    ]
    return sorted(hasil, key=lambda p: (p.persen, p.unit))


def celah_perencanaan(user: Pengguna, waktu: Waktu) -> list[Celah]:
    """Units with indicators that lack targets or components, so that nobody could report them; one query."""
    if waktu.periode is None:
        return []
    baris = (
        Indikator.objects.untuk(user, Aksi.KELOLA_KINERJA)
        .filter(sasaran__periode=waktu.periode)
        .annotate(
            bertarget=Exists(Target.objects.filter(indikator=OuterRef("pk"), triwulan__gte=1)),
            berkomponen=Exists(Komponen.objects.filter(indikator=OuterRef("pk"))),
        )
        .order_by()
        .values("sasaran__unit__nama")
        .annotate(
            tanpa_target=Count("pk", filter=Q(bertarget=False)), tanpa_komponen=Count("pk", filter=Q(berkomponen=False))
        )
        .filter(Q(tanpa_target__gt=0) | Q(tanpa_komponen__gt=0))
        .order_by("sasaran__unit__nama")
    )
    return [Celah(b["sasaran__unit__nama"], b["tanpa_target"], b["tanpa_komponen"]) for b in baris]


def koreksi_terbaru(user: Pengguna) -> list[Perpindahan]:
    """The newest corrections of approved figures within reach; one query."""
    return list(
        Perpindahan.objects.filter(realisasi__in=Realisasi.objects.untuk(user, Aksi.BACA_JEJAK), aksi=AksiAlur.KOREKSI)
        .select_related("pelaku", "realisasi__indikator__sasaran__unit", "realisasi__indikator__sasaran__periode")
        .order_by("-id")[:5]
    )


def akun_tanpa_peran(user: Pengguna) -> list[str]:
    """Active accounts of the agency that hold no role and so can do nothing; one query."""
    return list(
        Pengguna.objects.untuk(user, Aksi.KELOLA_ORGANISASI)
        .filter(is_active=True, is_superuser=False, peran__isnull=True)
        .order_by("nama")
        .values_list("nama", flat=True)[:BANYAK_BARIS]
    )
