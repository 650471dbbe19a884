"""The pohon kinerja."""

from django.urls import URLPattern

pola: list[URLPattern] = []
