"""Models of what was promised; one file a subject."""

from kinerja.perjanjian.models.cascading import JenisTautan, PaketTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.models.pk import PerjanjianKinerja, PerpindahanPK, TemplatPernyataan
from kinerja.perjanjian.models.pk_anggaran import Anggaran
from kinerja.perjanjian.models.pk_dokumen import DokumenPK, TandaTangan

__all__ = [
    "Anggaran",
    "DokumenPK",
    "JenisTautan",
    "PaketTautan",
    "PerjanjianKinerja",
    "PerpindahanPK",
    "TandaTangan",
    "TautanKinerja",
    "TemplatPernyataan",
    "UraianTurunan",
]
