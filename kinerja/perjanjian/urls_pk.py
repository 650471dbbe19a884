"""The agreements themselves."""

from django.urls import URLPattern, path

from kinerja.perjanjian.views import pk, pk_rincian

pola: list[URLPattern] = [
    path("perjanjian/saya/", pk.saya, name="pk_saya"),
    path("perjanjian/pk/<int:pk>/", pk_rincian.rincian, name="pk_rincian"),
    path("perjanjian/pk/<int:unit>/<int:tahun>/", pk.daftar, name="pk"),
]
