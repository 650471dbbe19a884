"""How sure the IKM is: standard error and 95 % interval, from tallies alone.

A respondent's own score is 25 × the mean of the unsur this person answered. The standard error is that of the mean of
these scores: s / √n, with the sample variance s² (n − 1) and, when the population N is known, the finite population
correction √((N − n) / (N − 1)). Without blanks the mean of the scores is the IKM itself. With blanks the IKM (each
unsur divided by those who answered it) may differ slightly from that mean; the interval is laid around the IKM, and
``skor_responden`` shows the mean of the scores beside it. A recap knows no single form and has no interval.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indikator.hitung.angka import persis
from survei.hitung.ikm import SKALA, desimal, hitung_ikm
from survei.hitung.kesalahan import BelumAdaJawaban, PopulasiTidakSah
from survei.hitung.tally import TallySurvei

_Z95 = Decimal("1.96")
_BAWAH, _ATAS = Decimal(25), Decimal(100)


@dataclass(frozen=True, slots=True)
class Selang:
    """95 % interval of the IKM in points 25–100, unrounded, cut at 25 and 100."""

    galat_baku: Decimal
    bawah: Decimal
    atas: Decimal
    skor_responden: Decimal


@persis
def selang_ikm(tally: TallySurvei, populasi: int | None = None) -> Selang:
    """Standard error and interval. ``populasi``: number of service users in the period, None when unknown.

    Raises ``BelumAdaJawaban`` with fewer than two forms (or a recap) and ``PopulasiTidakSah`` when the population is
    smaller than the number of respondents.
    """
    n = sum(kelompok.banyak for kelompok in tally.lembar.values())
    if n < 2:
        raise BelumAdaJawaban("Selang kepercayaan memerlukan isian dari paling sedikit dua responden.")
    if populasi is not None and populasi < n:
        raise PopulasiTidakSah(f"Populasi {populasi} lebih kecil daripada {n} responden: perbaiki populasinya.")
    rata = sum((Fraction(g.jumlah, a) for a, g in tally.lembar.items()), Fraction(0)) / n
    kuadrat = sum((Fraction(g.kuadrat, a * a) for a, g in tally.lembar.items()), Fraction(0))
    ragam = (kuadrat - n * rata * rata) / (n - 1)
    koreksi = Fraction(1) if populasi is None or populasi == 1 else Fraction(populasi - n, populasi - 1)
    galat = desimal(ragam * koreksi / n).sqrt() * SKALA
    ikm = hitung_ikm(tally.unsur).ikm
    return Selang(galat, max(_BAWAH, ikm - _Z95 * galat), min(_ATAS, ikm + _Z95 * galat), desimal(rata * SKALA))
