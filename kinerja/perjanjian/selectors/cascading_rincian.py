"""One indicator of the matrix: what is rolled up into it, where it counts itself, and what the checks say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from indikator.hitung.capaian import JenisTarget, Target
from indikator.models import Indikator, Turunan
from indikator.models.indikator import SumberKomponen
from indikator.models.target import TAHUNAN
from indikator.selectors.tulis import Sel, sel_target
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.hitung.temuan import Temuan
from kinerja.perjanjian.models.cascading import TautanKinerja, UraianTurunan
from kinerja.perjanjian.selectors.cascading_periksa import temuan_unit


@dataclass(frozen=True, slots=True)
class Bagian:
    """An indicator whose result counts in another's: its target of the year (`belum`: not set) and its weight."""

    turunan: Turunan
    target: Sel
    belum: bool

    @property
    def anak(self) -> Indikator:
        """The indicator below."""
        return self.turunan.anak


@dataclass(frozen=True, slots=True)
class RincianBaris:
    """`bagian`: what is rolled up into it (`menggulung`: something should be); `induk`: where its own result counts;
    `temuan`: what the checks say."""

    bagian: Sequence[Bagian]
    menggulung: bool
    induk: Indikator | None
    temuan: Sequence[Temuan]


def rincian_baris(indikator: Indikator) -> RincianBaris:
    """Everything the row's page shows beside its cells."""
    gulungan = Turunan.objects.filter(anak=indikator).select_related("induk__sasaran__unit").first()
    semua = temuan_unit(indikator.sasaran.unit, indikator.sasaran.periode)
    return RincianBaris(
        bagian=_bagian(indikator),
        menggulung=indikator.komponen.filter(sumber=SumberKomponen.TURUNAN).exists(),
        induk=gulungan.induk if gulungan else None,
        temuan=[t for t in semua if t.indikator == indikator.pk],
    )


def _bagian(indikator: Indikator) -> list[Bagian]:
    turunan = (
        Turunan.objects.filter(induk=indikator)
        .select_related("anak__sasaran__unit", "anak__satuan", "anak__skala")
        .prefetch_related("anak__target", "anak__skala__tingkat")
    )
    hasil = []
    for satu in turunan:
        target = _target_tahun(satu.anak)
        hasil.append(Bagian(satu, sel_target(satu.anak, target), target.jenis is JenisTarget.BELUM))
    return hasil


def _target_tahun(indikator: Indikator) -> Target:
    ada = next((t for t in indikator.target.all() if t.triwulan == TAHUNAN), None)
    return ada.sebagai_target() if ada else Target.belum()


@dataclass(frozen=True, slots=True)
class TautanRinci:
    """A link with its arithmetic."""

    tautan: TautanKinerja
    dihitung: bool
    bobot: Decimal | None


def tautan_rinci(tautan: Sequence[TautanKinerja]) -> list[TautanRinci]:
    """The links of one cell; `dihitung` where the own indicator's result counts in this very superior."""
    turunan = {
        (t.induk_id, t.anak_id): t for t in Turunan.objects.filter(anak__in=[t.anak_id for t in tautan if t.anak_id])
    }
    hasil = []
    for satu in tautan:
        ada = turunan.get((satu.induk_id, satu.anak_id or 0))
        hasil.append(TautanRinci(satu, ada is not None, ada.bobot if ada else None))
    return hasil


def jabatan_unit(unit: Unit) -> list[Jabatan]:
    """The posts of a unit."""
    return list(Jabatan.objects.filter(unit=unit).order_by("-kepala", "nama"))


def indikator_unit(unit: Unit, periode: Periode, kecuali: Indikator) -> list[Indikator]:
    """A unit's own indicators of the year, those an indicator of a superior may be linked to."""
    milik = Indikator.objects.filter(sasaran__unit=unit, sasaran__periode=periode).exclude(pk=kecuali.pk)
    return list(milik.select_related("sasaran").order_by("sasaran__nomor", "nomor"))


def uraian_sel(indikator: Indikator, tingkat: int) -> UraianTurunan | None:
    """The words of one row on one level."""
    milik = UraianTurunan.objects.filter(indikator=indikator, tingkat=tingkat)
    return milik.select_related("indikator__sasaran__unit", "indikator__sasaran__periode").first()


def turunan_uraian(uraian: UraianTurunan) -> list[TautanKinerja]:
    """What the words have become: links to units' own indicators."""
    return list(uraian.tautan.select_related("unit", "anak__sasaran").order_by("unit__kode", "pk"))


def indikator_bernomor(unit: Unit, periode: Periode) -> list[int]:
    """Ids of the unit's own indicators."""
    return list(Indikator.objects.filter(sasaran__unit=unit, sasaran__periode=periode).values_list("pk", flat=True))


def jabatan_pilihan(indikator: Indikator, terpilih: Sequence[Jabatan]) -> list[Jabatan]:
    """Posts that may answer for an indicator: of its unit, of those that carry it, and whoever does already."""
    unit = {indikator.sasaran.unit_id, *indikator.tautan_bawah.values_list("unit", flat=True)}
    milik = Q(unit__in=unit) | Q(pk__in=[j.pk for j in terpilih])
    return list(Jabatan.objects.filter(milik).select_related("unit").order_by("unit__jalur", "-kepala", "nama"))
