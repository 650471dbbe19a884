"""Routes of surveys below /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from survei.api import views, views_jawaban

perute = SimpleRouter()
perute.register("survei", views.SurveiViewSet, basename="survei")
perute.register("hasil-survei", views.HasilViewSet, basename="hasil-survei")
perute.register("rtl", views.RtlViewSet, basename="rtl")
perute.register("unggahan", views_jawaban.UnggahanViewSet, basename="unggahan")
pola = [
    *perute.urls,
    path("survei/<int:pk>/jawaban/", views_jawaban.JawabanView.as_view(), name="survei-jawaban"),
    path("rekap-survei/", views.RekapView.as_view(), name="rekap-survei"),
]
