"""Signals for the verifier: each pattern, and what must not set it off."""

from datetime import datetime, time, timedelta

from survei.hitung.sinyal import Isian, JamLayanan, JenisSinyal, isian_beruntun, isian_luar_jam, isian_seragam, sinyal

SENIN = datetime(2023, 7, 10, 9, 0)  # noqa: DTZ001 (local time of the office)
BERAGAM = (3, 4, 3, 4, 3, 4, 3, 4, 3)


def isian(kunci: int, menit: float = 0, jawaban: tuple[int | None, ...] = BERAGAM, saluran: str = "loket") -> Isian:
    return Isian(kunci, jawaban, SENIN + timedelta(minutes=menit), saluran)


def test_isian_seragam_ditanyakan_dengan_bagiannya() -> None:
    (s,) = isian_seragam([isian(1, jawaban=(4,) * 9), isian(2), isian(3), isian(4, jawaban=(3, 3, None, 3, 3, 3))])
    assert (s.jenis, s.kunci) == (JenisSinyal.SERAGAM, (1, 4))
    assert "2 dari 4 isian (50,00%)" in s.pertanyaan
    assert s.pertanyaan.endswith("?")


def test_isian_pendek_atau_beragam_bukan_sinyal() -> None:
    assert isian_seragam([isian(1, jawaban=(4, 4, 4, 4, None)), isian(2)]) == []


def test_lima_isian_sama_dalam_sepuluh_menit() -> None:
    banyak = [isian(k, k * 2) for k in range(6)] + [isian(9, 200)]
    (s,) = isian_beruntun(banyak)
    assert (s.kunci, "6 isian" in s.pertanyaan, "dalam 10 menit" in s.pertanyaan) == ((0, 1, 2, 3, 4, 5), True, True)


def test_beruntun_tidak_lintas_saluran_atau_jarak() -> None:
    assert isian_beruntun([isian(k, k, saluran=f"loket {k % 2}") for k in range(8)]) == []
    assert isian_beruntun([isian(k, k * 3) for k in range(12)]) == []
    assert isian_beruntun([Isian(k, BERAGAM) for k in range(12)]) == []  # no time known


def test_di_luar_jam_pelayanan() -> None:
    jam = JamLayanan(time(8), time(15))
    malam = [isian(k, 60 * 12) for k in range(5)]
    (s,) = isian_luar_jam([*malam, *[isian(k, 0) for k in range(10, 20)]], jam)
    assert s.kunci == (0, 1, 2, 3, 4)
    assert "10-07-2023" in s.pertanyaan
    assert "08.00–15.00" in s.pertanyaan
    assert isian_luar_jam(malam[:4], jam) == []
    sabtu = [isian(k, 60 * 24 * 5) for k in range(5)]
    assert len(isian_luar_jam(sabtu, jam)) == 1
    assert isian_luar_jam(sabtu, JamLayanan(time(8), time(15), akhir_pekan=True)) == []


def test_sinyal_semua() -> None:
    semua = sinyal([isian(k, k, jawaban=(4,) * 9) for k in range(5)], JamLayanan())
    assert [s.jenis.value for s in semua] == ["seragam", "beruntun"]
