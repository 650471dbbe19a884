"""Health for proxies and orchestrators: `sehat` says that the process lives, `siap` that it can do its work."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg2
import redis
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

BATAS_DETIK = 2
catatan = logging.getLogger(__name__)
# One pool for the life of the process: a probe that hangs (a dead network disk) occupies a thread, it never adds more.
_kolam = ThreadPoolExecutor(max_workers=6, thread_name_prefix="siap")


@never_cache
@require_safe
def sehat(request: HttpRequest) -> HttpResponse:
    """GET /sehat/: 200 as long as the process answers; asks no database."""
    return JsonResponse({"status": "hidup"})


@never_cache
@require_safe
def siap(request: HttpRequest) -> HttpResponse:
    """GET /siap/: 200, or 503 naming what can't be reached (basis_data, broker, penyimpanan); two seconds each."""
    putus = yang_putus({"basis_data": _basis_data(), "broker": _broker, "penyimpanan": _penyimpanan})
    if putus:
        return JsonResponse({"status": "tidak siap", "tidak_terjangkau": putus}, status=503)
    return JsonResponse({"status": "siap"})


def yang_putus(periksa: Mapping[str, Callable[[], object]]) -> list[str]:
    """Names of the checks that raised or took longer than BATAS_DETIK; they run side by side."""
    janji = {nama: _kolam.submit(satu) for nama, satu in periksa.items()}
    putus = []
    for nama, hasil in janji.items():
        try:
            hasil.result(timeout=BATAS_DETIK + 0.5)
        except Exception as galat:  # noqa: BLE001 (whatever it is, this part can't be reached)
            hasil.cancel()
            # The reason may hold addresses and names: it goes to the log, not to the answer.
            catatan.warning("Tidak siap: %s (%s: %s)", nama, type(galat).__name__, galat)
            putus.append(nama)
    return putus


def _basis_data() -> Callable[[], None]:
    # A connection of its own: that of the request belongs to another thread and may hang longer than we want to wait.
    pengaturan = connection.get_connection_params()
    dsn = {nama: pengaturan[nama] for nama in ("dbname", "user", "password", "host", "port") if pengaturan.get(nama)}

    def tanya() -> None:
        koneksi = psycopg2.connect(
            **dsn,
            connect_timeout=BATAS_DETIK,
            tcp_user_timeout=BATAS_DETIK * 1000,
            options=f"-c statement_timeout={BATAS_DETIK * 1000}",
        )
        try:
            with koneksi.cursor() as kursor:
                kursor.execute("SELECT 1")
        finally:
            koneksi.close()

    return tanya


def _broker() -> None:
    with redis.Redis.from_url(
        settings.CELERY_BROKER_URL, socket_connect_timeout=BATAS_DETIK, socket_timeout=BATAS_DETIK
    ) as klien:
        klien.ping()


def _penyimpanan() -> None:
    nama = default_storage.save(f"kesehatan/{uuid4().hex}", ContentFile(b"siap"))
    default_storage.delete(nama)
