"""Changes of the agency's structure that need more than saving one row."""

from __future__ import annotations

from django.db import transaction

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Instansi, Unit


@transaction.atomic
def simpan_unit(unit: Unit) -> Unit:
    """Save a unit, new or moved, with the paths of its whole subtree.

    The agency's row is the lock of its tree: two moves at once would otherwise see each other's old paths, and could
    put two units under one another.

    Raises PelanggaranAturan `unit_melingkar` when the new parent has meanwhile moved below the unit, and
    `induk_wajib` for a unit that would become a second top.
    """
    Instansi.objects.select_for_update().get(pk=unit.instansi_id)
    if unit.pk:
        unit.jalur = Unit.objects.values_list("jalur", flat=True).get(pk=unit.pk)
    if unit.induk_id is None:
        _pastikan_satu_puncak(unit)
    else:
        unit.induk = Unit.objects.get(pk=unit.induk_id)
        if unit.pk and unit.induk.jalur.startswith(unit.jalur):
            raise PelanggaranAturan("unit_melingkar", "Unit tidak dapat dipindahkan ke bawah dirinya sendiri.")
    unit.save()
    return unit


def _pastikan_satu_puncak(unit: Unit) -> None:
    if Unit.objects.filter(instansi=unit.instansi_id, induk=None).exclude(pk=unit.pk).exists():
        raise PelanggaranAturan("induk_wajib", "Instansi sudah memiliki unit puncak; pilih unit induk.")
