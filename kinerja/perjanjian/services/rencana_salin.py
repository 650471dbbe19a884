"""Copying the activities of an earlier year into another; what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.models import KegiatanAksi
from kinerja.perjanjian.selectors.rencana_pilihan import baris_salin
from kinerja.perjanjian.services.rencana import baca_rencana, kunci_rencana, tambah
from kinerja.perjanjian.services.rencana_aturan import KOSONG

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@transaction.atomic
def salin(
    *, pelaku: Pengguna, unit: Unit, dari: Periode, ke: Periode, pilihan: Collection[int], kini: datetime
) -> list[KegiatanAksi]:
    """Copy the chosen activities (ids) of `dari`: texts, people in charge and targets, as a start for the new year.

    Money is not copied: it follows the new year's budget document. Nor is anything reported. What meanwhile can't be
    copied (see `baris_salin`) is left out.

    Raises PelanggaranAturan `tahun_sama`, `tidak_ada_pilihan`.
    """
    if dari.pk == ke.pk or dari.instansi_id != unit.instansi_id or ke.instansi_id != unit.instansi_id:
        raise PelanggaranAturan("tahun_sama", "Pilih dua tahun yang berbeda dari instansi unit itu.")
    kunci_rencana(unit)
    terpilih = [b for b in baris_salin(unit, dari, ke) if b.kegiatan.pk in pilihan and not b.halangan]
    if not terpilih:
        raise PelanggaranAturan(
            "tidak_ada_pilihan", "Tidak ada kegiatan yang disalin: centang sedikitnya satu yang dapat disalin."
        )
    hasil = []
    for satu in terpilih:
        assert satu.indikator is not None  # noqa: S101 (without one there is a `halangan`)
        rencana = replace(baca_rencana(satu.kegiatan), biaya=KOSONG, anggaran=None)
        hasil.append(tambah(pelaku=pelaku, unit=unit, indikator=satu.indikator, rencana=rencana, kini=kini))
    return hasil
