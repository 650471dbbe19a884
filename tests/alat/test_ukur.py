"""The harness of `make bench`: median and ratio to the floor of the same run."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bench import ukur
from bench.__main__ import baris_teks, tabel
from bench.ukur import Hasil, Ukuran


def test_median_dan_nisbah_terhadap_lantai(monkeypatch: pytest.MonkeyPatch) -> None:
    # A clock that moves 40 ms in each call of the work, 8 ms in each call of the floor, once 4 s for a hiccup.
    jam = [0.0]
    langkah = iter([40, 8, 40, 8, 4000, 8, 40, 8])
    monkeypatch.setattr("time.perf_counter", lambda: jam[0])

    def maju() -> None:
        jam[0] += next(langkah) / 1000

    hasil = ukur.ukur(Ukuran("isian", "kueri", lambda: (maju, maju), ulangan=3))
    assert (round(hasil.ms, 6), round(hasil.ms_lantai, 6), round(hasil.nisbah, 6)) == (40.0, 8.0, 5.0)


def test_hasil_yang_dicatat() -> None:
    hasil = Hasil("isian", "kueri", 40, 8)
    assert "5.0 ×, laju 0.20 dari kueri" in baris_teks(hasil)
    teks = tabel([hasil], datetime(2026, 8, 17, tzinfo=ZoneInfo("Asia/Jakarta")))
    assert "17-08-2026" in teks
    assert "| isian | 40.00 | kueri | 8.00 | 5.0 | 0.20 |" in teks
