"""Reading and writing numbers: the tables of docs/rumus.md 1, round trips, and the one rounding."""

import re
from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal, getcontext, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.hitung import kesalahan
from indikator.hitung.angka import (
    baca_angka,
    bulatkan,
    persis,
    tulis_angka,
    tulis_isian,
    tulis_persen,
    tulis_rinci,
    tulis_ringkas,
    tulis_rupiah,
)
from tests.hitung.tabel import Baris, desimal, tabel

ISIAN = st.decimals(min_value=-(10**20) + 1, max_value=10**20 - 1, places=10)


@pytest.mark.parametrize("baris", tabel("baca"), ids=lambda b: b["typed"])
def test_baca_angka(baris: Baris) -> None:
    jenis, _, pilihan = baris["read as"].partition(": ")
    if not jenis.startswith("Angka"):
        hasil = baca_angka(baris["typed"])
        assert hasil == desimal(jenis)
        assert not (hasil == 0 and hasil.is_signed())
        return
    with pytest.raises(getattr(kesalahan, jenis)) as salah:
        baca_angka(baris["typed"])
    if pilihan:
        assert list(salah.value.pilihan) == pilihan.split(" or ")
        for satu in salah.value.pilihan:
            assert satu in salah.value.pesan
            baca_angka(satu)  # what the question proposes can be typed


@pytest.mark.parametrize(
    ("teks", "potongan"),
    [
        ("  ", "Isian kosong"),
        ("11,299 T", "dalam satuan indikator"),
        ("N/A", "N/A ditetapkan pada target"),
        ("9" * 21, "20 digit di depan koma"),
        ("1" * 65, "lebih dari 64 huruf"),
        ("abc", "Contoh yang benar"),
    ],
)
def test_penolakan_menyebut_sebabnya(teks: str, potongan: str) -> None:
    with pytest.raises(kesalahan.AngkaTidakTerbaca, match=potongan):
        baca_angka(teks)


@given(st.text(max_size=80))
def test_teks_apa_pun_dibaca_atau_ditolak_dengan_alasan(teks: str) -> None:
    with suppress(kesalahan.AngkaTidakTerbaca, kesalahan.AngkaMeragukan):  # no other error may come out
        assert baca_angka(teks).is_finite()


@given(ISIAN)
def test_isian_dibaca_kembali_sama(nilai: Decimal) -> None:
    assert baca_angka(tulis_isian(nilai)) == nilai


@given(ISIAN | st.integers(-(10**6), 10**6).map(Decimal))
def test_tulisan_ringkas_dibaca_kembali_atau_ditanyakan(nilai: Decimal) -> None:
    bulat = bulatkan(nilai, 6)
    tertulis = tulis_ringkas(nilai)
    if re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", tertulis):
        with pytest.raises(kesalahan.AngkaMeragukan) as salah:
            baca_angka(tertulis)
        assert baca_angka(salah.value.pilihan[0]) == abs(bulat)
    else:
        assert baca_angka(tertulis) == bulat


@given(ISIAN)
def test_tulisan_persen_dan_rupiah_dibaca_kembali(nilai: Decimal) -> None:
    assert baca_angka(tulis_persen(nilai)) == bulatkan(nilai)
    assert baca_angka(tulis_rupiah(nilai)) == bulatkan(nilai)


@pytest.mark.parametrize("baris", tabel("tulis"), ids=lambda b: b["number"])
def test_tulis(baris: Baris) -> None:
    nilai = desimal(baris["number"])
    assert tulis_angka(nilai) == baris["fixed, 2 decimals"]
    assert tulis_ringkas(nilai) == baris["running text"]
    assert tulis_isian(nilai) == baris["input cell"]


def test_tulis_rupiah_dan_persen() -> None:
    assert tulis_rupiah(Decimal(5000)) == "Rp5.000,00"
    assert tulis_rupiah(Decimal("-1234567.5")) == "-Rp1.234.567,50"
    assert tulis_persen(Decimal(84)) == "84,00%"
    assert tulis_persen(Decimal("84.25"), 1) == "84,3%"


def test_tulis_rinci_tidak_membulatkan_bagian_penjelasan() -> None:
    assert tulis_rinci(Decimal(84)) == "84,00"
    assert tulis_rinci(Decimal("83.996")) == "83,996"
    assert tulis_rinci(Decimal("11.299"), 3) == "11,299"
    assert tulis_rinci(Decimal(1) / 3) == "0,333333"


def test_nilai_dari_basis_data_dengan_nol_ekor() -> None:
    nilai = Decimal("86.75000000000000000000")
    assert (tulis_isian(nilai), tulis_ringkas(nilai), tulis_rinci(nilai)) == ("86,75", "86,75", "86,75")
    assert tulis_isian(Decimal("100.00000000000000000000")) == "100"
    assert tulis_isian(Decimal("1E+3")) == "1000"
    assert tulis_isian(Decimal("-0.00")) == "0"


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=10))
def test_bulatkan_setengah_ke_atas_menjauhi_nol(nilai: Decimal) -> None:
    assert bulatkan(nilai) == nilai.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def test_bulatkan_menyerap_sisa_pembagian() -> None:
    with localcontext(prec=50):
        sepertiga = Decimal("90.33") + Decimal(1) / 3 + Decimal("0.665") - Decimal(1) / 3
        di_bawah = Decimal("90.995") - Decimal("1E-45")
    assert bulatkan(sepertiga) == bulatkan(di_bawah) == Decimal("91.00")
    assert bulatkan(Decimal("90.99499999999999999999")) == Decimal("91.00")  # 20 stored decimals
    assert bulatkan(Decimal("90.9949999999")) == Decimal("90.99")  # a digit someone can have entered


@pytest.mark.parametrize("nilai", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity"), Decimal(10) ** 20])
def test_angka_di_luar_jangkauan_ditolak(nilai: Decimal) -> None:
    for tulis in (bulatkan, tulis_angka, tulis_ringkas, tulis_isian, tulis_rupiah, tulis_persen):
        with pytest.raises(kesalahan.AngkaTerlaluBesar):
            tulis(nilai)


def test_konteks_pemanggil_tidak_berpengaruh_dan_tidak_diubah() -> None:
    @persis
    def sepertiga() -> Decimal:
        return Decimal(1) / 3

    with localcontext(prec=3):
        assert len(sepertiga().as_tuple().digits) == 50
        assert tulis_angka(Decimal("123456.785")) == "123.456,79"
        assert baca_angka("-12345,678") == Decimal("-12345.678")
        assert getcontext().prec == 3
