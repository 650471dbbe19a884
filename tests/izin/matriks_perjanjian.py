"""The rows of all routes of agreements, and of the documents printed from them."""

from tests.izin.matriks_cascading import CASCADING
from tests.izin.matriks_dokumen import DOKUMEN
from tests.izin.matriks_dokumen_kinerja import DOKUMEN_KINERJA
from tests.izin.matriks_impor import IMPOR
from tests.izin.matriks_pk import PK
from tests.izin.matriks_pohon import POHON
from tests.izin.matriks_rencana import RENCANA
from tests.izin.pola import Baris

# The other agency has no year yet: a page says so.
BERTAHUN = "masuk ok ok ok ok ok ok ok ok 403 200 403"
AWAL: tuple[Baris, ...] = (
    Baris("perjanjian:awal", BERTAHUN, ok=302),
    Baris("perjanjian:pilih", BERTAHUN, lambda _: {"bagian": "pk"}, ok=302),
)
MATRIKS_PERJANJIAN: tuple[Baris, ...] = (*AWAL, *CASCADING, *PK, *POHON, *RENCANA, *IMPOR, *DOKUMEN, *DOKUMEN_KINERJA)
