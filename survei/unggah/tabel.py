"""What a read file looks like to the steps after it, and the limits every file is held to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Sel = str | float | int | bool | date | datetime | time | timedelta | None
BarisMentah = tuple[int, list[Sel]]
Isi = str | int | date | time | None
"""A characteristic as read: text, a number, a day, an hour."""

MAKS_BERKAS = 50 * 1024 * 1024
MAKS_BARIS = 200_000
MAKS_KOLOM = 100


@dataclass(frozen=True, slots=True)
class Tabel:
    """A sheet: rows as (row number in the file, cells). ``baris`` can be walked once."""

    lembar: str
    baris: Iterator[BarisMentah]
