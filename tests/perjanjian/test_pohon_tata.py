"""The layout of a pohon kinerja: text in boxes, boxes in columns, nothing over anything else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.perjanjian.hitung.pohon import JenisSimpul, Simpul, susun_pohon
from kinerja.perjanjian.hitung.pohon_huruf import lebar_teks, pecah_baris
from kinerja.perjanjian.hitung.pohon_kotak import TINGGI_MIN, isi_kotak
from kinerja.perjanjian.hitung.pohon_svg import Gambar, Lipatan, Sambungan, huruf_ke, tulis_svg, ukuran_gambar
from kinerja.perjanjian.hitung.pohon_tata import JARAK_BARIS, JARAK_KOLOM, LEBAR, Letak, tata, ukuran

FONT = Path(__file__).resolve().parents[2] / "static" / "vendor" / "source-sans-3" / "pdf"
KOLOM = LEBAR + JARAK_KOLOM


@st.composite
def pohon_acak(draw: st.DrawFn) -> tuple[list[int], dict[int, list[int]], dict[int, int]]:
    """A forest of up to 40 boxes, each below an earlier one or at the top, with heights of 20 to 300."""
    banyak = draw(st.integers(1, 40))
    puncak: list[int] = [0]
    anak: dict[int, list[int]] = {}
    for pk in range(1, banyak):
        induk = draw(st.integers(-1, pk - 1))
        if induk < 0:
            puncak.append(pk)
        else:
            anak.setdefault(induk, []).append(pk)
    return puncak, anak, {pk: draw(st.integers(20, 300)) for pk in range(banyak)}


@given(pohon_acak())
@settings(max_examples=150, deadline=None)
def test_tidak_ada_kotak_bertumpuk(pohon: tuple[list[int], dict[int, list[int]], dict[int, int]]) -> None:
    puncak, anak, tinggi = pohon
    letak = tata(puncak, anak, tinggi)
    assert letak.keys() == tinggi.keys()
    assert min(k.y for k in letak.values()) == 0
    for induk, bawahan in anak.items():
        assert {letak[a].x for a in bawahan} == {letak[induk].x + KOLOM}
        assert [letak[a].y for a in bawahan] == sorted(letak[a].y for a in bawahan)
        assert letak[bawahan[0]].tengah - 1 <= letak[induk].tengah <= letak[bawahan[-1]].tengah + 1
    semua = sorted(letak.values(), key=lambda k: (k.x, k.y))
    for satu, berikut in pairwise(semua):
        assert satu.x != berikut.x or berikut.y >= satu.bawah + JARAK_BARIS


def test_letak_dihitung_tangan() -> None:
    """Two leaves of 100 and 60 below a box of 40: the leaves 16 apart, the parent beside the middle of both."""
    letak = tata([1], {1: [2, 3]}, {1: 40, 2: 100, 3: 60})
    # Middles of the leaves: 50 and 116 + 30 = 146; the parent's is 98, its top 78.
    assert letak == {1: Letak(0, 78, LEBAR, 40), 2: Letak(KOLOM, 0, LEBAR, 100), 3: Letak(KOLOM, 116, LEBAR, 60)}
    assert ukuran(letak) == (KOLOM + LEBAR, 176)
    assert tata([], {}, {}) == {}
    assert ukuran({}) == (0, 0)


def test_cabang_pendek_masuk_di_sela_cabang_dalam() -> None:
    """A leaf beside a deep branch takes the room of its own column only: the outline decides, not the whole height."""
    letak = tata([1], {1: [2, 3], 2: [4, 5, 6]}, dict.fromkeys(range(1, 7), 50))
    assert letak[6].bawah == 182
    assert letak[3].y == letak[2].bawah + JARAK_BARIS


@pytest.mark.parametrize(("berkas", "tebal"), [("Regular", False), ("Semibold", True)])
def test_lebar_huruf_sama_dengan_fontnya(berkas: str, tebal: bool) -> None:
    font = TTFont(FONT / f"SourceSans3-{berkas}.ttf")
    peta, lebar = font.getBestCmap(), font["hmtx"]
    beda = {c: lebar[peta[c]][0] for c in range(32, 127) if lebar[peta[c]][0] != lebar_teks(chr(c), 1, tebal=tebal)}
    assert beda == {}
    # What is not in the table is never narrower than drawn.
    for huruf in "–—“”‘’•…×éö":
        assert lebar[peta[ord(huruf)]][0] <= lebar_teks(huruf, 1, tebal=tebal)


@given(st.text(max_size=300), st.sampled_from([11, 13]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_baris_muat_dan_tidak_ada_huruf_yang_hilang(teks: str, ukuran_huruf: int, tebal: bool) -> None:
    baris = pecah_baris(teks, ukuran_huruf, 224, tebal=tebal)
    assert all(lebar_teks(b, ukuran_huruf, tebal=tebal) <= 224_000 for b in baris)
    assert "".join("".join(baris).split()) == "".join(teks.split())


def test_isi_kotak_menyebut_beberapa_lalu_menghitung_sisanya() -> None:
    ukuran_simpul = tuple((n, f"Indeks {n}") for n in range(1, 7))
    simpul = Simpul(1, None, JenisSimpul.CSF, "Layanan cepat", ukuran_simpul, ("Bagian A", "Bagian B"))
    kotak = isi_kotak(simpul, "1.2", ["Crosscutting: Dinas X"], "halaman 3")
    assert [(b.cara, b.teks) for b in kotak.baris] == [
        ("jenis", "1.2 Critical success factor"),
        ("kondisi", "Layanan cepat"),
        ("indikator", "• Indeks 1"),
        ("indikator", "• Indeks 2"),
        ("indikator", "• Indeks 3"),
        ("indikator", "dan 3 indikator lain"),
        ("pengampu", "Oleh Bagian A, Bagian B"),
        ("crosscutting", "Crosscutting: Dinas X"),
        ("rujukan", "halaman 3"),
    ]
    assert all(0 < b.y < kotak.tinggi for b in kotak.baris)
    assert [b.y for b in kotak.baris] == sorted({b.y for b in kotak.baris})
    assert isi_kotak(Simpul(1, None, JenisSimpul.CSF, "x"), "1").tinggi == TINGGI_MIN


def _gambar(**lain: object) -> Gambar:
    pohon = susun_pohon(
        [
            Simpul(1, None, JenisSimpul.ULTIMATE, "Warga <puas> & aman"),
            Simpul(2, 1, JenisSimpul.CSF, "Layanan cepat"),
            Simpul(3, 1, JenisSimpul.CSF, "Petugas cakap"),
        ]
    )
    kotak = {s.pk: isi_kotak(s, pohon.nomor[s.pk]) for s in pohon.urut}
    isi: dict[str, object] = {
        "letak": tata([1], {1: [2, 3]}, {pk: k.tinggi for pk, k in kotak.items()}),
        "kotak": kotak,
        "jenis": {s.pk: s.jenis for s in pohon.urut},
        "induk": {s.pk: s.induk for s in pohon.urut},
    }
    return Gambar(**(isi | lain))  # type: ignore[arg-type]


def test_svg_untuk_kertas_bernama_dan_lengkap() -> None:
    svg = tulis_svg(_gambar(), judul="Pohon & akar", uraian="3 kondisi")
    akar = ElementTree.fromstring(svg)  # noqa: S314 (our own drawing)
    ruang = {"s": "http://www.w3.org/2000/svg"}
    assert akar.get("role") == "img"
    assert akar.findtext("s:title", namespaces=ruang) == "Pohon & akar"
    teks = [t.text for t in akar.iterfind(".//s:text", ruang)]
    assert teks == [
        "1 Ultimate outcome",
        "Warga <puas> & aman",
        "1.1 Critical success factor",
        "Layanan cepat",
        "1.2 Critical success factor",
        "Petugas cakap",
    ]
    assert not akar.findall(".//s:a", ruang)
    assert "style" not in svg


def test_svg_untuk_halaman_bertautan_di_luar_urutan_papan_ketik() -> None:
    gambar = _gambar(
        alamat=lambda pk: f"/s/{pk}/?a=1&b=2",
        lipatan={1: Lipatan("?tutup=1", 0)},
        sambungan=[Sambungan("A", 2, 3, "1.1 ↔ 1.2: data bersama")],
    )
    akar = ElementTree.fromstring(tulis_svg(gambar, judul=""))  # noqa: S314 (our own drawing)
    ruang = {"s": "http://www.w3.org/2000/svg"}
    assert akar.get("aria-hidden") == "true"
    tautan = akar.findall(".//s:a", ruang)
    assert [t.get("href") for t in tautan] == ["/s/1/?a=1&b=2", "/s/2/?a=1&b=2", "/s/3/?a=1&b=2", "?tutup=1"]
    assert {t.get("tabindex") for t in tautan} == {"-1"}
    # Both ends and the legend carry the letter; the legend has its own room below the boxes.
    assert [t.text for t in akar.iterfind(".//s:text", ruang)].count("A") == 3
    assert akar.findall(".//s:path[@stroke-dasharray]", ruang)
    assert ukuran_gambar(gambar)[1] > ukuran_gambar(_gambar())[1]


def test_huruf_crosscutting_sesudah_z() -> None:
    assert [huruf_ke(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
