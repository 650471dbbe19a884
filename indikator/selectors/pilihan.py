"""Which units and quarters a person may fill in, and which quarter it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from indikator.models import Penugasan, Sasaran
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import JendelaTriwulan, Pengguna, Periode, Unit


@dataclass(frozen=True, slots=True)
class PilihanLembar:
    """Units with lines to fill in the year `tahun`; `triwulan` 0: the year has no windows yet."""

    unit: Sequence[Unit]
    tahun: int
    triwulan: int
    semua_tahun: Sequence[int]


def pilihan_lembar(user: Pengguna, kini: datetime, tahun: str = "") -> PilihanLembar:
    """What `user` may fill in: the year asked for, else the one whose window is open, else the latest begun."""
    jendela = _jendela(user)
    semua = sorted({j.periode.tahun for j in jendela}, reverse=True)
    dipakai = [j for j in jendela if str(j.periode.tahun) == tahun] or jendela
    ini = _sekarang(dipakai, kini)
    if ini is None:
        return PilihanLembar([], 0, 0, semua)
    return PilihanLembar(list(_unit_berisi(user, ini.periode)), ini.periode.tahun, ini.triwulan, semua)


def triwulan_berjalan(user: Pengguna, kini: datetime) -> JendelaTriwulan | None:
    """The quarter whose window is open; else the one that closed last; None without any window."""
    return _sekarang(_jendela(user), kini)


def _jendela(user: Pengguna) -> Sequence[JendelaTriwulan]:
    return list(
        JendelaTriwulan.objects.filter(periode__in=Periode.objects.untuk(user))
        .select_related("periode__instansi")
        .order_by("periode__tahun", "triwulan")
    )


def _unit_berisi(user: Pengguna, periode: Periode) -> QuerySet[Unit]:
    """Units with lines in the year; each says how many are its `milik` and how many it carries (`diampu`)."""
    berisi = Q(pk__in=Sasaran.objects.filter(periode=periode).values("unit")) | Q(
        pk__in=Penugasan.objects.filter(indikator__sasaran__periode=periode).values("unit")
    )
    milik = Count("sasaran__indikator", filter=Q(sasaran__periode=periode), distinct=True)
    diampu = Count("penugasan", filter=Q(penugasan__indikator__sasaran__periode=periode), distinct=True)
    return Unit.objects.untuk(user, Aksi.ISI).filter(berisi).annotate(milik=milik, diampu=diampu).order_by("jalur")


def _sekarang(jendela: Sequence[JendelaTriwulan], kini: datetime) -> JendelaTriwulan | None:
    """The window that is open; else the one that closed last; else the first to open."""
    terbuka = [j for j in jendela if j.mulai <= kini <= j.akhir]
    lewat = [j for j in jendela if j.akhir < kini]
    calon = terbuka or lewat or list(jendela)[:1]
    return calon[-1] if calon else None
