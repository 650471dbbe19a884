"""Which respondent groups are too small to show: a group of few people could be recognised by its answers.

[14] asks that respondents stay anonymous and gives no number; five is our choice, the usual floor of public statistics.
"""

from collections.abc import Mapping

TERKECIL = 5


def tersembunyi(responden: Mapping[str, int], terkecil: int = TERKECIL) -> frozenset[str]:
    """Keys of the groups to hide; ``responden``: group → respondents.

    A single hidden group could be found by subtracting the others from the whole, so hidden groups together always
    hold at least ``terkecil`` people and are at least two: the next smallest group is hidden with them.
    """
    urut = sorted((k for k, n in responden.items() if n), key=lambda k: (responden[k], k))
    hasil = [k for k in urut if responden[k] < terkecil]
    sisa = urut[len(hasil) :]
    while hasil and sisa and (len(hasil) < 2 or sum(responden[k] for k in hasil) < terkecil):
        hasil.append(sisa.pop(0))
    return frozenset(hasil)
