"""Routes of uploading results; joined into survei/urls.py."""

from django.urls import path

from survei.views import unggah, unggah_berkas

pola = [
    path("survei/<int:pk>/unggah/", unggah.unggah, name="unggah"),
    path("survei/<int:pk>/unggah/templat/", unggah_berkas.templat, name="unggah_templat"),
    path("survei/unggah/<uuid:pk>/", unggah.unggahan, name="unggahan"),
    path("survei/unggah/<uuid:pk>/kolom/", unggah.kolom, name="unggahan_kolom"),
    path("survei/unggah/<uuid:pk>/kemajuan/", unggah.kemajuan, name="unggahan_kemajuan"),
    path("survei/unggah/<uuid:pk>/muat/", unggah.muat, name="unggahan_muat"),
    path("survei/unggah/<uuid:pk>/hentikan/", unggah.hentikan, name="unggahan_hentikan"),
    path("survei/unggah/<uuid:pk>/buang/", unggah.buang, name="unggahan_buang"),
    path("survei/unggah/<uuid:pk>/urungkan/", unggah.urungkan, name="unggahan_urungkan"),
    path("survei/unggah/<uuid:pk>/salah/", unggah_berkas.salah, name="unggahan_salah"),
    path("survei/unggah/<uuid:pk>/salah/excel/", unggah_berkas.salah_excel, name="unggahan_salah_excel"),
    path("survei/unggah/<uuid:pk>/berkas/", unggah_berkas.berkas, name="unggahan_berkas"),
]
