"""An IKI as the document prints it: for each post its name, tugas and fungsi, and below them a table [IKI]."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kinerja.perjanjian.impor.kepala import cari_kepala, rapikan
from kinerja.perjanjian.impor.nilai import baca_teks
from kinerja.perjanjian.impor.susunan import SUSUNAN, Bagian
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.tabel import BarisMentah, Sel

_LABEL = re.compile(
    r"(?:[0-9]+[.)]?\s*)?(?P<label>nama jabatan|jabatan|tugas|fungsi)\s*(?::|$)\s*(?P<isi>.*)", re.I | re.S
)
_BUTIR = re.compile(r"(?:[0-9]{1,2}|[a-z])[.)]\s+(?=\S)", re.I)
_KOLOM = tuple(k for k in SUSUNAN[Bagian.IKI] if k.kunci not in ("jabatan", "unit"))
IsiBlok = dict[Bagian, tuple[dict[str, str], list[tuple[int, Mapping[str, Sel]]]]]


def baca_blok(mentah: Sequence[BarisMentah], lembar: str) -> IsiBlok:
    """(heads, rows) of the duties and of the indicators, each row with its `jabatan`.

    Raises KesalahanUnggah when no head of a table or no line "Jabatan: …" is found.
    """
    kepala = cari_kepala(mentah, _KOLOM, lembar)
    judul = {kunci: kepala.judul[letak] for kunci, letak in kepala.letak.items()} | {"jabatan": "Jabatan"}
    tanda = {rapikan(t) for t in judul.values()}
    tugas: list[tuple[int, Mapping[str, Sel]]] = []
    iki: list[tuple[int, Mapping[str, Sel]]] = []
    jabatan, label, sasaran = "", "", None
    for nomor, sel in mentah:
        terisi = [t for t in map(baca_teks, sel) if t]
        if not terisi:
            continue
        if cocok := _label(terisi):
            label, isi = cocok
            if label == "jabatan":
                jabatan, sasaran = isi, None
            elif isi:
                tugas += _tugas(nomor, jabatan, label, isi)
        elif len({rapikan(t) for t in terisi} & tanda) >= 3:
            label = "tabel"
        elif label in ("tugas", "fungsi"):
            tugas += _tugas(nomor, jabatan, label, " ".join(t for t in terisi if not t.rstrip(".)").isdecimal()))
        elif label == "tabel" and len(terisi) > 1:
            isi_baris = {kunci: sel[letak] if letak < len(sel) else None for kunci, letak in kepala.letak.items()}
            sasaran = isi_baris.get("sasaran") or sasaran
            iki.append((nomor, isi_baris | {"sasaran": sasaran, "jabatan": jabatan}))
    if not any(sel.get("jabatan") for _, sel in iki):
        raise KesalahanUnggah(
            f"Lembar “{lembar}”: baris “Jabatan: …” di atas tabel, atau kolom Jabatan di dalamnya, tidak ditemukan."
        )
    return {Bagian.TUGAS: ({"uraian": "Uraian"}, tugas), Bagian.IKI: (judul, iki)}


def _label(terisi: Sequence[str]) -> tuple[str, str] | None:
    """(`jabatan`, `tugas` or `fungsi`; the words after it), also where the words stand in a cell to the right."""
    cocok = _LABEL.fullmatch(terisi[0])
    if cocok is None or len(terisi) > 3:
        return None
    isi = " ".join([cocok["isi"], *(t for t in terisi[1:] if t != ":")]).strip().removeprefix(":").strip()
    return cocok["label"].casefold().split()[-1], isi


def _tugas(nomor: int, jabatan: str, label: str, isi: str) -> list[tuple[int, Mapping[str, Sel]]]:
    """One row a line of the cell, its number or letter taken off."""
    return [
        (
            nomor,
            {
                "jabatan": jabatan,
                "bagian": label,
                "uraian": _BUTIR.sub("", satu, count=1) if _BUTIR.match(satu) else satu,
            },
        )
        for satu in isi.splitlines()
    ]
