"""What waits for a verifier or an approver, by owning unit and quarter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Min, OuterRef, Q, Subquery

from indikator.alur import Status
from indikator.models import Perpindahan, Realisasi
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Pengguna
from kinerja.organisasi.tanggal import tulis_triwulan

# What each judge waits for.
DITUNGGU = {Aksi.VERIFIKASI: Status.DIAJUKAN, Aksi.SETUJUI: Status.DIVERIFIKASI}
_UNIT = "indikator__sasaran__unit"
_TAHUN = "indikator__sasaran__periode__tahun"


@dataclass(frozen=True, slots=True)
class BarisAntrean:
    """One unit and quarter with lines that wait.

    `menunggu` lines wait since `sejak` at the longest, sent by `pengirim`; `milik_sendiri` of them were submitted by
    the person who is asking, who may not verify them. `jumlah` counts all lines of the quarter that anyone has begun.
    """

    unit_id: int
    unit: str
    tahun: int
    triwulan: int
    menunggu: int
    milik_sendiri: int
    jumlah: int
    sejak: datetime | None
    pengirim: tuple[str, ...]

    @property
    def sebutan(self) -> str:
        """`TW II 2023`."""
        return f"{tulis_triwulan(self.triwulan)} {self.tahun}"

    def usia(self, kini: datetime) -> str:
        """How long the oldest line has been waiting, in words."""
        return "" if self.sejak is None else tulis_usia(kini - self.sejak)


def tulis_usia(lama: timedelta) -> str:
    """`2 tahun`, `3 bulan`, `12 hari`, `5 jam`, `kurang dari 1 jam`: only as fine as it matters."""
    for hari, kata in ((365, "tahun"), (30, "bulan")):
        if lama.days >= 2 * hari:
            return f"{lama.days // hari} {kata}"
    if lama.days >= 1:
        return f"{lama.days} hari"
    jam = int(lama.total_seconds() // 3600)
    return f"{jam} jam" if jam >= 1 else "kurang dari 1 jam"


def antrean(user: Pengguna, aksi: Aksi) -> list[BarisAntrean]:
    """Units and quarters with lines waiting for `user` to do `aksi` (VERIFIKASI or SETUJUI), the oldest first.

    One query. Lines are counted where they are owned, for that is where they are judged.
    """
    status = DITUNGGU[aksi]
    masuk = Perpindahan.objects.filter(realisasi=OuterRef("pk"), ke=status).order_by("-id").values("waktu")[:1]
    menunggu = Q(status=status)
    pengirim = "diajukan_oleh__nama" if aksi is Aksi.VERIFIKASI else "diverifikasi_oleh__nama"
    bernama = menunggu & Q(**{f"{pengirim}__isnull": False})
    baris = (
        Realisasi.objects.untuk(user, aksi)
        .annotate(masuk=Subquery(masuk))
        .values(_UNIT, f"{_UNIT}__nama", _TAHUN, "triwulan")
        .annotate(
            jumlah=Count("pk"),
            menunggu=Count("pk", filter=menunggu),
            milik_sendiri=Count("pk", filter=menunggu & Q(diajukan_oleh=user)),
            sejak=Min("masuk", filter=menunggu),
            pengirim=ArrayAgg(pengirim, filter=bernama, distinct=True, default=[]),
        )
        .filter(menunggu__gt=0)
        .order_by("sejak", f"{_UNIT}__nama", "triwulan")
    )
    return [
        BarisAntrean(
            unit_id=b[_UNIT],
            unit=b[f"{_UNIT}__nama"],
            tahun=b[_TAHUN],
            triwulan=b["triwulan"],
            menunggu=b["menunggu"],
            milik_sendiri=b["milik_sendiri"] if aksi is Aksi.VERIFIKASI else 0,
            jumlah=b["jumlah"],
            sejak=b["sejak"],
            pengirim=tuple(b["pengirim"]),
        )
        for b in baris
    ]


def jumlah_menunggu(baris: Iterable[BarisAntrean]) -> int:
    """Lines waiting over all units and quarters."""
    return sum(b.menunggu for b in baris)
