"""The questions a figure raises, and the figures that raise none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from indikator.hitung.capaian import Arah
from indikator.hitung.triwulan import Pola
from indikator.tanda import Fakta, pertanyaan

TUTUP = datetime(2023, 7, 31, 16, 59, 59, tzinfo=UTC)
TENANG = Fakta(
    triwulan=2,
    arah=Arah.NAIK,
    pola=Pola.POSISI,
    predikat=False,
    nilai=Decimal("84"),
    capaian=Decimal("105"),
    lalu=(1, Decimal("80")),
    diubah_pada=TUTUP - timedelta(days=3),
    akhir_jendela=TUTUP,
    jumlah_bukti=1,
)


def kode(fakta: Fakta) -> list[str]:
    return [t.kode for t in pertanyaan(fakta)]


def test_angka_biasa_tidak_memancing_pertanyaan() -> None:
    assert kode(TENANG) == []


@pytest.mark.parametrize(
    ("ubah", "tanda"),
    [
        ({"capaian": Decimal("100.00")}, ["tepat_seratus"]),
        ({"capaian": Decimal("100.0001")}, []),
        # Inside a range, or a predicate that meets its target: 100 is the only possible answer.
        ({"capaian": Decimal(100), "arah": Arah.RENTANG}, []),
        ({"capaian": Decimal(100), "predikat": True}, []),
        ({"nilai": Decimal("80.00")}, ["sama_dengan_lalu"]),
        ({"nilai": Decimal(80), "predikat": True}, []),
        ({"nilai": Decimal(120)}, []),
        ({"nilai": Decimal("120.01")}, ["lonjakan"]),
        ({"nilai": Decimal("39.99")}, ["lonjakan"]),
        ({"nilai": Decimal("120.01"), "target_tetap": False}, []),
        ({"nilai": Decimal("120.01"), "lalu": None}, []),
        ({"nilai": Decimal(5), "lalu": (1, Decimal(0))}, []),
        ({"nilai": Decimal(500), "pola": Pola.KUMULATIF}, []),
        ({"nilai": Decimal(79), "pola": Pola.KUMULATIF}, ["kumulatif_turun"]),
        ({"jumlah_bukti": 0}, ["tanpa_bukti"]),
        ({"bukti_lain": [("foto.png", "“Indikator 2” TW I")]}, ["bukti_dipakai_lain"]),
        ({"target_diubah": ["80 → 70, 3 Mei 2023 oleh Perencana"]}, ["target_berubah"]),
        ({"diubah_pada": TUTUP - timedelta(hours=1)}, ["jam_terakhir"]),
        ({"diubah_pada": TUTUP - timedelta(hours=1, seconds=1)}, []),
        # Mended after the deadline because it was sent back: not a last-hour edit.
        ({"diubah_pada": TUTUP + timedelta(seconds=1)}, []),
        ({"diubah_pada": None}, []),
    ],
)
def test_tanda(ubah: dict[str, object], tanda: list[str]) -> None:
    assert kode(replace(TENANG, **ubah)) == tanda  # type: ignore[arg-type]


def test_pertanyaan_menyebut_fakta_bukan_vonis() -> None:
    fakta = replace(TENANG, nilai=Decimal(40), lalu=(1, Decimal(100)), diubah_pada=TUTUP - timedelta(minutes=12))
    kalimat = [t.pertanyaan for t in pertanyaan(fakta)]
    assert kalimat == [
        "Nilainya turun 60% dibanding TW I. Apa yang menyebabkannya?",
        "Terakhir diubah 12 menit sebelum jendela ditutup. Apakah angkanya sudah final?",
    ]


def test_kenaikan_ditulis_naik() -> None:
    fakta = replace(TENANG, nilai=Decimal(160))
    assert [t.pertanyaan for t in pertanyaan(fakta)] == ["Nilainya naik 100% dibanding TW I. Apa yang menyebabkannya?"]
