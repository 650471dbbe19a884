"""Reading uploaded survey results: read the file, recognise its columns, check its rows. No Django in here.

``baca`` opens it safely, ``kenali`` proposes what each column is, a person confirms, ``periksa`` gives the good rows
and every bad one. ``siapkan`` is the first two in one call.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from survei.unggah.kenali import Pemetaan, kenali
from survei.unggah.tabel import BarisMentah, Tabel

PRATINJAU = 200


@dataclass(frozen=True, slots=True)
class Siap:
    """A read file with its proposed mapping; ``baris`` can be walked once and still holds every row."""

    lembar: str
    pemetaan: Pemetaan
    pratinjau: tuple[BarisMentah, ...]
    baris: Iterator[BarisMentah]


def siapkan(tabel: Tabel) -> Siap:
    """Look at the first rows and propose a mapping. Raises ``KesalahanUnggah``."""
    awal = tuple(islice(tabel.baris, PRATINJAU))
    return Siap(tabel.lembar, kenali(awal), awal, chain(awal, tabel.baris))
