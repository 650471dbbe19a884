"""Models of what was promised; one file a subject."""

from kinerja.perjanjian.models.cascading import JenisTautan, PaketTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.models.dokumen_kinerja import DokumenKinerja, JenisDokumen, KeteranganIndikator
from kinerja.perjanjian.models.impor import BerkasImpor, JenisImpor, StatusImpor
from kinerja.perjanjian.models.pk import PerjanjianKinerja, PerpindahanPK, TemplatPernyataan
from kinerja.perjanjian.models.pk_anggaran import Anggaran
from kinerja.perjanjian.models.pk_dokumen import DokumenPK, TandaTangan
from kinerja.perjanjian.models.pohon import IndikatorSimpul, LintasSimpul, PengampuSimpul, SimpulPohon
from kinerja.perjanjian.models.rencana import KegiatanAksi, StatusAksi, TriwulanAksi

__all__ = [
    "Anggaran",
    "BerkasImpor",
    "DokumenKinerja",
    "DokumenPK",
    "IndikatorSimpul",
    "JenisDokumen",
    "JenisImpor",
    "JenisTautan",
    "KegiatanAksi",
    "KeteranganIndikator",
    "LintasSimpul",
    "PaketTautan",
    "PengampuSimpul",
    "PerjanjianKinerja",
    "PerpindahanPK",
    "SimpulPohon",
    "StatusAksi",
    "StatusImpor",
    "TandaTangan",
    "TautanKinerja",
    "TemplatPernyataan",
    "TriwulanAksi",
    "UraianTurunan",
]
