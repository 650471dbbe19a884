"""Models of measuring; one file a subject."""

from indikator.models.bukti import Bukti
from indikator.models.indikator import Indikator, Komponen, Penugasan, Sasaran
from indikator.models.realisasi import NilaiKomponen, Perpindahan, Realisasi, VersiRealisasi
from indikator.models.satuan import Satuan, SkalaPredikat, TingkatPredikat
from indikator.models.target import Target
from indikator.models.turunan import Turunan

__all__ = [
    "Bukti",
    "Indikator",
    "Komponen",
    "NilaiKomponen",
    "Penugasan",
    "Perpindahan",
    "Realisasi",
    "Sasaran",
    "Satuan",
    "SkalaPredikat",
    "Target",
    "TingkatPredikat",
    "Turunan",
    "VersiRealisasi",
]
