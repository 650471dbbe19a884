"""The shape of a pohon kinerja: kinds of conditions, order and numbers, what hangs below what [89]. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class JenisSimpul(StrEnum):
    """From the result that is wanted down to what is done daily [89]."""

    ULTIMATE = "ultimate"
    CSF = "csf"
    INTERMEDIATE = "intermediate"
    IMMEDIATE = "immediate"
    OUTPUT = "output"


SEBUTAN_JENIS: Mapping[JenisSimpul, str] = {
    JenisSimpul.ULTIMATE: "Ultimate outcome",
    JenisSimpul.CSF: "Critical success factor",
    JenisSimpul.INTERMEDIATE: "Intermediate outcome",
    JenisSimpul.IMMEDIATE: "Immediate outcome",
    JenisSimpul.OUTPUT: "Output",
}
ARTI_JENIS: Mapping[JenisSimpul, str] = {
    JenisSimpul.ULTIMATE: "hasil akhir yang dijabarkan pohon ini",
    JenisSimpul.CSF: "faktor kunci keberhasilan",
    JenisSimpul.INTERMEDIATE: "kondisi antara",
    JenisSimpul.IMMEDIATE: "kondisi antara yang langsung dipengaruhi",
    JenisSimpul.OUTPUT: "kondisi paling operasional",
}
# A chain of reasons longer than this is a mistake, and no paper could show it.
TINGKAT_MAKS = 12
SIMPUL_MAKS = 1000

_PERINGKAT = {jenis: n for n, jenis in enumerate(JenisSimpul)}


def peringkat(jenis: JenisSimpul) -> int:
    """0 for the ultimate outcome, 4 for an output."""
    return _PERINGKAT[jenis]


def jenis_di(tingkat: int) -> JenisSimpul:
    """The usual kind on this level (0 is the top); everything below the fifth is an output."""
    semua = tuple(JenisSimpul)
    return semua[min(tingkat, len(semua) - 1)]


@dataclass(frozen=True, slots=True)
class Simpul:
    """One condition with everything written beside it.

    `ukuran`: (id of the indicator or None for one in words, its text); `pengampu`: names of units and posts.
    """

    pk: int
    induk: int | None
    jenis: JenisSimpul
    uraian: str
    ukuran: tuple[tuple[int | None, str], ...] = ()
    pengampu: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pohon:
    """The conditions of one tree by id, their children in order (`None`: the tops), level and number (`1.2.1`)."""

    simpul: Mapping[int, Simpul] = field(default_factory=dict)
    anak: Mapping[int | None, Sequence[int]] = field(default_factory=dict)
    tingkat: Mapping[int, int] = field(default_factory=dict)
    nomor: Mapping[int, str] = field(default_factory=dict)

    @property
    def urut(self) -> list[Simpul]:
        """Every condition, each before what is below it."""
        return [self.simpul[pk] for pk in self.nomor]

    def anak_dari(self, pk: int | None) -> Sequence[int]:
        """Ids right below; None: the tops."""
        return self.anak.get(pk, ())

    def cabang(self, pk: int) -> list[int]:
        """`pk` and every id below it, each before what is below it."""
        hasil, tunggu = [], [pk]
        while tunggu:
            hasil.append(satu := tunggu.pop())
            tunggu.extend(reversed(self.anak_dari(satu)))
        return hasil

    def tinggi(self, pk: int) -> int:
        """How many levels `pk` and what is below it take: 1 for a leaf."""
        return 1 + max(self.tingkat[s] for s in self.cabang(pk)) - self.tingkat[pk]


@dataclass(frozen=True, slots=True)
class Lintas:
    """A crosscutting link as one tree shows it: from its own condition `simpul` to `tujuan`.

    `tujuan` is the id of the other condition where it stands in the same tree; `uraian` its words, "" where they may
    not be shown; `unit` names the unit involved (that of the other condition unless the link says another).
    """

    pk: int
    simpul: int
    tujuan: int | None
    uraian: str
    unit: str
    keterangan: str
    milik_pohon: bool


@dataclass(frozen=True, slots=True)
class PohonLengkap:
    """One tree with its crosscutting links, in the order of their conditions."""

    pohon: Pohon
    lintas: tuple[Lintas, ...]

    def lintas_dari(self, pk: int) -> list[Lintas]:
        """Links of one condition, whichever end of them it is."""
        return [s for s in self.lintas if pk in (s.simpul, s.tujuan)]


def susun_pohon(simpul: Iterable[Simpul]) -> Pohon:
    """The tree of conditions given in the order of their siblings.

    One whose parent is not among them stands at the top. Raises ValueError when they hang in a circle.
    """
    semua = {s.pk: s for s in simpul}
    anak: defaultdict[int | None, list[int]] = defaultdict(list)
    for s in semua.values():
        anak[s.induk if s.induk in semua else None].append(s.pk)
    tingkat: dict[int, int] = {}
    nomor: dict[int, str] = {}
    tunggu = [(pk, 0, str(n)) for n, pk in reversed(list(enumerate(anak[None], 1)))]
    while tunggu:
        pk, dalam, sebut = tunggu.pop()
        tingkat[pk], nomor[pk] = dalam, sebut
        tunggu.extend((a, dalam + 1, f"{sebut}.{n}") for n, a in reversed(list(enumerate(anak.get(pk, ()), 1))))
    if len(nomor) != len(semua):
        raise ValueError("Simpul melingkar: sebagian tidak bermuara ke puncak.")
    return Pohon(semua, dict(anak), tingkat, nomor)


def tersembunyi(pohon: Pohon, tutup: Collection[int]) -> set[int]:
    """Ids below a closed branch; the closed ones themselves stay in sight."""
    return {bawah for pk in tutup if pk in pohon.simpul for bawah in pohon.cabang(pk)[1:]}
