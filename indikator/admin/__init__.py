"""Pages of what is measured, for planners; one file a subject, registered on import."""

from indikator.admin import indikator, skala

__all__ = ["indikator", "skala"]
