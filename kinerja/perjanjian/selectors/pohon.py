"""Reading a pohon kinerja in a constant number of queries, and what may be chosen for its conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from indikator.models import Indikator, Penugasan
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.hitung.pohon import JenisSimpul, Lintas, Pohon, PohonLengkap, Simpul, susun_pohon
from kinerja.perjanjian.hitung.pohon_periksa import LintasPeriksa
from kinerja.perjanjian.models.pohon import IndikatorSimpul, LintasSimpul, PengampuSimpul, SimpulPohon

Terbaca = Callable[[str], bool]
"""Whether what belongs to the unit with this path may be shown."""


def kerangka(unit: Unit, periode: Periode) -> Pohon:
    """The tree without what is written beside its conditions: one query."""
    return susun_pohon(
        Simpul(s.pk, s.induk_id, JenisSimpul(s.jenis), s.uraian) for s in SimpulPohon.objects.pohon(unit, periode)
    )


def baca_pohon(unit: Unit, periode: Periode, terbaca: Terbaca) -> PohonLengkap:
    """The whole tree of `unit` in four queries, whatever its size.

    Args:
        terbaca: which units' conditions at the other end of a crosscutting link may be shown in words.
    """
    simpul = list(SimpulPohon.objects.pohon(unit, periode))
    ukuran: defaultdict[int, list[tuple[int | None, str]]] = defaultdict(list)
    for u in IndikatorSimpul.objects.filter(simpul__unit=unit, simpul__periode=periode).select_related("indikator"):
        ukuran[u.simpul_id].append((u.indikator_id, u.indikator.nama if u.indikator else u.teks))
    pengampu: defaultdict[int, list[str]] = defaultdict(list)
    for p in _pengampu(Q(simpul__unit=unit, simpul__periode=periode)):
        pengampu[p.simpul_id].append(p.jabatan.nama if p.jabatan else p.unit.nama)
    pohon = susun_pohon(
        Simpul(
            s.pk,
            s.induk_id,
            JenisSimpul(s.jenis),
            s.uraian,
            tuple(ukuran[s.pk]),
            tuple(pengampu[s.pk]),
        )
        for s in simpul
    )
    return PohonLengkap(pohon, tuple(_lintas(unit, periode, pohon, terbaca)))


def _pengampu(saring: Q) -> Iterable[PengampuSimpul]:
    return (
        PengampuSimpul.objects.filter(saring)
        .select_related("unit", "jabatan")
        .order_by("unit__jalur", "jabatan__nama", "pk")
    )


def _lintas(unit: Unit, periode: Periode, pohon: Pohon, terbaca: Terbaca) -> Iterable[Lintas]:
    """Links from conditions of this tree, and those from other trees that lead to it."""
    milik = Q(dari__unit=unit, dari__periode=periode) | Q(ke__unit=unit, ke__periode=periode)
    semua = LintasSimpul.objects.filter(milik).select_related("dari__unit", "ke__unit", "unit")
    urut = {pk: n for n, pk in enumerate(pohon.nomor)}
    hasil = []
    for satu in semua:
        keluar = satu.dari_id in pohon.simpul
        sini, sana = (satu.dari, satu.ke) if keluar else (satu.ke, satu.dari)
        assert sini is not None  # noqa: S101 (one end lies in this tree)
        sebut = satu.unit or (sana.unit if sana is not None and sana.unit_id != unit.pk else None)
        hasil.append(
            Lintas(
                pk=satu.pk,
                simpul=sini.pk,
                tujuan=sana.pk if sana is not None and sana.pk in pohon.simpul else None,
                uraian=sana.uraian if sana is not None and terbaca(sana.unit.jalur) else "",
                unit=sebut.nama if sebut else "",
                keterangan=satu.keterangan,
                milik_pohon=keluar,
            )
        )
    return sorted(hasil, key=lambda s: (urut[s.simpul], s.pk))


def untuk_periksa(lengkap: PohonLengkap) -> tuple[LintasPeriksa, ...]:
    """The links as the checks take them."""
    return tuple(LintasPeriksa(s.simpul, s.tujuan) for s in lengkap.lintas)


def indikator_pilihan(unit: Unit, periode: Periode) -> QuerySet[Indikator]:
    """Indicators a condition of this tree may be measured by: of the unit and those below, or carried by them."""
    diampu = Penugasan.objects.filter(unit__jalur__startswith=unit.jalur).values("indikator_id")
    return (
        Indikator.objects.filter(sasaran__periode=periode)
        .filter(Q(sasaran__unit__jalur__startswith=unit.jalur) | Q(pk__in=diampu))
        .select_related("sasaran__unit")
        .order_by("sasaran__unit__jalur", "sasaran__nomor", "nomor")
    )


def ampuan(unit: Unit, periode: Periode) -> list[SimpulPohon]:
    """Conditions in trees of other units that `unit`, or a post of it, answers for."""
    return list(
        SimpulPohon.objects.filter(periode=periode, pengampu__unit=unit)
        .exclude(unit=unit)
        .select_related("unit")
        .distinct()
        .order_by("unit__jalur", "urutan", "pk")
    )


def simpul_lain(terbaca: QuerySet[SimpulPohon], simpul: SimpulPohon) -> list[SimpulPohon]:
    """Conditions of other trees of the same year a crosscutting link may lead to, out of those that may be read."""
    lain = terbaca.filter(periode=simpul.periode_id).exclude(unit=simpul.unit_id)
    return list(lain.select_related("unit").order_by("unit__jalur", "urutan", "pk"))
