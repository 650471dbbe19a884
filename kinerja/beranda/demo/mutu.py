"""What the Sasaran Mutu document [MM] prints beside its indicators: number, effective date, frequencies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from indikator.models import Indikator
from kinerja.beranda.demo.indikator import baca
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.models import JenisDokumen, KeteranganIndikator
from kinerja.perjanjian.services.dokumen_kinerja import IsiKepala, tulis_kepala

BERLAKU = date(2023, 7, 1)  # printed "Juli 2023"


def muat_dokumen_mutu(periode: Periode, unit: Unit, indikator: Mapping[str, Indikator], kini: datetime) -> None:
    """The head of the document, and the frequency of each of `indikator` (by number, "7.1")."""
    cetakan = baca("sasaran_mutu_2023.json")
    tulis_kepala(
        pelaku=None,
        unit=unit,
        periode=periode,
        jenis=JenisDokumen.SASARAN_MUTU,
        isi=IsiKepala(nomor=cetakan["dokumen_no"], berlaku=BERLAKU, hanya_bulan=True),
        kini=kini,
    )
    KeteranganIndikator.objects.bulk_create(
        KeteranganIndikator(indikator=indikator[f"{baris['no']}.1"], frekuensi=baris["frekuensi"])
        for baris in cetakan["sasaran_mutu"]
    )
