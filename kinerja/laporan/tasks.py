"""Doorways from the queue; the report's row carries status, step, percent and error, and a repeat changes nothing."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from kinerja.laporan import pembangunan, permintaan


@shared_task(name="laporan.buat")
def buat(pk: str) -> None:
    """Build one report."""
    pembangunan.bangun(UUID(pk), kini=timezone.now())


@shared_task(name="laporan.sapu")
def sapu() -> None:
    """Every few seconds (settings.CELERY_BEAT_SCHEDULE): free what a dead worker or a lost message left."""
    permintaan.sapu(timezone.now())
