"""What every background job shares: one worker at a time, progress that can be cancelled, messages that may get lost.

A job is a row with `status`, `langkah`, `persen`, `galat`, `batal_diminta`, `percobaan`, `diantrekan_pada`,
`mulai_pada` and `selesai_pada`. Exactly once, whatever dies in the middle: a worker holds a PostgreSQL session lock on
the job for the whole work, so a second one stays out while the first lives and takes over when it is dead; each
take-over raises `percobaan`, and every write of a worker is conditional on its own number, so a late zombie can't store
anything.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from celery import Task
from django.db import connection, connections
from django.db.models import Q, QuerySet
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

PERCOBAAN_MAKS = 3
# A message that was sent is given this long before it is taken for lost: long queues must not fill with copies.
PESAN_DIANGGAP_HILANG = timedelta(minutes=5)
# A row this young may still be on its way to the queue.
JEDA_BARU = timedelta(seconds=10)
_LUAR = "kemajuan"


class Berhenti(Exception):
    """The work ends without a result; `dibatalkan`: on request (else the row is no longer this worker's)."""

    def __init__(self, *, dibatalkan: bool) -> None:
        super().__init__(dibatalkan)
        self.dibatalkan = dibatalkan


@dataclass(frozen=True, slots=True)
class Giliran:
    """One attempt at a job. `milik`: its row while this attempt is the current one, else nothing."""

    milik: QuerySet[Any]

    def maju(self, langkah: str, persen: int) -> None:
        """Show the step. Raises Berhenti when the row is no longer ours or nobody wants the work any more."""
        batal = self.milik.values_list("batal_diminta", flat=True).first()
        if batal:
            raise Berhenti(dibatalkan=True)
        if batal is None or not self.milik.update(langkah=langkah, persen=persen):
            raise Berhenti(dibatalkan=False)

    @contextmanager
    def di_luar_transaksi(self) -> Iterator[Giliran]:
        """The same attempt on a connection of its own: others see its steps while a long transaction is open.

        The transaction itself must not have written the row before.
        """
        # `connections` is each thread's own, so one name does for all.
        connections[_LUAR] = connection.copy(_LUAR)
        try:
            yield Giliran(self.milik.using(_LUAR))
        finally:
            connections[_LUAR].close()
            del connections[_LUAR]


def nomor_kunci(jenis: str, pk: UUID) -> int:
    """The number of the advisory lock of a job of this kind (64 bits, signed)."""
    return int.from_bytes(hashlib.sha256(jenis.encode() + pk.bytes).digest()[:8], signed=True)


@contextmanager
def kunci_pekerja(jenis: str, pk: UUID) -> Iterator[bool]:
    """Try to be the one worker of this job; the database gives the lock back when the process dies."""
    nomor = nomor_kunci(jenis, pk)
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_try_advisory_lock(%s)", [nomor])
        (dapat,) = kursor.fetchone()
    try:
        yield dapat
    finally:
        if dapat:
            with connection.cursor() as kursor:
                kursor.execute("SELECT pg_advisory_unlock(%s)", [nomor])


def kirim(tugas: Task[Any, Any], pk: UUID, antrean: str) -> bool:
    """Send the job to the queue; False (and nothing lost: the sweeper sends it later) when the broker is down."""
    try:
        tugas.apply_async((str(pk),), queue=antrean)
    except OperationalError:
        log.warning("Broker tidak terjangkau; %s %s menunggu penyapu", tugas.name, pk)
        return False
    return True


def pesan_hilang(kini: datetime, sejak: str) -> Q:
    """Waiting rows whose message never left or got lost; `sejak`: the field that says since when a row waits."""
    return Q(**{"diantrekan_pada__isnull": True, f"{sejak}__lte": kini - JEDA_BARU}) | Q(
        diantrekan_pada__lte=kini - PESAN_DIANGGAP_HILANG
    )
