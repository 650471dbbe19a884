"""Reading agreements: which version is in force in a quarter, and what a change changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kinerja.organisasi.models import Jabatan, Periode
from kinerja.perjanjian.banding import Beda, bandingkan
from kinerja.perjanjian.data import BarisIndikator, cairkan_pk
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.models.pk import BERLAKU


def pk_berlaku(jabatan: Jabatan, periode: Periode, triwulan: int) -> PerjanjianKinerja | None:
    """The signed version that judges this quarter; None when nothing was signed for it."""
    return semua_pk_berlaku([jabatan.pk], periode, triwulan).get(jabatan.pk)


def semua_pk_berlaku(jabatan: Collection[int], periode: Periode, triwulan: int) -> dict[int, PerjanjianKinerja]:
    """The same for many posts (ids) in one query."""
    baris = PerjanjianKinerja.objects.filter(
        jabatan__in=jabatan, periode=periode, status__in=BERLAKU, berlaku_triwulan__lte=triwulan
    )
    # A later version may start in the same quarter as the earlier one: then the later one counts.
    return {p.jabatan_id: p for p in baris.order_by("versi")}


def target_berlaku(jabatan: Jabatan, periode: Periode, triwulan: int) -> Mapping[int, BarisIndikator]:
    """What was promised for this quarter, by indicator id; empty when no agreement is in force."""
    perjanjian = pk_berlaku(jabatan, periode, triwulan)
    return {} if perjanjian is None else {b.indikator: b for b in cairkan_pk(perjanjian.isi).lampiran1}


def beda_versi(perjanjian: PerjanjianKinerja) -> tuple[Beda, ...]:
    """What this version changes against the one before; empty for the first."""
    if perjanjian.sebelumnya is None:
        return ()
    return bandingkan(cairkan_pk(perjanjian.sebelumnya.isi), cairkan_pk(perjanjian.isi))
