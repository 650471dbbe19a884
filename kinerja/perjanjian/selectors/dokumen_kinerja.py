"""Which indicators and posts stand in a Sasaran Mutu, IKU or IKI document (rules.md 9)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from indikator.models import Indikator
from indikator.models.indikator import JenisSasaran
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models import DokumenKinerja, JenisDokumen, KeteranganIndikator

# Where the planner says nothing else: the kind of sasaran whose indicators a layout shows, and the field that differs.
PILIHAN = {
    JenisDokumen.SASARAN_MUTU: (JenisSasaran.MUTU, "di_sasaran_mutu"),
    JenisDokumen.IKU: (JenisSasaran.STRATEGIS, "di_iku"),
}


def indikator_dokumen(jenis: JenisDokumen, unit: Unit, periode: Periode) -> QuerySet[Indikator]:
    """The unit's own indicators in its Sasaran Mutu or IKU of the year, in the order of their numbers."""
    jenis_sasaran, kolom = PILIHAN[jenis]
    pilih = f"keterangan_dokumen__{kolom}"
    menurut_jenis = Q(sasaran__jenis=jenis_sasaran) & Q(**{f"{pilih}__isnull": True})
    milik = Indikator.objects.filter(sasaran__unit=unit, sasaran__periode=periode)
    return milik.filter(Q(**{pilih: True}) | menurut_jenis).order_by("sasaran__nomor", "nomor")


def keterangan(indikator: Indikator) -> KeteranganIndikator:
    """What the layouts say beyond the indicator's fields; an unsaved empty row when nobody has said anything."""
    ada: KeteranganIndikator | None = getattr(indikator, "keterangan_dokumen", None)
    return ada or KeteranganIndikator(indikator=indikator)


def dicetak_di(indikator: Indikator, jenis: JenisDokumen) -> bool:
    """Whether a layout shows the indicator; the same rule as `indikator_dokumen`, for a row fetched before."""
    jenis_sasaran, kolom = PILIHAN[jenis]
    pilihan: bool | None = getattr(keterangan(indikator), kolom)
    return indikator.sasaran.jenis == jenis_sasaran if pilihan is None else pilihan


def kepala_dokumen(jenis: JenisDokumen, unit: Unit, periode: Periode) -> DokumenKinerja:
    """Number and effective date; an unsaved empty row when none are set."""
    ada = DokumenKinerja.objects.filter(jenis=jenis, unit=unit, periode=periode).first()
    return ada or DokumenKinerja(jenis=jenis, unit=unit, periode=periode)


def jabatan_subpohon(unit: Unit) -> list[Jabatan]:
    """The posts of the unit and everything below it: from the top down, heads first, siblings by their code."""
    semua = list(Jabatan.objects.filter(unit__jalur__startswith=unit.jalur).select_related("unit"))
    kode = dict(Unit.objects.subpohon(unit).values_list("pk", "kode"))

    def tempat(jabatan: Jabatan) -> tuple[tuple[str, ...], bool, str]:
        leluhur = [int(n) for n in jabatan.unit.jalur.removesuffix(".").split(".")]
        return tuple(kode[n] for n in leluhur if n in kode), not jabatan.kepala, jabatan.nama

    return sorted(semua, key=tempat)
