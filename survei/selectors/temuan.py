"""Findings of a recap check between two requests: carried by the page itself, signed, because nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from django.core import signing

from survei.hitung.periksa import Aturan, Keyakinan, Temuan
from survei.hitung.periksa.kata import NAMA_ATURAN, NAMA_KEYAKINAN, koma
from survei.unggah.kepala_rekap import sebut_kolom

GARAM = "survei.periksa_rekap"
UMUR_DETIK = 24 * 3600
MAKS_TEMUAN = 5000


class MuatanTidakSah(Exception):
    """The findings a page sent back are not ours, of another person, or a day old."""


@dataclass(frozen=True, slots=True)
class KelompokTemuan:
    """Findings of one rule: code, words, how many, how many of them certain."""

    kode: str
    nama: str
    uraian: str
    banyak: int
    pasti: int


def bungkus(temuan: Sequence[Temuan], pemilik: int) -> str:
    """The findings as signed, compressed text that only `pemilik` can send back."""
    return signing.dumps([astuple(t) for t in temuan], salt=f"{GARAM}.{pemilik}", compress=True)


def buka(muatan: str, pemilik: int) -> list[Temuan]:
    """The findings `bungkus` wrote. Raises `MuatanTidakSah`."""
    try:
        isi = signing.loads(muatan, salt=f"{GARAM}.{pemilik}", max_age=UMUR_DETIK)
    except signing.BadSignature as salah:
        raise MuatanTidakSah from salah
    return [
        Temuan(baris, unit, kolom, Aturan(aturan), tercetak, dihitung, Keyakinan(keyakinan), penjelasan, berkas)
        for baris, unit, kolom, aturan, tercetak, dihitung, keyakinan, penjelasan, berkas in isi
    ]


def kelompokkan(temuan: Sequence[Temuan]) -> list[KelompokTemuan]:
    """Findings by rule, the most frequent first."""
    banyak = Counter(t.aturan for t in temuan)
    pasti = Counter(t.aturan for t in temuan if t.keyakinan is Keyakinan.PASTI)
    return [KelompokTemuan(a.value, *NAMA_ATURAN[a], n, pasti[a]) for a, n in banyak.most_common()]


def saring(temuan: Sequence[Temuan], pilihan: Mapping[str, str]) -> list[Temuan]:
    """Findings of a rule, of a certainty, and with a word in unit or column; what is empty keeps all."""
    cari = pilihan["cari"].strip().casefold()
    return [
        t
        for t in temuan
        if pilihan["aturan"] in ("", t.aturan.value)
        and pilihan["keyakinan"] in ("", t.keyakinan.value)
        and (not cari or cari in t.unit.casefold() or cari in t.kolom.casefold())
    ]


@dataclass(frozen=True, slots=True)
class BarisTemuan:
    """One finding in words, as the page shows it."""

    unit: str
    tempat: str
    tercetak: str
    dihitung: str
    aturan: str
    keyakinan: str
    penjelasan: str


def dalam_kata(temuan: Temuan) -> BarisTemuan:
    """The finding with its column by name and its figures with a decimal comma."""
    tabel = "Tabel unit" if temuan.berkas == "units" else "Lembar unsur"
    return BarisTemuan(
        unit=temuan.unit,
        tempat=f"{tabel}, baris {temuan.baris}, {sebut_kolom(temuan.kolom)}",
        tercetak=koma(temuan.tercetak),
        dihitung=koma(temuan.dihitung),
        aturan=NAMA_ATURAN[temuan.aturan][0],
        keyakinan=NAMA_KEYAKINAN[temuan.keyakinan],
        penjelasan=koma(temuan.penjelasan),
    )
