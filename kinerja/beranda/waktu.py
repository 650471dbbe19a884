"""Which quarter it is for an agency, and how long its window stays open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kinerja.organisasi.jendela import Jendela, JendelaUnit
from kinerja.organisasi.models import JendelaTriwulan, Pengguna, Periode, Perpanjangan
from kinerja.organisasi.tanggal import tulis_waktu


@dataclass(frozen=True, slots=True)
class Waktu:
    """The quarters that matter now.

    `kini`: the newest one that is open, else the one that closed last; `lainnya`: others that are open for all or,
    by an extension, for some units.
    """

    kini: JendelaUnit | None
    lainnya: Sequence[JendelaUnit]
    berikut: JendelaTriwulan | None
    belum_diatur: Sequence[int]

    @property
    def periode(self) -> Periode | None:
        """The year of the present quarter."""
        return self.kini.periode if self.kini else None


def waktu_kini(user: Pengguna, kini: datetime) -> Waktu:
    """The quarters of the person's agency that matter at `kini`; two queries."""
    if user.instansi is None:
        return Waktu(None, (), None, ())
    hari = kini.astimezone(user.instansi.zona).date()
    semua = list(
        JendelaTriwulan.objects.filter(periode__instansi=user.instansi)
        .select_related("periode__instansi")
        .order_by("buka", "triwulan")
    )
    panjang: dict[int, dict[int, date]] = defaultdict(dict)
    for p in Perpanjangan.objects.filter(jendela__periode__instansi=user.instansi, sampai__gte=hari).order_by("sampai"):
        panjang[p.jendela_id][p.unit_id] = p.sampai
    dibuka = [JendelaUnit(j.periode, j.triwulan, j, panjang[j.pk]) for j in semua if j.mulai <= kini]
    ini = next((u for u in reversed(dibuka) if u.untuk([]).terbuka(kini)), dibuka[-1] if dibuka else None)
    tahun_ini = [j.triwulan for j in semua if ini and j.periode_id == ini.periode.pk]
    return Waktu(
        kini=ini,
        lainnya=[u for u in dibuka if u is not ini and (u.panjang or u.untuk([]).terbuka(kini))],
        berikut=next((j for j in semua if j.mulai > kini), None),
        belum_diatur=[tw for tw in (1, 2, 3, 4) if tw not in tahun_ini],
    )


def kalimat_jendela(jendela: Jendela, kini: datetime) -> str:
    """`ditutup 12 hari lagi, 31 Juli 2023 pukul 23.59 WIB`; days are counted where the agency is."""
    akhir = jendela.akhir
    if akhir is None:
        return "jadwal pengisian belum diatur"
    saat = tulis_waktu(akhir, akhir.tzinfo)  # type: ignore[arg-type]
    if jendela.lewat(kini):
        return f"sudah ditutup {saat}"
    hari = (akhir.date() - kini.astimezone(akhir.tzinfo).date()).days
    sisa = {0: "hari ini", 1: "besok"}.get(hari, f"{hari} hari lagi")
    perpanjangan = " (diperpanjang)" if jendela.diperpanjang else ""
    return f"ditutup {sisa}, {saat}{perpanjangan}"
