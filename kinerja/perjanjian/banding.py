"""What a PK Perubahan changes: two frozen versions compared row by row. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from indikator.hitung.angka import tulis_rupiah
from kinerja.perjanjian.data import BarisAnggaran, BarisIndikator, DataPK
from kinerja.perjanjian.naskah import tulis_target

_K = TypeVar("_K", str, int)
KOLOM_TARGET = ("TW I", "TW II", "TW III", "TW IV", "Target")


class Macam(StrEnum):
    """What happened to a row."""

    TAMBAH = "tambah"
    HAPUS = "hapus"
    UBAH = "ubah"


class Bagian(StrEnum):
    """Which part of the agreement a row stands in."""

    PIHAK = "Para pihak"
    PERNYATAAN = "Pernyataan"
    LAMPIRAN1 = "Lampiran 1"
    LAMPIRAN2 = "Lampiran 2"


@dataclass(frozen=True, slots=True)
class BedaKolom:
    """One column of a changed row, as printed before and now."""

    kolom: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class Beda:
    """One row that was added, removed or changed; `kolom` is empty unless it was changed."""

    bagian: Bagian
    macam: Macam
    sebutan: str
    kolom: tuple[BedaKolom, ...] = ()


def bandingkan(lama: DataPK, baru: DataPK) -> tuple[Beda, ...]:
    """The rows that differ, in the order of the document: parties, statement, Lampiran 1, Lampiran 2.

    A row is the same row when it is the same indicator or budget line, whatever its number or text has become.
    """
    return (
        *_bagian(Bagian.PIHAK, _pihak(lama), _pihak(baru)),
        *_bagian(Bagian.PERNYATAAN, {"": _pernyataan(lama)}, {"": _pernyataan(baru)}),
        *_bagian(
            Bagian.LAMPIRAN1,
            {b.indikator: _indikator(b) for b in lama.lampiran1},
            {b.indikator: _indikator(b) for b in baru.lampiran1},
        ),
        *_bagian(Bagian.LAMPIRAN2, _anggaran(lama.lampiran2), _anggaran(baru.lampiran2)),
    )


_Baris = tuple[str, dict[str, str]]
"""How a row is called, and its columns as printed."""


def _bagian(bagian: Bagian, lama: Mapping[_K, _Baris], baru: Mapping[_K, _Baris]) -> Iterator[Beda]:
    for kunci, (sebutan, isi) in baru.items():
        if kunci not in lama:
            yield Beda(bagian, Macam.TAMBAH, sebutan)
        elif kolom := _kolom(lama[kunci][1], isi):
            yield Beda(bagian, Macam.UBAH, sebutan, kolom)
    for kunci, (sebutan, _) in lama.items():
        if kunci not in baru:
            yield Beda(bagian, Macam.HAPUS, sebutan)


def _kolom(lama: Mapping[str, str], baru: Mapping[str, str]) -> tuple[BedaKolom, ...]:
    return tuple(BedaKolom(nama, lama[nama], isi) for nama, isi in baru.items() if lama[nama] != isi)


def _pihak(data: DataPK) -> dict[str, _Baris]:
    return {
        nama: (nama, {"Nama": satu.nama, "NIP": satu.nip, "Pangkat": satu.pangkat, "Jabatan": satu.jabatan})
        for nama, satu in (("Pihak pertama", data.pihak_pertama), ("Pihak kedua", data.pihak_kedua))
        if satu is not None
    }


def _pernyataan(data: DataPK) -> _Baris:
    isi = data.pernyataan
    return "Pernyataan", {
        "Judul": isi.judul,
        "Pembuka": isi.pembuka,
        "Janji": "\n".join(isi.janji),
        "Pengawasan": "\n".join(isi.pengawasan),
    }


def _indikator(baris: BarisIndikator) -> _Baris:
    target = {nama: tulis_target(t, baris) for nama, t in zip(KOLOM_TARGET, baris.target, strict=True)}
    isi = {"Nomor": baris.kode, "Sasaran": baris.sasaran, "Indikator": baris.nama, "Satuan": baris.satuan}
    return f"{baris.kode} {baris.nama}", isi | {"Lingkup": baris.lingkup} | target


def _anggaran(baris: Sequence[BarisAnggaran]) -> dict[int, _Baris]:
    return {
        b.anggaran: (
            f"{b.kode} {b.nama}".strip(),
            {
                "Kode": b.kode,
                "Uraian": b.nama,
                "Anggaran": "" if b.pagu is None else tulis_rupiah(b.pagu),
                "Keterangan": b.keterangan,
            },
        )
        for b in baris
        # A heading is context; only what the post itself carries is promised.
        if not b.tajuk
    }
