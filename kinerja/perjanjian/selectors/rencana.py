"""The Rencana Aksi of a unit and year as page and document show it: by sasaran, indicator, activity and quarter.

A constant number of queries, whatever the number of activities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Prefetch, Q, QuerySet

from indikator.hitung.triwulan import Pola
from indikator.models import Indikator, Penugasan
from indikator.models.indikator import JenisSasaran
from kinerja.organisasi.jendela import Jendela, JendelaUnit
from kinerja.organisasi.models import Jabatan, JendelaTriwulan, Periode, Perpanjangan, Unit
from kinerja.organisasi.models.periode import TRIWULAN
from kinerja.perjanjian.data import BarisIndikator, DataPK, TargetPK, cairkan_pk
from kinerja.perjanjian.hitung.rencana import Ukuran, kemajuan, serapan, ukur, ukur_triwulan
from kinerja.perjanjian.models import KegiatanAksi, PerjanjianKinerja, TautanKinerja, TriwulanAksi
from kinerja.perjanjian.models.pk import BERLAKU
from kinerja.perjanjian.naskah import tulis_target
from kinerja.perjanjian.selectors.pk_baris import baris_indikator

NOMOR = tuple(n for n, _ in TRIWULAN)
URUTAN_JENIS = tuple(JenisSasaran.values)
TANPA_PK = "target indikator (Perjanjian Kinerja belum ditandatangani)"


@dataclass(frozen=True, slots=True)
class SelAksi:
    """One quarter of an activity with its two measures; `bukti` counts its evidence."""

    baris: TriwulanAksi
    keluaran: Ukuran
    serapan: Ukuran
    bukti: int

    @property
    def ditunggu(self) -> bool:
        """Whether something was planned and nothing is reported yet."""
        return not self.baris.dilaporkan and (self.baris.target is not None or self.baris.anggaran is not None)


@dataclass(frozen=True, slots=True)
class BarisKegiatan:
    """One activity: its quarters TW I–IV, the measures of its year, who is responsible in words."""

    kegiatan: KegiatanAksi
    sel: tuple[SelAksi, ...]
    keluaran: Ukuran
    serapan: Ukuran
    oleh: str


@dataclass(frozen=True, slots=True)
class TargetRencana:
    """One target of an indicator and the row it stands in: that of the agreement in force, or the indicator's own."""

    isi: TargetPK
    baris: BarisIndikator

    @property
    def teks(self) -> str:
        """In words: `84,00%`, `N/A`, a dash where nothing is set."""
        return tulis_target(self.isi, self.baris)


@dataclass(frozen=True, slots=True)
class BarisRencana:
    """One indicator with its activities. `target`: TW I–IV and the year, `sumber` where they come from.

    `diampu` False: the unit no longer answers for it, but has activities for it.
    """

    indikator: BarisIndikator
    target: tuple[TargetRencana, ...]
    sumber: str
    diampu: bool
    kegiatan: tuple[BarisKegiatan, ...]
    kemajuan: Ukuran
    serapan: Ukuran


@dataclass(frozen=True, slots=True)
class KelompokSasaran:
    """One sasaran with its indicators."""

    jenis: str
    nomor: int
    uraian: str
    baris: tuple[BarisRencana, ...]


@dataclass(frozen=True, slots=True)
class RencanaUnit:
    """The whole plan. `belum`: per quarter TW I–IV how many activities wait for their report."""

    kelompok: tuple[KelompokSasaran, ...]
    banyak: int
    kemajuan: Ukuran
    serapan: Ukuran
    belum: tuple[int, ...]

    @property
    def tanpa_kegiatan(self) -> int:
        """How many indicators have no activity yet."""
        return sum(not b.kegiatan for k in self.kelompok for b in k.baris)

    def pertama_ditunggu(self, triwulan: int) -> int | None:
        """The first activity (id) that waits for its report of the quarter; None when none does."""
        semua = (k for kelompok in self.kelompok for b in kelompok.baris for k in b.kegiatan)
        return next((k.kegiatan.pk for k in semua if k.sel[triwulan - 1].ditunggu), None)


def susun_rencana(unit: Unit, periode: Periode) -> RencanaUnit:
    """The plan of `unit` in the year: every indicator it answers for, also those without an activity yet."""
    kegiatan = _kegiatan(unit, periode)
    janji = _janji(unit, periode)
    baris = [_baris(i, unit, kegiatan.get(i.pk, ()), janji) for i in _indikator(unit, periode)]
    semua = [k for b in baris for k in b.kegiatan]
    return RencanaUnit(
        kelompok=tuple(
            KelompokSasaran(*kunci, baris=tuple(isi))
            for kunci, isi in groupby(baris, key=lambda b: _kunci_sasaran(b.indikator))
        ),
        banyak=len(semua),
        kemajuan=kemajuan([k.keluaran for k in semua]),
        serapan=_serapan(semua),
        belum=tuple(sum(k.sel[n - 1].ditunggu for k in semua) for n in NOMOR),
    )


def susun_kegiatan(kegiatan: KegiatanAksi) -> BarisKegiatan:
    """One activity by itself, with the evidence of its quarters prefetched."""
    baris = TriwulanAksi.objects.filter(kegiatan=kegiatan).select_related("diisi_oleh").prefetch_related("bukti")
    return _baris_kegiatan(kegiatan, [(b, len(b.bukti.all())) for b in baris.order_by("triwulan")])


def dengan_triwulan(kumpulan: QuerySet[KegiatanAksi]) -> QuerySet[KegiatanAksi]:
    """With the quarters `baris_kegiatan` measures: one query more, whatever the number of activities."""
    triwulan = TriwulanAksi.objects.annotate(jumlah_bukti=Count("bukti")).order_by("triwulan")  # type: ignore[no-redef]
    return kumpulan.prefetch_related(Prefetch("triwulan_aksi", triwulan))


def baris_kegiatan(kegiatan: KegiatanAksi) -> BarisKegiatan:
    """One activity of `dengan_triwulan`, measured; asks no database."""
    return _baris_kegiatan(kegiatan, [(b, b.jumlah_bukti) for b in kegiatan.triwulan_aksi.all()])


def jendela_setahun(periode: Periode, unit: Unit) -> tuple[Jendela, ...]:
    """The four entry windows of the year for `unit`; `periode` comes with its instansi."""
    ada = {j.triwulan: j for j in JendelaTriwulan.objects.filter(periode=periode)}
    semua = Perpanjangan.objects.filter(jendela__periode=periode, unit=unit).order_by("sampai")
    panjang = {p.jendela_id: p.sampai for p in semua}
    for satu in ada.values():
        satu.periode = periode
    sampai = {n: {unit.pk: panjang[j.pk]} if j.pk in panjang else {} for n, j in ada.items()}
    return tuple(JendelaUnit(periode, n, ada.get(n), sampai.get(n, {})).untuk([unit.pk]) for n in NOMOR)


def _kunci_sasaran(baris: BarisIndikator) -> tuple[str, int, str]:
    return baris.jenis_sasaran, baris.sasaran_nomor, baris.sasaran


def _indikator(unit: Unit, periode: Periode) -> Iterable[Indikator]:
    """What the unit answers for, and what it no longer does but has planned for; by kind of sasaran."""
    tugas = Penugasan.objects.filter(unit=unit)
    diampu = Indikator.objects.milik(unit, periode).values("pk")
    berkegiatan = KegiatanAksi.objects.filter(unit=unit).values("indikator")
    semua = (
        Indikator.objects.filter(Q(pk__in=diampu) | Q(pk__in=berkegiatan), sasaran__periode=periode)
        .select_related("sasaran__unit", "satuan", "skala")
        .prefetch_related("target", "skala__tingkat", Prefetch("penugasan", tugas))
        # The scope of a single post is no matter here, and an empty queryset asks no database.
        .prefetch_related(Prefetch("tautan_bawah", TautanKinerja.objects.none()))
        .order_by("sasaran__unit__jalur", "sasaran__nomor", "nomor", "pk")
    )
    return sorted(semua, key=lambda i: URUTAN_JENIS.index(i.sasaran.jenis))


def _kegiatan(unit: Unit, periode: Periode) -> Mapping[int, Sequence[BarisKegiatan]]:
    """The activities by indicator, in their order; every activity has four quarters, so one query finds all."""
    kumpulan = (
        TriwulanAksi.objects.filter(kegiatan__unit=unit, kegiatan__indikator__sasaran__periode=periode)
        .select_related("kegiatan__jabatan", "kegiatan__anggaran")
        .annotate(jumlah_bukti=Count("bukti"))  # type: ignore[no-redef]
        .order_by("kegiatan__urutan", "kegiatan", "triwulan")
    )
    hasil: dict[int, list[BarisKegiatan]] = defaultdict(list)
    for _, isi in groupby(kumpulan, key=lambda b: b.kegiatan_id):
        baris = list(isi)
        kegiatan = baris[0].kegiatan
        hasil[kegiatan.indikator_id].append(_baris_kegiatan(kegiatan, [(b, b.jumlah_bukti) for b in baris]))
    return hasil


def _baris_kegiatan(kegiatan: KegiatanAksi, baris: Sequence[tuple[TriwulanAksi, int]]) -> BarisKegiatan:
    isi = [b for b, _ in baris]
    return BarisKegiatan(
        kegiatan=kegiatan,
        sel=tuple(
            SelAksi(b, ukur_triwulan(b.target, b.realisasi), ukur_triwulan(b.anggaran, b.serapan), bukti)
            for b, bukti in baris
        ),
        keluaran=ukur(Pola(kegiatan.pola), [b.target for b in isi], [b.realisasi for b in isi]),
        serapan=serapan([b.anggaran for b in isi], [b.serapan for b in isi]),
        oleh=", ".join(filter(None, [kegiatan.jabatan.nama if kegiatan.jabatan else "", kegiatan.penanggung_jawab])),
    )


def _serapan(kegiatan: Sequence[BarisKegiatan]) -> Ukuran:
    sel = [s.baris for k in kegiatan for s in k.sel]
    return serapan([s.anggaran for s in sel], [s.serapan for s in sel])


def _janji(unit: Unit, periode: Periode) -> Sequence[tuple[PerjanjianKinerja, DataPK]]:
    """The signed agreements of the post that leads the unit, oldest first."""
    semua = PerjanjianKinerja.objects.filter(
        jabatan__unit=unit, jabatan__kepala=True, periode=periode, status__in=BERLAKU
    )
    return [(p, cairkan_pk(p.isi)) for p in semua.select_related("periode").order_by("versi")]


def _baris(
    indikator: Indikator,
    unit: Unit,
    kegiatan: Sequence[BarisKegiatan],
    janji: Sequence[tuple[PerjanjianKinerja, DataPK]],
) -> BarisRencana:
    kini = baris_indikator(indikator, Jabatan(unit=unit))
    diampu = indikator.sasaran.unit_id == unit.pk or bool(indikator.penugasan.all())
    target, sumber = _target(kini, janji)
    return BarisRencana(
        indikator=kini,
        target=target,
        sumber=sumber,
        diampu=diampu,
        kegiatan=tuple(kegiatan),
        kemajuan=kemajuan([k.keluaran for k in kegiatan]),
        serapan=_serapan(kegiatan),
    )


def _target(
    kini: BarisIndikator, janji: Sequence[tuple[PerjanjianKinerja, DataPK]]
) -> tuple[tuple[TargetRencana, ...], str]:
    """TW I–IV and the year: each as the version in force promised it, else as the indicator has it now.

    A quarter is judged by the last signed version that reaches it; the year by that of TW IV (rules.md 6).
    """
    isi, asal = [], []
    for letak, triwulan in enumerate((*NOMOR, NOMOR[-1])):
        baris, judul = kini, TANPA_PK
        for perjanjian, data in janji:
            if perjanjian.berlaku_triwulan <= triwulan:
                ada = next((b for b in data.lampiran1 if b.indikator == kini.indikator), None)
                baris, judul = (ada, perjanjian.judul) if ada else (kini, "target indikator (tidak ada dalam PK)")
        isi.append(TargetRencana(baris.target[letak], baris))
        asal.append(judul)
    return tuple(isi), ", ".join(dict.fromkeys(asal))
