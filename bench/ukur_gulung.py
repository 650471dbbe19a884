"""Rolling up 20,000 units × 20 indicators from the leaves, against only fetching the same rows from PostgreSQL.

The rows have the shape of `Turunan` with the leaf's figure; a unit has three units below it, so 266,680 of the 400,000
nodes are leaves.
"""

from decimal import Decimal
from typing import Any

from django.db import connection

from bench.ukur import Kerja, ukuran
from indikator.hitung.gulung import Agregasi
from indikator.hitung.gulung_pohon import Bagian, gulung_pohon

UNIT = 20_000
INDIKATOR = 20
CABANG = 3


def _isi_tabel() -> None:
    """Unit n hangs below (n − 1) / 3; the figure of a leaf has two decimals, a share has numerator and denominator."""
    with connection.cursor() as kursor:
        kursor.execute("DROP TABLE IF EXISTS ukur_gulung")
        kolom = "anak int, induk int, nilai numeric, atas numeric, bawah numeric"
        kursor.execute(f"CREATE TEMP TABLE ukur_gulung ({kolom})")
        kursor.execute(
            """
            INSERT INTO ukur_gulung
            SELECT u * %(i)s + i, CASE WHEN u > 0 THEN ((u - 1) / %(c)s) * %(i)s + i END,
                   CASE WHEN u * %(c)s + 1 >= %(u)s THEN ((u * 7919 + i * 104729) %% 12000) / 100.0 END,
                   CASE WHEN u * %(c)s + 1 >= %(u)s THEN (u * 31 + i) %% 900 END,
                   CASE WHEN u * %(c)s + 1 >= %(u)s THEN 900 + u %% 100 END
            FROM generate_series(0, %(u)s - 1) u, generate_series(0, %(i)s - 1) i
            ORDER BY u, i
            """,
            {"u": UNIT, "i": INDIKATOR, "c": CABANG},
        )
        kursor.execute("ANALYZE ukur_gulung")


def _ambil(kolom: str) -> list[Any]:
    with connection.cursor() as kursor:
        kursor.execute(f"SELECT {kolom} FROM ukur_gulung")  # noqa: S608 (columns from this file)
        baris: list[Any] = kursor.fetchall()
        return baris


def _gulung(agregasi: Agregasi, kolom: str) -> dict[int, Bagian]:
    induk: dict[int, int] = {}
    daun: dict[int, Bagian] = {}
    for baris in _ambil(kolom):
        anak, atas = baris[0], baris[1]
        if atas is not None:
            induk[anak] = atas
        if baris[2] is not None:
            daun[anak] = baris[2] if len(baris) == 3 else baris[2:]
    return gulung_pohon(induk=induk, agregasi={agregasi: set(induk.values())}, daun=daun)


def _ukur(agregasi: Agregasi, kolom: str) -> tuple[Kerja, Kerja]:
    _isi_tabel()
    hasil = _gulung(agregasi, kolom)
    assert len(hasil) == (UNIT - 2) // CABANG * INDIKATOR + INDIKATOR
    assert all(bagian is not None for bagian in hasil.values())
    puncak = hasil[0]
    if not isinstance(puncak, tuple):
        assert puncak is not None
        assert Decimal(0) <= puncak <= Decimal(120)

    def kerja() -> object:
        return _gulung(agregasi, kolom)

    def lantai() -> object:
        return _ambil(kolom)

    return kerja, lantai


@ukuran("gulung: rata-rata 20.000 × 20", lantai="ambil baris yang sama", ulangan=7)
def rata_rata() -> tuple[Kerja, Kerja]:
    """Means of means, three levels deep and more."""
    return _ukur(Agregasi.RATA_RATA, "anak, induk, nilai")


@ukuran("gulung: Σ pembilang / Σ penyebut", lantai="ambil baris yang sama", ulangan=7)
def rasio() -> tuple[Kerja, Kerja]:
    """Two sums per node."""
    return _ukur(Agregasi.RASIO_JUMLAH, "anak, induk, atas, bawah")
