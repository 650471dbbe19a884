"""Bad cells, grouped: one line for 5.000 equal errors, and still every row of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from survei.hitung.pribadi import tanpa_pribadi
from survei.unggah.tabel import Sel

AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so would run as a formula
MAKS_NILAI = 40
MAKS_RINCI = 1000  # cells kept with their value per group; the row numbers are always complete


@dataclass(frozen=True, slots=True)
class SelSalah:
    """One bad cell: row in the file, column heading, its value, the rule it breaks."""

    baris: int
    kolom: str
    nilai: str
    aturan: str


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Equal errors: rule and column, the rows, and the first cells with their values."""

    kolom: str
    aturan: str
    baris: tuple[int, ...]
    rinci: tuple[SelSalah, ...]

    @property
    def pesan(self) -> str:
        """``5.000 baris: nilai di luar 1–4 pada kolom U4 (baris 2–5001), misalnya “7”.``"""
        banyak = ribuan(len(self.baris))
        tempat = f" pada kolom {self.kolom}" if self.kolom else ""
        contoh = ", ".join(dict.fromkeys(f"“{s.nilai}”" for s in self.rinci[:20] if s.nilai))
        misal = f", misalnya {', '.join(contoh.split(', ')[:3])}" if contoh and self.kolom else ""
        return f"{banyak} baris: {self.aturan}{tempat} (baris {rentang(self.baris)}){misal}."


class Pencatat:
    """Collects bad cells while rows are walked in order; `lapor` is told of every single one."""

    def __init__(self, lapor: Callable[[SelSalah], None] | None = None) -> None:
        self._lapor = lapor
        self._baris: dict[tuple[str, str], list[int]] = {}
        self._rinci: dict[tuple[str, str], list[SelSalah]] = {}
        self._terakhir = 0
        self.ditolak = 0

    def catat(self, baris: int, kolom: str, nilai: Sel, aturan: str) -> None:
        """Note one bad cell; ``baris`` never decreases."""
        if baris != self._terakhir:
            self._terakhir = baris
            self.ditolak += 1
        kunci = (kolom, aturan)
        self._baris.setdefault(kunci, []).append(baris)
        rinci = self._rinci.setdefault(kunci, [])
        if self._lapor is None and len(rinci) >= MAKS_RINCI:
            return
        # A value from a column that slid may be a NIK: it is not repeated either.
        satu = SelSalah(baris, kolom, tanpa_pribadi(" ".join(_teks(nilai).split()))[:MAKS_NILAI], aturan)
        if len(rinci) < MAKS_RINCI:
            rinci.append(satu)
        if self._lapor is not None:
            self._lapor(satu)

    def salah(self, baris: int) -> bool:
        """Whether the row just walked has a bad cell."""
        return baris == self._terakhir

    def kelompok(self) -> tuple[Kelompok, ...]:
        """Largest group first."""
        semua = [Kelompok(k, a, tuple(b), tuple(self._rinci[k, a])) for (k, a), b in self._baris.items()]
        return tuple(sorted(semua, key=lambda g: (-len(g.baris), g.baris[0], g.kolom)))


def ribuan(banyak: int) -> str:
    """`5.000`: a count the Indonesian way."""
    return f"{banyak:,}".replace(",", ".")


def _teks(nilai: Sel) -> str:
    # A spreadsheet's whole number arrives as a float; people typed it without ".0".
    return str(int(nilai)) if isinstance(nilai, float) and nilai.is_integer() else str(nilai)


def rentang(baris: Sequence[int], maks: int = 6) -> str:
    """``2–5001, 7000``: ascending row numbers as ranges, at most ``maks`` of them."""
    potongan: list[list[int]] = []
    for n in baris:
        if potongan and n <= potongan[-1][1] + 1:
            potongan[-1][1] = n
        else:
            potongan.append([n, n])
    teks = [f"{a}" if a == b else f"{a}–{b}" for a, b in potongan[:maks]]
    lebih = len(potongan) - maks
    return ", ".join(teks) + (f", dan {lebih} rentang lain" if lebih > 0 else "")
