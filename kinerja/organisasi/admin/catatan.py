"""What a change made in the admin writes into the audit trail: the changed fields, before and after."""

from __future__ import annotations

from functools import reduce
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest
from django.utils import timezone

from kinerja.organisasi import jejak
from kinerja.organisasi.models import Instansi, Pengguna, Unit

_TIDAK_DICATAT = frozenset({"password", "last_login"})


def isi(objek: models.Model) -> dict[str, Any]:
    """The values of an object's own columns, without secrets."""
    return {
        kolom.attname: _polos(getattr(objek, kolom.attname))
        for kolom in objek._meta.concrete_fields
        if kolom.name not in _TIDAK_DICATAT
    }


def isi_tersimpan(objek: models.Model) -> dict[str, Any]:
    """The values as the database has them; empty for an object not saved yet."""
    lama = type(objek)._base_manager.filter(pk=objek.pk).first() if objek.pk else None
    return isi(lama) if lama else {}


def _polos(nilai: Any) -> Any:
    return nilai.name if isinstance(nilai, FieldFile) else nilai


def beda(sebelum: dict[str, Any], sesudah: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only the fields that differ, before and after."""
    kolom = [k for k in {**sebelum, **sesudah} if sebelum.get(k) != sesudah.get(k)]
    return {k: sebelum[k] for k in kolom if k in sebelum}, {k: sesudah[k] for k in kolom if k in sesudah}


def catat_ubah(
    request: HttpRequest, objek: models.Model, kerja: str, sebelum: dict[str, Any], sesudah: dict[str, Any]
) -> None:
    """One row of the trail; none when nothing changed. `kerja`: tambah, ubah or hapus."""
    lama, baru = beda(sebelum, sesudah)
    if not lama and not baru:
        return
    pelaku = request.user
    jejak.catat(
        pelaku=pelaku if isinstance(pelaku, Pengguna) else None,
        aksi=f"{objek._meta.model_name}.{kerja}",
        objek=objek,
        kini=timezone.now(),
        unit_jalur=jalur_unit(objek),
        sebelum=lama,
        sesudah=baru,
    )


def jalur_unit(objek: models.Model) -> str:
    """Path of the unit an object belongs to; the agency's top unit for rows of a whole agency; else empty."""
    jalur = getattr(type(objek), "JALUR_UNIT", None)
    if jalur is not None:
        return str(reduce(getattr, jalur.split("__"), objek))
    lewat = getattr(type(objek), "JALUR_INSTANSI", None)
    if lewat is None:
        return ""
    instansi: Instansi | None = objek if lewat == "pk" else reduce(getattr, lewat.split("__"), objek)  # type: ignore[assignment]
    puncak = Unit.objects.filter(instansi=instansi, induk=None).first()
    return puncak.jalur if puncak else ""
