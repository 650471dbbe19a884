"""Charts of a result: figures in the drawing and in words, safe text, nothing by colour alone."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from survei import grafik
from survei.hitung.data import BagianTambahan, BarisUnsur, HasilTambahan, TitikTren

SVG = "{http://www.w3.org/2000/svg}"
NAMA_NAKAL = "Waktu <b>&</b> biaya"


def unsur(label: str, nrr: str, sebaran: tuple[int, int, int, int] | None) -> BarisUnsur:
    nilai = Decimal(nrr)
    return BarisUnsur(label, label.lower(), NAMA_NAKAL, 4, 14, nilai, nilai / 9, "B", sebaran)


def urai(svg: str) -> ElementTree.Element:
    """The drawing as a tree; our own text, so the plain parser will do."""
    return ElementTree.fromstring(svg)  # noqa: S314


def huruf(svg: str) -> list[str]:
    return [t.text or "" for t in urai(svg).iter(f"{SVG}text")]


def test_batang_memuat_angka_dan_batas_mutu() -> None:
    svg = grafik.batang_unsur([unsur("U1", "3.5", None), unsur("U2", "1", None)], judul="NRR", prioritas=["u2"])
    assert {"3,500 B", "1,000 B", "A", "B", "C"} <= set(huruf(svg))
    assert grafik.batas_mutu() == "C 2,6000; B 3,0644; A 3,5324"
    batang = list(urai(svg).iter(f"{SVG}rect"))
    # (3,5 − 1) / 3 of the 298 units beside the figures; the least value has no length but is still drawn.
    assert [(r.get("width"), r.get("fill")) for r in batang] == [("248.33", "#0b5563"), ("0.00", "#fff")]
    assert (urai(svg).findtext(f"{SVG}title"), urai(svg).get("role")) == ("NRR", "img")
    assert f"U1 {NAMA_NAKAL}: 3,500, mutu B" in (urai(svg).findtext(f"{SVG}desc") or "")


def test_sebaran_penuh_dan_yang_tidak_diketahui_dilewati() -> None:
    svg = grafik.sebaran_nilai([unsur("U1", "3.5", (1, 0, 1, 2)), unsur("U2", "3", None)], judul="Sebaran")
    potong = [Decimal(r.get("width", "0")) for r in urai(svg).iter(f"{SVG}rect")][4:]  # after the legend
    assert potong == [90, 90, 180]
    assert [t for t in huruf(svg) if t.endswith("%")] == ["25%", "25%", "50%"]
    assert "U2" not in svg


def test_batang_pilihan_dari_semua_responden() -> None:
    bagian = (BagianTambahan(NAMA_NAKAL, 3, Decimal(75)), BagianTambahan("Lewat " + "kata " * 20, 0, Decimal(0)))
    kosong = BagianTambahan("Tidak menjawab", 1, Decimal(25))
    svg = grafik.batang_pilihan(HasilTambahan(1, "T1", "Apa?", False, bagian, kosong), judul="T1")
    # 75% and 25% of the 264 units beside the figures; a long choice takes two lines.
    batang = [(r.get("width"), r.get("y"), r.get("fill")) for r in urai(svg).iter(f"{SVG}rect")]
    assert batang == [("198.00", "19.00", "#0b5563"), ("0.00", "71.00", "#0b5563"), ("66.00", "109.00", "#fff")]
    assert [t for t in huruf(svg) if t.endswith("%)")] == ["3 (75,0%)", "0 (0,0%)", "1 (25,0%)"]
    assert f"{NAMA_NAKAL}: 3 (75,0%)" in (urai(svg).findtext(f"{SVG}desc") or "")


def titik(periode: str, ikm: str, status: str = "") -> TitikTren:
    return TitikTren(periode, Decimal(ikm), "B", 5, status, None)


def letak(svg: str) -> list[Decimal]:
    """Heights of the points: 26 is the upper line of the axis, 120 the lower."""
    return [Decimal(c.get("cy", "0")) for c in urai(svg).iter(f"{SVG}circle")]


def test_tren_di_antara_puluhan() -> None:
    svg = grafik.garis_tren([titik("Semester I 2022", "75"), titik("Semester II 2022", "83.334", "Naik")], judul="Tren")
    assert {"70", "90", "75,00", "83,33", "Sem I 2022"} <= set(huruf(svg))
    # 94 units for 20 points: 120 − 5 × 4,7 and 120 − 13,334 × 4,7
    assert letak(svg) == [Decimal("96.50"), Decimal("57.33")]
    assert "Semester II 2022: 83,33 B, Naik" in (urai(svg).findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize(
    ("nilai", "sumbu"),
    [("80", {"80", "90"}), ("100", {"90", "100"}), ("25", {"20", "30"}), ("99.999", {"90", "100"})],
)
def test_tren_rata_tetap_di_dalam_sumbu(nilai: str, sumbu: set[str]) -> None:
    svg = grafik.garis_tren([titik("TW I", nilai), titik("TW II", nilai)], judul="x")
    assert sumbu <= set(huruf(svg))
    assert all(26 <= y <= 120 for y in letak(svg))


def test_tanpa_gaya_dan_tanpa_skrip() -> None:
    """The site's CSP forbids styles in the page."""
    svg = grafik.batang_unsur([unsur("U1", "3.5", (1, 0, 1, 2))], judul="</title><script>")
    assert not re.search(r"style=|<style|<script", svg)
