"""A pohon kinerja over sheets of paper: a branch that does not fit goes on elsewhere, and is told where. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kinerja.perjanjian.hitung.pohon import Pohon, PohonLengkap
from kinerja.perjanjian.hitung.pohon_gambar import gambar
from kinerja.perjanjian.hitung.pohon_svg import Gambar, ukuran_gambar

# As wide as any reference will be, so that what fits while planning fits when written.
_RUJUKAN_CONTOH = "lanjut di lembar 999"


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet: the boxes of its first column, and the branches that go on elsewhere.

    `cabang` is the condition whose branch the sheet shows (None: the whole tree), `asal` the sheet that sends here.
    """

    nomor: int
    puncak: tuple[int, ...]
    tutup: frozenset[int]
    cabang: int | None
    asal: int | None


def bagi_lembar(lengkap: PohonLengkap, lebar: int, tinggi: int) -> list[Lembar]:
    """Sheets on which every condition is drawn at least once, none larger than `lebar` × `tinggi` units.

    A single box larger than a sheet gets one of its own. A branch goes on at its own box, or, where too many
    conditions stand side by side, at groups of them.
    """
    pohon = lengkap.pohon
    hasil: list[Lembar] = []
    antre: list[tuple[tuple[int, ...], int | None, int | None]] = [(tuple(pohon.anak_dari(None)), None, None)]
    while antre:
        puncak, cabang, asal = antre.pop(0)
        tutup = _tutup_yang_muat(lengkap, puncak, lebar, tinggi)
        if tutup is None and len(puncak) > 1:
            tengah = (len(puncak) + 1) // 2
            antre[:0] = [(puncak[:tengah], cabang, asal), (puncak[tengah:], cabang, asal)]
            continue
        if tutup is None and puncak[0] == cabang:
            # Drawn already where it was closed; not even its children fit beside it, so they stand by themselves.
            antre.insert(0, (tuple(pohon.anak_dari(cabang)), cabang, asal))
            continue
        nomor = len(hasil) + 1
        lembar = Lembar(nomor, puncak, _beranak(pohon, puncak) if tutup is None else tutup, cabang, asal)
        hasil.append(lembar)
        antre += [((pk,), pk, nomor) for pk in pohon.nomor if pk in lembar.tutup]
    return hasil


def rujukan(semua: Iterable[Lembar]) -> dict[int, str]:
    """By condition whose branch goes on elsewhere: `lanjut di lembar 3`."""
    hasil: dict[int, str] = {}
    for satu in semua:
        if satu.cabang is not None:
            hasil.setdefault(satu.cabang, f"lanjut di lembar {satu.nomor}")
    return hasil


def gambar_lembar(lengkap: PohonLengkap, lembar: Lembar, ke: Mapping[int, str]) -> Gambar:
    """The drawing of one sheet; `ke` as of `rujukan`."""
    return gambar(
        lengkap,
        puncak=lembar.puncak,
        tutup=lembar.tutup,
        rujukan={pk: ke[pk] for pk in lembar.tutup},
    )


def _tutup_yang_muat(lengkap: PohonLengkap, puncak: Sequence[int], lebar: int, tinggi: int) -> frozenset[int] | None:
    """The fewest branches of one level to close so that the sheet holds the rest; None: impossible.

    Of equally few the deepest; a single box of the first column stays open. Large branches are closed first; each
    closing makes the drawing smaller, so how many are enough is found by halving.
    """
    pohon = lengkap.pohon
    if _muat(lengkap, puncak, (), lebar, tinggi):
        return frozenset()
    dasar = min(pohon.tingkat[pk] for pk in puncak)
    beranak = [pk for atas in puncak for pk in pohon.cabang(atas) if pohon.anak_dari(pk)]
    terbaik: list[int] | None = None
    for tingkat in range(max(pohon.tingkat[pk] for pk in beranak) if beranak else -1, dasar - 1, -1):
        if tingkat == dasar and len(puncak) == 1:
            continue
        urut = sorted((pk for pk in beranak if pohon.tingkat[pk] == tingkat), key=lambda pk: -len(pohon.cabang(pk)))
        banyak = _cukup(lengkap, puncak, urut, lebar, tinggi)
        if banyak is not None and (terbaik is None or banyak < len(terbaik)):
            terbaik = urut[:banyak]
    return None if terbaik is None else frozenset(terbaik)


def _cukup(lengkap: PohonLengkap, puncak: Sequence[int], urut: Sequence[int], lebar: int, tinggi: int) -> int | None:
    """How many of `urut` must be closed, from the front; None: all of them are not enough."""
    if not urut or not _muat(lengkap, puncak, urut, lebar, tinggi):
        return None
    kurang, cukup = 0, len(urut)
    while cukup - kurang > 1:
        tengah = (kurang + cukup) // 2
        if _muat(lengkap, puncak, urut[:tengah], lebar, tinggi):
            cukup = tengah
        else:
            kurang = tengah
    return cukup


def _beranak(pohon: Pohon, simpul: Iterable[int]) -> frozenset[int]:
    return frozenset(pk for pk in simpul if pohon.anak_dari(pk))


def _muat(lengkap: PohonLengkap, puncak: Sequence[int], tutup: Collection[int], lebar: int, tinggi: int) -> bool:
    hasil = ukuran_gambar(gambar(lengkap, puncak=puncak, tutup=tutup, rujukan=dict.fromkeys(tutup, _RUJUKAN_CONTOH)))
    return hasil[0] <= lebar and hasil[1] <= tinggi
