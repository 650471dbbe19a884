"""Routes of measuring below /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from indikator.api import views, views_bukti, views_realisasi, views_tulis

BARIS = "realisasi/<int:indikator>/<int:triwulan>/"

perute = SimpleRouter()
perute.register("sasaran", views.SasaranViewSet, basename="sasaran")
perute.register("indikator", views.IndikatorViewSet, basename="indikator")
perute.register("target", views.TargetViewSet, basename="target")
pola = [
    *perute.urls,
    path(
        "realisasi/",
        views_realisasi.RealisasiDaftar.as_view({"get": "list"}, basename="realisasi"),
        name="realisasi-list",
    ),
    path("realisasi/massal/", views_tulis.MassalView.as_view(), name="realisasi-massal"),
    path(BARIS, views_realisasi.BarisView.as_view(), name="realisasi-detail"),
    path(f"{BARIS}riwayat/", views_realisasi.RiwayatView.as_view(), name="realisasi-riwayat"),
    path(f"{BARIS}komponen/<slug:nama>/", views_tulis.KomponenView.as_view(), name="realisasi-komponen"),
    path(f"{BARIS}ajukan/", views_tulis.AjukanView.as_view(), name="realisasi-ajukan"),
    path(f"{BARIS}bukti/", views_bukti.BuktiBarisView.as_view(), name="realisasi-bukti"),
    path("bukti/<int:pk>/", views_bukti.BuktiViewSet.as_view({"get": "retrieve"}), name="bukti-detail"),
    path("bukti/<int:pk>/unduh/", views_bukti.BuktiViewSet.as_view({"get": "unduh"}), name="bukti-unduh"),
]
