"""How performance is measured: sasaran, indikator, target, realisasi."""

from django.apps import AppConfig


class IndikatorConfig(AppConfig):
    name = "indikator"
    verbose_name = "Indikator"
