"""Suggestions put together by what they speak of: by key words, openly so, never by guessing at meaning. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kinerja.laporan.survei.data import TemaSaran
from survei.hitung.unsur import Unsur, nama_unsur

CONTOH_PER_TEMA = 3
PANJANG_CONTOH = 240
LAINNYA = "Lain-lain"
# Beginnings of words; a suggestion belongs to every theme it names.
KATA: Mapping[Unsur, tuple[str, ...]] = {
    Unsur.PERSYARATAN: ("syarat", "persyaratan", "berkas", "dokumen", "fotokopi"),
    Unsur.PROSEDUR: ("prosedur", "alur", "ribet", "rumit", "berbelit", "online", "daring", "aplikasi", "website"),
    Unsur.WAKTU: ("lama", "lambat", "cepat", "percepat", "dipercepat", "antre", "antri", "tunggu", "menunggu", "jam"),
    Unsur.BIAYA: ("biaya", "bayar", "tarif", "pungut", "pungli", "mahal", "gratis"),
    Unsur.PRODUK: ("hasil", "cetak", "blangko", "blanko", "produk"),
    Unsur.KOMPETENSI: ("kompeten", "terampil", "pelatihan", "paham", "penjelasan", "informasi", "sosialisasi"),
    Unsur.PERILAKU: ("ramah", "sopan", "senyum", "sikap", "judes", "jutek", "galak"),
    Unsur.PENGADUAN: ("pengaduan", "aduan", "keluhan", "komplain", "respon"),
    Unsur.SARANA: ("sarana", "prasarana", "fasilitas", "ruang", "kursi", "parkir", "toilet", "gedung", "ac", "wifi"),
}
_HAMPA = re.compile(r"\W*(?:tidak ada|tdk ada|nihil|kosong|belum ada|cukup|tidak)?\W*", re.IGNORECASE)
_POLA = {u: re.compile(r"\b(?:" + "|".join(kata) + r")(?:\w{0,4})\b", re.IGNORECASE) for u, kata in KATA.items()}


def berisi(saran: str) -> bool:
    """Whether the text says anything: "-" and "tidak ada" do not."""
    return not _HAMPA.fullmatch(saran)


def kelompokkan(saran: Iterable[str]) -> tuple[TemaSaran, ...]:
    """Themes with their suggestions, the most frequent first, what names no theme last."""
    per_tema: dict[str, list[str]] = {}
    for satu in saran:
        tema = [nama_unsur(u) for u, pola in _POLA.items() if pola.search(satu)] or [LAINNYA]
        for nama in tema:
            per_tema.setdefault(nama, []).append(satu)
    urut = sorted(per_tema.items(), key=lambda isi: (isi[0] == LAINNYA, -len(isi[1]), isi[0]))
    return tuple(TemaSaran(nama, len(isi), _contoh(isi)) for nama, isi in urut)


def _contoh(saran: Iterable[str]) -> tuple[str, ...]:
    """The first few that differ, cut at a length."""
    beda: dict[str, str] = {}
    for satu in saran:
        rapi = " ".join(satu.split())
        beda.setdefault(rapi.casefold(), rapi if len(rapi) <= PANJANG_CONTOH else f"{rapi[:PANJANG_CONTOH]}…")
    return tuple(list(beda.values())[:CONTOH_PER_TEMA])
