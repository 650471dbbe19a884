"""Sums of budget rows, exact. Pure."""

from collections.abc import Iterable
from decimal import Decimal


def jumlah(pagu: Iterable[Decimal]) -> Decimal:
    """What the amounts come to; 0 of none."""
    return sum(pagu, Decimal(0))


def sisa(pagu: Decimal, bagian: Iterable[Decimal]) -> Decimal:
    """What of an amount its parts leave; the services never let it fall below 0."""
    return pagu - jumlah(bagian)
