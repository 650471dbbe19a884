"""Carrying out an import row by row: each in a savepoint, what it did or why it was refused written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from indikator.hitung.kesalahan import KesalahanHitung
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.impor.baca import Baris
from kinerja.perjanjian.impor.salah import Salah, SelSalah

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


class Keadaan(StrEnum):
    """What a row means for what is stored."""

    BARU = "baru"
    BERUBAH = "berubah"
    SAMA = "sama"


@dataclass(frozen=True, slots=True)
class Beda:
    """One field: its name, what is stored ("" nothing), what the file says."""

    kolom: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class Langkah:
    """One thing a row is about: its kind (`Indikator`, `Tautan`), state, name, place in the file, and what differs."""

    bagian: str
    keadaan: Keadaan
    sebutan: str
    tempat: str
    beda: tuple[Beda, ...] = ()


@dataclass(frozen=True, slots=True)
class Asing:
    """A name in the file that no unit bears: where it stands, and the depth below the owner it was looked for at."""

    teks: str
    tempat: str
    tingkat: int


@dataclass
class Pelaksana:
    """Who imports what where, and everything that came of it so far.

    `pilihan`: what a person said a name means (see `BerkasImpor`). `asing`: names nobody has said anything about yet.
    `pengingat`: each gives what puts its memory back as it was, for a row that is taken back.
    """

    pelaku: Pengguna
    unit: Unit
    periode: Periode
    kini: datetime
    pilihan: Mapping[str, str] = field(default_factory=dict)
    langkah: list[Langkah] = field(default_factory=list)
    salah: list[Salah] = field(default_factory=list)
    catatan: dict[str, None] = field(default_factory=dict)
    asing: dict[str, Asing] = field(default_factory=dict)
    pengingat: list[Callable[[], Callable[[], None]]] = field(default_factory=list)

    @contextmanager
    def baris(self, satu: Baris) -> Iterator[None]:
        """All that one row does happens, or nothing of it; a refusal is written down and the next row goes on."""
        kembalikan = [ingatan(self, "langkah", "catatan", "asing"), *(ingat() for ingat in self.pengingat)]
        try:
            with transaction.atomic():
                yield
        except (SelSalah, PelanggaranAturan, KesalahanHitung, ValidationError, PermissionDenied) as salah:
            for pulih in kembalikan:
                pulih()
            self._tolak(satu, salah)

    def _tolak(self, satu: Baris, salah: Exception) -> None:
        if isinstance(salah, SelSalah):
            self.tolak(satu, salah.aturan, salah.kolom, salah.nilai)
        elif isinstance(salah, PelanggaranAturan | KesalahanHitung):
            self.tolak(satu, salah.pesan)
        elif isinstance(salah, ValidationError):
            self.tolak(satu, " ".join(salah.messages))
        else:
            self.tolak(satu, str(salah))

    def tolak(self, satu: Baris, aturan: str, kolom: str = "", nilai: str = "") -> None:
        """Write down why a row, or a cell of it, is not taken over."""
        self.salah.append(Salah(satu.lembar, satu.nomor, kolom, nilai, aturan.rstrip(".")))

    def catat(self, satu: Baris, bagian: str, sebutan: str, beda: tuple[Beda, ...], *, baru: bool) -> None:
        """Write down what became of one thing; it is new, or changed where something differs."""
        keadaan = Keadaan.BARU if baru else Keadaan.BERUBAH if beda else Keadaan.SAMA
        self.langkah.append(Langkah(bagian, keadaan, sebutan, tempat(satu), beda))

    def tambah_beda(self, beda: tuple[Beda, ...]) -> None:
        """Something more of the thing written down last differs."""
        terakhir = self.langkah[-1]
        keadaan = Keadaan.BERUBAH if terakhir.keadaan is Keadaan.SAMA and beda else terakhir.keadaan
        self.langkah[-1] = replace(terakhir, keadaan=keadaan, beda=(*terakhir.beda, *beda))

    def ingatkan(self, kalimat: str) -> None:
        """A remark for the person who decides, said once."""
        self.catatan.setdefault(kalimat)


def ingatan(objek: object, *nama: str) -> Callable[[], None]:
    """What puts these attributes back as they are now; they are lists, sets or dicts of things that do not change."""
    lama = {n: copy(getattr(objek, n)) for n in nama}

    def pulih() -> None:
        for n, isi in lama.items():
            setattr(objek, n, isi)

    return pulih


def tempat(satu: Baris) -> str:
    """`Lampiran I baris 7`, `baris 7`."""
    return f"{satu.lembar} baris {satu.nomor}".strip()
