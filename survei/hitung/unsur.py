"""The nine unsur of [14] by code, their questions and options, and the two official orders.

Position is never identity: the definitions of [14] number pengaduan 8 and sarana 9, its sample questionnaire the other
way round, and [SKA] names that swap as the cause of wrong analyses. Everything is stored and computed by code; the
labels U1..U9 exist only where a file or a page is read or written, together with the order they were written in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

NILAI = (1, 2, 3, 4)


class Unsur(StrEnum):
    """Codes of the nine unsur, in the order of the definitions of [14] (which is also the order of ties)."""

    PERSYARATAN = "persyaratan"
    PROSEDUR = "prosedur"
    WAKTU = "waktu"
    BIAYA = "biaya"
    PRODUK = "produk"
    KOMPETENSI = "kompetensi"
    PERILAKU = "perilaku"
    PENGADUAN = "pengaduan"
    SARANA = "sarana"


class Urutan(StrEnum):
    """Which of the two unsur stands at U8 and which at U9."""

    SARANA_PENGADUAN = "sarana-pengaduan"
    PENGADUAN_SARANA = "pengaduan-sarana"


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """One scored question: its unsur's name, its stem, and the options with the values 1, 2, 3, 4 in that order."""

    nama: str
    pertanyaan: str
    pilihan: tuple[str, str, str, str]


# Stems and options in our own words (an agency may use its own); what each value means is fixed by [14].
BAKU: dict[Unsur, Pertanyaan] = {
    Unsur.PERSYARATAN: Pertanyaan(
        "Persyaratan",
        "Apakah persyaratan yang diminta sesuai dengan jenis pelayanannya?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Unsur.PROSEDUR: Pertanyaan(
        "Sistem, mekanisme, dan prosedur",
        "Seberapa mudah prosedur pelayanan di unit ini?",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    Unsur.WAKTU: Pertanyaan(
        "Waktu penyelesaian",
        "Seberapa cepat pelayanan diberikan?",
        ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ),
    Unsur.BIAYA: Pertanyaan(
        "Biaya/tarif",
        "Bagaimana biaya atau tarif pelayanan ini menurut Anda?",
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    Unsur.PRODUK: Pertanyaan(
        "Produk spesifikasi jenis pelayanan",
        "Apakah hasil pelayanan sesuai dengan yang tercantum dalam standar pelayanan?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Unsur.KOMPETENSI: Pertanyaan(
        "Kompetensi pelaksana",
        "Seberapa mampu petugas dalam memberikan pelayanan?",
        ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ),
    Unsur.PERILAKU: Pertanyaan(
        "Perilaku pelaksana",
        "Bagaimana kesopanan dan keramahan petugas?",
        ("Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"),
    ),
    Unsur.PENGADUAN: Pertanyaan(
        "Penanganan pengaduan, saran, dan masukan",
        "Bagaimana pengaduan pengguna layanan ditangani?",
        ("Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"),
    ),
    Unsur.SARANA: Pertanyaan(
        "Sarana dan prasarana",
        "Bagaimana mutu sarana dan prasarana pelayanan?",
        ("Buruk", "Cukup", "Baik", "Sangat baik"),
    ),
}

_TUJUH = tuple(Unsur)[:7]
_SUSUNAN: dict[Urutan, tuple[Unsur, ...]] = {
    Urutan.SARANA_PENGADUAN: (*_TUJUH, Unsur.SARANA, Unsur.PENGADUAN),
    Urutan.PENGADUAN_SARANA: (*_TUJUH, Unsur.PENGADUAN, Unsur.SARANA),
}


def susunan(urutan: Urutan) -> tuple[Unsur, ...]:
    """The nine codes as U1..U9 of that order."""
    return _SUSUNAN[urutan]


def label(kode: str, urutan: Urutan, semua: Sequence[str]) -> str:
    """``U8`` for ``sarana`` in the order sarana-pengaduan; an agency's own unsur follow as U10, U11, ... in ``semua``.

    ``semua``: every code of the survey. A survey with fewer unsur keeps the official numbers of those it asks.
    """
    baku = susunan(urutan)
    if kode in baku:
        return f"U{baku.index(Unsur(kode)) + 1}"
    sendiri = [k for k in semua if k not in baku]
    return f"U{len(baku) + 1 + sendiri.index(kode)}"


def kode_berlabel(nomor: int, urutan: Urutan) -> str:
    """The code behind ``U<nomor>``: one of the nine up to 9, the label itself (``u10``) for an agency's own unsur."""
    baku = susunan(urutan)
    return baku[nomor - 1] if 1 <= nomor <= len(baku) else f"u{nomor}"


def urut_kode(kode: str, semua: Sequence[str]) -> int:
    """Rank for ties: the nine by [14]'s definitions, then an agency's own unsur in the order of the survey."""
    resmi = tuple(Unsur)
    return resmi.index(Unsur(kode)) if kode in resmi else len(resmi) + list(semua).index(kode)


def nama_unsur(kode: str) -> str:
    """The name to show; an agency's own unsur without a name shows its code."""
    return BAKU[Unsur(kode)].nama if kode in tuple(Unsur) else kode
