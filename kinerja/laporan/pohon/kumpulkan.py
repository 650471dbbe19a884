"""The only queries of a printed pohon kinerja: a constant number of them."""

from __future__ import annotations

from datetime import datetime

from kinerja.laporan.kepala import kop_instansi, penandatangan
from kinerja.laporan.models import Jenis
from kinerja.laporan.pohon.data import SKEMA, DataPohon
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.models import SimpulPohon
from kinerja.perjanjian.selectors.pohon import baca_pohon


def halangan_pohon(unit: Unit, periode: Periode) -> str:
    """Why there is no pohon kinerja to print, in a sentence; "" when there is. One query."""
    if SimpulPohon.objects.pohon(unit, periode).exists():
        return ""
    return (
        f"{unit.nama} belum mempunyai pohon kinerja tahun {periode.tahun}. "
        "Perencana menyusunnya pada tab Pohon Kinerja."
    )


def kumpulkan_pohon(unit: Unit, periode: Periode, *, kini: datetime) -> DataPohon:
    """Read and decide everything the tree of `unit` prints.

    Whoever reads this unit may read the document, so conditions of units outside it are named by their unit only.
    `periode` comes with its instansi; `kini` decides who leads the unit.
    """
    lengkap = baca_pohon(unit, periode, lambda jalur: jalur.startswith(unit.jalur))
    return DataPohon(
        skema=SKEMA,
        jenis=Jenis.POHON.value,
        judul=str(Jenis.POHON.label),
        masa=f"Tahun {periode.tahun}",
        tahun=periode.tahun,
        zona=str(periode.instansi.zona_waktu),
        kop=kop_instansi(periode.instansi),
        unit_kode=unit.kode,
        unit_nama=unit.nama,
        simpul=tuple(lengkap.pohon.urut),
        lintas=lengkap.lintas,
        penandatangan=penandatangan(unit, periode.instansi, kini),
    )
