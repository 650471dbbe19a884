"""The agency's own questions, never scored: under which key an answer counts, and what came out of each question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survei.hitung.data import BagianTambahan, HasilTambahan
from survei.hitung.dimensi import SEMUA, TAMBAHAN, Kunci
from survei.hitung.sebaran import persen_bagian
from survei.hitung.tally import TallySurvei

Tabel = Mapping[str, Mapping[str, str]]
_TULISAN = 0  # place of an answer in words of its own; the choices are 1, 2, …


@dataclass(frozen=True, slots=True)
class Tanya:
    """One question: its id, its label (`T1`), its text, and the choices (none: answered in free text)."""

    nomor: int
    label: str
    teks: str
    pilihan: tuple[str, ...]


def tabel_tambahan(tanya: Sequence[Tanya]) -> Tabel:
    """Question's id → choice → the key it counts under. The place stands in the key: a choice is longer than a key."""
    return {
        str(t.nomor): {pilihan: _kunci(t.nomor, tempat) for tempat, pilihan in enumerate(t.pilihan, 1)} for t in tanya
    }


def kunci_tambahan(tabel: Tabel, jawaban: Mapping[str, str]) -> tuple[str, ...]:
    """The keys one form counts under, one per question answered; `jawaban`: question's id → what was answered.

    Free text, and what is none of the choices, counts under the place 0. Questions the survey does not have are no
    matter of counting.
    """
    if not tabel:
        return ()
    return tuple(
        [tabel[n].get(teks) or _kunci(n, _TULISAN) for n, teks in jawaban.items() if teks and n in tabel],
    )


def rangkai_tambahan(tanya: Sequence[Tanya], tally: Mapping[Kunci, TallySurvei]) -> tuple[HasilTambahan, ...]:
    """What came out of each question; percentages are of all respondents, so that they add up to 100.

    Empty without respondents, and for a recap, which knows no single form.
    """
    semua = tally[SEMUA].responden if SEMUA in tally else 0
    return tuple(_satu(t, tally, semua) for t in tanya) if semua else ()


def _satu(tanya: Tanya, tally: Mapping[Kunci, TallySurvei], semua: int) -> HasilTambahan:
    def banyak(tempat: int) -> int:
        ada = tally.get((TAMBAHAN, _kunci(tanya.nomor, tempat)))
        return ada.responden if ada else 0

    isi = [(nama, banyak(tempat)) for tempat, nama in enumerate(tanya.pilihan, 1)]
    tulisan = banyak(_TULISAN)
    if not tanya.pilihan:
        isi = [("Menjawab", tulisan)]
    elif tulisan:
        isi.append(("Di luar pilihan", tulisan))
    kosong = semua - sum(n for _, n in isi)
    return HasilTambahan(
        tanya.nomor,
        tanya.label,
        tanya.teks,
        not tanya.pilihan,
        tuple(BagianTambahan(nama, n, persen_bagian(n, semua)) for nama, n in isi),
        BagianTambahan("Tidak menjawab", kosong, persen_bagian(kosong, semua)),
    )


def _kunci(nomor: int | str, tempat: int) -> str:
    return f"{nomor}:{tempat}"
