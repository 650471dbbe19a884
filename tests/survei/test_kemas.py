"""Forms as whole numbers whose digits are counts: the same result as counting one answer after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survei.hitung.kemas import POTONGAN, Pengemas
from survei.hitung.kesalahan import TallyTidakSah, UnsurTidakSah
from survei.hitung.tally import Lembar, Tally, tally_jawaban

KODE = ("waktu", "biaya", "sarana")
JAWABAN = st.tuples(*[st.one_of(st.none(), st.integers(1, 4))] * 3)


@given(st.lists(JAWABAN, max_size=30))
def test_sama_dengan_menghitung_satu_per_satu(isian: list[tuple[int | None, ...]]) -> None:
    pengemas = Pengemas(KODE)
    assert pengemas.buka(sum(pengemas.kemas(satu) for satu in isian)) == tally_jawaban(KODE, isian)


def test_potongan_penuh_tidak_meluap() -> None:
    kode = tuple(f"u{n}" for n in range(1, 21))
    pengemas = Pengemas(kode)
    hasil = pengemas.buka(pengemas.kemas([4] * 20) * POTONGAN)
    assert hasil.unsur["u20"] == Tally(POTONGAN, 4 * POTONGAN, (0, 0, 0, POTONGAN))
    assert hasil.lembar == {20: Lembar(POTONGAN, 80 * POTONGAN, 6400 * POTONGAN)}


def test_isian_kosong_bukan_responden() -> None:
    assert Pengemas(KODE).kemas((None, None, None)) == 0


def test_nilai_dan_panjang_yang_salah_ditolak() -> None:
    with pytest.raises(TallyTidakSah, match="Nilai 5 pada unsur sarana"):
        Pengemas(KODE).kemas((None, 4, 5))
    with pytest.raises(UnsurTidakSah, match="berisi 2 jawaban, survei ini 3 unsur"):
        Pengemas(KODE).kemas((4, 4))
