"""All routes of agreements: PK, cascading, pohon kinerja, Rencana Aksi and import."""

from kinerja.perjanjian.urls_awal import pola as awal
from kinerja.perjanjian.urls_cascading import pola as cascading
from kinerja.perjanjian.urls_dokumen_kinerja import pola as dokumen_kinerja
from kinerja.perjanjian.urls_impor import pola as impor
from kinerja.perjanjian.urls_pk import pola as pk
from kinerja.perjanjian.urls_pohon import pola as pohon
from kinerja.perjanjian.urls_rencana import pola as rencana

app_name = "perjanjian"
urlpatterns = [*pk, *cascading, *pohon, *rencana, *impor, *dokumen_kinerja, *awal]
