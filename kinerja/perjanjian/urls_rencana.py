"""The Rencana Aksi."""

from django.urls import URLPattern

pola: list[URLPattern] = []
