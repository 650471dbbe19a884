"""Doorways from the queue; the report's row carries status, step, percent and error, and a repeat changes nothing."""

from typing import Any
from uuid import UUID

from celery import shared_task
from celery.signals import worker_init
from django.utils import timezone
from django.utils.module_loading import import_string

from kinerja.laporan import pembangunan, permintaan
from kinerja.laporan.jenis import PEMBUAT


@worker_init.connect
def muat_pencetak(**_: Any) -> None:
    """Load what draws documents before the worker forks: once, shared by all its processes."""
    for satu in PEMBUAT.values():
        import_string(satu.jalur_pdf)
        import_string(satu.jalur_excel)


@shared_task(name="laporan.buat")
def buat(pk: str) -> None:
    """Build one report."""
    pembangunan.bangun(UUID(pk), kini=timezone.now())


@shared_task(name="laporan.sapu")
def sapu() -> None:
    """Every few seconds (settings.CELERY_BEAT_SCHEDULE): free what a dead worker or a lost message left."""
    permintaan.sapu(timezone.now())
