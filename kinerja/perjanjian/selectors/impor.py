"""Uploads of official layouts as their pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kinerja.organisasi.models import Pengguna, Periode, Unit
from kinerja.perjanjian.models import BerkasImpor, StatusImpor
from kinerja.perjanjian.selectors.cascading_matriks_tingkat import lampiran_dari, unit_tingkat

DAFTAR_MAKS = 20
LANGKAH_MAKS = 300
_GAYA = {
    StatusImpor.SIAP: ("awas", "jam"),
    StatusImpor.SELESAI: ("baik", "disetujui"),
    StatusImpor.DIBUANG: ("netral", "belum"),
}


@dataclass(frozen=True, slots=True)
class BarisImpor:
    """One upload in the list, with the tone and icon of its status."""

    isi: BerkasImpor

    @property
    def nada(self) -> str:
        """The tone."""
        return _GAYA[StatusImpor(self.isi.status)][0]

    @property
    def ikon(self) -> str:
        """The icon."""
        return _GAYA[StatusImpor(self.isi.status)][1]


@dataclass(frozen=True, slots=True)
class BarisRingkas:
    """One kind of thing: how many are new, changed, the same."""

    bagian: str
    baru: int
    berubah: int
    sama: int


@dataclass(frozen=True, slots=True)
class Rincian:
    """The preview of an upload, or what was done. `langkah`: what is new or changes, `lebih` of it not shown."""

    ringkas: Sequence[BarisRingkas]
    langkah: Sequence[dict[str, Any]]
    lebih: int
    salah: Sequence[dict[str, Any]]
    banyak_salah: int
    catatan: Sequence[str]

    @property
    def perubahan(self) -> int:
        """How many things are new or change."""
        return len(self.langkah) + self.lebih

    @property
    def kosong(self) -> bool:
        """Whether the file has no row at all."""
        return not self.ringkas and not self.salah


def daftar(user: Pengguna, unit: Unit, periode: Periode) -> list[BarisImpor]:
    """The latest uploads for the unit and year."""
    semua = BerkasImpor.objects.untuk(user).filter(unit=unit, periode=periode)
    return [BarisImpor(b) for b in semua.select_related("diunggah_oleh")[:DAFTAR_MAKS]]


def rincian(satu: BerkasImpor) -> Rincian:
    """What the stored result says."""
    langkah = satu.hasil.get("langkah", [])
    bagian = list(dict.fromkeys(x["bagian"] for x in langkah))
    hitung = {b: [x["keadaan"] for x in langkah if x["bagian"] == b] for b in bagian}
    bergerak = [x for x in langkah if x["keadaan"] != "sama"]
    salah = satu.hasil.get("salah", [])
    return Rincian(
        ringkas=[BarisRingkas(b, k.count("baru"), k.count("berubah"), k.count("sama")) for b, k in hitung.items()],
        langkah=bergerak[:LANGKAH_MAKS],
        lebih=max(len(bergerak) - LANGKAH_MAKS, 0),
        salah=salah,
        banyak_salah=sum(s["banyak"] for s in salah),
        catatan=satu.hasil.get("catatan", []),
    )


def lampiran_unit(unit: Unit, periode: Periode) -> list[tuple[str, list[str]]]:
    """Each level below the unit with the names of its units, for the template of the cascade."""
    return [
        (satu.nama, [u.nama for u in unit_tingkat(unit, periode, satu.tingkat)])
        for satu in lampiran_dari(unit, periode)
    ] or [("Lampiran I", [])]
