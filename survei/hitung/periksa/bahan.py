"""What the recap check works on: rows as printed, sheets, findings, and the precision of a printed figure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from indikator.hitung.angka import bulatkan

SEMESTER = (1, 2)
_BATAS_ANGKA = 30  # characters; no figure of a recap is longer


class Keyakinan(StrEnum):
    """How sure the check is; docs/periksa-rekap.md tells the three apart."""

    PASTI = "pasti"
    SANGAT_MUNGKIN = "sangat_mungkin"
    MUNGKIN = "mungkin"


class Aturan(StrEnum):
    """Codes of the rules; docs/periksa-rekap.md explains each."""

    KELAS = "kelas"
    STATUS = "status"
    PERUBAHAN = "perubahan"
    NILAI_MUSTAHIL = "nilai_mustahil"
    JUMLAH = "jumlah"
    RATA_RATA = "rata_rata"
    NRR = "nrr"
    NRR_TERTIMBANG = "nrr_tertimbang"
    IKM = "ikm"
    RESPONDEN = "responden"
    LEMBAR_KEMBAR = "lembar_kembar"
    LEMBAR_TERTUKAR = "lembar_tertukar"
    KOLOM_GESER = "kolom_geser"
    HITUNGAN = "hitungan"


@dataclass(frozen=True, slots=True)
class Baris:
    """One printed row. ``baris``: its row in the file, the header being row 1. Values stay text, as printed."""

    baris: int
    sel: Mapping[str, str]

    @property
    def no(self) -> str:
        """What joins the two files: the number, or the name where a recap has no numbers."""
        return self.teks("no") or self.nama.casefold()

    @property
    def nama(self) -> str:
        """Name of the unit."""
        return self.teks("name")

    def teks(self, kolom: str) -> str:
        """The cell without outer blanks; empty when the column is missing."""
        return self.sel.get(kolom, "").strip()

    def angka(self, kolom: str) -> Decimal | None:
        """The number in the cell; None when it is empty or no number."""
        return baca(self.teks(kolom))

    def desimal(self, kolom: str) -> int:
        """How many decimals were printed."""
        _, _, pecahan = self.teks(kolom).replace(",", ".").partition(".")
        return len(pecahan)


@dataclass(frozen=True, slots=True)
class Lembar:
    """A unit's sheet of one semester; ``unsur`` are the column endings that exist (``u1`` .. ``u9``)."""

    sumber: Baris
    semester: int
    unsur: tuple[str, ...]

    @property
    def n(self) -> int | None:
        """Respondents behind the sums; None when empty or not a positive whole number."""
        n = self.sumber.angka("n_implied")
        return int(n) if n is not None and n > 0 and n == n.to_integral_value() else None

    def deret(self, awalan: str) -> list[Decimal | None]:
        """The figures ``sum``, ``nrr`` or ``nrrt`` of all unsur."""
        return [self.sumber.angka(f"{awalan}_{u}") for u in self.unsur]

    def lengkap(self, awalan: str) -> list[Decimal] | None:
        """The same when not one is missing, else None."""
        nilai = [d for d in self.deret(awalan) if d is not None]
        return nilai if len(nilai) == len(self.unsur) else None

    def ulp(self, awalan: str) -> Decimal:
        """One unit of the last decimal that this sheet prints for those figures."""
        return Decimal(1).scaleb(-max((self.sumber.desimal(f"{awalan}_{u}") for u in self.unsur), default=0))

    def longgar(self, awalan: str) -> Decimal:
        """How far such a figure may be from the exact one: its last printed digit, cut off or rounded.

        A sheet rounded to two decimals and printed with a third, always 0, gets half a hundredth more.
        """
        teks = [self.sumber.teks(f"{awalan}_{u}").replace(",", ".") for u in self.unsur]
        berarti = max((len(t.partition(".")[2].rstrip("0")) for t in teks), default=0)
        cetakan = self.ulp(awalan)
        return max(cetakan, cetakan + Decimal(5).scaleb(-berarti - 1)) if berarti > 1 else cetakan


@dataclass(frozen=True, slots=True)
class Temuan:
    """A figure that contradicts the rest.

    ``berkas``: ``units`` or ``unsur``, the file of ``baris``; ``penjelasan``: Indonesian, for the person who looks.
    """

    baris: int
    unit: str
    kolom: str
    aturan: Aturan
    tercetak: str
    dihitung: str
    keyakinan: Keyakinan
    penjelasan: str
    berkas: str = "units"


@dataclass(slots=True)
class Rekap:
    """The recap under check, and the cells already explained by a deeper cause (no second finding for those)."""

    units: Sequence[Baris]
    total: Sequence[Baris]
    lembar: Mapping[tuple[str, int], Lembar]
    dijelaskan: set[tuple[str, int, str]] = field(default_factory=set)
    cacat: set[tuple[str, int]] = field(default_factory=set)
    menurut_no: Mapping[str, Baris] = field(default_factory=dict)

    def jelaskan(self, berkas: str, baris: int, kolom: Iterable[str]) -> None:
        """Mark cells whose contradiction has been reported through its cause."""
        self.dijelaskan |= {(berkas, baris, k) for k in kolom}

    def sudah(self, berkas: str, baris: int, kolom: str) -> bool:
        """Whether the cell has been explained."""
        return (berkas, baris, kolom) in self.dijelaskan

    def unit(self, no: str) -> Baris | None:
        """The row of a unit."""
        return self.menurut_no.get(no)


def baca(teks: str) -> Decimal | None:
    """A printed figure: decimal point or comma, optional percent sign; None when empty or no finite number."""
    bersih = teks.strip().rstrip("%").strip().replace(",", ".")
    if not bersih or len(bersih) > _BATAS_ANGKA:
        return None
    try:
        nilai = Decimal(bersih)
    except InvalidOperation:
        return None
    return nilai if nilai.is_finite() and abs(nilai) < Decimal(10) ** 12 else None


def ulp(baris: Baris, kolom: str) -> Decimal:
    """One unit of the last printed decimal of the cell."""
    return Decimal(1).scaleb(-baris.desimal(kolom))


def cetak(nilai: Decimal, desimal: int) -> str:
    """A computed figure with as many decimals as the printed one, decimal point."""
    return f"{bulatkan(nilai, desimal):f}"


def ke_atas(nilai: Decimal) -> int:
    """The next whole number."""
    return math.ceil(nilai)
