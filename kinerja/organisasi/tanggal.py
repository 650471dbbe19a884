"""Dates and times in Indonesian words, without locale machinery (rules.md 1)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ROMAWI = {1: "I", 2: "II", 3: "III", 4: "IV"}
SEBUTAN_ZONA = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def tulis_tanggal(hari: date) -> str:
    """`17 Agustus 1945`."""
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def tulis_waktu(waktu: datetime, zona: ZoneInfo) -> str:
    """`17 Agustus 1945 pukul 10.00 WIB`, in the zone given."""
    setempat = waktu.astimezone(zona)
    return f"{tulis_tanggal(setempat)} pukul {setempat:%H.%M} {SEBUTAN_ZONA.get(zona.key, zona.key)}"


def tulis_triwulan(triwulan: int) -> str:
    """`TW II`."""
    return f"TW {ROMAWI[triwulan]}"
