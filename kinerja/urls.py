"""Every route of the product; each has a row in tests/izin/matriks.py."""

from django.contrib import admin
from django.urls import path

from kinerja import kesehatan

urlpatterns = [
    path("sehat/", kesehatan.sehat, name="sehat"),
    path("siap/", kesehatan.siap, name="siap"),
    path("admin/", admin.site.urls),
]
