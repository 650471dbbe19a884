"""Running counts of a survey: all that a result needs, exact integers that add up and can be taken away again.

Merging is addition (associative, commutative, with an empty element), undoing a batch is subtraction. A result read
from tallies costs the same for 100 and for 10 million answers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from survei.hitung.kesalahan import TallyTidakSah, UnsurTidakSah
from survei.hitung.unsur import NILAI

Sebaran = tuple[int, int, int, int]
Jawaban = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers of one unsur: ``terisi`` people gave points that add up to ``jumlah``.

    ``sebaran``: how many gave 1, 2, 3, 4; None when only the sum is known (an official recap publishes no more).
    Raises ``TallyTidakSah`` for counts that no answers 1–4 can have.
    """

    terisi: int
    jumlah: int
    sebaran: Sebaran | None

    def __post_init__(self) -> None:
        if not (0 <= self.terisi <= self.jumlah <= 4 * self.terisi):
            raise TallyTidakSah(
                f"Jumlah nilai {self.jumlah} mustahil untuk {self.terisi} jawaban: "
                f"setiap jawaban bernilai 1–4, jadi jumlahnya {self.terisi}–{4 * self.terisi}."
            )
        if self.sebaran is not None and (
            min(self.sebaran) < 0
            or sum(self.sebaran) != self.terisi
            or sum(n * v for n, v in zip(NILAI, self.sebaran, strict=True)) != self.jumlah
        ):
            raise TallyTidakSah(f"Sebaran jawaban {self.sebaran} tidak sama dengan banyak dan jumlahnya.")

    @classmethod
    def dari_sebaran(cls, n1: int, n2: int, n3: int, n4: int) -> "Tally":
        """From how many gave 1, 2, 3 and 4."""
        return cls(n1 + n2 + n3 + n4, n1 + 2 * n2 + 3 * n3 + 4 * n4, (n1, n2, n3, n4))

    @classmethod
    def rekap(cls, terisi: int, jumlah: int) -> "Tally":
        """From a published recap: only the number of answers and their sum."""
        return cls(terisi, jumlah, (0, 0, 0, 0) if terisi == 0 == jumlah else None)

    def __add__(self, lain: "Tally") -> "Tally":
        sebaran = None
        if self.sebaran is not None and lain.sebaran is not None:
            sebaran = _sebaran(a + b for a, b in zip(self.sebaran, lain.sebaran, strict=True))
        return Tally(self.terisi + lain.terisi, self.jumlah + lain.jumlah, sebaran)

    def __sub__(self, lain: "Tally") -> "Tally":
        if lain.terisi > self.terisi or lain.jumlah > self.jumlah:
            raise TallyTidakSah("Jawaban yang dibatalkan lebih banyak daripada jawaban yang ada.")
        if lain.terisi == 0:
            return self
        if self.sebaran is None or lain.sebaran is None:
            return Tally.rekap(self.terisi - lain.terisi, self.jumlah - lain.jumlah)
        return Tally.dari_sebaran(*(a - b for a, b in zip(self.sebaran, lain.sebaran, strict=True)))


KOSONG = Tally(0, 0, (0, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class Lembar:
    """Forms with the same number of answered unsur: how many, the sum of their totals, and of the squared totals."""

    banyak: int
    jumlah: int
    kuadrat: int


@dataclass(frozen=True, slots=True)
class TallySurvei:
    """The counts of one survey, service, channel or respondent group.

    ``unsur``: code → Tally, in the survey's order. ``responden``: forms with at least one scored answer. ``lembar``:
    number of answered unsur → Lembar, for the standard error; empty for a recap, which knows no single form.
    """

    unsur: Mapping[str, Tally]
    responden: int
    lembar: Mapping[int, Lembar] = field(default_factory=dict)

    def __add__(self, lain: "TallySurvei") -> "TallySurvei":
        self._pastikan_seunsur(lain)
        return TallySurvei(
            {k: t + lain.unsur[k] for k, t in self.unsur.items()},
            self.responden + lain.responden,
            _gabung_lembar(self.lembar, lain.lembar, 1),
        )

    def __sub__(self, lain: "TallySurvei") -> "TallySurvei":
        self._pastikan_seunsur(lain)
        if lain.responden > self.responden:
            raise TallyTidakSah("Responden yang dibatalkan lebih banyak daripada yang ada.")
        return TallySurvei(
            {k: t - lain.unsur[k] for k, t in self.unsur.items()},
            self.responden - lain.responden,
            _gabung_lembar(self.lembar, lain.lembar, -1),
        )

    def _pastikan_seunsur(self, lain: "TallySurvei") -> None:
        if set(self.unsur) != set(lain.unsur):
            beda = ", ".join(sorted(set(self.unsur) ^ set(lain.unsur)))
            raise UnsurTidakSah(f"Dua hasil survei dengan unsur yang berbeda tidak dapat digabung: {beda}.")


def tally_kosong(kode: Sequence[str]) -> TallySurvei:
    """The empty element of merging for a survey with these unsur."""
    return TallySurvei(dict.fromkeys(kode, KOSONG), 0)


def tally_jawaban(kode: Sequence[str], jawaban: Iterable[Jawaban]) -> TallySurvei:
    """Count forms. Each is one value per code, 1–4 or None for a blank; a form without any answer is no respondent.

    Raises ``TallyTidakSah`` for a value outside 1–4 and ``UnsurTidakSah`` for a form of another length.
    """
    kolom: list[Counter[int | None]] = [Counter() for _ in kode]
    lembar: dict[int, list[int]] = {}
    for baris in jawaban:
        if len(baris) != len(kode):
            raise UnsurTidakSah(f"Isian berisi {len(baris)} jawaban, survei ini {len(kode)} unsur.")
        terisi = [nilai for nilai in baris if nilai is not None]
        if not terisi:
            continue
        for hitungan, nilai in zip(kolom, baris, strict=True):
            hitungan[nilai] += 1
        catatan = lembar.setdefault(len(terisi), [0, 0, 0])
        total = sum(terisi)
        for i, tambahan in enumerate((1, total, total * total)):
            catatan[i] += tambahan
    return TallySurvei(
        {k: _tally_kolom(k, hitungan) for k, hitungan in zip(kode, kolom, strict=True)},
        sum(c[0] for c in lembar.values()),
        {a: Lembar(*c) for a, c in sorted(lembar.items())},
    )


def gabung(bagian: Iterable[TallySurvei], kode: Sequence[str]) -> TallySurvei:
    """Services, channels or batches together."""
    return sum(bagian, start=tally_kosong(kode))


def _tally_kolom(kode: str, hitungan: Counter[int | None]) -> Tally:
    asing = [nilai for nilai in hitungan if nilai is not None and nilai not in NILAI]
    if asing:
        raise TallyTidakSah(f"Nilai {asing[0]} pada unsur {kode} di luar 1–4.")
    return Tally.dari_sebaran(*(hitungan[n] for n in NILAI))


def _sebaran(angka: Iterable[int]) -> Sebaran:
    n1, n2, n3, n4 = angka
    return n1, n2, n3, n4


def _gabung_lembar(a: Mapping[int, Lembar], b: Mapping[int, Lembar], tanda: int) -> dict[int, Lembar]:
    hasil = {}
    for terisi in sorted(set(a) | set(b)):
        x, y = a.get(terisi, Lembar(0, 0, 0)), b.get(terisi, Lembar(0, 0, 0))
        baru = Lembar(x.banyak + tanda * y.banyak, x.jumlah + tanda * y.jumlah, x.kuadrat + tanda * y.kuadrat)
        if min(baru.banyak, baru.jumlah, baru.kuadrat) < 0:
            raise TallyTidakSah("Lembar yang dibatalkan lebih banyak daripada yang ada.")
        if baru.banyak:
            hasil[terisi] = baru
    return hasil
