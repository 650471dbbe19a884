"""The frozen cascade as its template takes it: every text already written, wide tables cut into parts of a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from kinerja.laporan.data import Terbitan
from kinerja.laporan.matriks.data import BarisMatriks, DataMatriks, KolomUnit, LampiranMatriks
from kinerja.laporan.matriks.tulis import LEGENDA, sel_unit, teks_pengampu, teks_target
from kinerja.organisasi.tanggal import tulis_tanggal, tulis_waktu

WAKTU = ("TW I", "TW II", "TW III", "TW IV", "Tahunan")
# Sheet → columns of units on the first part (beside everything else) and on each further part (beside the indicator).
KERTAS = {"f4": (4, 9), "a3": (8, 16)}
LEGA = 4  # so few units get wider columns
KOLOM_TETAP = 5 + len(WAKTU) + 1
KOLOM_LANJUTAN = 4


def tampilan(data: DataMatriks, terbitan: Terbitan, *, ada_logo: bool) -> dict[str, Any]:
    """The context of templates/laporan/matriks/matriks.html."""
    zona, kertas = ZoneInfo(data.zona), kertas_untuk(data)
    return {
        "data": data,
        "terbitan": terbitan,
        "ada_logo": ada_logo,
        "kertas": kertas,
        "dibuat": tulis_waktu(terbitan.dibuat_pada, zona),
        "tanggal": tulis_tanggal(terbitan.dibuat_pada.astimezone(zona)),
        "waktu": WAKTU,
        "bagian": [
            satu for n, lampiran in enumerate(data.lampiran) for satu in _bagian(data, n, lampiran, *KERTAS[kertas])
        ],
        "legenda": LEGENDA,
    }


def kertas_untuk(data: DataMatriks) -> str:
    """`f4` while all units fit beside the indicators on it, else `a3`."""
    return "f4" if max(len(satu.kolom) for satu in data.lampiran) <= KERTAS["f4"][0] else "a3"


def _bagian(
    data: DataMatriks, nomor: int, lampiran: LampiranMatriks, pertama: int, lanjutan: int
) -> list[dict[str, Any]]:
    """The parts of one lampiran: the first with all there is about the indicators, further ones with more units."""
    kolom = lampiran.kolom
    potongan = [kolom[:pertama], *(kolom[i : i + lanjutan] for i in range(pertama, len(kolom), lanjutan))]
    sel = [b.lampiran[nomor] for b in data.baris]
    ada = {
        # Where nobody is marked the words of the derivation take the place of the marks.
        "teks": any(s.teks and (s.tautan or not kolom) for s in sel),
        "pengampu": not kolom,
        "catatan": any(s.catatan for s in sel),
    }
    hasil = []
    for urutan, unit in enumerate(potongan, 1):
        lengkap = urutan == 1
        tambahan = sum(ada.values()) if lengkap else 0
        hasil.append(
            {
                "nama": lampiran.nama,
                "kepada": lampiran.kepada,
                "urutan": f"bagian {urutan} dari {len(potongan)}" if len(potongan) > 1 else "",
                "lengkap": lengkap,
                "awal_lampiran": lengkap,
                "ada": ada if lengkap else {},
                "unit": unit,
                "lega": len(unit) <= LEGA,
                "lebar": (KOLOM_TETAP if lengkap else KOLOM_LANJUTAN) + len(unit) + tambahan,
                "kelompok": _kelompok(data.baris, nomor, unit),
            }
        )
    return hasil


def _kelompok(baris: Sequence[BarisMatriks], nomor: int, unit: Sequence[KolomUnit]) -> list[dict[str, Any]]:
    """Rows by kind of sasaran, then by sasaran."""
    return [
        {
            "judul": judul,
            "sasaran": [
                {"nomor": kunci[0], "uraian": kunci[1], "baris": [_baris(b, nomor, unit) for b in milik]}
                for kunci, milik in groupby(isi, key=lambda b: (b.sasaran_nomor, b.sasaran))
            ],
        }
        for judul, isi in groupby(baris, key=lambda b: b.sebutan_jenis)
    ]


def _baris(b: BarisMatriks, nomor: int, unit: Sequence[KolomUnit]) -> dict[str, Any]:
    sel = b.lampiran[nomor]
    return {
        "nomor": b.nomor,
        "nama": b.nama,
        "pengukuran": [(judul, "\n".join(filter(None, isi.splitlines()))) for judul, isi in b.pengukuran],
        "target": [(teks_target(t, b), t.sel.nilai is None and t.sel.bawah is None) for t in b.target],
        "satuan": b.satuan,
        "gabung": bool(unit) and not sel.tautan and bool(sel.teks),
        "sel": [sel_unit(sel, satu.unit) for satu in unit],
        "teks": sel.teks,
        "pengampu": teks_pengampu(sel),
        "catatan": sel.catatan,
    }
