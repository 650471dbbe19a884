"""Events and webhooks."""

from django.apps import AppConfig


class PeristiwaConfig(AppConfig):
    name = "kinerja.peristiwa"
    label = "peristiwa"
    verbose_name = "Peristiwa"
