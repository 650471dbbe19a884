"""From a typed component to the stored figure, and on to the figures that depend on it."""

from datetime import datetime
from decimal import Decimal

from indikator.models import Komponen, Realisasi
from indikator.services.isian import isi_komponen
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran


def test_isian_menghitung_realisasi_dan_capaian(orang: Pemeran, juli: datetime) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    indikator = buat_indikator(
        sasaran, rumus="tepat_waktu / terbit * 100", komponen=("tepat_waktu", "terbit"), target={2: "80"}
    )
    versi = 0
    for nama, nilai in (("tepat_waktu", "42"), ("terbit", "50")):
        komponen = Komponen.objects.get(indikator=indikator, nama=nama)
        baris = isi_komponen(
            pelaku=orang.operator, komponen=komponen, triwulan=2, nilai=Decimal(nilai), versi=versi, kini=juli
        )
        versi = baris.versi
    tersimpan = Realisasi.objects.get(indikator=indikator, triwulan=2)
    assert tersimpan.nilai == Decimal(84)
    assert tersimpan.capaian == Decimal(105)
    assert tersimpan.versi == 2
