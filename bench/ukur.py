"""What a benchmark is, and how it is measured.

A file `bench/ukur_<nama>.py` has functions decorated with `@ukuran("name", lantai="what the floor is")`. Each is given
the environment once, prepares what it needs, and returns two callables: the work and its floor (the least that any
solution has to do, such as the bare query). Both are run in turn, so that a busy machine weighs on both alike.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Kerja = Callable[[], object]
Siapkan = Callable[[], tuple[Kerja, Kerja]]
DAFTAR: list["Ukuran"] = []


@dataclass(frozen=True)
class Ukuran:
    """A registered benchmark."""

    nama: str
    lantai: str
    siapkan: Siapkan
    ulangan: int


@dataclass(frozen=True)
class Hasil:
    """Medians in milliseconds."""

    nama: str
    lantai: str
    ms: float
    ms_lantai: float

    @property
    def nisbah(self) -> float:
        """How many times the floor."""
        return self.ms / self.ms_lantai

    @property
    def laju(self) -> float:
        """Runs per second as a part of those of the floor."""
        return self.ms_lantai / self.ms


def ukuran(nama: str, *, lantai: str, ulangan: int = 15) -> Callable[[Siapkan], Siapkan]:
    """Register a benchmark; `ulangan` is how often work and floor are measured."""

    def daftarkan(siapkan: Siapkan) -> Siapkan:
        DAFTAR.append(Ukuran(nama, lantai, siapkan, ulangan))
        return siapkan

    return daftarkan


def _ms(kerja: Kerja) -> float:
    awal = time.perf_counter()
    kerja()
    return (time.perf_counter() - awal) * 1000


def ukur(satu: Ukuran) -> Hasil:
    """Measure work and floor in turn, after one round that warms up."""
    kerja, lantai = satu.siapkan()
    kerja()
    lantai()
    pasangan = [(_ms(kerja), _ms(lantai)) for _ in range(satu.ulangan)]
    return Hasil(
        satu.nama,
        satu.lantai,
        statistics.median(ms for ms, _ in pasangan),
        statistics.median(ms for _, ms in pasangan),
    )
