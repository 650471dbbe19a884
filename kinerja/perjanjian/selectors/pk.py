"""Reading agreements: which version is in force in a quarter, and what a change changed."""

from __future__ import annotations

from collections.abc import Collection

from indikator.hitung.triwulan import JUMLAH_TRIWULAN
from indikator.services.penilai import TargetBerlaku
from kinerja.organisasi.models import Periode
from kinerja.organisasi.tanggal import tulis_tanggal, tulis_triwulan
from kinerja.perjanjian.banding import Beda, bandingkan
from kinerja.perjanjian.data import cairkan_pk
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.models.pk import BERLAKU
from kinerja.perjanjian.naskah import nama_versi
from kinerja.perjanjian.selectors.pk_baris import sebagai_target


def target_unit(unit: Collection[int], periode: int) -> dict[tuple[int, int, int], TargetBerlaku]:
    """The promises of a year (id) that judge each quarter: those of the heads of these units (ids).

    By (unit, indicator, quarter). A quarter is judged by the version in force in it (rules.md 6). What nobody has
    signed for is not in it. One query, however many units. Registered with `indikator.services.penilai`.
    """
    baris = PerjanjianKinerja.objects.filter(
        jabatan__kepala=True, jabatan__unit__in=unit, periode=periode, status__in=BERLAKU
    )
    hasil: dict[tuple[int, int, int], TargetBerlaku] = {}
    for perjanjian in baris.select_related("jabatan").order_by("versi"):
        milik, sebutan = perjanjian.jabatan.unit_id, sebutan_berlaku(perjanjian)
        lampiran = cairkan_pk(perjanjian.isi).lampiran1
        for triwulan in range(perjanjian.berlaku_triwulan, JUMLAH_TRIWULAN + 1):
            # The later version counts whole: what it no longer names is no longer promised.
            for lama in [k for k in hasil if (k[0], k[2]) == (milik, triwulan)]:
                del hasil[lama]
            for b in lampiran:
                tahun = sebagai_target(b.target[JUMLAH_TRIWULAN])
                satu = TargetBerlaku(perjanjian.versi, sebagai_target(b.target[triwulan - 1]), tahun, sebutan)
                hasil[milik, b.indikator, triwulan] = satu
    return hasil


def versi_unit(unit: Collection[int], periode: Periode, triwulan: int) -> dict[int, int]:
    """The version of each unit's (id) head in force in the quarter; 0 where nothing is signed for it. One query."""
    baris = PerjanjianKinerja.objects.filter(
        jabatan__kepala=True,
        jabatan__unit__in=unit,
        periode=periode,
        status__in=BERLAKU,
        berlaku_triwulan__lte=triwulan,
    )
    return dict.fromkeys(unit, 0) | dict(baris.order_by("versi").values_list("jabatan__unit", "versi"))


def sebutan_berlaku(perjanjian: PerjanjianKinerja) -> str:
    """`PK Perubahan ke-1 (3 Juli 2023), berlaku mulai TW III`: which version, signed for which day, from when on."""
    mulai = tulis_triwulan(perjanjian.berlaku_triwulan)
    return f"{nama_versi(perjanjian.versi)} ({tulis_tanggal(perjanjian.tanggal)}), berlaku mulai {mulai}"


def beda_versi(perjanjian: PerjanjianKinerja) -> tuple[Beda, ...]:
    """What this version changes against the one before; empty for the first."""
    if perjanjian.sebelumnya is None:
        return ()
    return bandingkan(cairkan_pk(perjanjian.sebelumnya.isi), cairkan_pk(perjanjian.isi))
