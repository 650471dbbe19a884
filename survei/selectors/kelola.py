"""What the pages of survey staff show: surveys with their progress, one survey with its channels and next steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.datastructures import MultiValueDict

from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Unit
from survei import alur
from survei.alur import Gerak, Status
from survei.hitung.kesalahan import PopulasiTidakSah
from survei.hitung.periode import Jenis, sebutan
from survei.hitung.sampel import MINIMAL_PER_LAYANAN, kecukupan, sampel
from survei.hitung.unsur import BAKU, Unsur, Urutan, label
from survei.models import PertanyaanTambahan, Survei, Tally, Tautan
from survei.models.jawaban import DimensiTally, Kanal
from survei.models.survei import SumberSurvei
from survei.services import tally
from survei.services.unsur import IsiUnsur, baca_unsur

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

PER_HALAMAN = 25


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """Respondents so far against the required sample; `perlu` is None while the population is unknown.

    `tercetak`: the number is a document's, which may leave it out (None); nobody collects towards a sample.
    """

    responden: int | None
    populasi: int | None
    perlu: int | None = None
    kurang: int = 0
    persen: int = 0
    salah: str = ""
    tercetak: bool = False


@dataclass(frozen=True, slots=True)
class BarisSurvei:
    """One line of the list."""

    survei: Survei
    periode: str
    kemajuan: Kemajuan


@dataclass(frozen=True, slots=True)
class BarisUnsur:
    """One scored question with its label (U1 …) and whether it may move up or down."""

    label: str
    isi: IsiUnsur
    pertama: bool
    terakhir: bool


@dataclass(frozen=True, slots=True)
class Saluran:
    """Answers of one channel, service or link: its name, how many, and the link itself where it is one."""

    nama: str
    responden: int
    tautan: Tautan | None = None
    kurang: bool = False


@dataclass(frozen=True, slots=True)
class Rincian:
    """One survey as its overview page shows it."""

    survei: Survei
    periode: str
    kemajuan: Kemajuan
    unsur: Sequence[BarisUnsur]
    tambahan: Sequence[PertanyaanTambahan]
    kanal: Sequence[Saluran]
    layanan: Sequence[Saluran]
    tautan: Sequence[Saluran]

    @property
    def bisa_dibuka(self) -> bool:
        """Whether the table of statuses knows opening it."""
        return alur.boleh(Status(self.survei.status), Gerak.BUKA)

    @property
    def bisa_ditutup(self) -> bool:
        """Whether it may be closed."""
        return alur.boleh(Status(self.survei.status), Gerak.TUTUP)

    @property
    def tetap(self) -> bool:
        """Whether its result is fixed."""
        return alur.tetap(Status(self.survei.status))


def kemajuan(populasi: int | None, responden: int) -> Kemajuan:
    """Progress towards the sample [14]; more respondents than people served is said, not hidden."""
    if populasi is None:
        return Kemajuan(responden, None)
    try:
        hasil = kecukupan(populasi, responden)
    except PopulasiTidakSah as salah:
        return Kemajuan(responden, populasi, sampel(populasi), 0, 100, salah.pesan)
    return Kemajuan(responden, populasi, hasil.perlu, hasil.kurang, hasil.persen)


def kemajuan_survei(survei: Survei, responden: int) -> Kemajuan:
    """Progress of one survey; `survei` comes with its printed figure (`tercetak`) selected."""
    if survei.sumber != SumberSurvei.TERCETAK:
        return kemajuan(survei.populasi, responden)
    cetak = getattr(survei, "tercetak", None)
    return Kemajuan(cetak.responden if cetak else None, survei.populasi, tercetak=True)


def sebutan_periode(survei: Survei) -> str:
    """`Semester I 2023`."""
    return sebutan(Jenis(survei.jenis_periode), survei.tahun, survei.nomor_periode)


def daftar(
    user: Pengguna, saring: MultiValueDict[str, str], halaman: str | None
) -> tuple[Page[Survei], list[BarisSurvei]]:
    """One page of the surveys this person may read, newest period first; `saring`: tahun, status, cari."""
    kumpulan = Survei.objects.untuk(user).filter(_saringan(saring)).select_related("unit__instansi", "tercetak")
    hasil = Paginator(dengan_responden(kumpulan), PER_HALAMAN).get_page(halaman)
    baris = [BarisSurvei(s, sebutan_periode(s), kemajuan_survei(s, s.responden or 0)) for s in hasil]  # type: ignore[attr-defined]
    return hasil, baris


def dengan_responden(kumpulan: QuerySet[Survei]) -> QuerySet[Survei]:
    """Each survey with `responden`, how many have answered; None before the first."""
    responden = Tally.objects.filter(survei=OuterRef("pk"), dimensi=DimensiTally.SEMUA).values(
        n=Cast(KeyTextTransform("responden", "isi"), IntegerField())
    )
    return kumpulan.annotate(responden=Subquery(responden))


def tahun_tersedia(user: Pengguna) -> list[int]:
    """Years with a survey this person may read, newest first."""
    return list(Survei.objects.untuk(user).order_by("-tahun").values_list("tahun", flat=True).distinct())


def unit_kelola(user: Pengguna) -> list[Unit]:
    """Units whose surveys this person may make."""
    return list(Unit.objects.untuk(user, Aksi.KELOLA_SURVEI).order_by("jalur"))


def rincian(survei: Survei) -> Rincian:
    """Everything the overview shows; the cost does not depend on the number of answers."""
    hitungan = {kunci: t.responden for kunci, t in tally.baca(survei).items()}
    return Rincian(
        survei,
        sebutan_periode(survei),
        kemajuan_survei(survei, hitungan.get(("semua", ""), 0)),
        daftar_unsur(survei),
        list(survei.pertanyaan_tambahan.all()),
        [Saluran(str(k.label), hitungan.get(("kanal", k.value), 0)) for k in Kanal],
        [
            Saluran(satu.nama, n := hitungan.get(("layanan", str(satu.pk)), 0), kurang=n < MINIMAL_PER_LAYANAN)
            for satu in survei.layanan.all()
        ],
        [Saluran(t.nama, hitungan.get(("tautan", str(t.pk)), 0), t) for t in survei.tautan.select_related("layanan")],
    )


def daftar_unsur(survei: Survei) -> list[BarisUnsur]:
    """The scored questions with their labels, in the order of the form."""
    isi = baca_unsur(survei)
    kode = [u.kode for u in isi]
    return [
        BarisUnsur(label(u.kode, Urutan(survei.urutan_unsur), kode), u, n == 0, n == len(isi) - 1)
        for n, u in enumerate(isi)
    ]


def unsur_terlewat(baris: Sequence[BarisUnsur]) -> list[tuple[str, str]]:
    """(code, name) of the standard unsur the survey leaves out."""
    ada = {b.isi.kode for b in baris}
    return [(u.value, BAKU[u].nama) for u in Unsur if u.value not in ada]


def _saringan(saring: MultiValueDict[str, str]) -> Q:
    q = Q()
    if (tahun := saring.get("tahun") or "").isdecimal() and len(tahun) == 4:
        q &= Q(tahun=int(tahun))
    if (status := saring.get("status") or "") in tuple(Status):
        q &= Q(status=status)
    if cari := (saring.get("cari") or "").strip():
        q &= Q(judul__icontains=cari) | Q(unit__nama__icontains=cari)
    return q
