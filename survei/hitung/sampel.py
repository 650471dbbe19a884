"""How many respondents a population asks for: Krejcie & Morgan, as printed in the annex of [14]."""

from dataclasses import dataclass
from decimal import Decimal

from indikator.hitung.angka import bulatkan, persis
from survei.hitung.kesalahan import PopulasiTidakSah

_LAMBDA = Decimal("3.841")  # chi square, 1 degree of freedom, 95 %
_PQ = Decimal("0.25")  # P × Q with P = Q = 0,5
_D2 = Decimal("0.0025")  # (5 %)²
MINIMAL_PER_LAYANAN = 100  # [JB]: at least 100 respondents per service


@dataclass(frozen=True, slots=True)
class Kecukupan:
    """Whether a sample is large enough: ``kurang`` respondents are still missing (0: adequate)."""

    populasi: int
    perlu: int
    ada: int

    @property
    def kurang(self) -> int:
        """Respondents still missing; never negative."""
        return max(0, self.perlu - self.ada)

    @property
    def persen(self) -> int:
        """How far the sample is, in whole percent, never rounded up to a full 100."""
        return min(100, self.ada * 100 // self.perlu)

    @property
    def cukup(self) -> bool:
        """True when nothing is missing."""
        return self.kurang == 0


@persis
def sampel(populasi: int) -> int:
    """Respondents needed for ``populasi`` service users: 100 → 80, 10.000 → 370. Rounded half up, never above it.

    Raises ``PopulasiTidakSah`` below 1. Source: [14] annex (Krejcie & Morgan 1970).
    """
    if populasi < 1:
        raise PopulasiTidakSah("Populasi paling sedikit 1 orang.")
    n = _LAMBDA * populasi * _PQ / (_D2 * (populasi - 1) + _LAMBDA * _PQ)
    return min(populasi, int(bulatkan(n, 0)))


def kecukupan(populasi: int, responden: int) -> Kecukupan:
    """Compare the respondents there are with those [14] asks for. Raises ``PopulasiTidakSah``."""
    if responden < 0 or responden > populasi:
        raise PopulasiTidakSah(f"Responden {responden} tidak mungkin dari populasi {populasi}: perbaiki populasinya.")
    return Kecukupan(populasi, sampel(populasi), responden)
