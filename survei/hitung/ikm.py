"""NRR, weighted NRR, IKM and their classes: [14] chapter IV, exact until the one rounding at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indikator.hitung.angka import bulatkan, persis
from survei.hitung.kesalahan import BelumAdaJawaban, NilaiMustahil, UnsurTidakSah
from survei.hitung.tally import Sebaran, Tally
from survei.hitung.unsur import nama_unsur

SKALA = 25  # [14]: an NRR of 1–4 is converted to 25–100


@dataclass(frozen=True, slots=True)
class Kelas:
    """A class of [14]: letter, words, nilai persepsi, and the lowest IKM (two decimals) that belongs to it."""

    mutu: str
    kinerja: str
    nilai_persepsi: int
    batas: Decimal


KELAS = (  # [14], best first
    Kelas("A", "Sangat Baik", 4, Decimal("88.31")),
    Kelas("B", "Baik", 3, Decimal("76.61")),
    Kelas("C", "Kurang Baik", 2, Decimal("65.00")),
    Kelas("D", "Tidak Baik", 1, Decimal("25.00")),
)


@dataclass(frozen=True, slots=True)
class HasilUnsur:
    """One unsur: ``nrr`` (1–4) and ``tertimbang`` (NRR × 1/number of unsur), both unrounded; ``mutu`` A–D."""

    kode: str
    terisi: int
    jumlah: int
    nrr: Decimal
    tertimbang: Decimal
    mutu: str
    sebaran: Sebaran | None


@dataclass(frozen=True, slots=True)
class HasilIkm:
    """The result: ``ikm`` (25–100, unrounded), its class, and the unsur in the survey's order.

    ``bobot`` is exactly 1/number of unsur; print it as 0,11 if you must, never compute with that.
    """

    unsur: tuple[HasilUnsur, ...]
    ikm: Decimal
    kelas: Kelas
    bobot: Fraction

    @property
    def mutu(self) -> str:
        """A, B, C or D."""
        return self.kelas.mutu

    @property
    def nilai_persepsi(self) -> int:
        """4, 3, 2 or 1."""
        return self.kelas.nilai_persepsi


def kelas_ikm(ikm: Decimal) -> Kelas:
    """The class of an IKM, by lower bound after one rounding to two decimals. Raises ``NilaiMustahil`` off 25–100."""
    bulat = bulatkan(ikm)
    if bulat > 100 or bulat < KELAS[-1].batas:
        raise NilaiMustahil(f"IKM {bulat} mustahil: nilainya 25–100.")
    return next(k for k in KELAS if bulat >= k.batas)


@persis
def kelas_nrr(nrr: Decimal) -> Kelas:
    """The class of an NRR (1–4). Raises ``NilaiMustahil`` off 1–4.

    The NRR bands of [14] (3,5324; 3,0644; 2,60; 1,00) are its IKM bands divided by 25 and rounded. Classifying NRR × 25
    keeps an unsur and an IKM of the same height in the same class: 3,5322 is 88,31 after rounding, so A for both.
    """
    return kelas_ikm(nrr * SKALA)


def nrr(tally: Tally) -> Fraction:
    """Σ values / number who answered, exact. Raises ``BelumAdaJawaban`` when nobody answered."""
    if not tally.terisi:
        raise BelumAdaJawaban("Unsur ini belum dijawab siapa pun, jadi tidak ada nilai rata-ratanya.")
    return Fraction(tally.jumlah, tally.terisi)


@persis
def hitung_ikm(tally: Mapping[str, Tally]) -> HasilIkm:
    """IKM = Σ (NRR × 1/number of unsur) × 25; each unsur divides by those who answered it.

    ``tally``: code → Tally in the survey's order, nine or any other number. Raises ``UnsurTidakSah`` without an unsur
    and ``BelumAdaJawaban`` naming the unsur nobody answered. Source: [14] chapter IV.
    """
    if not tally:
        raise UnsurTidakSah("Survei tanpa unsur tidak dapat dihitung.")
    if hampa := tuple(kode for kode, t in tally.items() if not t.terisi):
        raise BelumAdaJawaban(f"Belum ada jawaban untuk unsur: {', '.join(map(nama_unsur, hampa))}.", hampa)
    bobot = Fraction(1, len(tally))
    ikm = desimal(sum((nrr(t) for t in tally.values()), Fraction(0)) * bobot * SKALA)
    unsur = tuple(_hasil_unsur(kode, t, bobot) for kode, t in tally.items())
    return HasilIkm(unsur, ikm, kelas_ikm(ikm), bobot)


def _hasil_unsur(kode: str, tally: Tally, bobot: Fraction) -> HasilUnsur:
    rata = nrr(tally)
    return HasilUnsur(
        kode,
        tally.terisi,
        tally.jumlah,
        desimal(rata),
        desimal(rata * bobot),
        kelas_nrr(desimal(rata)).mutu,
        tally.sebaran,
    )


@persis
def desimal(pecahan: Fraction) -> Decimal:
    """A fraction with 50 significant digits: the last exact step before the one rounding."""
    return Decimal(pecahan.numerator) / Decimal(pecahan.denominator)
