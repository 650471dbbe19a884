"""Charts of the recap of a subtree, as SVG text for page and PDF alike; the same width as those of one survey."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from indikator.hitung.angka import tulis_angka, tulis_persen
from kinerja.grafik import SAMAR, bungkus, garis, kotak, teks
from survei.grafik import HURUF, LEBAR, batang_unsur, garis_tren
from survei.hitung.data import BarisUnsur, TitikTren
from survei.hitung.kota_data import Bagian, Tempat, TitikTahun, UnsurKota

NILAI_AWAL = Decimal(60)  # the axis of the ranking begins here unless a unit lies lower: differences must be visible


def batang_bagian(bagian: Sequence[Bagian], *, judul: str, satuan: str = "unit") -> str:
    """How many units fall into each class, status or kind, with their share."""
    baris, kiri, kanan = 24, 92, 100
    terbanyak = max((b.banyak for b in bagian), default=0) or 1
    isi = []
    for nomor, b in enumerate(bagian):
        y = 4 + nomor * baris
        panjang = Decimal((LEBAR - kiri - kanan) * b.banyak) / terbanyak
        isi.append(teks(kiri - 8, y + 12, _sebut(b), jangkar="end", ukuran=HURUF))
        isi.append(kotak(kiri, y, panjang, 16))
        isi.append(teks(kiri + panjang + 6, y + 12, f"{b.banyak} {satuan}{_persen(b)}", ukuran=HURUF))
    isi.append(garis(kiri, 0, kiri, 4 + baris * len(bagian), warna=SAMAR, tebal="1"))
    uraian = "; ".join(f"{_sebut(b)}: {b.banyak} {satuan}{_persen(b)}" for b in bagian)
    return bungkus(LEBAR, 8 + baris * len(bagian), judul, uraian, isi)


def batang_peringkat(tempat: Sequence[Tempat], *, judul: str) -> str:
    """IKM of a few units, one bar each, with the name above it."""
    baris, kanan = 34, 62
    awal = min([NILAI_AWAL, *(t.ikm // 10 * 10 for t in tempat)])
    isi = []
    for nomor, t in enumerate(tempat):
        y = nomor * baris
        panjang = (t.ikm - awal) * (LEBAR - kanan) / (100 - awal)
        isi.append(teks(0, y + 12, f"{t.tempat}. {t.nama}", ukuran=HURUF))
        isi.append(kotak(0, y + 16, panjang, 12))
        isi.append(teks(panjang + 5, y + 26, f"{tulis_angka(t.ikm)} {t.mutu}", tebal=True, ukuran=HURUF))
    tinggi = baris * len(tempat) + 18
    isi.append(teks(0, tinggi - 4, f"Sumbu mulai dari {tulis_angka(awal, 0)}", ukuran="9"))
    uraian = "; ".join(f"{t.tempat}. {t.nama}: {tulis_angka(t.ikm)}, mutu {t.mutu}" for t in tempat)
    return bungkus(LEBAR, tinggi, judul, uraian, isi)


def batang_unsur_kota(unsur: Sequence[UnsurKota], *, judul: str) -> str:
    """Mean NRR per unsur; the three lowest are drawn hollow."""
    terendah = [u.kode for u in sorted(unsur, key=lambda u: u.nrr)[:3]]
    baris = [BarisUnsur(u.label, u.kode, u.nama, u.unit, 0, u.nrr, u.nrr, u.mutu, None) for u in unsur]
    return batang_unsur(baris, judul=judul, prioritas=terendah)


def garis_tahun(tren: Sequence[TitikTahun], *, judul: str) -> str:
    """The mean of all units over the years."""
    titik = [TitikTren(str(t.tahun), t.ikm, t.mutu, t.responden, t.status, t.selisih) for t in tren]
    return garis_tren(titik, judul=judul)


def _sebut(bagian: Bagian) -> str:
    return bagian.nama if bagian.kode == bagian.nama else f"{bagian.kode} {bagian.nama}"


def _persen(bagian: Bagian) -> str:
    return "" if bagian.persen is None else f" ({tulis_persen(bagian.persen, 1)})"
