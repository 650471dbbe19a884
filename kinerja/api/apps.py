"""Shared parts of the REST API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kinerja.api"
    label = "api"
    verbose_name = "API"

    def ready(self) -> None:
        """The extensions of the OpenAPI document register themselves when they are imported."""
        from kinerja.api import skema  # noqa: F401, PLC0415
