"""One line of the quarter's entry grid, in the shape that page, form and script use."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from indikator.models import Indikator
from indikator.models.indikator import JenisSasaran
from indikator.selectors.riwayat import SEBUTAN_URAIAN
from indikator.selectors.tulis import Sel
from kinerja.organisasi.jendela import JendelaUnit
from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class SelKomponen:
    """One component of a line's formula.

    `kolom` counts the typed components of the line from 0; `asal` names what a computed one comes from.
    After a refusal `galat` says why, and `diketik` holds what was typed; `teks` is always what is stored.
    """

    pk: int
    label: str
    teks: str
    kolom: int
    pilihan: tuple[str, ...] = ()
    asal: str = ""
    galat: str = ""
    diketik: str = ""


@dataclass(frozen=True, slots=True)
class SelUraian:
    """One of the texts beside the figure; `galat` and `diketik` as in SelKomponen."""

    kolom: str
    label: str
    teks: str
    galat: str = ""
    diketik: str = ""


@dataclass(frozen=True, slots=True)
class Baris:
    """One line of the grid.

    `wajib`: this quarter has a target, so a realisation is due. `menurut` names the promise the target stands in, ""
    when it is the plan's. `terkunci` says why the line cannot be changed now.
    """

    indikator: Indikator
    triwulan: int
    realisasi_id: int | None
    versi: int
    sel: tuple[SelKomponen, ...]
    target: Sel
    menurut: str
    lalu: tuple[tuple[str, Sel], ...]
    nilai: Sel
    alasan_kosong: str
    capaian: Sel
    kelas: str
    nada: str
    status: str
    uraian: Mapping[str, str]
    jumlah_bukti: int
    contoh: bool
    wajib: bool
    terisi: bool
    terkunci: str
    boleh_tarik: bool
    alasan_kembali: str
    dikembalikan_oleh: str
    galat_uraian: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def pk(self) -> int:
        """Id of the indicator: the line's name in page and form."""
        return self.indikator.pk

    @property
    def diketik(self) -> tuple[SelKomponen, ...]:
        """Components that are typed."""
        return tuple(s for s in self.sel if not s.asal)

    @property
    def terhitung(self) -> tuple[SelKomponen, ...]:
        """Components that come from another indicator."""
        return tuple(s for s in self.sel if s.asal)

    @property
    def asal(self) -> str:
        """What the page shows of every typed cell, as JSON: the form without JavaScript tells changes by it."""
        sel = {f"k-{s.pk}": s.teks for s in self.diketik}
        return json.dumps(sel | {f"u-{self.pk}-{kolom}": teks for kolom, teks in self.uraian.items()})

    @property
    def sel_uraian(self) -> list[SelUraian]:
        """The texts as cells."""
        hasil = []
        for kolom, label in SEBUTAN_URAIAN.items():
            diketik, galat = self.galat_uraian.get(kolom, ("", ""))
            hasil.append(SelUraian(kolom, label, self.uraian[kolom], galat, diketik))
        return hasil

    @property
    def jumlah_uraian(self) -> int:
        """How many of the texts are filled in."""
        return sum(bool(teks) for teks in self.uraian.values())

    @property
    def dapat_diajukan(self) -> bool:
        """Complete, and still with the operator."""
        return not self.terkunci and self.terisi

    @property
    def kurang(self) -> str:
        """Why a due line cannot be submitted yet; empty when it can or need not."""
        if self.terkunci or self.terisi or not self.wajib:
            return ""
        return self.nilai.alasan


@dataclass(frozen=True, slots=True)
class Pembaca:
    """Who looks, when, and under which windows; `boleh_isi`: holds the role to fill these lines."""

    pengguna: Pengguna
    boleh_isi: bool
    kini: datetime
    jendela: JendelaUnit


def kelompokkan(baris: Sequence[Baris]) -> list[tuple[str, list[Baris]]]:
    """Lines by kind of sasaran, in the order of the documents."""
    return [
        (str(JenisSasaran(jenis).label), list(isi))
        for jenis, isi in groupby(baris, key=lambda b: b.indikator.sasaran.jenis)
    ]
