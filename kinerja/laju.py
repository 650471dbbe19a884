"""A light rate limit for public pages: generous to people behind one shared address, closed to hammering."""

from __future__ import annotations

import hashlib
import logging

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def terlalu_sering(request: HttpRequest, nama: str, *, banyak: int, detik: int) -> bool:
    """Count this request of the client's address; whether it is more than `banyak` within `detik`.

    `nama` says what is counted. Only a hash of the address is kept, and no longer than the window.
    """
    alamat = hashlib.sha256(str(get_adapter().get_client_ip(request)).encode()).hexdigest()[:24]
    kunci = f"laju:{nama}:{alamat}"
    try:
        cache.add(kunci, 0, timeout=detik)
        return bool(cache.incr(kunci) > banyak)
    except ValueError:  # the counter ran out between the two calls
        return False
    except RedisError:
        # The page is more useful than its limit.
        log.warning("Cache tidak terjangkau: batas laju %s tidak berlaku", nama)
        return False
