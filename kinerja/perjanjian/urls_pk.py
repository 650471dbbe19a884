"""The agreements themselves."""

from django.urls import URLPattern

pola: list[URLPattern] = []
