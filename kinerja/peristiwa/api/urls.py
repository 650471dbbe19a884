"""Routes of events below /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from kinerja.peristiwa.api import views

perute = SimpleRouter()
perute.register("langganan", views.LanggananViewSet, basename="langganan")
perute.register("pengiriman", views.PengirimanViewSet, basename="pengiriman")
pola = [
    path("peristiwa/", views.PeristiwaViewSet.as_view({"get": "list"}, basename="peristiwa"), name="peristiwa-list"),
    *perute.urls,
]
