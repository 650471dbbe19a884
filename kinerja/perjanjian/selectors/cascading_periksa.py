"""The cascade of a unit or of its whole subtree in one year, checked; a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from indikator.hitung.capaian import Arah, Target
from indikator.hitung.gulung import Agregasi
from indikator.hitung.triwulan import JUMLAH_TRIWULAN, Pola, setahun
from indikator.models import Indikator, Penugasan, Turunan
from indikator.models.indikator import SumberKomponen
from indikator.models.target import TAHUNAN
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.hitung.periksa import Cascade, IndikatorPeriksa, TautanPeriksa, periksa_cascade
from kinerja.perjanjian.hitung.periksa_target import AnakTarget
from kinerja.perjanjian.hitung.temuan import Temuan, galat
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja, UraianTurunan


def temuan_cascading(unit: Unit, periode: Periode) -> list[Temuan]:
    """Findings about every indicator of `unit` and of all units below it."""
    return _temuan(Q(sasaran__unit__jalur__startswith=unit.jalur), periode)


def kesalahan_cascading(unit: Unit, periode: Periode) -> list[Temuan]:
    """What blocks signing the agreement of a post of `unit`: the errors about the unit's own indicators."""
    return galat(temuan_unit(unit, periode))


def temuan_unit(unit: Unit, periode: Periode) -> list[Temuan]:
    """Findings about the unit's own indicators, those below it left out."""
    return _temuan(Q(sasaran__unit=unit), periode)


def _temuan(milik: Q, periode: Periode) -> list[Temuan]:
    indikator = list(_indikator(milik, periode))
    return periksa_cascade(
        Cascade(
            indikator=_periksa(indikator, _realisasi_lalu(milik, periode)),
            tautan=_tautan(indikator),
            anak=_anak(indikator),
            berinduk=frozenset(i.pk for i in indikator if i.berinduk),  # type: ignore[attr-defined]
            diuraikan=frozenset(i.pk for i in indikator if i.diuraikan),  # type: ignore[attr-defined]
        )
    )


def _indikator(milik: Q, periode: Periode) -> QuerySet[Indikator]:
    diri = OuterRef("pk")
    return (
        Indikator.objects.filter(milik, sasaran__periode=periode)
        .select_related("sasaran__unit")
        .prefetch_related("komponen", "target")
        .annotate(
            berpenanggung=Exists(Indikator.penanggung_jawab.through.objects.filter(indikator_id=diri)),
            berbawahan=Exists(Unit.objects.filter(induk=OuterRef("sasaran__unit"))),
            berinduk=Exists(TautanKinerja.objects.filter(anak=diri)) | Exists(Turunan.objects.filter(anak=diri)),
            diuraikan=Exists(UraianTurunan.objects.filter(indikator=diri).exclude(teks="")),
        )
        .order_by("sasaran__unit__kode", "sasaran__nomor", "nomor")
    )


def _periksa(indikator: Iterable[Indikator], lalu: Mapping[tuple[int, str], Decimal]) -> list[IndikatorPeriksa]:
    return [
        IndikatorPeriksa(
            pk=i.pk,
            unit=i.sasaran.unit_id,
            nama_unit=i.sasaran.unit.nama,
            kode=i.kode,
            arah=Arah(i.arah),
            agregasi=Agregasi(i.agregasi),
            desimal=i.desimal,
            bobot=i.bobot,
            rumus=i.rumus,
            komponen={k.nama: k.sumber == SumberKomponen.TURUNAN for k in i.komponen.all()},
            sumber_data=bool(i.sumber_data.strip()),
            penanggung_jawab=i.berpenanggung,  # type: ignore[attr-defined]
            target=_target(i),
            realisasi_lalu=lalu.get(_kunci(i)),
            punya_bawahan=i.berbawahan,  # type: ignore[attr-defined]
            puncak=i.sasaran.unit.induk_id is None,
        )
        for i in indikator
    ]


def _target(indikator: Indikator) -> dict[int, Target]:
    return {t.triwulan: t.sebagai_target() for t in indikator.target.all()}


def _kunci(indikator: Indikator) -> tuple[int, str]:
    """What makes indicators of two years the same one: their unit and their words."""
    return indikator.sasaran.unit_id, " ".join(indikator.nama.casefold().split())


def _tautan(indikator: Sequence[Indikator]) -> dict[int, list[TautanPeriksa]]:
    hasil: defaultdict[int, list[TautanPeriksa]] = defaultdict(list)
    bertaut = set()
    for t in TautanKinerja.objects.filter(induk__in=indikator).select_related("unit").order_by("induk", "pk"):
        bertaut.add((t.induk_id, t.unit_id))
        utuh = t.jenis == JenisTautan.LANGSUNG and t.anak_id is None
        hasil[t.induk_id].append(TautanPeriksa(t.unit.nama, t.unit_id, t.unit.induk_id, utuh, t.lingkup))
    # An assignment made on the admin page carries too, without a link of its own.
    for p in Penugasan.objects.filter(indikator__in=indikator).select_related("unit").order_by("pk"):
        if (p.indikator_id, p.unit_id) not in bertaut:
            hasil[p.indikator_id].append(
                TautanPeriksa(p.unit.nama, p.unit_id, p.unit.induk_id, not p.lingkup, p.lingkup)
            )
    return hasil


def _anak(indikator: Sequence[Indikator]) -> dict[int, list[AnakTarget]]:
    hasil: defaultdict[int, list[AnakTarget]] = defaultdict(list)
    turunan = Turunan.objects.filter(induk__in=indikator).select_related("anak__sasaran__unit")
    for t in turunan.prefetch_related("anak__target").order_by("anak__sasaran__unit__kode", "anak"):
        nama = f"{t.anak.sasaran.unit.nama} {t.anak.kode}"
        hasil[t.induk_id].append(AnakTarget(nama, _target(t.anak), t.bobot))
    return hasil


def _realisasi_lalu(milik: Q, periode: Periode) -> dict[tuple[int, str], Decimal]:
    """Last year's figure by unit and words; none where two indicators of a unit share their words."""
    lalu = (
        Indikator.objects.filter(
            milik, sasaran__periode__instansi=periode.instansi_id, sasaran__periode__tahun=periode.tahun - 1
        )
        .select_related("sasaran")
        .prefetch_related("realisasi", "target")
    )
    hasil: dict[tuple[int, str], Decimal | None] = {}
    for i in lalu:
        hasil[_kunci(i)] = None if _kunci(i) in hasil else _realisasi_tahun(i)
    return {kunci: nilai for kunci, nilai in hasil.items() if nilai is not None}


def _realisasi_tahun(indikator: Indikator) -> Decimal | None:
    target = _target(indikator)
    nilai = {r.triwulan: r.nilai for r in indikator.realisasi.all()}
    triwulan = range(1, JUMLAH_TRIWULAN + 1)
    return setahun(
        pola=Pola(indikator.pola),
        arah=Arah(indikator.arah),
        target=[target.get(tw, Target.belum()) for tw in triwulan],
        realisasi=[nilai.get(tw) for tw in triwulan],
        target_tahun=target.get(TAHUNAN, Target.belum()),
    ).realisasi
