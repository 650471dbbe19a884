"""Finding the head of a table: one row, or two where a group such as "Target 2023" stands above TW I–IV."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kinerja.perjanjian.impor.nilai import baca_teks
from kinerja.perjanjian.impor.susunan import KolomImpor, kolom_wajib
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.tabel import BarisMentah, Sel

CARI_KEPALA = 40


@dataclass(frozen=True, slots=True)
class Kepala:
    """Where the columns are. `akhir`: the head's last row in the file; `letak`: key → index of the column;
    `lain`: index → head of the columns nothing was expected of; `judul`: index → head as written.
    """

    akhir: int
    letak: dict[str, int]
    lain: dict[int, str]
    judul: dict[int, str]


def rapikan(teks: str) -> str:
    """Small letters and digits with single blanks: `Target  TW-I` → `target tw i`."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", teks.casefold()).split())


def cari_kepala(baris: Sequence[BarisMentah], kolom: Sequence[KolomImpor], lembar: str) -> Kepala:
    """The head with the most known columns among the first rows; two rows only when they say more than one.

    Raises KesalahanUnggah naming the columns that are missing.
    """
    calon = []
    for urutan, (nomor, sel) in enumerate(baris[:CARI_KEPALA]):
        calon.append(_kepala(nomor, [("", baca_teks(s)) for s in sel], kolom))
        if urutan + 1 < len(baris):
            bawah_nomor, bawah = baris[urutan + 1]
            calon.append(_kepala(bawah_nomor, _gabung(sel, bawah), kolom))
    # The first of equals: one row before two, a head before a row that happens to hold the same words.
    terbaik = max(calon, key=lambda k: len(k.letak), default=Kepala(0, {}, {}, {}))
    if hilang := [k.judul for k in kolom_wajib(kolom) if k.kunci not in terbaik.letak]:
        ada = ", ".join(k.judul for k in kolom if k.kunci in terbaik.letak) or "tidak ada"
        tempat = f"Lembar “{lembar}”" if lembar else "Berkas ini"
        raise KesalahanUnggah(
            f"{tempat} belum dikenali: judul kolom {' dan '.join(hilang)} tidak ditemukan (yang dikenali: {ada}). "
            "Pakai judul kolom seperti pada templat, lalu unggah lagi."
        )
    return terbaik


def _gabung(atas: Sequence[Sel], bawah: Sequence[Sel]) -> list[tuple[str, str]]:
    """Two head rows as (group above, text) of each column; a merged group reaches over the empty cells to its right."""
    hasil, kelompok = [], ""
    for letak in range(max(len(atas), len(bawah))):
        di_atas = baca_teks(atas[letak]) if letak < len(atas) else ""
        di_bawah = baca_teks(bawah[letak]) if letak < len(bawah) else ""
        kelompok = di_atas or (kelompok if di_bawah else "")
        hasil.append((kelompok, di_bawah) if di_bawah else ("", di_atas))
    return hasil


def _kepala(nomor: int, judul: Sequence[tuple[str, str]], kolom: Sequence[KolomImpor]) -> Kepala:
    letak: dict[str, int] = {}
    lain: dict[int, str] = {}
    for indeks, (kelompok, teks) in enumerate(judul):
        if not teks:
            continue
        kunci = _kunci(f"{kelompok} {teks}", kolom, letak) or _kunci(teks, kolom, letak)
        if kunci:
            letak[kunci] = indeks
        else:
            lain[indeks] = teks
    return Kepala(nomor, letak, lain, {i: t for i, (_, t) in enumerate(judul) if t})


def _kunci(teks: str, kolom: Sequence[KolomImpor], terpakai: dict[str, int]) -> str:
    rapi = rapikan(teks)
    return next((k.kunci for k in kolom if k.kunci not in terpakai and re.fullmatch(k.pola, rapi)), "")
