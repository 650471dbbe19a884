"""Models of the agency; one file a subject."""

from kinerja.organisasi.models.instansi import Instansi
from kinerja.organisasi.models.jejak import Jejak
from kinerja.organisasi.models.pejabat import Jabatan, Pejabat, Penempatan
from kinerja.organisasi.models.pengguna import Pengguna, PeranPengguna
from kinerja.organisasi.models.periode import JendelaTriwulan, Periode, Perpanjangan
from kinerja.organisasi.models.unit import Unit

__all__ = [
    "Instansi",
    "Jabatan",
    "Jejak",
    "JendelaTriwulan",
    "Pejabat",
    "Penempatan",
    "Pengguna",
    "PeranPengguna",
    "Periode",
    "Perpanjangan",
    "Unit",
]
