"""Charts of a survey's result, as SVG text for page, public page and PDF alike.

Narrow on purpose (360 units): they stay readable on a phone, and two stand side by side on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor
from textwrap import wrap

from indikator.hitung.angka import bulatkan, tulis_angka
from kinerja.grafik import KUNYIT, LAUT, LEMBUT, SAMAR, TINTA, bungkus, garis, kotak, teks, titik
from survei.hitung.data import BagianTambahan, BarisUnsur, HasilTambahan, TitikTren
from survei.hitung.ikm import KELAS, SKALA
from survei.hitung.sebaran import persen_sebaran

LEBAR = 360
HURUF = "12"
NILAI_MIN, NILAI_MAKS = Decimal(1), Decimal(4)
# Value 1–4: the ground and the letters on it; dark, light, light, dark, so that they differ without colour too.
WARNA_NILAI = (("#8c2d19", "#fff"), ("#f3d9a2", TINTA), ("#a9ced2", TINTA), (LAUT, "#fff"))
PANJANG_BARIS = 56  # letters of a choice that fit into one line
SEMPIT = Decimal(11)  # percent: a narrower piece has no room for its number


def batang_unsur(unsur: Sequence[BarisUnsur], *, judul: str, prioritas: Sequence[str] = ()) -> str:
    """A bar of NRR 1–4 per unsur, with dashed lines where the classes begin; `prioritas` (codes) are drawn hollow."""
    baris, atas, kanan = 34, 20, 62
    tinggi = atas + baris * len(unsur) + 6
    per_nilai = (LEBAR - kanan) / (NILAI_MAKS - NILAI_MIN)
    bagian = []
    for kelas in KELAS[:-1]:
        x = (kelas.batas / SKALA - NILAI_MIN) * per_nilai
        bagian.append(garis(x, atas - 4, x, tinggi - 4, warna=SAMAR, tebal="1", putus=True))
        bagian.append(teks(x + 3, 12, kelas.mutu, warna=LEMBUT, tebal=True, ukuran="10"))
    for nomor, u in enumerate(unsur):
        y = atas + nomor * baris
        panjang = (u.nrr - NILAI_MIN) * per_nilai
        utama = u.kode in prioritas
        bagian.append(teks(0, y + 12, _sebut(u), ukuran=HURUF))
        bagian.append(kotak(0, y + 16, panjang, 12, isi="#fff" if utama else LAUT, tepi=LAUT))
        bagian.append(teks(panjang + 5, y + 26, f"{tulis_angka(u.nrr, 3)} {u.mutu}", tebal=True, ukuran=HURUF))
    uraian = "; ".join(f"{_sebut(u)}: {tulis_angka(u.nrr, 3)}, mutu {u.mutu}" for u in unsur)
    return bungkus(LEBAR, tinggi, judul, uraian, bagian)


def batas_mutu() -> str:
    """`C 2,6000; B 3,0644; A 3,5324`: the lines of `batang_unsur` in words, for the caption."""
    return "; ".join(f"{k.mutu} {tulis_angka(k.batas / SKALA, 4)}" for k in reversed(KELAS[:-1]))


def sebaran_nilai(unsur: Sequence[BarisUnsur], *, judul: str) -> str:
    """One full bar per unsur, cut by how many percent gave 1, 2, 3 and 4; unsur of an unknown spread are left out."""
    baris, atas = 34, 24
    ada = [(u, persen_sebaran(u.sebaran)) for u in unsur if u.sebaran and u.terisi]
    bagian = _legenda()
    kata = []
    for nomor, (u, persen) in enumerate(ada):
        y = atas + nomor * baris
        bagian.append(teks(0, y + 12, _sebut(u), ukuran=HURUF))
        bagian += _potongan(persen, y + 16)
        kata.append(f"{_sebut(u)}: " + ", ".join(f"nilai {n} {tulis_angka(p, 1)}%" for n, p in enumerate(persen, 1)))
    return bungkus(LEBAR, atas + baris * len(ada) + 6, judul, "; ".join(kata), bagian)


def garis_tren(tren: Sequence[TitikTren], *, judul: str) -> str:
    """IKM over the periods of the unit; the axis runs between the tens around the values and says so."""
    kiri, kanan, atas, bawah = 26, 26, 26, 120
    rendah, tinggi = _batas_tren(tren)
    per_nilai = Decimal(bawah - atas) / (tinggi - rendah)
    langkah = Decimal(LEBAR - kiri - kanan) / max(1, len(tren) - 1)
    letak = [(kiri + i * langkah, bawah - (t.ikm - rendah) * per_nilai) for i, t in enumerate(tren)]
    bagian = []
    for nilai, sumbu in ((tinggi, atas), (rendah, bawah)):
        bagian.append(garis(kiri, sumbu, LEBAR - kanan, sumbu, warna=SAMAR, tebal="1", putus=True))
        bagian.append(teks(kiri - 4, sumbu + 4, tulis_angka(nilai, 0), warna=LEMBUT, jangkar="end", ukuran="9"))
    for (x1, y1), (x2, y2) in pairwise(letak):
        bagian.append(garis(x1, y1, x2, y2, warna=LAUT, tebal="2"))
    for nomor, (t, (x, y)) in enumerate(zip(tren, letak, strict=True)):
        bagian.append(f'<circle cx="{titik(x)}" cy="{titik(y)}" r="4" fill="{LAUT}" stroke="{KUNYIT}"/>')
        bagian.append(teks(x, int(y) - 8, tulis_angka(t.ikm), jangkar="middle", tebal=True, ukuran="10"))
        # Two rows of labels, so that long names of periods do not meet.
        bagian.append(teks(x, bawah + 16 + 13 * (nomor % 2), _ringkas(t.periode), jangkar="middle", ukuran="9"))
    uraian = "; ".join(f"{t.periode}: {tulis_angka(t.ikm)} {t.mutu}{f', {t.status}' if t.status else ''}" for t in tren)
    return bungkus(LEBAR, bawah + 36, judul, uraian, bagian)


def batang_pilihan(tanya: HasilTambahan, *, judul: str) -> str:
    """A bar per choice, 0 to 100% of all respondents; those who did not answer are drawn hollow, last."""
    tinggi_huruf, kanan, y = 14, 96, 0
    bagian = []
    isi = (*tanya.bagian, tanya.kosong)
    for satu in isi:
        for baris in wrap(satu.nama, PANJANG_BARIS):
            y += tinggi_huruf
            bagian.append(teks(0, y, baris, ukuran=HURUF))
        panjang = satu.persen * (LEBAR - kanan) / 100
        bagian.append(kotak(0, y + 5, panjang, 12, isi="#fff" if satu is tanya.kosong else LAUT, tepi=LAUT))
        bagian.append(teks(panjang + 5, y + 15, _banyak(satu), tebal=True, ukuran=HURUF))
        y += 24
    return bungkus(LEBAR, y, judul, "; ".join(f"{satu.nama}: {_banyak(satu)}" for satu in isi), bagian)


def _banyak(bagian: BagianTambahan) -> str:
    return f"{tulis_angka(Decimal(bagian.banyak), 0)} ({tulis_angka(bagian.persen, 1)}%)"


def _sebut(unsur: BarisUnsur) -> str:
    return f"{unsur.label} {unsur.nama}"


def _legenda() -> list[str]:
    bagian = []
    for nomor, (warna, _) in enumerate(WARNA_NILAI):
        x = nomor * 62
        bagian.append(kotak(x, 2, 12, 12, isi=warna))
        bagian.append(teks(x + 17, 12, f"nilai {nomor + 1}", ukuran="10"))
    return bagian


def _potongan(persen: Sequence[Decimal], y: int) -> list[str]:
    bagian, x = [], Decimal(0)
    for (warna, huruf), satu in zip(WARNA_NILAI, persen, strict=True):
        lebar = satu * LEBAR / 100
        if satu:
            bagian.append(kotak(x, y, lebar, 13, isi=warna))
        if satu >= SEMPIT:
            bagian.append(teks(x + lebar / 2, y + 10, f"{tulis_angka(satu, 0)}%", warna=huruf, jangkar="middle"))
        x += lebar
    return bagian


def _batas_tren(tren: Sequence[TitikTren]) -> tuple[Decimal, Decimal]:
    """The tens at or around the lowest and the highest value."""
    # Not `//`: that of a Decimal cuts towards zero, so it can't round up.
    bawah = Decimal(floor(min(t.ikm for t in tren) / 10) * 10)
    atas = Decimal(ceil(max(bulatkan(t.ikm) for t in tren) / 10) * 10)
    if atas == bawah:
        return (bawah - 10, atas) if atas == 100 else (bawah, atas + 10)
    return bawah, atas


def _ringkas(periode: str) -> str:
    return periode.replace("Semester", "Sem").replace("Triwulan", "TW").replace("Tahun ", "")
