"""The only queries of a printed cascade: a constant number of them, however many indicators, links and units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from indikator.models import Indikator, Komponen, Sasaran, Turunan
from indikator.models.indikator import JenisSasaran
from indikator.models.target import WAKTU_TARGET
from kinerja.laporan.baris import sel_target, target_setahun
from kinerja.laporan.kepala import kop_instansi, penandatangan
from kinerja.laporan.matriks.data import (
    SKEMA,
    BarisMatriks,
    DataMatriks,
    Hitungan,
    KolomUnit,
    KomponenCetak,
    LampiranMatriks,
    SatuanCetak,
    SelLampiran,
    SkalaCetak,
    TargetCetak,
    Tautan,
)
from kinerja.laporan.matriks.tulis import cetakan_sesuai
from kinerja.laporan.models import Jenis
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models.cascading import TautanKinerja, UraianTurunan
from kinerja.perjanjian.selectors.cascading_matriks_tingkat import (
    ROMAWI,
    berlaku_pada,
    kedalaman,
    lampiran_dari,
)

# [JB]: Lampiran I and II have a column for each unit, Lampiran III names who carries in the cell.
TINGKAT_BERKOLOM = 2
URUTAN_JENIS = list(JenisSasaran)


@dataclass(frozen=True, slots=True)
class _Bahan:
    """What the rows are made of, by indicator and level."""

    lampiran: Sequence[LampiranMatriks]
    tautan: Mapping[tuple[int, int], Sequence[TautanKinerja]]
    uraian: Mapping[tuple[int, int], UraianTurunan]
    turunan: Mapping[tuple[int, int], Turunan]


def halangan_matriks(unit: Unit, periode: Periode) -> str:
    """Why there is no cascade to print, in a sentence; "" when there is. One query."""
    if Indikator.objects.filter(sasaran__unit=unit, sasaran__periode=periode).exists():
        return ""
    return (
        f"{unit.nama} belum memiliki indikator sendiri pada tahun {periode.tahun}. "
        "Matriks dicetak dari unit pemilik indikatornya."
    )


def kumpulkan_matriks(unit: Unit, periode: Periode, *, kini: datetime) -> DataMatriks:
    """Read and decide everything the cascade of the indicators of `unit` prints.

    `periode` comes with its instansi; `kini` decides who leads the unit. Raises PelanggaranAturan `tanpa_indikator`.
    """
    instansi = periode.instansi
    indikator = _indikator(unit, periode)
    if not indikator:
        raise PelanggaranAturan("tanpa_indikator", halangan_matriks(unit, periode))
    semua = TautanKinerja.objects.filter(induk__in=indikator).select_related("unit__induk", "jabatan", "anak__sasaran")
    tautan = sorted(semua, key=_urutan)
    lampiran = _lampiran(unit, periode, tautan)
    bahan = _bahan(unit, indikator, lampiran, tautan)
    tanpa = Sasaran.objects.filter(unit=unit, periode=periode, indikator__isnull=True).order_by("nomor")
    return DataMatriks(
        skema=SKEMA,
        jenis=Jenis.MATRIKS.value,
        judul=str(Jenis.MATRIKS.label),
        masa=f"Tahun {periode.tahun}",
        tahun=periode.tahun,
        zona=str(instansi.zona_waktu),
        kop=kop_instansi(instansi),
        unit_kode=unit.kode,
        unit_nama=unit.nama,
        lampiran=lampiran,
        baris=tuple(_baris(i, bahan) for i in indikator),
        satuan=_satuan(indikator),
        skala=_skala(indikator),
        tanpa_indikator=tuple(str(s) for s in tanpa),
        penandatangan=penandatangan(unit, instansi, kini),
    )


def _indikator(unit: Unit, periode: Periode) -> list[Indikator]:
    """The unit's own indicators by kind of sasaran and number."""
    semua = (
        Indikator.objects.filter(sasaran__unit=unit, sasaran__periode=periode)
        .select_related("sasaran", "satuan", "skala")
        .prefetch_related("target", "skala__tingkat")
        .prefetch_related(Prefetch("komponen", Komponen.objects.select_related("rujukan__sasaran__unit")))
        .prefetch_related(Prefetch("penanggung_jawab", Jabatan.objects.select_related("unit")))
    )
    return sorted(
        semua, key=lambda i: (URUTAN_JENIS.index(JenisSasaran(i.sasaran.jenis)), i.sasaran.nomor, i.nomor, i.pk)
    )


def _lampiran(unit: Unit, periode: Periode, tautan: Iterable[TautanKinerja]) -> tuple[LampiranMatriks, ...]:
    """The levels below the unit, and any level a link leads to: units that are gone by now still carried it.

    A unit with nobody below it has one level without columns, so its rows are printed all the same.
    """
    pangkal = unit.jalur.count(".")
    terpaut = {t.unit_id: _tingkat(t.unit, pangkal) for t in tautan}
    per_tingkat: defaultdict[int, list[KolomUnit]] = defaultdict(list)
    berkolom = (
        Unit.objects.subpohon(unit)
        .annotate(dalam=kedalaman())
        .filter(berlaku_pada(periode) & Q(dalam__gt=pangkal) | Q(pk__in=terpaut))
        .filter(dalam__lte=pangkal + TINGKAT_BERKOLOM)
        .select_related("induk")
        .order_by("dalam", "induk__kode", "kode")
    )
    for satu in berkolom:
        atasan = satu.induk.nama if satu.induk else ""
        per_tingkat[_tingkat(satu, pangkal)].append(KolomUnit(satu.pk, satu.kode, satu.nama, atasan))
    kepada = {satu.tingkat: satu.jenis for satu in lampiran_dari(unit, periode)}
    return tuple(
        LampiranMatriks(tingkat, f"Lampiran {ROMAWI[tingkat]}", kepada.get(tingkat, ""), tuple(per_tingkat[tingkat]))
        for tingkat in sorted({*kepada, *terpaut.values()} or {1})
    )


def _urutan(tautan: TautanKinerja) -> tuple[int, str, str, int]:
    """From the top down, side by side with those of the same superior."""
    unit = tautan.unit
    return unit.jalur.count("."), unit.induk.kode if unit.induk else "", unit.kode, tautan.pk


def _tingkat(unit: Unit, pangkal: int) -> int:
    """The lampiran a unit stands in; a post of the owner's own unit stands on the nearest level."""
    return max(unit.jalur.count(".") - pangkal, 1)


def _bahan(
    unit: Unit, indikator: Sequence[Indikator], lampiran: Sequence[LampiranMatriks], semua: Iterable[TautanKinerja]
) -> _Bahan:
    pangkal = unit.jalur.count(".")
    tautan: defaultdict[tuple[int, int], list[TautanKinerja]] = defaultdict(list)
    for satu in semua:
        tautan[satu.induk_id, _tingkat(satu.unit, pangkal)].append(satu)
    uraian = UraianTurunan.objects.filter(indikator__in=indikator)
    return _Bahan(
        lampiran=lampiran,
        tautan=tautan,
        uraian={(u.indikator_id, u.tingkat): u for u in uraian},
        turunan={(t.induk_id, t.anak_id): t for t in Turunan.objects.filter(induk__in=indikator)},
    )


def _baris(indikator: Indikator, bahan: _Bahan) -> BarisMatriks:
    sasaran, satuan = indikator.sasaran, indikator.satuan
    pejabat = sorted((j.unit.kode, j.nama) for j in indikator.penanggung_jawab.all())
    return BarisMatriks(
        jenis=sasaran.jenis,
        sebutan_jenis=str(sasaran.get_jenis_display()),
        sasaran_nomor=sasaran.nomor,
        sasaran=sasaran.uraian,
        nomor=indikator.nomor,
        kode=indikator.kode,
        nama=indikator.nama,
        definisi=indikator.definisi,
        dasar_hukum=indikator.dasar_hukum,
        metode_pengukuran=indikator.metode_pengukuran,
        sumber_data=indikator.sumber_data,
        satuan=satuan.nama,
        awalan=satuan.awalan,
        akhiran=satuan.akhiran,
        desimal=indikator.desimal,
        target=_target(indikator),
        lampiran=tuple(_sel(indikator, satu.tingkat, bahan) for satu in bahan.lampiran),
        penanggung_jawab=tuple(pejabat),
        hitungan=_hitungan(indikator),
    )


def _satuan(indikator: Sequence[Indikator]) -> tuple[SatuanCetak, ...]:
    semua = {i.satuan.kode: i.satuan for i in indikator}
    return tuple(SatuanCetak(s.kode, s.nama, s.awalan, s.akhiran, s.persen) for _, s in sorted(semua.items()))


def _skala(indikator: Sequence[Indikator]) -> tuple[SkalaCetak, ...]:
    semua = {i.skala.nama: i.skala for i in indikator if i.skala}
    return tuple(
        SkalaCetak(s.nama, s.jenis, s.maksimum, tuple((t.label, t.nilai, t.persen) for t in s.tingkat.all()))
        for _, s in sorted(semua.items())
    )


def _target(indikator: Indikator) -> tuple[TargetCetak, ...]:
    skala = indikator.skala.skala() if indikator.skala else None
    target = target_setahun(indikator)
    tercetak = {t.triwulan: t.tercetak for t in indikator.target.all()}
    hasil = []
    for triwulan, _ in WAKTU_TARGET:
        sel, cetakan = sel_target(target[triwulan], skala), tercetak.get(triwulan, "")
        hasil.append(TargetCetak(sel, cetakan if cetakan_sesuai(cetakan, sel) else ""))
    return tuple(hasil)


def _hitungan(indikator: Indikator) -> Hitungan:
    return Hitungan(
        satuan_kode=indikator.satuan.kode,
        arah=indikator.arah,
        pola=indikator.pola,
        skala=indikator.skala.nama if indikator.skala else "",
        rumus=indikator.rumus,
        agregasi=indikator.agregasi,
        boleh_rata_persen=indikator.boleh_rata_persen,
        bobot=indikator.bobot,
        komponen=tuple(
            KomponenCetak(
                nama=k.nama,
                label=k.label,
                urutan=k.urutan,
                sumber=k.sumber,
                rujukan=f"{k.rujukan.sasaran.unit.kode}: {k.rujukan.kode}" if k.rujukan else "",
                tetapan=k.tetapan,
            )
            for k in indikator.komponen.all()
        ),
    )


def _sel(indikator: Indikator, tingkat: int, bahan: _Bahan) -> SelLampiran:
    uraian = bahan.uraian.get((indikator.pk, tingkat))
    return SelLampiran(
        tautan=tuple(_tautan(t, bahan) for t in bahan.tautan.get((indikator.pk, tingkat), ())),
        teks=uraian.teks if uraian else "",
        catatan=uraian.catatan if uraian else "",
    )


def _tautan(tautan: TautanKinerja, bahan: _Bahan) -> Tautan:
    anak = tautan.anak
    turunan = bahan.turunan.get((tautan.induk_id, anak.pk)) if anak else None
    return Tautan(
        unit=tautan.unit_id,
        unit_kode=tautan.unit.kode,
        unit_nama=tautan.unit.nama,
        jabatan=tautan.jabatan.nama if tautan.jabatan else "",
        jenis=tautan.jenis,
        lingkup=tautan.lingkup,
        anak_kode=anak.kode if anak else "",
        anak_nama=anak.nama if anak else "",
        tersirat=tautan.tersirat,
        dihitung=turunan is not None,
        bobot=turunan.bobot if turunan else None,
    )
