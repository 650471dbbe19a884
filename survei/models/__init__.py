"""Models of measuring satisfaction; one file a subject."""

from survei.models.hasil import HasilSurvei, RekapTercetak, RencanaTindakLanjut, VersiHasil
from survei.models.jawaban import Jawaban, Tally, Tautan, Unggahan
from survei.models.survei import Layanan, PertanyaanTambahan, Survei, UnsurSurvei
from survei.models.tautan_indikator import TautanIndikator

__all__ = [
    "HasilSurvei",
    "Jawaban",
    "Layanan",
    "PertanyaanTambahan",
    "RekapTercetak",
    "RencanaTindakLanjut",
    "Survei",
    "Tally",
    "Tautan",
    "TautanIndikator",
    "Unggahan",
    "UnsurSurvei",
    "VersiHasil",
]
