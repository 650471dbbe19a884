"""The project's own app: loads Celery, system checks and template tags."""

from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    name = "kinerja"
    label = "kinerja"
    verbose_name = "Kinerja"

    def ready(self) -> None:
        # Imported here so that kinerja/__init__.py stays empty and `import kinerja.x` costs nothing.
        from kinerja import celery, checks  # noqa: F401, PLC0415
