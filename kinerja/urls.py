"""Every route of the product; each has a row in tests/izin/matriks.py."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from kinerja import gaya, kesehatan

handler400 = "kinerja.web.permintaan_keliru"
handler403 = "kinerja.web.tidak_berwenang"
handler404 = "kinerja.galat.tidak_ditemukan"
handler429 = "kinerja.organisasi.akun.penolakan.terlalu_sering"  # asked for by allauth
handler500 = "kinerja.web.galat_server"

urlpatterns = [
    path("sehat/", kesehatan.sehat, name="sehat"),
    path("siap/", kesehatan.siap, name="siap"),
    path("akun/", include("kinerja.organisasi.akun.urls")),
    path("akun/", include("kinerja.api.urls")),
    path("admin/", admin.site.urls),
    path("", include("kinerja.beranda.urls")),
    path("", include("indikator.urls")),
    path("", include("survei.urls")),
    path("", include("kinerja.perjanjian.urls")),
    path("", include("kinerja.laporan.urls")),
    path("", include("kinerja.peristiwa.urls")),
    path("", include("kinerja.urls_api")),
]
if settings.DEBUG:
    urlpatterns.append(path("gaya/", gaya.gaya, name="gaya"))
