"""Counting very many forms: a form as one whole number whose digits are counts, so that adding numbers counts forms.

Digits, lowest first: per unsur the answers 1, 2, 3, 4; then per number of answered unsur (1 … n) the forms, their
totals and squared totals. A digit has 32 bits, enough for the forms of one portion (`POTONGAN`). Ten times as quick as
counting one answer after the other, with the same result as `tally_jawaban`.
"""

import struct
from collections.abc import Sequence

from survei.hitung.kesalahan import TallyTidakSah, UnsurTidakSah
from survei.hitung.tally import Jawaban, Lembar, Tally, TallySurvei
from survei.hitung.unsur import NILAI

POTONGAN = 20_000  # × (20 unsur × 4 points)² stays below 2³²
_BIT, _BITA = 32, 4


class Pengemas:
    """Packs forms of a survey with these unsur, and unpacks their sum."""

    def __init__(self, kode: Sequence[str]) -> None:
        self.kode = tuple(kode)
        self._satuan = [{n: 1 << _BIT * (4 * i + n - 1) for n in NILAI} for i in range(len(self.kode))]
        self._lembar = [_BIT * (4 * len(self.kode) + 3 * (terisi - 1)) for terisi in range(1, len(self.kode) + 1)]

    def kemas(self, jawaban: Jawaban) -> int:
        """One form: a value per unsur, 1–4 or None for a blank; 0 for a form without any answer.

        Raises `TallyTidakSah` for a value outside 1–4 and `UnsurTidakSah` for a form of another length.
        """
        if len(jawaban) != len(self.kode):
            raise UnsurTidakSah(f"Isian berisi {len(jawaban)} jawaban, survei ini {len(self.kode)} unsur.")
        hasil = terisi = jumlah = 0
        for nomor, nilai in enumerate(jawaban):
            if nilai is not None:
                if nilai not in NILAI:
                    raise TallyTidakSah(f"Nilai {nilai} pada unsur {self.kode[nomor]} di luar 1–4.")
                hasil += self._satuan[nomor][nilai]
                jumlah += nilai
                terisi += 1
        if not terisi:
            return 0
        return hasil + ((1 + (jumlah << _BIT) + (jumlah * jumlah << 2 * _BIT)) << self._lembar[terisi - 1])

    def buka(self, jumlah: int) -> TallySurvei:
        """The counts that a sum of at most `POTONGAN` packed forms stands for."""
        n = len(self.kode)
        angka = struct.unpack(f"<{7 * n}I", jumlah.to_bytes(7 * n * _BITA, "little"))
        lembar = {a: Lembar(*angka[4 * n + 3 * (a - 1) : 4 * n + 3 * a]) for a in range(1, n + 1)}
        lembar = {a: isi for a, isi in lembar.items() if isi.banyak}
        return TallySurvei(
            {k: Tally.dari_sebaran(*angka[4 * i : 4 * i + 4]) for i, k in enumerate(self.kode)},
            sum(isi.banyak for isi in lembar.values()),
            lembar,
        )
