"""The period of a survey: its dates and what it is called."""

from calendar import monthrange
from datetime import date
from enum import StrEnum

ROMAWI = ("I", "II", "III", "IV")


class Jenis(StrEnum):
    """Kinds of periods [14]: quarter, semester, year, or dates chosen freely."""

    TRIWULAN = "triwulan"
    SEMESTER = "semester"
    TAHUN = "tahun"
    BEBAS = "bebas"


BANYAK: dict[Jenis, int] = {Jenis.TRIWULAN: 4, Jenis.SEMESTER: 2, Jenis.TAHUN: 1, Jenis.BEBAS: 1}


def rentang(jenis: Jenis, tahun: int, nomor: int) -> tuple[date, date]:
    """First and last day of the period. Raises ValueError for free dates and for a number the year does not have."""
    if jenis is Jenis.BEBAS or not 1 <= nomor <= BANYAK[jenis]:
        raise ValueError(jenis, nomor)
    bulan = 12 // BANYAK[jenis]
    akhir = nomor * bulan
    return date(tahun, akhir - bulan + 1, 1), date(tahun, akhir, monthrange(tahun, akhir)[1])


def sebutan(jenis: Jenis, tahun: int, nomor: int) -> str:
    """`Triwulan II 2023`, `Semester I 2023`, `Tahun 2023`; a survey of free dates goes by its year."""
    if jenis in (Jenis.TRIWULAN, Jenis.SEMESTER):
        return f"{jenis.value.capitalize()} {ROMAWI[nomor - 1]} {tahun}"
    return f"Tahun {tahun}"


def berikut(jenis: Jenis, tahun: int, nomor: int) -> tuple[int, int]:
    """(year, number) of the period after this one."""
    return (tahun + 1, 1) if nomor >= BANYAK[jenis] else (tahun, nomor + 1)
