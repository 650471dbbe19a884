"""The three Lampiran of [JB] as the cascade of the demo: who carries what, and every cell that says it in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from indikator.models import Indikator
from kinerja.beranda.demo.indikator import baca
from kinerja.beranda.demo.organisasi import TAHUN
from kinerja.beranda.demo.susunan import UNIT_JAKARTA_BARAT, BarisUnit
from kinerja.organisasi.models import Jabatan, Unit
from kinerja.organisasi.models.unit import JenisUnit
from kinerja.perjanjian.models.cascading import JenisTautan
from kinerja.perjanjian.services.cascading import Isian, tautkan
from kinerja.perjanjian.services.cascading_uraian import tulis_uraian

# Key in the data, number of the lampiran, the kinds of unit its cells name.
LAMPIRAN = (
    ("I_asisten", 1, (JenisUnit.ASISTEN,)),
    ("II_kepala_bagian", 2, (JenisUnit.BAGIAN,)),
    ("III_kasubbag_subkelompok", 3, (JenisUnit.SUBBAGIAN, JenisUnit.SUBKELOMPOK)),
)
_TERBIT = (4, 5)  # the day of the instruction


def muat_cascading(
    indikator: Mapping[str, Indikator], unit: Mapping[str, Unit], jabatan: Mapping[str, Jabatan]
) -> None:
    """Links and texts of Lampiran I–III for the indicators of [JB] by number; units and heads by kode.

    A cell the print lost is linked as the data infer it, marked `tersirat`. Text and note of a cell are kept as
    printed, also where the text is nothing but the names of those linked. Whoever is named on the lowest level answers
    for the indicator (`penanggung_jawab`).
    """
    for baris in baca("cascade_jakbar_2023.json")["indicators"]:
        satu = indikator[baris["id"]]
        kini = datetime(TAHUN, *_TERBIT, 10, 0, tzinfo=satu.sasaran.unit.instansi.zona)
        terbawah: list[Jabatan] = []
        for kunci, tingkat, jenis in LAMPIRAN:
            sel = baris["lampiran"][kunci]
            pengampu = list(_pengampu(sel, jenis))
            for anggota, lingkup, tersirat in pengampu:
                isian = Isian(
                    induk=satu,
                    unit=unit[anggota.kode],
                    jenis=JenisTautan.LINGKUP if lingkup else JenisTautan.LANGSUNG,
                    lingkup=lingkup,
                    tersirat=tersirat,
                )
                tautkan(pelaku=None, isian=isian, kini=kini)
            terbawah = [jabatan[anggota.kode] for anggota, _, _ in pengampu] or terbawah
            teks, catatan = sel.get("text", ""), sel.get("catatan", "")
            tulis_uraian(pelaku=None, indikator=satu, tingkat=tingkat, teks=teks, catatan=catatan, kini=kini)
        satu.penanggung_jawab.set(terbawah)


def _pengampu(sel: Mapping[str, Any], jenis: tuple[JenisUnit, ...]) -> Iterator[tuple[BarisUnit, str, bool]]:
    """(unit, scope, inferred) for each mark of a cell."""
    tersirat = sel.get("inferred", [])
    for sebutan in (*sel["assigned"], *tersirat):
        yield unit_bersebutan(sebutan, jenis), sel.get("scope", {}).get(sebutan, ""), sebutan in tersirat


def unit_bersebutan(sebutan: str, jenis: tuple[JenisUnit, ...]) -> BarisUnit:
    """The unit a cell of the lampiran means. Raises LookupError for a name nobody bears."""
    for baris in UNIT_JAKARTA_BARAT:
        if baris.sebutan == sebutan and baris.jenis in jenis:
            return baris
    raise LookupError(f"Sebutan {sebutan!r} dalam lampiran tidak dikenal.")
