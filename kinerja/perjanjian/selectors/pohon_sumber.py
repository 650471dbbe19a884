"""Where a pohon kinerja may be filled from: the unit's cascade of the year, or its tree of another year."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q

from indikator.models import Indikator, Sasaran
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.hitung.pohon import JenisSimpul
from kinerja.perjanjian.hitung.pohon_rencana import (
    Butir,
    ButirLintas,
    Isi,
    Langkah,
    Pengampu,
    Rencana,
    SasaranSumber,
    dari_cascading,
    rencanakan,
)
from kinerja.perjanjian.models.cascading import TautanKinerja
from kinerja.perjanjian.models.pohon import (
    PANJANG_URAIAN,
    IndikatorSimpul,
    LintasSimpul,
    PengampuSimpul,
    SimpulPohon,
)
from kinerja.perjanjian.selectors.pohon import kerangka


def rencana_cascading(unit: Unit, periode: Periode) -> Rencana:
    """What the cascade of `unit` and all below it would add to its tree."""
    return _terhadap(unit, periode, *_cascading(unit, periode))


def rencana_salin(unit: Unit, dari: Periode, ke: Periode) -> Rencana:
    """What the tree of `unit` in the year `dari` would add to its tree in `ke`."""
    return _terhadap(unit, ke, *_pohon_lama(unit, dari, ke))


def tahun_berpohon(unit: Unit, selain: Periode) -> list[Periode]:
    """Other years in which `unit` has a tree, the newest first."""
    ada = SimpulPohon.objects.filter(unit=unit).exclude(periode=selain).values("periode")
    return list(Periode.objects.filter(pk__in=ada).select_related("instansi").order_by("-tahun"))


def sebut_langkah(rencana: Rencana) -> list[tuple[Langkah, list[str]]]:
    """Each step with the names of the indicators and carriers it would add; three queries."""
    indikator = Indikator.objects.in_bulk({i for s in rencana.langkah for i in s.indikator})
    unit = Unit.objects.in_bulk({u for s in rencana.langkah for u, j in s.pengampu if j is None})
    jabatan = Jabatan.objects.in_bulk({j for s in rencana.langkah for _, j in s.pengampu if j is not None})
    hasil = []
    for s in rencana.langkah:
        kata = [f"Indikator: {nama}" for nama in (*(indikator[i].nama for i in s.indikator), *s.teks)]
        nama = [unit[u].nama if j is None else jabatan[j].nama for u, j in s.pengampu]
        hasil.append((s, [*kata, f"Oleh {', '.join(nama)}"] if nama else kata))
    return hasil


def _terhadap(unit: Unit, periode: Periode, butir: list[Butir], lintas: list[ButirLintas]) -> Rencana:
    milik = Q(simpul__unit=unit, simpul__periode=periode)
    ada_indikator: defaultdict[int, set[int]] = defaultdict(set)
    ada_teks: defaultdict[int, set[str]] = defaultdict(set)
    for u in IndikatorSimpul.objects.filter(milik):
        if u.indikator_id is None:
            ada_teks[u.simpul_id].add(u.teks)
        else:
            ada_indikator[u.simpul_id].add(u.indikator_id)
    ada_pengampu: defaultdict[int, set[Pengampu]] = defaultdict(set)
    for p in PengampuSimpul.objects.filter(milik):
        ada_pengampu[p.simpul_id].add((p.unit_id, p.jabatan_id))
    pohon = kerangka(unit, periode)
    isi = {
        pk: Isi(frozenset(ada_indikator[pk]), frozenset(ada_teks[pk]), frozenset(ada_pengampu[pk]))
        for pk in pohon.simpul
    }
    tautan = list(LintasSimpul.objects.filter(Q(dari__in=pohon.simpul) | Q(ke__in=pohon.simpul)))
    return rencanakan(
        butir,
        lintas,
        pohon,
        isi,
        frozenset((min(t.dari_id, t.ke_id), max(t.dari_id, t.ke_id)) for t in tautan if t.ke_id is not None),
        frozenset((t.dari_id, t.unit_id) for t in tautan if t.ke_id is None and t.unit_id is not None),
    )


def _cascading(unit: Unit, periode: Periode) -> tuple[list[Butir], list[ButirLintas]]:
    """Objectives of the indicators `unit` answers for, and those whose indicators serve them further down."""
    diampu = set(Indikator.objects.milik(unit, periode).values_list("pk", flat=True))
    indikator = {
        i.pk: i
        for i in Indikator.objects.filter(sasaran__periode=periode)
        .filter(Q(sasaran__unit__jalur__startswith=unit.jalur) | Q(pk__in=diampu))
        .select_related("sasaran")
        .order_by("sasaran__nomor", "nomor")
    }
    tautan = list(
        TautanKinerja.objects.filter(induk__in=indikator, unit__jalur__startswith=unit.jalur).order_by(
            "unit__jalur", "pk"
        )
    )
    per_sasaran: defaultdict[int, list[int]] = defaultdict(list)
    for pk, i in indikator.items():
        per_sasaran[i.sasaran_id].append(pk)
    pengampu: defaultdict[int, dict[Pengampu, None]] = defaultdict(dict)
    for t in tautan:
        if t.anak_id is None and t.unit_id != unit.pk:
            pengampu[indikator[t.induk_id].sasaran_id][t.unit_id, t.jabatan_id] = None
    sasaran = {
        s.pk: SasaranSumber(s.pk, s.unit_id, s.uraian[:PANJANG_URAIAN], tuple(per_sasaran[s.pk]), tuple(pengampu[s.pk]))
        for s in Sasaran.objects.filter(pk__in=per_sasaran).order_by("nomor", "pk")
    }
    bawah: defaultdict[int, dict[int, SasaranSumber]] = defaultdict(dict)
    for t in tautan:
        if t.anak_id is not None and t.anak_id in indikator:
            ke = indikator[t.anak_id].sasaran_id
            bawah[indikator[t.induk_id].sasaran_id][ke] = sasaran[ke]
    puncak = [s for s in sasaran.values() if diampu.intersection(s.indikator)]
    return dari_cascading(puncak, {pk: list(isi.values()) for pk, isi in bawah.items()}, unit.pk)


def _pohon_lama(unit: Unit, dari: Periode, ke: Periode) -> tuple[list[Butir], list[ButirLintas]]:
    """Last year's conditions; an indicator that has no namesake of its unit in the new year comes along in words."""
    milik = Q(simpul__unit=unit, simpul__periode=dari)
    pengampu: defaultdict[int, list[Pengampu]] = defaultdict(list)
    for satu in PengampuSimpul.objects.filter(milik):
        pengampu[satu.simpul_id].append((satu.unit_id, satu.jabatan_id))
    ukuran = list(IndikatorSimpul.objects.filter(milik).select_related("indikator__sasaran"))
    pemilik = {u.indikator.sasaran.unit_id for u in ukuran if u.indikator}
    penerus = {
        (i.sasaran.unit_id, i.nama.casefold()): i.pk
        for i in Indikator.objects.filter(sasaran__periode=ke, sasaran__unit__in=pemilik).select_related("sasaran")
    }
    indikator: defaultdict[int, list[int]] = defaultdict(list)
    teks: defaultdict[int, list[str]] = defaultdict(list)
    for u in ukuran:
        baru = penerus.get((u.indikator.sasaran.unit_id, u.indikator.nama.casefold())) if u.indikator else None
        if baru is not None:
            indikator[u.simpul_id].append(baru)
        else:
            teks[u.simpul_id].append(u.indikator.nama[:PANJANG_URAIAN] if u.indikator else u.teks)
    pohon = kerangka(unit, dari)
    butir = [
        Butir(
            kunci=s.pk,
            induk=s.induk,
            jenis=JenisSimpul(s.jenis),
            uraian=s.uraian,
            indikator=tuple(indikator[s.pk]),
            teks=tuple(teks[s.pk]),
            pengampu=tuple(pengampu[s.pk]),
        )
        for s in pohon.urut
    ]
    return butir, _lintas_lama(set(pohon.simpul), unit, ke)


def _lintas_lama(milik: set[int], unit: Unit, ke: Periode) -> list[ButirLintas]:
    """Links made in the old tree. Where the other tree has no such condition any more, its unit is named instead."""
    semua = list(LintasSimpul.objects.filter(dari__in=milik).select_related("ke__unit").order_by("pk"))
    luar = {s.ke.unit_id for s in semua if s.ke is not None and s.ke_id not in milik}
    penerus = {(s.unit_id, s.uraian.casefold()): s.pk for s in SimpulPohon.objects.filter(periode=ke, unit__in=luar)}
    hasil = []
    for satu in semua:
        if satu.ke is None or satu.ke_id in milik:
            hasil.append(ButirLintas(satu.dari_id, satu.ke_id, None, satu.unit_id, satu.keterangan))
            continue
        simpul = penerus.get((satu.ke.unit_id, satu.ke.uraian.casefold()))
        hasil.append(
            ButirLintas(
                satu.dari_id,
                None,
                simpul,
                satu.unit_id if simpul else satu.unit_id or satu.ke.unit_id,
                satu.keterangan if simpul else (satu.keterangan or satu.ke.uraian)[:300],
            )
        )
    return hasil
