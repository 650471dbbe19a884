"""Filling a pohon kinerja from the cascade or from another year: seen first, then done exactly as seen [89]."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from indikator.models import Indikator
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.hitung.pohon import JenisSimpul
from kinerja.perjanjian.hitung.pohon_rencana import Langkah, Pengampu, Rencana
from kinerja.perjanjian.models.pohon import SimpulPohon
from kinerja.perjanjian.selectors.pohon_sumber import rencana_cascading, rencana_salin
from kinerja.perjanjian.services.cascading import kunci_cascade, wajib_kelola
from kinerja.perjanjian.services.pohon import IsiSimpul, tambah, ubah
from kinerja.perjanjian.services.pohon_lintas import hubungkan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@transaction.atomic
def susun_dari_cascading(
    *, pelaku: Pengguna | None, unit: Unit, periode: Periode, sidik: str | None, kini: datetime
) -> Rencana:
    """Add what the cascade of `unit` has and its tree lacks; nothing that is there is taken away or moved.

    Args:
        sidik: `Rencana.sidik` of the preview; None does whatever there is to do.

    Raises PermissionDenied, and PelanggaranAturan `rencana_berubah`, `tidak_ada_perubahan`, and those of `tambah`.
    """
    return _kerjakan(pelaku, unit, periode, lambda: rencana_cascading(unit, periode), sidik, kini)


@transaction.atomic
def salin_tahun(
    *, pelaku: Pengguna | None, unit: Unit, dari: Periode, ke: Periode, sidik: str | None, kini: datetime
) -> Rencana:
    """Add what the tree of `unit` in `dari` has and its tree in `ke` lacks. Arguments and refusals as above.

    Raises also PelanggaranAturan `tahun_sama`, `instansi_lain`.
    """
    if dari.pk == ke.pk:
        raise PelanggaranAturan("tahun_sama", "Pilih dua tahun yang berbeda.")
    if {dari.instansi_id, ke.instansi_id} != {unit.instansi_id}:
        raise PelanggaranAturan("instansi_lain", "Kedua tahun harus dari instansi unit itu.")
    return _kerjakan(pelaku, unit, ke, lambda: rencana_salin(unit, dari, ke), sidik, kini)


@dataclass
class _Tempat:
    """The tree being filled: what each key of the source has become, and the rows it speaks of."""

    unit: Unit
    periode: Periode
    simpul: dict[int, SimpulPohon] = field(default_factory=dict)
    indikator: dict[int, Indikator] = field(default_factory=dict)
    unit_lain: dict[int, Unit] = field(default_factory=dict)
    jabatan: dict[int, Jabatan] = field(default_factory=dict)

    def pengampu(self, isi: tuple[Pengampu, ...]) -> tuple[tuple[Unit, Jabatan | None], ...]:
        """Ids as rows; carriers that have left the subtree since do not come along."""
        return tuple(
            (self.unit_lain[u], self.jabatan[j] if j is not None else None)
            for u, j in isi
            if self.unit_lain[u].jalur.startswith(self.unit.jalur) and (j is None or self.jabatan[j].unit_id == u)
        )


def _kerjakan(
    pelaku: Pengguna | None,
    unit: Unit,
    periode: Periode,
    susun: Callable[[], Rencana],
    sidik: str | None,
    kini: datetime,
) -> Rencana:
    wajib_kelola(pelaku, unit)
    kunci_cascade(periode)
    rencana = susun()
    if rencana.kosong:
        raise PelanggaranAturan("tidak_ada_perubahan", "Semua isi sumber sudah ada dalam pohon ini.")
    if sidik is not None and sidik != rencana.sidik:
        raise PelanggaranAturan(
            "rencana_berubah",
            "Sumber atau pohonnya berubah sejak pratinjau ini dibuka. Belum ada yang disimpan; "
            "periksa pratinjau yang baru, lalu terapkan lagi.",
        )
    tempat = _muat(unit, periode, rencana)
    for langkah in rencana.langkah:
        _satu(pelaku, langkah, tempat, kini)
    for satu in rencana.lintas:
        ke = tempat.simpul[satu.ke] if satu.ke is not None else None
        if satu.simpul is not None:
            ke = SimpulPohon.objects.get(pk=satu.simpul)
        hubungkan(
            pelaku=pelaku,
            dari=tempat.simpul[satu.dari],
            ke=ke,
            unit=tempat.unit_lain[satu.unit] if satu.unit is not None else None,
            keterangan=satu.keterangan,
            kini=kini,
        )
    return rencana


def _muat(unit: Unit, periode: Periode, rencana: Rencana) -> _Tempat:
    pengampu = {p for s in rencana.langkah for p in s.pengampu}
    ada = SimpulPohon.objects.select_related("unit", "periode").in_bulk(
        [s.ada for s in rencana.langkah if s.ada is not None]
    )
    return _Tempat(
        unit=unit,
        periode=periode,
        simpul={s.butir.kunci: ada[s.ada] for s in rencana.langkah if s.ada is not None},
        indikator=Indikator.objects.select_related("sasaran__unit").in_bulk(
            {i for s in rencana.langkah for i in s.indikator}
        ),
        unit_lain=Unit.objects.in_bulk({u for u, _ in pengampu} | {s.unit for s in rencana.lintas if s.unit}),
        jabatan=Jabatan.objects.in_bulk({j for _, j in pengampu if j is not None}),
    )


def _satu(pelaku: Pengguna | None, langkah: Langkah, tempat: _Tempat, kini: datetime) -> None:
    butir = langkah.butir
    indikator = tuple(tempat.indikator[i] for i in langkah.indikator)
    pengampu = tempat.pengampu(langkah.pengampu)
    if langkah.ada is None:
        isi = IsiSimpul(butir.jenis, butir.uraian, indikator, langkah.teks, pengampu)
        induk = tempat.simpul[butir.induk] if butir.induk is not None else None
        tempat.simpul[butir.kunci] = tambah(
            pelaku=pelaku, unit=tempat.unit, periode=tempat.periode, induk=induk, isi=isi, kini=kini
        )
    elif langkah.berubah:
        simpul = tempat.simpul[butir.kunci]
        lama = isi_simpul(simpul)
        isi = IsiSimpul(
            lama.jenis,
            lama.uraian,
            (*lama.indikator, *indikator),
            (*lama.teks, *langkah.teks),
            (*lama.pengampu, *pengampu),
        )
        ubah(pelaku=pelaku, simpul=simpul, isi=isi, versi=simpul.versi, kini=kini)


def isi_simpul(simpul: SimpulPohon) -> IsiSimpul:
    """A stored condition as `ubah` takes it."""
    ukuran = list(simpul.ukuran.select_related("indikator__sasaran__unit"))
    return IsiSimpul(
        jenis=JenisSimpul(simpul.jenis),
        uraian=simpul.uraian,
        indikator=tuple(u.indikator for u in ukuran if u.indikator is not None),
        teks=tuple(u.teks for u in ukuran if u.indikator is None),
        pengampu=tuple((p.unit, p.jabatan) for p in simpul.pengampu.select_related("unit", "jabatan")),
    )
