"""Doorways from the queue; the report's row carries status, step, percent and error, and a repeat changes nothing."""

from importlib import import_module
from typing import Any
from uuid import UUID

from celery import shared_task
from celery.signals import worker_init
from django.utils import timezone

from kinerja.laporan import pembangunan, permintaan


@worker_init.connect
def muat_pencetak(**_: Any) -> None:
    """Load what draws documents before the worker forks: once, shared by all its processes."""
    import_module("kinerja.laporan.excel")
    import_module("kinerja.laporan.pdf")


@shared_task(name="laporan.buat")
def buat(pk: str) -> None:
    """Build one report."""
    pembangunan.bangun(UUID(pk), kini=timezone.now())


@shared_task(name="laporan.sapu")
def sapu() -> None:
    """Every few seconds (settings.CELERY_BEAT_SCHEDULE): free what a dead worker or a lost message left."""
    permintaan.sapu(timezone.now())
