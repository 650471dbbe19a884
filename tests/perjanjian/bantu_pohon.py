"""A small pohon kinerja for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.hitung.pohon import JenisSimpul
from kinerja.perjanjian.models import SimpulPohon
from kinerja.perjanjian.selectors.pohon import kerangka
from kinerja.perjanjian.services.pohon import IsiSimpul, tambah
from tests.orang import Pemeran

KINI = datetime(2023, 1, 20, 3, 0, tzinfo=UTC)


def isi(
    uraian: str,
    jenis: JenisSimpul = JenisSimpul.CSF,
    *,
    indikator: tuple[Indikator, ...] = (),
    teks: tuple[str, ...] = (),
    pengampu: tuple[tuple[Unit, Jabatan | None], ...] = (),
) -> IsiSimpul:
    """A condition as it is wanted."""
    return IsiSimpul(jenis, uraian, indikator, teks, pengampu)


def buat_simpul(
    orang: Pemeran, uraian: str, induk: SimpulPohon | None = None, *, unit: Unit | None = None, **lain: Any
) -> SimpulPohon:
    """A stored condition in the tree of `unit` (kota); at the top an ultimate outcome, below it a CSF."""
    lain.setdefault("jenis", JenisSimpul.ULTIMATE if induk is None else JenisSimpul.CSF)
    return tambah(
        pelaku=orang.perencana,
        unit=unit or orang.kota,
        periode=lain.pop("periode", orang.periode),
        induk=induk,
        isi=isi(uraian, **lain),
        kini=KINI,
    )


def bentuk(unit: Unit, tahun: int = 2023) -> list[str]:
    """The tree as its numbers and words: `1.2 Layanan cepat`."""
    pohon = kerangka(unit, Periode.objects.get(instansi=unit.instansi, tahun=tahun))
    return [f"{pohon.nomor[s.pk]} {s.uraian}" for s in pohon.urut]
