"""How answers spread over the four values."""

from decimal import Decimal

from indikator.hitung.angka import persis
from survei.hitung.kesalahan import BelumAdaJawaban
from survei.hitung.tally import Sebaran


@persis
def persen_sebaran(sebaran: Sebaran) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Percentage of the answers that gave 1, 2, 3 and 4, unrounded. Raises ``BelumAdaJawaban`` over nothing."""
    semua = sum(sebaran)
    if not semua:
        raise BelumAdaJawaban("Unsur ini belum dijawab siapa pun.")
    n1, n2, n3, n4 = (Decimal(100 * n) / semua for n in sebaran)
    return n1, n2, n3, n4


@persis
def persen_bagian(banyak: int, semua: int) -> Decimal:
    """``banyak`` as a percentage of ``semua``, unrounded. Raises ``BelumAdaJawaban`` over nothing."""
    if not semua:
        raise BelumAdaJawaban("Belum ada responden.")
    return Decimal(100 * banyak) / semua
