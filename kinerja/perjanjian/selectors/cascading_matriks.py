"""The matrix of a unit and year: its indicators down, the units of one level below it across."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator

from indikator.hitung.capaian import JenisTarget, Target
from indikator.models import Indikator, Sasaran
from indikator.models.indikator import JenisSasaran
from indikator.models.target import WAKTU_TARGET
from indikator.selectors.tulis import sel_target
from kinerja.organisasi.akses import Aksi, boleh_di
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.selectors.cascading_matriks_tingkat import Lampiran, lampiran_dari, unit_tingkat
from kinerja.perjanjian.services.cascading_sel import dapat_dicentang, sidik_sel

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

KOLOM_PER_HALAMAN = 40
KATA_JENIS = {
    JenisTautan.LANGSUNG: "",
    JenisTautan.TIDAK_LANGSUNG: "tidak langsung",
    JenisTautan.LINGKUP: "",
    JenisTautan.SALINAN: "salinan",
}


@dataclass(frozen=True)
class Sel:
    """Where an indicator meets a unit; `boleh`: this person may change it."""

    indikator: Indikator
    unit: Unit
    tautan: tuple[TautanKinerja, ...]
    boleh: bool

    @property
    def kunci(self) -> str:
        """`12-34`: ids of indicator and unit."""
        return f"{self.indikator.pk}-{self.unit.pk}"

    @property
    def sebutan(self) -> str:
        """`1.2 → Bagian Umum`."""
        return f"{self.indikator.kode} → {self.unit.nama}"

    @cached_property
    def sidik(self) -> str:
        """Tells whether the cell is still as it was shown."""
        return sidik_sel(self.tautan)

    @property
    def sederhana(self) -> bool:
        """Whether a tick alone says it; otherwise its links are changed one by one."""
        return dapat_dicentang(list(self.tautan))

    @property
    def rincian(self) -> list[str]:
        """What the tick does not say: scope, kind, post, own indicator; one line a link."""
        return [teks for t in self.tautan if (teks := _rinci(t))]


def _rinci(tautan: TautanKinerja) -> str:
    bagian = [
        tautan.jabatan.nama if tautan.jabatan else "",
        tautan.lingkup,
        KATA_JENIS[JenisTautan(tautan.jenis)],
        f"→ {tautan.anak.kode} {tautan.anak.nama}" if tautan.anak else "",
        "tersirat" if tautan.tersirat else "",
    ]
    return " · ".join(b for b in bagian if b)


@dataclass(frozen=True, slots=True)
class TargetTampil:
    """A target as text; `keadaan` keeps apart what must never look alike: `ada`, `na` and `belum`."""

    nama: str
    teks: str
    keadaan: str


@dataclass(frozen=True, slots=True)
class Baris:
    """An indicator with its targets (quarters, then the year), its words for this level, and its cells."""

    indikator: Indikator
    target: tuple[TargetTampil, ...]
    tingkat: int
    uraian: UraianTurunan | None
    sel: tuple[Sel, ...]
    boleh: bool

    @property
    def banyak(self) -> int:
        """How many of the units shown carry or support it."""
        return sum(bool(s.tautan) for s in self.sel)


@dataclass(frozen=True, slots=True)
class KelompokSasaran:
    """One sasaran and its rows."""

    sasaran: Sasaran
    baris: tuple[Baris, ...]


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Sasaran of one kind; or those of a superior unit whose indicators this unit carries."""

    judul: str
    milik: bool
    sasaran: tuple[KelompokSasaran, ...]


@dataclass(frozen=True, slots=True)
class Matriks:
    """`atasan`: superiors to choose from; `kepala`: (superior, how many columns) of the columns shown."""

    lampiran: tuple[Lampiran, ...]
    dipilih: Lampiran | None
    atasan: tuple[Unit, ...]
    di: int | None
    halaman: Page[Unit]
    kepala: tuple[tuple[Unit | None, int], ...]
    kelompok: tuple[Kelompok, ...]

    @property
    def kolom(self) -> Sequence[Unit]:
        """The units across."""
        return list(self.halaman)

    @property
    def baris(self) -> list[Baris]:
        """All rows in their order."""
        return [b for k in self.kelompok for s in k.sasaran for b in s.baris]

    @property
    def lebar(self) -> int:
        """How many columns the table has."""
        return len(self.kolom) + (2 if self.dipilih else 1)

    @property
    def tercentang(self) -> str:
        """Keys of the cells whose box is ticked, for the form without JavaScript."""
        return " ".join(s.kunci for b in self.baris for s in b.sel if s.boleh and s.sederhana and s.tautan)

    @property
    def boleh(self) -> bool:
        """Whether anything here may be changed."""
        return any(b.boleh for b in self.baris)


@dataclass(frozen=True, slots=True)
class Pilihan:
    """What of the matrix is asked for; None: the first level, all superiors, all indicators."""

    tingkat: int | None = None
    di: int | None = None
    halaman: str | None = None
    indikator: int | None = None


def matriks(user: Pengguna, unit: Unit, periode: Periode, pilihan: Pilihan) -> Matriks:
    """The matrix as `user` sees it; a constant number of queries."""
    lampiran = lampiran_dari(unit, periode)
    dipilih = next((x for x in lampiran if x.tingkat == pilihan.tingkat), lampiran[0] if lampiran else None)
    semua = unit_tingkat(unit, periode, dipilih.tingkat) if dipilih else []
    atasan = tuple({u.induk_id: u.induk for u in semua if u.induk}.values())
    di = pilihan.di if any(a.pk == pilihan.di for a in atasan) else None
    kolom = [u for u in semua if di in (None, u.induk_id)]
    halaman = Paginator(kolom, KOLOM_PER_HALAMAN).get_page(pilihan.halaman)
    return Matriks(
        lampiran=lampiran,
        dipilih=dipilih,
        atasan=atasan,
        di=di,
        halaman=halaman,
        kepala=tuple((k[0], len(list(g))) for k, g in groupby((u.induk,) for u in halaman)),
        kelompok=_kelompok(_baris(user, unit, periode, list(halaman), dipilih, pilihan.indikator), unit),
    )


def _baris(
    user: Pengguna,
    unit: Unit,
    periode: Periode,
    kolom: Sequence[Unit],
    dipilih: Lampiran | None,
    indikator: int | None,
) -> list[Baris]:
    semua = (
        Indikator.objects.milik(unit, periode)
        .select_related("sasaran__unit", "satuan", "skala")
        .prefetch_related("target", "skala__tingkat")
        .order_by("sasaran__unit__jalur", "sasaran__nomor", "nomor")
    )
    daftar = list(semua.filter(pk=indikator) if indikator else semua)
    tautan = tautan_sel(daftar, kolom)
    dalam = unit.jalur.count(".") + (dipilih.tingkat if dipilih else 0)
    uraian = {(u.indikator_id, u.tingkat): u for u in UraianTurunan.objects.filter(indikator__in=daftar)}
    hasil = []
    for i in daftar:
        boleh = boleh_di(user, Aksi.KELOLA_KINERJA, i.sasaran.unit.jalur)
        tingkat = dalam - i.sasaran.unit.jalur.count(".")
        hasil.append(
            Baris(
                indikator=i,
                target=_target(i),
                tingkat=tingkat,
                uraian=uraian.get((i.pk, tingkat)),
                sel=tuple(Sel(i, u, tuple(tautan[i.pk, u.pk]), boleh) for u in kolom),
                boleh=boleh,
            )
        )
    return hasil


def tautan_sel(
    indikator: Iterable[Indikator], unit: Iterable[Unit]
) -> defaultdict[tuple[int, int], list[TautanKinerja]]:
    """The links of these indicators at these units, by (indicator, unit)."""
    hasil: defaultdict[tuple[int, int], list[TautanKinerja]] = defaultdict(list)
    baris = (
        TautanKinerja.objects.filter(induk__in=[i.pk for i in indikator], unit__in=[u.pk for u in unit])
        .select_related("jabatan", "anak__sasaran")
        .order_by("pk")
    )
    for t in baris:
        hasil[t.induk_id, t.unit_id].append(t)
    return hasil


def _target(indikator: Indikator) -> tuple[TargetTampil, ...]:
    ada = {t.triwulan: t.sebagai_target() for t in indikator.target.all()}
    kosong = {JenisTarget.NA: "na", JenisTarget.BELUM: "belum"}
    return tuple(
        TargetTampil(str(kata), sel_target(indikator, satu).teks, kosong.get(satu.jenis, "ada"))
        for kata, satu in ((kata, ada.get(tw, Target.belum())) for tw, kata in WAKTU_TARGET)
    )


def _kelompok(baris: Sequence[Baris], unit: Unit) -> tuple[Kelompok, ...]:
    """Own sasaran by kind in the order of the lampiran, then those of superior units."""
    urutan = list(JenisSasaran)
    milik = [b for b in baris if b.indikator.sasaran.unit_id == unit.pk]
    atas = [b for b in baris if b.indikator.sasaran.unit_id != unit.pk]
    milik.sort(key=lambda b: urutan.index(JenisSasaran(b.indikator.sasaran.jenis)))
    return (
        *(
            Kelompok(str(JenisSasaran(jenis).label), True, _sasaran(list(isi)))
            for jenis, isi in groupby(milik, key=lambda b: b.indikator.sasaran.jenis)
        ),
        *(
            Kelompok(f"Diampu dari {nama}", False, _sasaran(list(isi)))
            for nama, isi in groupby(atas, key=lambda b: b.indikator.sasaran.unit.nama)
        ),
    )


def _sasaran(baris: Iterable[Baris]) -> tuple[KelompokSasaran, ...]:
    return tuple(
        KelompokSasaran(isi[0].indikator.sasaran, tuple(isi))
        for isi in (list(g) for _, g in groupby(baris, key=lambda b: b.indikator.sasaran_id))
    )


def sel(user: Pengguna, indikator: Indikator, unit: Unit) -> Sel:
    """One cell as it is now."""
    tautan = tautan_sel([indikator], [unit])[indikator.pk, unit.pk]
    return Sel(indikator, unit, tuple(tautan), boleh_di(user, Aksi.KELOLA_KINERJA, indikator.sasaran.unit.jalur))


def sasaran_tanpa_indikator(unit: Unit, periode: Periode) -> list[Sasaran]:
    """Objectives of the unit that nothing measures yet; they have no row."""
    return list(Sasaran.objects.filter(unit=unit, periode=periode, indikator__isnull=True).order_by("nomor"))
