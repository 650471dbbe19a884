"""A typed target: what is read, what is refused, and that the text shown is read back as the same target."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indikator.hitung.capaian import Arah, Target
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.predikat import SKALA_OPINI, SKALA_SAKIP, Skala
from indikator.hitung.target_teks import baca_target, tulis_target

D = Decimal
NAIK, RENTANG = Arah.NAIK, Arah.RENTANG


@pytest.mark.parametrize(
    ("teks", "arah", "skala", "target", "tampil"),
    [
        ("86,75", NAIK, None, Target.angka(D("86.75")), "86,75"),
        ("0", NAIK, None, Target.angka(D(0)), "0"),
        ("n/a", NAIK, None, Target.na(), "N/A"),
        (" ", NAIK, None, Target.belum(), ""),
        ("80 – 90", RENTANG, None, Target.rentang(D(80), D(90)), "80 – 90"),
        ("80,5–90", RENTANG, None, Target.rentang(D("80.5"), D(90)), "80,5 – 90"),
        ("80 sampai 90", RENTANG, None, Target.rentang(D(80), D(90)), "80 – 90"),
        ("N/A", RENTANG, None, Target.na(), "N/A"),
        ("WTP", NAIK, SKALA_OPINI, Target.angka(D(3)), "WTP"),
        ("82", NAIK, SKALA_SAKIP, Target.angka(D(82)), "82"),
    ],
)
def test_dibaca_dan_ditulis_kembali(teks: str, arah: Arah, skala: Skala | None, target: Target, tampil: str) -> None:
    assert baca_target(teks, arah, skala) == target
    assert tulis_target(target, skala) == tampil
    assert baca_target(tampil, arah, skala) == target


@pytest.mark.parametrize(
    ("teks", "arah", "skala", "pesan"),
    [
        ("1.234", NAIK, None, "meragukan"),
        ("banyak", NAIK, None, "bukan angka"),
        ("-5", NAIK, None, "Target negatif"),
        ("80", RENTANG, None, "bukan rentang"),
        ("90 – 80", RENTANG, None, "Batas bawah"),
        ("80 – 90", NAIK, None, "bukan angka"),
        ("Bagus", NAIK, SKALA_OPINI, "Bagus"),
        ("7", NAIK, SKALA_OPINI, "7"),
    ],
)
def test_ditolak_dengan_sebabnya(teks: str, arah: Arah, skala: Skala | None, pesan: str) -> None:
    with pytest.raises(KesalahanHitung, match=pesan):
        baca_target(teks, arah, skala)
