"""The matrix of a superior's indicators and who carries them, and its checks."""

from django.urls import URLPattern

pola: list[URLPattern] = []
