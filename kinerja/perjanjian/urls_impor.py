"""Import of official layouts from Excel."""

from django.urls import URLPattern

pola: list[URLPattern] = []
