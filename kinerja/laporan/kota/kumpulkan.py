"""The only queries of a survey recap: a constant number of them; a result that cannot be read is named, never fatal."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from kinerja.beku import sidik
from kinerja.laporan.kepala import kepala_unit, kop_instansi, penandatangan
from kinerja.laporan.kota.data import SKEMA, BagianUnit, DataKota, Gagal, HasilUnit
from kinerja.laporan.models import Jenis
from kinerja.laporan.survei.data import SumberHasil
from kinerja.organisasi.models import Instansi, Unit
from survei.alur import Status, tetap
from survei.hitung.kota_data import BarisKota
from survei.models import HasilSurvei, Survei
from survei.selectors.hasil import baca_beku, sebut_periode
from survei.selectors.kota import rekap, survei_setahun
from survei.selectors.uraian import sebut_sumber

log = logging.getLogger(__name__)

RUSAK = "Isi hasil yang ditetapkan tidak cocok dengan sidiknya; minta administrator memeriksanya."
ASING = "Isi hasil yang ditetapkan tidak dapat dibaca; minta administrator memeriksanya."


def kumpulkan_kota(unit: Unit, tahun: int, *, kini: datetime) -> DataKota:
    """Read and decide everything that the recap of `unit` and all below it prints.

    `unit` comes with its instansi; `kini` decides who leads the units.
    """
    instansi = unit.instansi
    semua = list(survei_setahun(unit, tahun).select_related("unit", "hasil").order_by("selesai", "pk"))
    semua = [s for s in semua if s.status != Status.DRAF]
    per_unit, gagal = _baca(s for s in semua if tetap(Status(s.status)))
    isi = rekap(unit, tahun, kecuali=[s.pk for s, _ in gagal])
    return DataKota(
        skema=SKEMA,
        jenis=Jenis.KOTA.value,
        judul=str(Jenis.KOTA.label),
        masa=f"Tahun {tahun}",
        zona=str(instansi.zona_waktu),
        kop=kop_instansi(instansi),
        unit_kode=unit.kode,
        unit_nama=unit.nama,
        rekap=replace(
            isi,
            baris=tuple(_dengan_alasan(b, gagal) for b in isi.baris),
            tanpa_hasil=tuple(_dengan_alasan(b, gagal) for b in isi.tanpa_hasil),
        ),
        bagian=_bagian(isi.baris, per_unit, unit, instansi, kini),
        gagal=tuple(Gagal(s.unit.nama, sebut_periode(s), alasan) for s, alasan in gagal),
        menunggu=sum(not tetap(Status(s.status)) for s in semua),
        penandatangan=penandatangan(unit, instansi, kini),
        sumber=tuple(SumberHasil(s.pk, _sidik(s)) for s in sorted(semua, key=lambda s: s.pk)),
    )


def _sidik(survei: Survei) -> str:
    hasil: HasilSurvei | None = getattr(survei, "hasil", None)
    return hasil.sha256 if hasil else ""


def _baca(semua: Iterable[Survei]) -> tuple[dict[int, list[HasilUnit]], list[tuple[Survei, str]]]:
    """(results by unit, surveys that could not be read with the reason)."""
    per_unit: dict[int, list[HasilUnit]] = defaultdict(list)
    gagal = []
    for satu in semua:
        if sidik(satu.hasil.isi) != satu.hasil.sha256:
            gagal.append((satu, RUSAK))
            continue
        try:
            per_unit[satu.unit_id].append(_hasil(satu))
        except (ValueError, KeyError, TypeError):
            log.exception("Hasil survei %s tidak terbaca", satu.pk)
            gagal.append((satu, ASING))
    return per_unit, gagal


def _hasil(survei: Survei) -> HasilUnit:
    isi = baca_beku(survei.hasil)
    return HasilUnit(
        survei=survei.pk,
        periode=sebut_periode(survei),
        responden=survei.hasil.responden,
        ikm=survei.hasil.ikm,
        mutu=survei.hasil.mutu,
        sumber=sebut_sumber(isi),
        catatan=isi.tercetak.catatan if isi.tercetak else "",
        unsur=isi.unsur,
    )


def _bagian(
    baris: Sequence[BarisKota], per_unit: Mapping[int, list[HasilUnit]], unit: Unit, instansi: Instansi, kini: datetime
) -> tuple[BagianUnit, ...]:
    """A section for every unit that has a result, in the order of the recap."""
    kepala = kepala_unit(unit.jalur, kini, instansi)
    return tuple(
        BagianUnit(
            unit=b.unit,
            kode=b.kode,
            nama=b.nama,
            pimpinan=kepala[b.unit].pejabat.nama if b.unit in kepala else "",
            hasil=tuple(per_unit[b.unit]),
        )
        for b in baris
        if b.unit in per_unit
    )


def _dengan_alasan(baris: BarisKota, gagal: Sequence[tuple[Survei, str]]) -> BarisKota:
    """The row, saying so when a result of the unit could not be read."""
    milik = [sebut_periode(s) for s, _ in gagal if s.unit_id == baris.unit]
    return replace(baris, alasan=f"{', '.join(milik)} tidak dapat dibaca") if milik else baris
