"""The way into each part without a unit and year in the address; comes after all other routes."""

from django.urls import URLPattern, path

from kinerja.perjanjian.views import lingkup

pola: list[URLPattern] = [
    path("perjanjian/", lingkup.awal, name="awal"),
    path("perjanjian/<slug:bagian>/", lingkup.pilih, name="pilih"),
]
