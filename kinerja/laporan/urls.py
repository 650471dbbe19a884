"""Routes of reports; included at the root."""

from django.urls import path

from kinerja.laporan import views, views_dokumen, views_survei

app_name = "laporan"
urlpatterns = [
    path("laporan/", views.pusat, name="pusat"),
    path("laporan/minta/", views.minta, name="minta"),
    path("laporan/survei/", views_survei.pusat_survei, name="pusat_survei"),
    path("laporan/survei/minta/", views_survei.minta_survei, name="minta_survei"),
    path("laporan/rekap-survei/minta/", views_survei.minta_kota, name="minta_kota"),
    path("perjanjian/dokumen/<int:unit>/<int:tahun>/", views_dokumen.dokumen, name="dokumen"),
    path("perjanjian/dokumen/<int:unit>/<int:tahun>/minta/", views_dokumen.minta_dokumen, name="minta_dokumen"),
    path("laporan/<uuid:pk>/", views.rincian, name="rincian"),
    path("laporan/<uuid:pk>/kemajuan/", views.kemajuan, name="kemajuan"),
    path("laporan/<uuid:pk>/kebaruan/", views.kebaruan, name="kebaruan"),
    path("laporan/<uuid:pk>/batal/", views.batal, name="batal"),
    path("laporan/<uuid:pk>/unduh/", views.unduh, name="unduh"),
    path("periksa/<slug:kode>/", views.periksa, name="periksa"),
]
