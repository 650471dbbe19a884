"""Writing an event down; called inside the transaction of the change it tells of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from kinerja.organisasi.models import Unit
from kinerja.peristiwa.models import JenisPeristiwa, Peristiwa


def catat_peristiwa(
    jenis: JenisPeristiwa, *, objek: models.Model, unit: Unit, kini: datetime, isi: Mapping[str, Any]
) -> Peristiwa:
    """Add one row to the outbox; it is told to others only if the caller's transaction is kept.

    Args:
        objek: what changed (saved, and locked by the caller, so that its events have an order).
        unit: the unit it belongs to; decides who is told.
        isi: identifiers and the new state, no personal data; Decimals become text.
    """
    return Peristiwa.objects.create(
        jenis=jenis,
        objek_jenis=objek._meta.label_lower,
        objek_id=str(objek.pk),
        unit_kode=unit.kode,
        unit_jalur=unit.jalur,
        isi=json.loads(json.dumps(isi, cls=DjangoJSONEncoder)),
        waktu=kini,
    )
