"""Progress and absorption of the Rencana Aksi: exact, and three nothings that stay apart. No database."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from indikator.hitung.triwulan import Pola
from kinerja.perjanjian.hitung.rencana import Keadaan, Ukuran, kemajuan, menurun, serapan, ukur, ukur_triwulan

JUMLAH, KUMULATIF = Pola.JUMLAH, Pola.KUMULATIF


def d(*nilai: str | None) -> list[Decimal | None]:
    return [None if n is None else Decimal(n) for n in nilai]


@pytest.mark.parametrize(
    ("pola", "rencana", "realisasi", "keadaan", "persen"),
    [
        # 1 + 1 + 2 planned, 1 delivered: a quarter.
        (JUMLAH, d("1", "1", None, "2"), d("1", None, None, None), Keadaan.ADA, "25"),
        (JUMLAH, d("100", "100", "100", "100"), d("100", "100", "100", "133"), Keadaan.ADA, "108.25"),
        # Reported as 0 is 0 %, not reported is no number.
        (JUMLAH, d("1", "1", None, "2"), d("0", None, None, None), Keadaan.ADA, "0"),
        (JUMLAH, d("1", "1", None, "2"), d(None, None, None, None), Keadaan.BELUM, None),
        (JUMLAH, d(None, None, None, None), d(None, None, None, None), Keadaan.NA, None),
        (JUMLAH, d(None, None, None, None), d("2", None, None, None), Keadaan.NA, None),
        (JUMLAH, d("0", None, None, None), d("2", None, None, None), Keadaan.TAK_TERHITUNG, None),
        (JUMLAH, d("0", None, None, None), d(None, None, None, None), Keadaan.BELUM, None),
        # Running figures: the last one is the year's.
        (KUMULATIF, d("25", "50", "75", "100"), d("20", "45", None, None), Keadaan.ADA, "45"),
        (KUMULATIF, d(None, "40", None, "80"), d(None, "60", None, None), Keadaan.ADA, "75"),
    ],
)
def test_ukur(
    pola: Pola, rencana: Sequence[Decimal], realisasi: Sequence[Decimal], keadaan: Keadaan, persen: str | None
) -> None:
    hasil = ukur(pola, rencana, realisasi)
    assert hasil.keadaan is keadaan
    assert hasil.persen == (None if persen is None else Decimal(persen))
    assert bool(hasil.alasan) is (persen is None)


def test_triwulan_yang_belum_dilaporkan_tidak_pernah_memperbaiki() -> None:
    lengkap = ukur(JUMLAH, d("2", "2", "2", "2"), d("2", "1", "0", None))
    kurang = ukur(JUMLAH, d("2", "2", "2", "2"), d("2", None, "0", None))
    assert lengkap.persen is not None
    assert kurang.persen is not None
    assert (lengkap.persen, kurang.persen) == (Decimal("37.5"), Decimal(25))


def test_satu_triwulan() -> None:
    assert ukur_triwulan(Decimal(4), Decimal(3)).persen == 75
    assert ukur_triwulan(None, None).keadaan is Keadaan.NA
    assert ukur_triwulan(Decimal(4), None).keadaan is Keadaan.BELUM


def persen(nilai: str) -> Ukuran:
    return Ukuran(Keadaan.ADA, Decimal(nilai))


BELUM, NA, TAK = Ukuran(Keadaan.BELUM), Ukuran(Keadaan.NA), Ukuran(Keadaan.TAK_TERHITUNG)


def test_kemajuan_indikator_rata_rata_kegiatan() -> None:
    # (100 + 50) / 2: doubling one activity does not hide the other.
    satu = kemajuan([persen("200"), persen("50"), NA])
    assert (satu.keadaan, satu.persen) == (Keadaan.ADA, Decimal(75))
    # (80 + 0) / 2: not reported counts as 0, planned as 0 is left out and named.
    dua = kemajuan([persen("80"), BELUM, TAK])
    assert dua.persen == Decimal(40)
    assert dua.alasan == (
        "Rata-rata 2 kegiatan, masing-masing paling tinggi 100%; 1 belum dilaporkan dihitung 0; "
        "1 tidak dapat dihitung (rencana 0)."
    )


def test_kemajuan_tanpa_angka_menyebut_yang_mana() -> None:
    assert kemajuan([]).keadaan is Keadaan.NA
    assert kemajuan([NA, NA]).keadaan is Keadaan.NA
    assert kemajuan([BELUM, NA]).keadaan is Keadaan.BELUM
    assert kemajuan([TAK, NA]).keadaan is Keadaan.TAK_TERHITUNG
    assert kemajuan([persen("0")]).persen == 0


def test_serapan_jumlah_dibagi_jumlah() -> None:
    # Not the mean of 100 % and 10 %: 110 of 200.
    hasil = serapan(d("100", "100", None), d("100", "10", None))
    assert (hasil.persen, hasil.rencana, hasil.realisasi) == (Decimal(55), Decimal(200), Decimal(110))
    assert serapan(d(None, None), d(None, None)).keadaan is Keadaan.NA
    assert serapan(d("0"), d("0")).keadaan is Keadaan.TAK_TERHITUNG


def test_target_kumulatif_tidak_menurun() -> None:
    assert menurun(KUMULATIF, d("25", None, "20", "30")) == 3
    assert menurun(KUMULATIF, d("25", None, "25", "30")) == 0
    assert menurun(JUMLAH, d("25", None, "20", "30")) == 0
