"""Every roll-up of a year held against one pass from its leaves, and put right where it differs.

In daily work each save carries its change upwards, so nothing should ever differ; this proves it, and mends what came
into the database another way (a restore, an import, a repair by hand).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from indikator.hitung.angka import bulatkan
from indikator.hitung.capaian import JenisTarget
from indikator.hitung.gulung import Agregasi
from indikator.hitung.gulung_pohon import Bagian, gulung_pohon
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.rasio import sisi_rasio
from indikator.hitung.rumus import baca_rumus, hitung_rumus
from indikator.models import Indikator, NilaiKomponen, Realisasi, Target, Turunan
from indikator.models.indikator import SumberKomponen
from indikator.services.turunan import segarkan_gulungan
from kinerja.organisasi.models import Periode

# Stored figures are rounded to 20 decimals on every level, the pass from the leaves only here.
DESIMAL_BANDING = 12
Isi = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Beda:
    """A roll-up whose stored components are not what its leaves give."""

    indikator: Indikator
    triwulan: int


@dataclass(frozen=True, slots=True)
class _Simpul:
    """An indicator of the tree; `gulungan`: names of its rolled-up components, `rasio`: (pembilang, penyebut)."""

    indikator: Indikator
    gulungan: tuple[str, ...]
    rasio: tuple[str, str] | None

    @property
    def menjumlahkan(self) -> bool:
        """Whether pairs are added up rather than results."""
        return self.indikator.agregasi == Agregasi.RASIO_JUMLAH

    @property
    def polos(self) -> bool:
        """Whether the roll-up is all there is: no other arithmetic between the children's results and its own."""
        if self.menjumlahkan:
            return self.rasio is not None and set(self.rasio) <= set(self.gulungan)
        return self.gulungan == (self.indikator.rumus.strip(),)


def samakan_gulungan(periode: Periode, kini: datetime) -> list[Beda]:
    """Find every roll-up of the year that differs from its leaves and compute it again under the usual rules.

    Approved figures that move are opened with their old version kept. Returns what differed, leaves first.
    """
    beda = gulungan_beda(periode)
    for indikator in dict.fromkeys(b.indikator for b in beda):
        segarkan_gulungan(indikator, kini)
    return beda


def gulungan_beda(periode: Periode) -> list[Beda]:
    """The roll-ups of the year that differ from their leaves; reads only."""
    turunan = list(Turunan.objects.filter(induk__sasaran__periode=periode))
    pohon = _pohon({t.induk_id for t in turunan} | {t.anak_id for t in turunan})
    beda = [b for triwulan in (1, 2, 3, 4) for b in _beda_triwulan(turunan, pohon, triwulan)]
    return sorted(beda, key=lambda b: (-b.indikator.sasaran.unit.jalur.count("."), b.indikator.pk, b.triwulan))


def _pohon(pk: set[int]) -> dict[int, _Simpul]:
    hasil = {}
    for i in Indikator.objects.filter(pk__in=pk).select_related("sasaran__unit").prefetch_related("komponen"):
        gulungan = tuple(k.nama for k in i.komponen.all() if k.sumber == SumberKomponen.TURUNAN)
        hasil[i.pk] = _Simpul(i, gulungan, _sisi(i))
    return hasil


def _sisi(indikator: Indikator) -> tuple[str, str] | None:
    try:
        atas, bawah = sisi_rasio(baca_rumus(indikator.rumus))
    except KesalahanHitung:
        return None
    return atas.teks.strip(), bawah.teks.strip()


def _beda_triwulan(turunan: list[Turunan], pohon: Mapping[int, _Simpul], triwulan: int) -> list[Beda]:
    nilai = dict(Realisasi.objects.filter(indikator__in=pohon, triwulan=triwulan).values_list("indikator_id", "nilai"))
    isi = _isi_komponen(pohon, triwulan)
    kosong = set(
        Target.objects.filter(indikator__in=pohon, triwulan=triwulan, jenis=JenisTarget.NA).values_list(
            "indikator_id", flat=True
        )
    )
    ikut = [t for t in turunan if t.anak_id not in kosong or nilai.get(t.anak_id) is not None]
    kunci = _kunci(ikut, pohon)
    daun = _daun(ikut, pohon, kunci, nilai, isi)
    agregasi: defaultdict[Agregasi, set[int]] = defaultdict(set)
    for t in ikut:
        agregasi[Agregasi(pohon[t.induk_id].indikator.agregasi)].add(kunci[t.induk_id])
    bobot = {t.anak_id: t.bobot for t in ikut if t.bobot is not None}
    induk = {t.anak_id: kunci[t.induk_id] for t in ikut}
    hasil = gulung_pohon(induk=induk, agregasi=agregasi, daun=daun, bobot=bobot)
    return [
        Beda(pohon[pk].indikator, triwulan)
        for pk in {t.induk_id for t in turunan}
        if pk in nilai and not _sama(pohon[pk], hasil.get(kunci.get(pk, pk)), isi.get(pk, {}))
    ]


def _isi_komponen(pohon: Mapping[int, _Simpul], triwulan: int) -> dict[int, dict[str, Decimal | None]]:
    isi: defaultdict[int, dict[str, Decimal | None]] = defaultdict(dict)
    baris = NilaiKomponen.objects.filter(realisasi__indikator__in=pohon, realisasi__triwulan=triwulan)
    for pk, nama, nilai in baris.values_list("realisasi__indikator_id", "komponen__nama", "nilai"):
        isi[pk][nama] = nilai
    return isi


def _kunci(turunan: list[Turunan], pohon: Mapping[int, _Simpul]) -> dict[int, int]:
    """The node in which each parent is rolled up: itself, or one of its own (negative) where what it gives to its own
    parent is not just what was rolled up: it computes further, or pairs and results meet."""
    atas = {t.anak_id: t.induk_id for t in turunan}
    hasil = {}
    for pk in {t.induk_id for t in turunan}:
        sejenis = pk not in atas or pohon[pk].menjumlahkan == pohon[atas[pk]].menjumlahkan
        hasil[pk] = pk if pohon[pk].polos and sejenis else -pk
    return hasil


def _daun(
    turunan: list[Turunan],
    pohon: Mapping[int, _Simpul],
    kunci: Mapping[int, int],
    nilai: Mapping[int, Decimal | None],
    isi: Mapping[int, Isi],
) -> dict[int, Bagian]:
    """What enters as it is stored: true leaves, and roll-ups with a node of their own."""
    daun: dict[int, Bagian] = {}
    for t in turunan:
        if kunci.get(t.anak_id) == t.anak_id:
            continue
        menjumlahkan = pohon[t.induk_id].menjumlahkan
        daun[t.anak_id] = _pasangan(pohon[t.anak_id], isi.get(t.anak_id, {})) if menjumlahkan else nilai.get(t.anak_id)
    return daun


def _pasangan(simpul: _Simpul, isi: Isi) -> Bagian:
    if simpul.rasio is None:
        return None
    try:
        atas, bawah = (hitung_rumus(baca_rumus(teks), isi) for teks in simpul.rasio)
    except KesalahanHitung:
        return None
    return atas, bawah


def _sama(simpul: _Simpul, hasil: Bagian, isi: Isi) -> bool:
    for nama in simpul.gulungan:
        if isinstance(hasil, tuple):
            sisi = 0 if simpul.rasio is not None and nama == simpul.rasio[0] else 1
            seharusnya: Decimal | None = hasil[sisi]
        else:
            seharusnya = hasil
        if _bulat(isi.get(nama)) != _bulat(seharusnya):
            return False
    return True


def _bulat(nilai: Decimal | None) -> Decimal | None:
    return None if nilai is None else bulatkan(nilai, DESIMAL_BANDING)
