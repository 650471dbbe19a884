"""How exactly figures are stored."""

from __future__ import annotations

from decimal import Decimal

from indikator.hitung.angka import bulatkan

DESIMAL_SIMPAN = 20


def setepat_simpanan(nilai: Decimal) -> Decimal:
    """As exact as the database keeps it, so that what was stored and what is computed again compare as equal."""
    return bulatkan(nilai, DESIMAL_SIMPAN)
