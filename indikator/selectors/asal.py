"""Where a figure comes from: the formula in words, its components down to the last source, and who did what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from indikator.hitung.angka import tulis_ringkas
from indikator.hitung.capaian import Arah, RumusTurun, Target
from indikator.hitung.predikat import angka_banding
from indikator.hitung.rumus import baca_rumus
from indikator.hitung.triwulan import JUMLAH_TRIWULAN, CapaianBerjalan, Pola, sampai_dengan, setahun
from indikator.models import Indikator, Komponen, NilaiKomponen, Turunan
from indikator.models.indikator import SumberKomponen
from indikator.selectors.lembar_periksa import Baris, ambil_bahan, susun_baris
from indikator.selectors.tulis import tulis_hasil, uraian_rumus
from kinerja.organisasi.models import Instansi, Pengguna
from kinerja.organisasi.tanggal import tulis_triwulan


@dataclass(frozen=True, slots=True)
class KomponenAsal:
    """One part of a formula.

    `dari` is the figure it is taken from, where that is another indicator the person may read; `sebutan_sumber` names
    the source in any case. `penjelasan` and `alamat` explain a value another part of the product gave; `anak` are the
    figures a roll-up is made of, as far as the person may read them.
    """

    label: str
    nilai: str
    sebutan_sumber: str
    oleh: str
    pada: datetime | None
    tetapan: bool
    dari: Asal | None
    penjelasan: str = ""
    alamat: str = ""
    rincian: Sequence[tuple[str, str]] = ()
    anak: Sequence[Asal] = ()


@dataclass(frozen=True, slots=True)
class Asal:
    """One figure explained; `kalimat` with numbers, `berlabel` with the names of the components."""

    baris: Baris
    kalimat: str
    berlabel: str
    komponen: Sequence[KomponenAsal]


@dataclass(frozen=True, slots=True)
class _Bahan:
    indikator: dict[int, Indikator]
    komponen: dict[int, list[Komponen]]
    isi: dict[int, NilaiKomponen]
    baris: dict[int, Baris]
    anak: dict[int, list[int]]


def asal(indikator: Indikator, triwulan: int, user: Pengguna) -> Asal:
    """The explanation of one figure and, below it, of every figure it is computed from.

    Queries grow with the depth of the references, not with their number. `indikator` has been authorised.
    """
    bahan = _Bahan({}, {}, {}, {}, {})
    tingkat = {indikator.pk}
    while tingkat:
        _muat(bahan, tingkat, triwulan, user, akar=indikator.pk)
        rujukan = {k.rujukan_id for pk in tingkat for k in bahan.komponen.get(pk, []) if k.rujukan_id}
        rujukan |= {anak for pk in tingkat for anak in bahan.anak.get(pk, [])}
        # A figure already met is not loaded again, so a circle of references ends here.
        tingkat = rujukan - bahan.komponen.keys()
    return _susun(bahan, indikator.pk, triwulan, ())


def _muat(bahan: _Bahan, pk: Iterable[int], triwulan: int, user: Pengguna, *, akar: int) -> None:
    """Fetch one level: its indicators (of sources only those `user` may read), and everything their lines need."""
    terbaca = Indikator.objects.filter(pk=akar) if akar in pk else Indikator.objects.untuk(user).filter(pk__in=pk)
    daftar = list(
        terbaca.select_related("sasaran__unit__instansi", "sasaran__periode", "satuan", "skala").prefetch_related(
            "skala__tingkat"
        )
    )
    bahan.indikator.update({i.pk: i for i in daftar})
    bahan.komponen.update({satu: [] for satu in pk})
    for komponen in Komponen.objects.filter(indikator__in=daftar).select_related("rujukan__sasaran__unit"):
        bahan.komponen[komponen.indikator_id].append(komponen)
    digulung = [k.indikator_id for satu in pk for k in bahan.komponen[satu] if k.sumber == SumberKomponen.TURUNAN]
    if digulung:
        turunan = Turunan.objects.filter(induk__in=digulung).order_by("anak__sasaran__unit__kode", "anak")
        for induk, anak in turunan.values_list("induk_id", "anak_id"):
            bahan.anak.setdefault(induk, []).append(anak)
    for isi in NilaiKomponen.objects.filter(
        komponen__indikator__in=daftar, realisasi__triwulan=triwulan
    ).select_related("diisi_oleh"):
        bahan.isi[isi.komponen_id] = isi
    isi_baris = ambil_bahan(daftar)
    for i in daftar:
        bahan.baris[i.pk] = susun_baris(i, triwulan, isi_baris, i.sasaran.unit)


def _susun(bahan: _Bahan, pk: int, triwulan: int, atas: tuple[int, ...]) -> Asal:
    indikator, baris, komponen = bahan.indikator[pk], bahan.baris[pk], bahan.komponen[pk]
    nilai = {k.nama: bahan.isi[k.pk].nilai if k.pk in bahan.isi else None for k in komponen}
    label = {k.nama: k.label for k in komponen}
    return Asal(
        baris=baris,
        kalimat=_kalimat(indikator, baris, nilai, triwulan),
        berlabel=uraian_rumus(indikator, nilai, label),
        komponen=[_komponen(bahan, k, triwulan, (*atas, pk)) for k in komponen],
    )


def _komponen(bahan: _Bahan, komponen: Komponen, triwulan: int, atas: tuple[int, ...]) -> KomponenAsal:
    isi, rujukan = bahan.isi.get(komponen.pk), komponen.rujukan
    dari = None
    if rujukan is not None and rujukan.pk in bahan.indikator and rujukan.pk not in atas:
        dari = _susun(bahan, rujukan.pk, triwulan, atas)
    nilai = isi.nilai if isi else None
    predikat = rujukan is None and bahan.indikator[komponen.indikator_id].skala is not None
    if nilai is None:
        teks = ""
    elif predikat:
        teks = tulis_hasil(bahan.indikator[komponen.indikator_id], nilai)
    else:
        teks = tulis_ringkas(nilai)
    return KomponenAsal(
        label=komponen.label,
        nilai=teks,
        sebutan_sumber=_sebutan_sumber(komponen),
        oleh=str(isi.diisi_oleh) if isi and isi.diisi_oleh else "",
        pada=isi.diisi_pada if isi else None,
        tetapan=komponen.tetapan is not None and komponen.tetapan == nilai,
        dari=dari,
        penjelasan=(isi.asal.get("alasan") or isi.asal.get("uraian", "")) if isi else "",
        alamat=isi.asal.get("alamat", "") if isi else "",
        rincian=[(kata, jalur) for kata, jalur in isi.asal.get("rincian", [])] if isi else (),
        anak=_anak(bahan, komponen, triwulan, atas),
    )


def _anak(bahan: _Bahan, komponen: Komponen, triwulan: int, atas: tuple[int, ...]) -> list[Asal]:
    if komponen.sumber != SumberKomponen.TURUNAN:
        return []
    pk = bahan.anak.get(komponen.indikator_id, [])
    return [_susun(bahan, satu, triwulan, atas) for satu in pk if satu in bahan.indikator and satu not in atas]


def _sebutan_sumber(komponen: Komponen) -> str:
    if komponen.rujukan is not None:
        rujukan = komponen.rujukan
        return f"Indikator {rujukan.kode} {rujukan.nama} ({rujukan.sasaran.unit})"
    return "" if komponen.sumber == SumberKomponen.ISIAN else str(komponen.get_sumber_display())


def _kalimat(indikator: Indikator, baris: Baris, nilai: Mapping[str, Decimal | None], triwulan: int) -> str:
    """`42 / 50 × 100 = 84,00% (TW II, target 80,00% → capaian 105,00%)`, or why there is no figure."""
    rumus = baca_rumus(indikator.rumus)
    if baris.sel_nilai.teks and (indikator.skala is not None or rumus.teks.strip() in rumus.nama_komponen):
        # A single entered value has no arithmetic to show; a predicate is told by its label.
        hasil = baris.sel_nilai.teks
    elif not baris.sel_nilai.teks:
        return f"{tulis_triwulan(triwulan)}: {baris.sel_nilai.alasan}"
    else:
        hasil = uraian_rumus(indikator, nilai)
    target = f"{tulis_triwulan(triwulan)}, target {baris.sel_target.teks}"
    if baris.sel_capaian.teks:
        return f"{hasil} ({target} → capaian {baris.sel_capaian.teks})"
    keadaan = f"{target}; " if baris.sel_target.teks else f"{tulis_triwulan(triwulan)}, "
    return f"{hasil} ({keadaan}{baris.capaian.alasan.rstrip('.')})"


@dataclass(frozen=True, slots=True)
class Berjalan:
    """The same indicator over several quarters, and over the year once TW IV is looked at."""

    sampai: CapaianBerjalan
    tahun: CapaianBerjalan | None


def berjalan(baris: Baris, instansi: Instansi) -> Berjalan:
    """Achievement up to the quarter of the line, and of the whole year for TW IV."""
    indikator = baris.indikator
    target = [_banding_target(indikator, baris.target.get(tw, Target.belum())) for tw in range(1, JUMLAH_TRIWULAN + 1)]
    realisasi = [_banding(indikator, baris, tw) for tw in range(1, JUMLAH_TRIWULAN + 1)]
    pola, arah = Pola(indikator.pola), Arah(indikator.arah)
    rumus_turun = RumusTurun(instansi.rumus_turun)
    sampai = sampai_dengan(
        pola=pola,
        arah=arah,
        target=target,
        realisasi=realisasi,
        triwulan=baris.triwulan,
        rumus_turun=rumus_turun,
        desimal=indikator.desimal,
    )
    if baris.triwulan != JUMLAH_TRIWULAN:
        return Berjalan(sampai, None)
    tahun = setahun(
        pola=pola,
        arah=arah,
        target=target,
        realisasi=realisasi,
        target_tahun=_banding_target(indikator, baris.target.get(0, Target.belum())),
        rumus_turun=rumus_turun,
        desimal=indikator.desimal,
    )
    return Berjalan(sampai, tahun)


def _banding_target(indikator: Indikator, target: Target) -> Target:
    """A predicate's target as the number that is compared."""
    if indikator.skala is None or target.nilai is None:
        return target
    return Target.angka(angka_banding(target.nilai, indikator.skala.skala()))


def _banding(indikator: Indikator, baris: Baris, triwulan: int) -> Decimal | None:
    ada = baris.per_triwulan.get(triwulan)
    if ada is None or ada.nilai is None or indikator.skala is None:
        return ada.nilai if ada else None
    return angka_banding(ada.nilai, indikator.skala.skala())
