"""Routes of reports; included at the root."""

from django.urls import path

from kinerja.laporan import views

app_name = "laporan"
urlpatterns = [
    path("laporan/", views.pusat, name="pusat"),
    path("laporan/minta/", views.minta, name="minta"),
    path("laporan/<uuid:pk>/", views.rincian, name="rincian"),
    path("laporan/<uuid:pk>/kemajuan/", views.kemajuan, name="kemajuan"),
    path("laporan/<uuid:pk>/batal/", views.batal, name="batal"),
    path("laporan/<uuid:pk>/unduh/", views.unduh, name="unduh"),
    path("periksa/<slug:kode>/", views.periksa, name="periksa"),
]
