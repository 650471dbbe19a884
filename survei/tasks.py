"""Doorways from the queue; the upload's row carries status, step, percent and error, and a repeat changes nothing."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from survei.services import kiriman, unggahan_kerja


@shared_task(name="survei.unggahan")
def kerjakan_unggahan(pk: str) -> None:
    """Check or load one uploaded file, whichever it waits for; a sent batch goes on to loading by itself."""
    hasil = unggahan_kerja.kerjakan(UUID(pk), kini=timezone.now())
    if hasil is not None:
        kiriman.lanjutkan(hasil, timezone.now())


@shared_task(name="survei.sapu_unggahan")
def sapu_unggahan() -> None:
    """Every few seconds (settings.CELERY_BEAT_SCHEDULE): free what a dead worker left, drop what nobody decided on."""
    unggahan_kerja.sapu(timezone.now())
