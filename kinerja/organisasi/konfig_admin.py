"""The admin app with our site; apart from situs.py, because an app's configuration is read before any model."""

from django.contrib.admin.apps import AdminConfig


class KonfigAdmin(AdminConfig):
    """Named in INSTALLED_APPS in place of django.contrib.admin."""

    default_site = "kinerja.organisasi.situs.SitusAdmin"
