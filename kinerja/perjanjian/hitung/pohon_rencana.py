"""What a source (the cascade, last year's tree) would add to a pohon kinerja. Pure: planned here, done by a service."""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kinerja.perjanjian.hitung.pohon import JenisSimpul, Pohon, jenis_di

Pengampu = tuple[int, int | None]
"""Id of a unit, and of a post of it or None."""


@dataclass(frozen=True, slots=True)
class Butir:
    """One condition of the source, parents first; `kunci` is its id there, `teks` are indicators in words."""

    kunci: int
    induk: int | None
    jenis: JenisSimpul
    uraian: str
    indikator: tuple[int, ...] = ()
    teks: tuple[str, ...] = ()
    pengampu: tuple[Pengampu, ...] = ()


@dataclass(frozen=True, slots=True)
class ButirLintas:
    """A crosscutting link of the source: its conditions by `kunci`, or `simpul`, an id in another tree of the year."""

    dari: int
    ke: int | None
    simpul: int | None
    unit: int | None
    keterangan: str


@dataclass(frozen=True, slots=True)
class Isi:
    """What a condition already has."""

    indikator: frozenset[int] = frozenset()
    teks: frozenset[str] = frozenset()
    pengampu: frozenset[Pengampu] = frozenset()


@dataclass(frozen=True, slots=True)
class Langkah:
    """One condition of the source in the tree: new (`ada` None), or found there and lacking what is listed."""

    butir: Butir
    ada: int | None
    tingkat: int
    indikator: tuple[int, ...]
    teks: tuple[str, ...]
    pengampu: tuple[Pengampu, ...]

    @property
    def berubah(self) -> bool:
        """Whether anything is to be done."""
        return self.ada is None or bool(self.indikator or self.teks or self.pengampu)


@dataclass(frozen=True, slots=True)
class Rencana:
    """All steps, parents first, and the links to make afterwards."""

    langkah: tuple[Langkah, ...]
    lintas: tuple[ButirLintas, ...]

    @property
    def baru(self) -> int:
        """How many conditions would be made."""
        return sum(satu.ada is None for satu in self.langkah)

    @property
    def dilengkapi(self) -> int:
        """How many that are there would get something more."""
        return sum(satu.ada is not None and satu.berubah for satu in self.langkah)

    @property
    def kosong(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.lintas or any(satu.berubah for satu in self.langkah))

    @property
    def sidik(self) -> str:
        """Tells two plans apart: what was seen in the preview is what is done, or nothing."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:24]


def rencanakan(
    butir: Sequence[Butir],
    lintas: Iterable[ButirLintas],
    pohon: Pohon,
    isi: Mapping[int, Isi],
    terhubung: frozenset[tuple[int, int]] = frozenset(),
    unit_terhubung: frozenset[tuple[int, int]] = frozenset(),
) -> Rencana:
    """The steps that bring `butir` into `pohon`. What is there stays: same words mean the same condition.

    Args:
        isi: what each condition of `pohon` has.
        terhubung: pairs of conditions (smaller id first) that are linked already.
        unit_terhubung: (condition, unit) of links that name a unit only.
    """
    bernama: defaultdict[str, deque[int]] = defaultdict(deque)
    for simpul in pohon.urut:
        bernama[_baku(simpul.uraian)].append(simpul.pk)
    tempat: dict[int, int | None] = {}
    tingkat: dict[int, int] = {}
    langkah = []
    for satu in butir:
        sama = bernama[_baku(satu.uraian)]
        ada = sama.popleft() if sama else None
        punya = isi.get(ada, Isi()) if ada is not None else Isi()
        tempat[satu.kunci] = ada
        tingkat[satu.kunci] = tingkat[satu.induk] + 1 if satu.induk is not None else 0
        langkah.append(
            Langkah(
                butir=satu,
                ada=ada,
                tingkat=tingkat[satu.kunci],
                indikator=tuple(i for i in satu.indikator if i not in punya.indikator),
                teks=tuple(t for t in satu.teks if t not in punya.teks),
                pengampu=tuple(p for p in satu.pengampu if p not in punya.pengampu),
            )
        )
    perlu = tuple(s for s in lintas if not _sudah(s, tempat, terhubung, unit_terhubung))
    return Rencana(tuple(langkah), perlu)


def _sudah(
    satu: ButirLintas,
    tempat: Mapping[int, int | None],
    terhubung: frozenset[tuple[int, int]],
    unit_terhubung: frozenset[tuple[int, int]],
) -> bool:
    dari = tempat[satu.dari]
    ke = tempat[satu.ke] if satu.ke is not None else satu.simpul
    if dari is None:
        return False
    if satu.ke is None and satu.simpul is None:
        return satu.unit is not None and (dari, satu.unit) in unit_terhubung
    return ke is not None and (min(dari, ke), max(dari, ke)) in terhubung


@dataclass(frozen=True, slots=True)
class SasaranSumber:
    """An objective of the cascade: its unit, words, indicators, and who carries them without one of their own."""

    pk: int
    unit: int
    uraian: str
    indikator: tuple[int, ...]
    pengampu: tuple[Pengampu, ...]


def dari_cascading(
    puncak: Sequence[SasaranSumber], bawah: Mapping[int, Sequence[SasaranSumber]], unit: int
) -> tuple[list[Butir], list[ButirLintas]]:
    """The cascade as conditions: an objective below every one whose indicator it serves.

    The first (nearest to the top) takes it as its branch; to the others it is crosscutting. Kinds follow the level.

    Args:
        puncak: objectives `unit` answers for.
        bawah: those right below each, by id.
    """
    butir: dict[int, Butir] = {}
    tingkat: dict[int, int] = {}
    lintas: dict[tuple[int, int], ButirLintas] = {}
    tunggu: deque[tuple[SasaranSumber, int | None]] = deque((s, None) for s in puncak)
    while tunggu:
        satu, induk = tunggu.popleft()
        if satu.pk in butir:
            # Along its own branch, or back up it, the tree already says so.
            if induk is not None and butir[satu.pk].induk != induk and butir[induk].induk != satu.pk:
                pasang = (min(satu.pk, induk), max(satu.pk, induk))
                lintas.setdefault(pasang, ButirLintas(satu.pk, induk, None, None, "Mendukung juga kondisi ini"))
            continue
        tingkat[satu.pk] = tingkat[induk] + 1 if induk is not None else 0
        sendiri: tuple[Pengampu, ...] = () if satu.unit == unit else ((satu.unit, None),)
        butir[satu.pk] = Butir(
            kunci=satu.pk,
            induk=induk,
            jenis=jenis_di(tingkat[satu.pk]),
            uraian=satu.uraian,
            indikator=satu.indikator,
            pengampu=tuple(dict.fromkeys((*sendiri, *satu.pengampu))),
        )
        tunggu.extend((b, satu.pk) for b in bawah.get(satu.pk, ()) if b.pk != satu.pk)
    return list(butir.values()), list(lintas.values())


def _baku(teks: str) -> str:
    return " ".join(teks.casefold().split())
