"""Charts as SVG text made on the server, for page and document alike.

pygal was tried: it writes a <style> element and style attributes, which the site's CSP forbids. These use presentation
attributes only, carry a title and a description, and never tell anything by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from indikator.hitung.angka import bulatkan, tulis_persen

HURUF = "Source Sans 3"
TINTA, LEMBUT = "#14282e", "#475a60"
LAUT, KUNYIT = "#0b5563", "#e9b44c"
SKALA_PALING_KECIL = Decimal(120)


@dataclass(frozen=True, slots=True)
class Batang:
    """One bar: its label, its percentage (None: no bar, `kata` stands instead) and whether it is not yet final."""

    label: str
    nilai: Decimal | None
    kata: str
    sementara: bool = False


def batang_capaian(batang: Sequence[Batang], *, judul: str, lebar: int = 520) -> str:
    """Horizontal bars of achievement with a line at 100 %; bars past the scale's end are cut with an arrow head.

    Unapproved bars are drawn hollow. Returns a complete <svg>.
    """
    tinggi_baris, atas, kiri, kanan = 15, 22, 44, 62
    tinggi = atas + tinggi_baris * len(batang) + 8
    batas = _skala(batang)
    per_persen = Decimal(lebar - kiri - kanan) / batas
    bagian = [_garis(kiri + 100 * per_persen, atas - 6, tinggi - 6)]
    bagian.append(_teks(kiri + 100 * per_persen, 11, "target 100%", warna=LEMBUT, jangkar="middle"))
    for nomor, satu in enumerate(batang):
        y = atas + nomor * tinggi_baris
        bagian.append(_teks(kiri - 6, y + 9, satu.label, jangkar="end"))
        bagian += _satu_batang(satu, kiri, y, per_persen, batas)
    uraian = "; ".join(f"{b.label}: {_kata(b)}" for b in batang)
    return _bungkus(lebar, tinggi, judul, uraian, bagian)


def batang_kelas(kelas: Sequence[tuple[str, int]], *, judul: str, lebar: int = 250) -> str:
    """How many lines fall into each class, highest class first."""
    tinggi_baris, kiri = 15, 84
    terbanyak = max((n for _, n in kelas), default=0) or 1
    bagian = []
    for nomor, (nama, banyak) in enumerate(kelas):
        y = 4 + nomor * tinggi_baris
        panjang = Decimal((lebar - kiri - 30) * banyak) / terbanyak
        bagian.append(_teks(kiri - 6, y + 9, nama, jangkar="end"))
        bagian.append(f'<rect x="{kiri}" y="{y}" width="{_n(panjang)}" height="11" fill="{LAUT}"/>')
        bagian.append(_teks(kiri + panjang + 5, y + 9, str(banyak), tebal=True))
    uraian = "; ".join(f"{nama}: {banyak}" for nama, banyak in kelas)
    return _bungkus(lebar, 8 + tinggi_baris * len(kelas), judul, uraian, bagian)


def _skala(batang: Sequence[Batang]) -> Decimal:
    """The end of the axis: 120 %, more when values need it, never beyond 200 % (one outlier must not flatten all)."""
    terbesar = max((b.nilai for b in batang if b.nilai is not None), default=SKALA_PALING_KECIL)
    return min(max(terbesar, SKALA_PALING_KECIL), Decimal(200))


def _satu_batang(satu: Batang, kiri: int, y: int, per_persen: Decimal, batas: Decimal) -> list[str]:
    if satu.nilai is None:
        return [_teks(kiri + 4, y + 9, satu.kata, warna=LEMBUT, miring=True)]
    panjang = min(max(satu.nilai, Decimal(0)), batas) * per_persen
    isi = f'fill="#fff" stroke="{LAUT}" stroke-width="1"' if satu.sementara else f'fill="{LAUT}"'
    bagian = [f'<rect x="{kiri}" y="{y}" width="{_n(panjang)}" height="11" {isi}/>']
    ujung = kiri + panjang
    if satu.nilai > batas:
        bagian.append(f'<path d="M{_n(ujung)} {y} l6 5.5 l-6 5.5 z" fill="{LAUT}"/>')
        ujung += 6
    bagian.append(_teks(ujung + 5, y + 9, _kata(satu), tebal=True))
    return bagian


def _kata(satu: Batang) -> str:
    return satu.kata if satu.nilai is None else tulis_persen(satu.nilai)


def _n(nilai: Decimal | int) -> str:
    return f"{bulatkan(Decimal(nilai)):f}"


def _garis(x: Decimal, y1: int, y2: int) -> str:
    return f'<line x1="{_n(x)}" y1="{y1}" x2="{_n(x)}" y2="{y2}" stroke="{KUNYIT}" stroke-width="1.5"/>'


def _teks(
    x: Decimal | int,
    y: int,
    isi: str,
    *,
    warna: str = TINTA,
    jangkar: str = "start",
    tebal: bool = False,
    miring: bool = False,
) -> str:
    gaya = (' font-weight="600"' if tebal else "") + (' font-style="italic"' if miring else "")
    return (
        f'<text x="{_n(x)}" y="{y}" font-size="9.5" font-family="{HURUF}" fill="{warna}" text-anchor="{jangkar}"{gaya}>'
        f"{escape(isi)}</text>"
    )


def _bungkus(lebar: int, tinggi: int, judul: str, uraian: str, bagian: Sequence[str]) -> str:
    kepala = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {lebar} {tinggi}" width="{lebar}" height="{tinggi}"'
    return (
        f'{kepala} role="img"><title>{escape(judul)}</title><desc>{escape(uraian)}</desc>'
        f"{''.join(bagian)}</svg>"
    )
