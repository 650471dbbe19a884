"""Predikat: the table of docs/rumus.md 5, both kinds of scale."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.hitung import kesalahan
from indikator.hitung.predikat import (
    SKALA_OPINI,
    SKALA_SAKIP,
    JenisSkala,
    Skala,
    Tingkat,
    angka_banding,
    baca_predikat,
    tulis_predikat,
)
from tests.hitung.tabel import Baris, desimal, tabel

SKALA = {"opini": SKALA_OPINI, "sakip": SKALA_SAKIP}


@pytest.mark.parametrize("baris", tabel("predikat"), ids=lambda b: f"{b['scale']} {b['typed']}")
def test_predikat(baris: Baris) -> None:
    skala = SKALA[baris["scale"]]
    if not baris["shown"]:
        with pytest.raises(getattr(kesalahan, baris["number"])) as salah:
            baca_predikat(baris["typed"], skala)
        assert salah.value.pesan
        return
    nilai = baca_predikat(baris["typed"], skala)
    assert nilai == desimal(baris["number"])
    assert tulis_predikat(nilai, skala) == baris["shown"]
    assert angka_banding(nilai, skala) == desimal(baris["compared"])


@pytest.mark.parametrize(
    ("teks", "skala", "potongan"),
    [
        ("", SKALA_OPINI, "salah satu dari WTP, WDP, TW, TMP"),
        ("", SKALA_SAKIP, "misalnya 82,5"),
        ("BB (82)", SKALA_SAKIP, "bertentangan dengan nilai 82: nilai itu berpredikat A"),
        ("(2) WTP", SKALA_OPINI, "bertentangan dengan nilai 2: nilai itu berpredikat WDP"),
        ("A", SKALA_SAKIP, "memerlukan nilainya"),
        ("Baik", SKALA_OPINI, "WTP \\(3\\), WDP \\(2\\), TW \\(1\\), TMP \\(0\\)"),
        ("101", SKALA_SAKIP, "0 sampai 100"),
    ],
)
def test_penolakan_menyebut_sebab_dan_jalan_keluar(teks: str, skala: Skala, potongan: str) -> None:
    with pytest.raises(kesalahan.PredikatTidakDikenal, match=potongan):
        baca_predikat(teks, skala)


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_tulisan_sakip_dibaca_kembali(nilai: Decimal) -> None:
    assert baca_predikat(tulis_predikat(nilai, SKALA_SAKIP), SKALA_SAKIP) == nilai


@given(st.text(max_size=60), st.sampled_from([SKALA_OPINI, SKALA_SAKIP]))
def test_teks_apa_pun_dibaca_atau_ditolak_dengan_alasan(teks: str, skala: Skala) -> None:
    with suppress(kesalahan.KesalahanHitung):  # no other error may come out
        assert tulis_predikat(baca_predikat(teks, skala), skala)


def test_persen_hanya_dipakai_bila_setiap_tingkat_memilikinya() -> None:
    separuh = Skala("Uji", (Tingkat("Baik", Decimal(2), Decimal(100)), Tingkat("Kurang", Decimal(1))))
    assert angka_banding(Decimal(2), separuh) == 2
    assert angka_banding(Decimal(2), SKALA_OPINI) == 75
    with pytest.raises(kesalahan.PredikatTidakDikenal):
        angka_banding(Decimal("2.5"), SKALA_OPINI)
    with pytest.raises(kesalahan.PredikatTidakDikenal):
        angka_banding(Decimal(101), SKALA_SAKIP)


def test_label_bertanda_kurung_dan_nilai_dari_basis_data() -> None:
    skala = Skala("Uji", (Tingkat("Baik (B)", Decimal(2)), Tingkat("Kurang (K)", Decimal(1))))
    assert baca_predikat("baik  (b)", skala) == 2
    assert tulis_predikat(Decimal("2.00000000000000000000"), skala) == "Baik (B)"


def test_skala_tidak_tegas_memasukkan_batasnya() -> None:
    tingkat = (Tingkat("Tinggi", Decimal(80)), Tingkat("Rendah", Decimal(0)))
    longgar = Skala("Uji", tingkat, JenisSkala.RENTANG, tegas=False)
    assert tulis_predikat(Decimal(80), longgar) == "Tinggi (80,00)"
    assert tulis_predikat(Decimal(80), Skala("Uji", tingkat, JenisSkala.RENTANG)) == "Rendah (80,00)"
    assert baca_predikat("1000", longgar) == 1000  # no maximum set
