"""All routes of `survei`."""

from survei.urls_hasil import pola as hasil
from survei.urls_kelola import pola as kelola
from survei.urls_rekap import pola as rekap
from survei.urls_unggah import pola as unggah

app_name = "survei"
urlpatterns = [*hasil, *kelola, *rekap, *unggah]
