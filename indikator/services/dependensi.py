"""What is computed from what: components that take another indicator's value, and roll-ups."""

from __future__ import annotations

from collections.abc import Collection

from indikator.models import Komponen, Turunan
from indikator.models.indikator import SumberKomponen


def bergantung_pada(sumber: Collection[int]) -> list[int]:
    """Ids of the indicators computed directly from these."""
    rujuk = Komponen.objects.filter(rujukan__in=sumber, sumber=SumberKomponen.INDIKATOR)
    gulung = Turunan.objects.filter(anak__in=sumber)
    return sorted({*rujuk.values_list("indikator_id", flat=True), *gulung.values_list("induk_id", flat=True)})


def semua_bergantung(sumber: Collection[int]) -> set[int]:
    """Ids of the indicators whose figures follow from one of these, over all levels."""
    temu: set[int] = set()
    lapis = set(sumber)
    while lapis:
        lapis = set(bergantung_pada(lapis)) - temu
        temu |= lapis
    return temu


def sumber_dari(indikator: Collection[int]) -> list[tuple[int, int]]:
    """Pairs (indicator, what it is directly computed from) for each of these."""
    rujuk = Komponen.objects.filter(indikator__in=indikator, sumber=SumberKomponen.INDIKATOR, rujukan__isnull=False)
    pasang = [(dari, ke) for dari, ke in rujuk.values_list("indikator_id", "rujukan_id") if ke is not None]
    return pasang + list(Turunan.objects.filter(induk__in=indikator).values_list("induk_id", "anak_id"))
