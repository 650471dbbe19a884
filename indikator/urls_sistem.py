"""Routes of source systems; joined into indikator/urls.py."""

from django.urls import path

from indikator.views import sistem

pola = [
    path("sistem-sumber/", sistem.daftar, name="sistem"),
    path("sistem-sumber/baru/", sistem.baru, name="sistem_baru"),
    path("sistem-sumber/<int:pk>/", sistem.rincian, name="sistem_rincian"),
    path("sistem-sumber/<int:pk>/komponen/", sistem.komponen, name="sistem_komponen"),
    path("sistem-sumber/<int:pk>/rahasia/", sistem.rahasia, name="sistem_rahasia"),
    path("sistem-sumber/<int:pk>/cabut/", sistem.cabut, name="sistem_cabut"),
]
