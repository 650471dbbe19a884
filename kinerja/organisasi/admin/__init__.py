"""Pages of the agency's master data; one file a subject, registered on import."""

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group

from kinerja.organisasi.admin import jejak, pejabat, pengguna, periode, susunan

__all__ = ["jejak", "pejabat", "pengguna", "periode", "susunan"]

# Brought by libraries; permissions here are roles at units, and accounts have no e-mail.
admin.site.unregister([Group, EmailAddress])
