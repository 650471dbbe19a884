"""Handing out: committed events get their number and one delivery for every subscription they concern; old ones go."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from kinerja.pekerjaan import kunci_pekerja
from kinerja.peristiwa.models import Langganan, Pengiriman, Peristiwa

MASA_SIMPAN = timedelta(days=30)
SEKALI = 1000
_NOMOR = uuid.UUID(int=0)


def edarkan(kini: datetime) -> int:
    """Number the committed events and address them; how many. Another hand at it: nothing is done."""
    with kunci_pekerja("peristiwa", _NOMOR) as dapat:
        return _edarkan(kini) if dapat else 0


@transaction.atomic
def _edarkan(kini: datetime) -> int:
    baru = list(Peristiwa.objects.filter(urutan__isnull=True).order_by("id")[:SEKALI])
    nomor = Peristiwa.objects.aggregate(n=Max("urutan"))["n"] or 0
    for satu in baru:
        nomor += 1
        satu.urutan = nomor
    Peristiwa.objects.bulk_update(baru, ["urutan"], batch_size=SEKALI)
    langganan = list(Langganan.objects.select_related("unit"))
    # A switched-off subscription collects too: what it missed follows when it is switched on again.
    Pengiriman.objects.bulk_create(
        Pengiriman(langganan=milik, peristiwa=satu, berikutnya=kini)
        for satu in baru
        for milik in langganan
        if satu.jenis in milik.jenis and satu.unit_jalur.startswith(milik.unit.jalur)
    )
    return len(baru)


@transaction.atomic
def buang_lama(kini: datetime) -> int:
    """Forget events older than 30 days, with their deliveries; how many. The newest stays: numbers go on from it."""
    terakhir = Peristiwa.objects.order_by("-urutan").filter(urutan__isnull=False).values("pk")[:1]
    lama = Peristiwa.objects.filter(waktu__lt=kini - MASA_SIMPAN, urutan__isnull=False)
    return lama.exclude(pk__in=list(terakhir.values_list("pk", flat=True))).delete()[1].get("peristiwa.Peristiwa", 0)
