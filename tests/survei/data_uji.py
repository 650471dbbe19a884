"""The published figures of Surakarta 2021, and a clean recap made by counting, independent of the code under test."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from random import Random

from survei.hitung.periksa import Baris

DATA = Path(__file__).parents[2] / "survei" / "demo" / "data"
UNITS, UNSUR = DATA / "skm_2021_units.csv", DATA / "skm_2021_unsur.csv"
Isi = dict[str, str]


@cache
def muat(berkas: Path) -> tuple[Baris, ...]:
    with berkas.open(encoding="utf-8") as f:
        return tuple(Baris(i, baris) for i, baris in enumerate(csv.DictReader(f), 2))


def _cetak(nilai: Decimal, desimal: int) -> str:
    return str(nilai.quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP))


def _mutu(ikm: Decimal) -> str:
    bulat = ikm.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return next(m for m, batas in (("A", "88.31"), ("B", "76.61"), ("C", "65"), ("D", "25")) if bulat >= Decimal(batas))


def rekap_bersih(banyak: int = 24, benih: int = 7) -> tuple[list[Isi], list[Isi]]:
    """Units and sheets that agree with each other in every figure."""
    acak = Random(benih)
    units, unsur = [], []
    for no in range(1, banyak + 1):
        nama, n, ikm = f"Unit {no}", [acak.randint(60, 400) for _ in (1, 2)], []
        for semester in (1, 2):
            lembar, nilai = _lembar(acak, n[semester - 1])
            ikm.append(nilai)
            unsur.append({"no": str(no), "name": nama, "semester": str(semester)} | lembar)
        tahun, persen = sum(ikm, Decimal(0)) / 2, (ikm[1] - ikm[0]) / ikm[0] * 100
        dua = [Decimal(_cetak(x, 2)) for x in ikm]
        status = "Stagnan" if dua[0] == dua[1] else "Naik" if dua[1] > dua[0] else "Turun"
        units.append(
            {
                "no": str(no), "name": nama, "resp_s1": str(n[0]), "ikm_s1": _cetak(ikm[0], 2), "cat_s1": _mutu(ikm[0]),
                "resp_s2": str(n[1]), "ikm_s2": _cetak(ikm[1], 3), "cat_s2": _mutu(ikm[1]), "resp_year": str(sum(n)),
                "ikm_year": _cetak(tahun, 3), "cat_year": _mutu(tahun), "pct_change": _cetak(persen, 2),
                "status": status,
            }
        )  # fmt: skip
    return units, unsur


def _lembar(acak: Random, n: int) -> tuple[Isi, Decimal]:
    """One sheet of a unit that may be poor or excellent: NRR between 2.5 and 4."""
    dasar = acak.randint(250, 370)
    jumlah = [acak.randint(n * dasar // 100, n * (dasar + 30) // 100) for _ in range(9)]
    nrr = [Decimal(j) / n for j in jumlah]
    ikm = sum(nrr, Decimal(0)) / 9 * 25
    nama = {"A": "Sangat Baik", "B": "Baik", "C": "Kurang Baik", "D": "Tidak Baik"}
    isi = {"n_implied": str(n)}
    isi |= {f"sum_u{i}": str(j) for i, j in enumerate(jumlah, 1)}
    isi |= {f"nrr_u{i}": _cetak(r, 3) for i, r in enumerate(nrr, 1)}
    isi |= {f"nrrt_u{i}": _cetak(r / 9, 3) for i, r in enumerate(nrr, 1)}
    isi |= {
        "nrr_tertimbang_total": _cetak(sum(nrr, Decimal(0)) / 9, 3),
        "ikm_konversi": _cetak(ikm, 3),
        "kategori": nama[_mutu(ikm)],
    }
    return isi, ikm


def sebagai_baris(isi: list[Isi]) -> list[Baris]:
    return [Baris(i, baris) for i, baris in enumerate(isi, 2)]
