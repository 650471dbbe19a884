"""The levels below a unit, as the lampiran of the instruction number them [JB]."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Length, Replace

from kinerja.organisasi.models import Periode, Unit
from kinerja.organisasi.models.unit import JenisUnit

ROMAWI = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
TINGKAT_MAKS = len(ROMAWI) - 1


@dataclass(frozen=True, slots=True)
class Lampiran:
    """One level below the unit: `Lampiran II`, the kinds of units that make it up, and how many they are."""

    tingkat: int
    jenis: str
    banyak: int

    @property
    def nama(self) -> str:
        """`Lampiran II`."""
        return f"Lampiran {ROMAWI[self.tingkat]}"


def kedalaman() -> Combinable:
    """How deep a unit lies: the points of its path (`1.4.12.` → 3), in SQL."""
    return Length("jalur") - Length(Replace("jalur", Value("."), Value("")))


def berlaku_pada(periode: Periode) -> Q:
    """Units there are at some time of the year."""
    awal, akhir = date(periode.tahun, 1, 1), date(periode.tahun, 12, 31)
    return Q(berlaku_dari__lte=akhir) & (Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=awal))


def lampiran_dari(unit: Unit, periode: Periode) -> tuple[Lampiran, ...]:
    """The levels below `unit`, nearest first, at most nine (the lampiran are numbered I to IX)."""
    jenis: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    isi = (
        Unit.objects.subpohon(unit)
        .filter(berlaku_pada(periode))
        .exclude(pk=unit.pk)
        .annotate(dalam=kedalaman())
        .values("dalam", "jenis")
        .annotate(banyak=Count("pk"))
        .order_by("dalam", "-banyak", "jenis")
    )
    pangkal = unit.jalur.count(".")
    for satu in isi:
        jenis[satu["dalam"] - pangkal].append((str(JenisUnit(satu["jenis"]).label), satu["banyak"]))
    return tuple(
        Lampiran(n, ", ".join(nama for nama, _ in jenis[n]), sum(banyak for _, banyak in jenis[n]))
        for n in sorted(jenis)
        if n <= TINGKAT_MAKS
    )


def unit_tingkat(unit: Unit, periode: Periode, tingkat: int) -> list[Unit]:
    """The units `tingkat` levels below `unit`, side by side with those of the same superior."""
    return list(
        Unit.objects.subpohon(unit)
        .filter(berlaku_pada(periode))
        .annotate(dalam=kedalaman())
        .filter(dalam=unit.jalur.count(".") + tingkat)
        .select_related("induk")
        .order_by("induk__kode", "induk", "kode")
    )
