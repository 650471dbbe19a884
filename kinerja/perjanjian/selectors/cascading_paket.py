"""What the pages of many cells at once read: batches, years to copy from, indicators one may link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indikator.models import Indikator
from kinerja.organisasi.akses import Aksi, boleh_di
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.models.cascading import PaketTautan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

PAKET_MAKS = 100


@dataclass(frozen=True, slots=True)
class BarisPaket:
    """A batch with how much it did; `boleh`: this person may undo it, and it is not undone yet."""

    paket: PaketTautan
    tautan: int
    indikator: int
    sasaran: int
    boleh: bool


def daftar_paket(user: Pengguna, unit: Unit, periode: Periode) -> list[BarisPaket]:
    """The newest batches of a subtree and year."""
    ada = PaketTautan.objects.untuk(user).filter(periode=periode, unit__jalur__startswith=unit.jalur)
    semua = ada.select_related("unit", "oleh", "dibatalkan_oleh").order_by("-pk")[:PAKET_MAKS]
    return [_baris(user, p) for p in semua]


def paket_baru(user: Pengguna, pk: int, unit: Unit, periode: Periode) -> BarisPaket | None:
    """The batch just carried out, unless it is undone already."""
    ada = PaketTautan.objects.untuk(user, Aksi.KELOLA_KINERJA).filter(pk=pk, periode=periode, unit=unit)
    satu = ada.select_related("unit", "oleh").first()
    return _baris(user, satu) if satu and satu.dibatalkan_pada is None else None


def _baris(user: Pengguna, paket: PaketTautan) -> BarisPaket:
    boleh = paket.dibatalkan_pada is None and boleh_di(user, Aksi.KELOLA_KINERJA, paket.unit.jalur)
    return BarisPaket(
        paket, len(paket.isi["tautan"]), len(paket.isi["indikator"]), len(paket.isi["sasaran"]), boleh=boleh
    )


def tahun_sumber(user: Pengguna, periode: Periode) -> list[Periode]:
    """Other years of the agency, the year before first."""
    lain = Periode.objects.untuk(user).filter(instansi=periode.instansi).exclude(pk=periode.pk)
    return sorted(lain, key=lambda p: (p.tahun > periode.tahun, -p.tahun))


def indikator_kelola(user: Pengguna, unit: Unit, periode: Periode) -> list[Indikator]:
    """The indicators of the matrix that this person may link."""
    milik = Indikator.objects.milik(unit, periode).untuk(user, Aksi.KELOLA_KINERJA)
    return list(milik.select_related("sasaran").order_by("sasaran__unit__jalur", "sasaran__nomor", "nomor"))


def tingkat_unit(pk: int, atas: Unit) -> int:
    """How many levels a unit lies below `atas`."""
    return Unit.objects.get(pk=pk).jalur.count(".") - atas.jalur.count(".")
