"""Until when sign-in is closed after too many tries: allauth counts, this reads its counters."""

from datetime import UTC, datetime

from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest

APLIKASI = "allauth.account"


def dibuka_lagi(request: HttpRequest, aksi: str, kunci: str | None = None) -> datetime | None:
    """The moment the next try of `aksi` (a key of ACCOUNT_RATE_LIMITS) is allowed; None while tries are left.

    Args:
        kunci: what a per-key limit counts by (the account tried); limits per key are left out without it.
    """
    batas_penuh: list[float] = []
    for laju in get_rates(app=APLIKASI, action=aksi):
        if (laju.per == "key" and kunci is None) or (laju.per == "user" and not request.user.is_authenticated):
            continue
        # Newest first, and never longer than the limit: the last one is the first to expire.
        percobaan: list[float] = cache.get(get_cache_key(request, app=APLIKASI, action=aksi, rate=laju, key=kunci), [])
        if len(percobaan) >= laju.amount:
            batas_penuh.append(percobaan[-1] + laju.duration)
    return datetime.fromtimestamp(max(batas_penuh), UTC) if batas_penuh else None
