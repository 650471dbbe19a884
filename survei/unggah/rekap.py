"""Reading an uploaded official recap, .xlsx or .csv, into printed rows; nothing of it is kept."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import IO

from survei.hitung.periksa import Baris
from survei.unggah.baca import baca_berkas
from survei.unggah.kepala_rekap import baca_semester, kolom_lembar, kolom_unit, sebut_kolom
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.tabel import BarisMentah, Sel

MAKS_BARIS = 3000  # the largest city has a few hundred units
CARI_KEPALA = 15
PANJANG_SEL = 200
_RIBUAN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
WAJIB_UNIT = ("name", "ikm_s1", "ikm_s2")
WAJIB_LEMBAR = ("name", "semester", "ikm_konversi")


@dataclass(frozen=True, slots=True)
class Dikenali:
    """A column of the file (its letter and head) and what it was read as; `sebutan` empty: it is left out."""

    huruf: str
    kepala: str
    sebutan: str


@dataclass(frozen=True, slots=True)
class RekapTerbaca:
    """The rows, numbered as in the file, and how the columns were read."""

    baris: tuple[Baris, ...]
    kolom: tuple[Dikenali, ...]


def baca_unit(berkas: IO[bytes], nama: str) -> RekapTerbaca:
    """The table of units. Raises ``KesalahanUnggah``: hostile or unreadable file, needed columns missing, no rows."""
    terbaca = _baca(berkas, nama, kolom_unit, WAJIB_UNIT)
    return RekapTerbaca(_persen_utuh(terbaca.baris), terbaca.kolom)


def baca_lembar(berkas: IO[bytes], nama: str) -> RekapTerbaca:
    """The sheets per unsur, one row per unit and semester. Raises ``KesalahanUnggah`` as `baca_unit`."""
    return _baca(berkas, nama, kolom_lembar, WAJIB_LEMBAR)


def _baca(berkas: IO[bytes], nama: str, kenali: Callable[[str], str], wajib: Sequence[str]) -> RekapTerbaca:
    aliran = baca_berkas(berkas, nama).baris
    awal = list(islice(aliran, CARI_KEPALA))
    tempat, kepala = _cari_kepala(awal, kenali, wajib)
    kunci = _tanpa_ganda([kenali(k) for k in kepala])
    baris: list[Baris] = []
    for nomor, sel in _rangkai(awal[tempat + 1 :], aliran):
        if len(baris) >= MAKS_BARIS:
            raise KesalahanUnggah("Rekap lebih dari 3.000 baris. Bagi menjadi beberapa berkas.")
        if isi := _isi(nomor, kunci, sel):
            baris.append(Baris(nomor, isi))
    if not baris:
        raise KesalahanUnggah("Rekap ini tidak mempunyai baris di bawah judul kolomnya.")
    pasangan = enumerate(zip(kepala, kunci, strict=True))
    kolom = tuple(Dikenali(_huruf(i), k, sebut_kolom(s) if s else "") for i, (k, s) in pasangan if k)
    return RekapTerbaca(tuple(baris), kolom)


def _rangkai(awal: Sequence[BarisMentah], aliran: Iterable[BarisMentah]) -> Iterable[BarisMentah]:
    yield from awal
    yield from aliran


def _cari_kepala(
    awal: Sequence[BarisMentah], kenali: Callable[[str], str], wajib: Sequence[str]
) -> tuple[int, list[str]]:
    """(place, heads): the first row with all needed columns, alone or under a row of merged heads."""
    terdekat: set[str] = set()
    for i, (_, sel) in enumerate(awal):
        satu = [_teks(s) for s in sel]
        calon = [satu, _gabung([_teks(s) for s in awal[i - 1][1]], satu)] if i else [satu]
        for kepala in calon:
            ada = {kenali(k) for k in kepala}
            if set(wajib) <= ada:
                return i, kepala
            terdekat = max(terdekat, ada & set(wajib), key=len)
    hilang = ", ".join(sebut_kolom(k) for k in wajib if k not in terdekat)
    raise KesalahanUnggah(f"Kolom {hilang} tidak ditemukan. Beri judul kolomnya demikian, lalu unggah lagi.")


def _gabung(atas: Sequence[str], bawah: Sequence[str]) -> list[str]:
    """A merged head stands above its first column only; it speaks for the columns up to the next one."""
    hasil, terakhir = [], ""
    for i, teks in enumerate(bawah):
        terakhir = atas[i] if i < len(atas) and atas[i] else terakhir
        hasil.append(f"{teks} {terakhir}".strip())
    return hasil


def _tanpa_ganda(kunci: Sequence[str]) -> list[str]:
    return [k if k and k not in kunci[:i] else "" for i, k in enumerate(kunci)]


def _isi(nomor: int, kunci: Sequence[str], sel: Sequence[Sel]) -> dict[str, str]:
    isi = {k: _teks(s) for k, s in zip(kunci, sel, strict=False) if k}
    if not any(isi.values()):
        return {}
    for k, teks in isi.items():
        if k.startswith(("resp_", "n_implied")) and _RIBUAN.fullmatch(teks):
            isi[k] = teks.replace(".", "")
    if isi.get("semester"):
        try:
            isi["semester"] = baca_semester(isi["semester"])
        except KesalahanUnggah as galat:
            raise KesalahanUnggah(f"Baris {nomor}: {galat.pesan}") from galat
    return isi


def _teks(sel: Sel) -> str:
    if sel is None:
        return ""
    if isinstance(sel, float):
        return str(int(sel)) if sel.is_integer() else f"{Decimal(repr(sel)):f}"
    return str(sel).strip()[:PANJANG_SEL]


def _persen_utuh(baris: tuple[Baris, ...]) -> tuple[Baris, ...]:
    """Excel keeps 5,01 % as 0.0501: where a hundredfold explains most changes, that is what was printed."""
    kali, sama = 0, 0
    for b in baris:
        lama, baru, persen = b.angka("ikm_s1"), b.angka("ikm_s2"), b.angka("pct_change")
        if not lama or baru is None or not persen:
            continue
        hitungan = (baru - lama) / lama * 100
        kali += abs(persen * 100 - hitungan) < abs(persen - hitungan)
        sama += abs(persen * 100 - hitungan) >= abs(persen - hitungan)
    if kali <= sama:
        return baris
    return tuple(
        Baris(b.baris, {**b.sel, "pct_change": f"{nilai * 100:.2f}"}) if (nilai := b.angka("pct_change")) else b
        for b in baris
    )


def _huruf(indeks: int) -> str:
    sisa, huruf = indeks + 1, ""
    while sisa:
        sisa, angka = divmod(sisa - 1, 26)
        huruf = chr(65 + angka) + huruf
    return huruf
