"""In which quarter of the performance year the result of a survey counts."""

from datetime import date

from survei.hitung.periode import BANYAK, Jenis, rentang

JUMLAH_TRIWULAN = 4


def triwulan_lapor(jenis: Jenis, tahun: int, nomor: int, selesai: date) -> tuple[int, int]:
    """(year, quarter): the quarter in which the period ends.

    A quarter is itself, semester 1 ends with TW II and semester 2 with TW IV, a year with TW IV; a survey of free
    dates counts where its last day lies.
    """
    if jenis is Jenis.BEBAS:
        return selesai.year, (selesai.month + 2) // 3
    return tahun, nomor * JUMLAH_TRIWULAN // BANYAK[jenis]


def tahun_tindak_lanjut(triwulan: int, selesai: date) -> int:
    """The year of a quarter a follow-up is planned for: the first such quarter that ends after the survey's last day.

    After a survey that ended on 30 June 2023, TW II is that of 2024 and TW III that of 2023.
    """
    akhir = rentang(Jenis.TRIWULAN, selesai.year, triwulan)[1]
    return selesai.year if akhir > selesai else selesai.year + 1
