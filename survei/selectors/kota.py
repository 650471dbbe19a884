"""Collecting the recap of a subtree and a year: fixed results only, in a constant number of queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from kinerja.organisasi.models import Unit
from survei.alur import Status, tetap
from survei.hitung.banding import CaraGabung
from survei.hitung.kota import BahanKota, HasilBahan, UnitBahan, rekap_kota
from survei.hitung.kota_data import BarisRtl, RekapKota
from survei.hitung.kota_tren import HasilLampau, Kunci
from survei.hitung.periode import Jenis
from survei.hitung.triwulan import triwulan_lapor
from survei.models import HasilSurvei, RencanaTindakLanjut, Survei
from survei.models.survei import JenisPeriode
from survei.selectors.hasil import sebut_periode

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

TAHUN_TREN = 5


def survei_setahun(unit: Unit, tahun: int) -> QuerySet[Survei]:
    """The surveys of the subtree that count in the year, whatever their status."""
    return _survei(unit).filter(_pada(tahun))


def rekap(unit: Unit, tahun: int, *, kecuali: Collection[int] = ()) -> RekapKota:
    """The recap of `unit` and all below it for `tahun`; `unit` was fetched through akses.py, with its instansi.

    `kecuali`: surveys to leave out because their fixed result cannot be read; the caller names them.

    Units that do not exist in the year are left out, and so is the top itself when it has sub-units and no survey:
    it is what is being summed up.
    """
    survei = _per_unit(survei_setahun(unit, tahun).exclude(pk__in=kecuali).select_related("hasil"))
    return rekap_kota(
        BahanKota(
            unit=unit.pk,
            nama=unit.nama,
            instansi=unit.instansi.nama,
            pemerintah=unit.instansi.pemerintah,
            tahun=tahun,
            cara=CaraGabung(unit.instansi.gabung_ikm),
            isi=[_unit(u, unit, survei.get(u.pk, ())) for u in _unit_setahun(unit, tahun, set(survei))],
            lampau=_lampau(unit, tahun),
            rtl=_rtl(unit, tahun),
        )
    )


def tahun_rekap(unit: Unit) -> list[int]:
    """Years in which the subtree has a survey, newest first."""
    baris = _survei(unit).values_list("jenis_periode", "tahun", "selesai").distinct().order_by()
    return sorted({_tahun(jenis, tahun, selesai) for jenis, tahun, selesai in baris}, reverse=True)


def unit_terluas(user: Pengguna) -> Unit:
    """The highest unit this person may read; of several the first by kode. `user` holds a role somewhere."""
    semua = Unit.objects.untuk(user).annotate(panjang=Length("jalur")).order_by("panjang", "kode")
    return semua.select_related("instansi")[0]


def unit_rekap(user: Pengguna, terpilih: Unit) -> list[Unit]:
    """Units whose recap is worth choosing: those with units below them, and the one that is shown."""
    berisi = Q(pk__in=Unit.objects.filter(induk__isnull=False).values("induk"))
    return list(Unit.objects.untuk(user).filter(berisi | Q(pk=terpilih.pk)).order_by("jalur"))


def _survei(unit: Unit) -> QuerySet[Survei]:
    return Survei.objects.filter(unit__jalur__startswith=unit.jalur)


def _pada(tahun: int, awalan: str = "") -> Q:
    """Surveys that count in a year; free dates count where their last day lies."""
    bebas = Q(**{f"{awalan}jenis_periode": JenisPeriode.BEBAS})
    return (~bebas & Q(**{f"{awalan}tahun": tahun})) | (bebas & Q(**{f"{awalan}selesai__year": tahun}))


def _tahun(jenis: str, tahun: int, selesai: date) -> int:
    return selesai.year if jenis == JenisPeriode.BEBAS else tahun


def _per_unit(survei: Iterable[Survei]) -> dict[int, list[Survei]]:
    hasil: dict[int, list[Survei]] = defaultdict(list)
    for satu in sorted(survei, key=lambda s: (s.selesai, s.pk)):
        hasil[satu.unit_id].append(satu)
    return hasil


def _unit_setahun(puncak: Unit, tahun: int, bersurvei: set[int]) -> list[Unit]:
    """Units of the subtree in the order of the tree: siblings by kode, children after their parent."""
    ada = Q(berlaku_dari__lte=date(tahun, 12, 31)) & (
        Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=date(tahun, 1, 1))
    )
    semua = list(Unit.objects.subpohon(puncak).filter(ada | Q(pk__in=bersurvei)).select_related("induk"))
    kode = {str(u.pk): u.kode for u in semua}
    semua.sort(key=lambda u: [kode.get(bagian, "") for bagian in u.jalur.split(".")])
    return [u for u in semua if u.pk != puncak.pk or len(semua) == 1 or u.pk in bersurvei]


def _unit(unit: Unit, puncak: Unit, survei: Sequence[Survei]) -> UnitBahan:
    beku = [s for s in survei if tetap(Status(s.status))]
    return UnitBahan(
        unit=unit.pk,
        kode=unit.kode,
        nama=unit.nama,
        jenis=unit.get_jenis_display(),
        induk=unit.induk.nama if unit.induk and unit.pk != puncak.pk else "",
        tingkat=unit.jalur.count(".") - puncak.jalur.count("."),
        hasil=tuple(_hasil(s, s.hasil) for s in beku),
        belum=tuple(sebut_periode(s) for s in survei if s not in beku and s.status != Status.DRAF),
        draf=sum(s.status == Status.DRAF for s in survei),
    )


def _hasil(survei: Survei, hasil: HasilSurvei) -> HasilBahan:
    # Two parts of the frozen result suffice; building all of it for hundreds of units would cost ten times more.
    isi: Mapping[str, Any] = json.loads(hasil.isi)
    tercetak = isi["tercetak"] or {}
    return HasilBahan(
        survei=survei.pk,
        kunci=_kunci(survei.pk, survei.jenis_periode, survei.nomor_periode),
        periode=sebut_periode(survei),
        semester=_semester(survei),
        ikm=hasil.ikm,
        responden=hasil.responden,
        unsur=tuple((u["kode"], u["nama"], Decimal(u["nrr"])) for u in isi["unsur"]),
        urutan=survei.urutan_unsur,
        sumber=survei.sumber,
        catatan=tercetak.get("catatan", ""),
    )


def _kunci(survei: int, jenis: str, nomor: int) -> Kunci:
    """Each survey of free dates is a period of its own."""
    return (jenis, survei if jenis == JenisPeriode.BEBAS else nomor)


def _semester(survei: Survei) -> int:
    """The half of the year the survey ends in; 0 for a survey of the whole year."""
    if survei.jenis_periode == JenisPeriode.TAHUN:
        return 0
    _, triwulan = triwulan_lapor(Jenis(survei.jenis_periode), survei.tahun, survei.nomor_periode, survei.selesai)
    return 1 if triwulan <= 2 else 2


def _lampau(unit: Unit, tahun: int) -> list[HasilLampau]:
    """Fixed results of the years before, as many as the trend shows."""
    lampau = reduce(or_, (_pada(t, "survei__") for t in range(tahun - TAHUN_TREN + 1, tahun)))
    baris = HasilSurvei.objects.filter(lampau, survei__unit__jalur__startswith=unit.jalur)
    survei = ("pk", "unit", "jenis_periode", "nomor_periode", "tahun", "selesai")
    return [
        HasilLampau(_tahun(jenis, tahunnya, selesai), milik, _kunci(pk, jenis, nomor), ikm, responden)
        for pk, milik, jenis, nomor, tahunnya, selesai, ikm, responden in baris.values_list(
            *(f"survei__{k}" for k in survei), "ikm", "responden"
        )
    ]


def _rtl(unit: Unit, tahun: int) -> list[BarisRtl]:
    baris = (
        RencanaTindakLanjut.objects.filter(_pada(tahun, "survei__"), survei__unit__jalur__startswith=unit.jalur)
        .select_related("survei__unit", "unsur", "jabatan")
        .order_by("survei__unit__kode", "survei__selesai", "pk")
    )
    return [
        BarisRtl(
            survei=r.survei_id,
            unit=r.survei.unit_id,
            unit_nama=r.survei.unit.nama,
            periode=sebut_periode(r.survei),
            kode=r.unsur.kode,
            unsur=r.unsur.nama,
            program=r.program,
            triwulan=tuple(r.triwulan),
            penanggung_jawab=r.jabatan.nama if r.jabatan else r.penanggung_jawab,
            kemajuan=r.kemajuan,
        )
        for r in baris
    ]
