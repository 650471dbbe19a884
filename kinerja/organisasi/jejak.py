"""Writing the audit trail; called inside the transaction of the change it records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from kinerja.organisasi.models import Jejak

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

_ENKODER = DjangoJSONEncoder()


def _polos(nilai: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them: Decimals and dates as text."""
    return {k: v if v is None or isinstance(v, bool | int | str | list | dict) else _teks(v) for k, v in nilai.items()}


def _teks(nilai: Any) -> str:
    return str(nilai.pk) if isinstance(nilai, models.Model) else str(_ENKODER.default(nilai))


def catat(
    *,
    pelaku: Pengguna | None,
    aksi: str,
    objek: models.Model,
    kini: datetime,
    unit_jalur: str = "",
    sebelum: Mapping[str, Any] | None = None,
    sesudah: Mapping[str, Any] | None = None,
    alasan: str = "",
) -> Jejak:
    """Add one row to the trail; the arguments are those of `susun`."""
    satu = susun(
        pelaku=pelaku,
        aksi=aksi,
        objek=objek,
        kini=kini,
        unit_jalur=unit_jalur,
        sebelum=sebelum,
        sesudah=sesudah,
        alasan=alasan,
    )
    satu.save(force_insert=True)
    return satu


def susun(
    *,
    pelaku: Pengguna | None,
    aksi: str,
    objek: models.Model,
    kini: datetime,
    unit_jalur: str = "",
    sebelum: Mapping[str, Any] | None = None,
    sesudah: Mapping[str, Any] | None = None,
    alasan: str = "",
) -> Jejak:
    """One row of the trail, not yet stored: who changes many objects at once stores their rows together.

    Args:
        pelaku: who acted; None for the system itself.
        aksi: what was done, a short verb phrase such as `realisasi.ajukan`.
        objek: the object that changed (saved).
        unit_jalur: path of the unit the object belongs to: decides who may read the row.
        sebelum, sesudah: the changed fields only.
    """
    return Jejak(
        waktu=kini,
        pelaku=pelaku,
        lewat=pelaku.lewat if pelaku is not None else "",
        aksi=aksi,
        objek_jenis=objek._meta.label_lower,
        objek_id=str(objek.pk),
        unit_jalur=unit_jalur,
        sebelum=_polos(sebelum or {}),
        sesudah=_polos(sesudah or {}),
        alasan=alasan,
    )
