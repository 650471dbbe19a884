"""Doorways from the queue; what is due stands in the database, and a repeat changes nothing."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from kinerja.api import idempoten
from kinerja.peristiwa.services import antar, edaran


@shared_task(name="peristiwa.edarkan")
def edarkan() -> None:
    """Every few seconds (settings.CELERY_BEAT_SCHEDULE): number new events, wake the subscriptions that wait."""
    kini = timezone.now()
    edaran.edarkan(kini)
    for pk in antar.yang_menunggu(kini):
        antarkan.apply_async((str(pk),), expires=60)


# A receiver that drips its answer byte by byte must not hold a worker.
@shared_task(name="peristiwa.antarkan", soft_time_limit=120, time_limit=150)
def antarkan(pk: str) -> None:
    """Deliver to one subscription."""
    antar.antarkan(UUID(pk), timezone.now())


@shared_task(name="peristiwa.bersihkan")
def bersihkan() -> None:
    """Once an hour: forget old events, and old idempotency keys."""
    kini = timezone.now()
    edaran.buang_lama(kini)
    idempoten.buang_lama(kini)
