"""Routes of the agency's own resources below /api/v1/."""

from rest_framework.routers import SimpleRouter

from kinerja.api.organisasi import jejak, views

perute = SimpleRouter()
perute.register("instansi", views.InstansiViewSet, basename="instansi")
perute.register("unit", views.UnitViewSet, basename="unit")
perute.register("jabatan", views.JabatanViewSet, basename="jabatan")
perute.register("periode", views.PeriodeViewSet, basename="periode")
perute.register("jejak", jejak.JejakViewSet, basename="jejak")
pola = perute.urls
