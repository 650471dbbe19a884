"""A light rate limit for the public check page: codes can't be guessed, but nobody should hammer the search."""

from __future__ import annotations

import logging

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def terlalu_sering(request: HttpRequest, nama: str, *, banyak: int, detik: int) -> bool:
    """Count this request of the client's address; whether it is more than `banyak` within `detik`."""
    kunci = f"laju:{nama}:{get_adapter().get_client_ip(request)}"
    try:
        cache.add(kunci, 0, timeout=detik)
        return bool(cache.incr(kunci) > banyak)
    except ValueError:  # the counter ran out between the two calls
        return False
    except RedisError:
        # The page is more useful than its limit.
        log.warning("Cache tidak terjangkau: batas laju %s tidak berlaku", nama)
        return False
