"""Models of measuring; one file a subject."""

from indikator.models.bukti import Bukti
from indikator.models.indikator import Indikator, Komponen, Penugasan, Sasaran
from indikator.models.realisasi import NilaiKomponen, Perpindahan, Realisasi, VersiRealisasi
from indikator.models.satuan import Satuan, SkalaPredikat, TingkatPredikat
from indikator.models.sistem import KirimanSistem, SistemSumber, SumberTerdaftar
from indikator.models.target import Target
from indikator.models.turunan import Turunan

__all__ = [
    "Bukti",
    "Indikator",
    "KirimanSistem",
    "Komponen",
    "NilaiKomponen",
    "Penugasan",
    "Perpindahan",
    "Realisasi",
    "Sasaran",
    "Satuan",
    "SistemSumber",
    "SkalaPredikat",
    "SumberTerdaftar",
    "Target",
    "TingkatPredikat",
    "Turunan",
    "VersiRealisasi",
]
