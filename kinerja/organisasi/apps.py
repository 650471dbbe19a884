"""Instansi, unit, jabatan, pejabat, periode: who works and when; permissions and the audit trail."""

from django.apps import AppConfig


class OrganisasiConfig(AppConfig):
    name = "kinerja.organisasi"
    label = "organisasi"
    verbose_name = "Organisasi"
