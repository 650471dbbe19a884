"""Charts as SVG text made on the server, for page and document alike.

pygal was tried: it writes a <style> element and style attributes, which the site's CSP forbids. These use presentation
attributes only, carry a title and a description, and never tell anything by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indikator.hitung.angka import tulis_persen
from kinerja.grafik import LAUT, LEMBUT, bungkus, garis, kotak, teks, titik

LEBAR_HURUF = 6
SKALA_PALING_KECIL = Decimal(120)


@dataclass(frozen=True, slots=True)
class Batang:
    """One bar.

    `nilai` None: no bar. `kata`: the words beside it, "" for the percentage itself. `sementara`: not yet final.
    """

    label: str
    nilai: Decimal | None
    kata: str
    sementara: bool = False


def batang_capaian(batang: Sequence[Batang], *, judul: str, lebar: int = 520) -> str:
    """Horizontal bars of achievement with a line at 100 %; bars past the scale's end are cut with an arrow head.

    Unapproved bars are drawn hollow. Returns a complete <svg>.
    """
    tinggi_baris, atas, kanan = 15, 22, 62
    kiri = 16 + LEBAR_HURUF * max((len(b.label) for b in batang), default=0)
    tinggi = atas + tinggi_baris * len(batang) + 8
    batas = _skala(batang)
    per_persen = Decimal(lebar - kiri - kanan) / batas
    bagian = [garis(kiri + 100 * per_persen, atas - 6, kiri + 100 * per_persen, tinggi - 6)]
    bagian.append(teks(kiri + 100 * per_persen, 11, "target 100%", warna=LEMBUT, jangkar="middle"))
    for nomor, satu in enumerate(batang):
        y = atas + nomor * tinggi_baris
        bagian.append(teks(kiri - 6, y + 9, satu.label, jangkar="end"))
        bagian += _satu_batang(satu, kiri, y, per_persen, batas)
    uraian = "; ".join(f"{b.label}: {_kata(b)}" for b in batang)
    return bungkus(lebar, tinggi, judul, uraian, bagian)


def batang_kelas(kelas: Sequence[tuple[str, int]], *, judul: str, lebar: int = 250) -> str:
    """How many lines fall into each class, highest class first."""
    tinggi_baris, kiri = 15, 84
    terbanyak = max((n for _, n in kelas), default=0) or 1
    bagian = []
    for nomor, (nama, banyak) in enumerate(kelas):
        y = 4 + nomor * tinggi_baris
        panjang = Decimal((lebar - kiri - 30) * banyak) / terbanyak
        bagian.append(teks(kiri - 6, y + 9, nama, jangkar="end"))
        bagian.append(kotak(kiri, y, panjang, 11))
        bagian.append(teks(kiri + panjang + 5, y + 9, str(banyak), tebal=True))
    uraian = "; ".join(f"{nama}: {banyak}" for nama, banyak in kelas)
    return bungkus(lebar, 8 + tinggi_baris * len(kelas), judul, uraian, bagian)


def _skala(batang: Sequence[Batang]) -> Decimal:
    """The end of the axis: 120 %, more when values need it, never beyond 200 % (one outlier must not flatten all)."""
    terbesar = max((b.nilai for b in batang if b.nilai is not None), default=SKALA_PALING_KECIL)
    return min(max(terbesar, SKALA_PALING_KECIL), Decimal(200))


def _satu_batang(satu: Batang, kiri: int, y: int, per_persen: Decimal, batas: Decimal) -> list[str]:
    if satu.nilai is None:
        return [teks(kiri + 4, y + 9, satu.kata, warna=LEMBUT, miring=True)]
    panjang = min(max(satu.nilai, Decimal(0)), batas) * per_persen
    bagian = [kotak(kiri, y, panjang, 11, isi="#fff" if satu.sementara else LAUT, tepi=LAUT if satu.sementara else "")]
    ujung = kiri + panjang
    if satu.nilai > batas:
        bagian.append(f'<path d="M{titik(ujung)} {y} l6 5.5 l-6 5.5 z" fill="{LAUT}"/>')
        ujung += 6
    sasaran = kiri + 100 * per_persen
    if ujung < sasaran < ujung + LEBAR_HURUF * len(_kata(satu)):
        ujung = sasaran  # the figure stands clear of the target line
    bagian.append(teks(ujung + 5, y + 9, _kata(satu), tebal=True))
    return bagian


def _kata(satu: Batang) -> str:
    return satu.kata or tulis_persen(satu.nilai or Decimal(0))
