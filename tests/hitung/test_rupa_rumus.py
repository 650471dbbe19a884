"""Formulas as documents write them: in one line, or with their divisions as fractions."""

import pytest

from indikator.hitung.rumus import baca_rumus
from indikator.hitung.rupa_rumus import Pecahan, Potongan, potong_rumus, tulis_rumus

LABEL = {"a": "Izin tepat waktu", "b": "Seluruh izin", "c": "Sisa"}


@pytest.mark.parametrize(
    ("teks", "sebaris", "potongan"),
    [
        ("a", "Izin tepat waktu", ("Izin tepat waktu",)),
        (
            "a / b * 100",
            "Izin tepat waktu / Seluruh izin × 100",
            (Pecahan("Izin tepat waktu", "Seluruh izin"), "× 100"),
        ),
        ("100 * a / b", "100 × Izin tepat waktu / Seluruh izin", (Pecahan("100 × Izin tepat waktu", "Seluruh izin"),)),
        (
            "0.9 * a / (b + c) * 100",
            "0,9 × Izin tepat waktu / (Seluruh izin + Sisa) × 100",
            (Pecahan("0,9 × Izin tepat waktu", "Seluruh izin + Sisa"), "× 100"),
        ),
        (
            "(a / b + c / b) * 50",
            "(Izin tepat waktu / Seluruh izin + Sisa / Seluruh izin) × 50",
            ("(", Pecahan("Izin tepat waktu", "Seluruh izin"), "+", Pecahan("Sisa", "Seluruh izin"), ") × 50"),
        ),
        ("a + b - c", "Izin tepat waktu + Seluruh izin − Sisa", ("Izin tepat waktu + Seluruh izin − Sisa",)),
        ("a - (b - c)", "Izin tepat waktu − (Seluruh izin − Sisa)", ("Izin tepat waktu − (Seluruh izin − Sisa)",)),
        (
            "rata(a, b / c)",
            "rata(Izin tepat waktu; Seluruh izin / Sisa)",
            ("rata(Izin tepat waktu; Seluruh izin / Sisa)",),
        ),
        ("a / d", "Izin tepat waktu / d", (Pecahan("Izin tepat waktu", "d"),)),
    ],
)
def test_rumus_dalam_kata_dan_sebagai_pecahan(teks: str, sebaris: str, potongan: tuple[Potongan, ...]) -> None:
    rumus = baca_rumus(teks)
    assert tulis_rumus(rumus, LABEL) == sebaris
    assert potong_rumus(rumus, LABEL) == potongan
