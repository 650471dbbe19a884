"""The agreements of a subtree in one year, post by post: how far each is, what it waits for, who has none and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.models import PerjanjianKinerja, TandaTangan
from kinerja.perjanjian.models.pk import PILIHAN_STATUS
from kinerja.perjanjian.models.pk_dokumen import SisiPihak
from kinerja.perjanjian.selectors.pk_kumpulkan import halangan_pk

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

BELUM = "belum"
KEADAAN: tuple[tuple[str, str], ...] = ((BELUM, "Belum dibuat"), *((s.value, kata) for s, kata in PILIHAN_STATUS))
SEHALAMAN = 50


@dataclass(frozen=True, slots=True)
class BarisPK:
    """One post. `perjanjian`: its newest version or None; `menunggu`: what is missing, in words, or ""."""

    jabatan: Jabatan
    perjanjian: PerjanjianKinerja | None
    menunggu: str


@dataclass(frozen=True, slots=True)
class RingkasanPK:
    """How many posts stand where. `per`: (key, words, number) in the order of the workflow."""

    per: Sequence[tuple[str, str, int]]
    jumlah: int
    ditandatangani: int

    def banyak(self, keadaan: str) -> int:
        """Posts in this state; "" is all."""
        return next((n for kunci, _, n in self.per if kunci == keadaan), self.jumlah)

    @property
    def persen(self) -> int:
        """Posts whose newest agreement is in force, in whole percent."""
        return self.ditandatangani * 100 // self.jumlah if self.jumlah else 0


@dataclass(frozen=True, slots=True)
class TugasPK:
    """An agreement of one of the person's own; `menunggu_saya`: the next step is theirs."""

    perjanjian: PerjanjianKinerja
    menunggu: str
    menunggu_saya: bool


def hari_dalam(periode: Periode, hari: date) -> date:
    """`hari`, or the nearest day of the year when it lies outside: who holds a post is asked for that day."""
    return min(max(hari, date(periode.tahun, 1, 1)), date(periode.tahun, 12, 31))


def daftar_pk(
    unit: Unit, periode: Periode, hari: date, keadaan: str, halaman: str | None
) -> tuple[Page[Jabatan], list[BarisPK], RingkasanPK]:
    """One page of the posts of `unit` and below, those in `keadaan` (a key of KEADAAN; "" is all) only.

    The number of queries does not depend on the number of posts.
    """
    semua = _jabatan(unit, periode)
    ringkasan = _ringkas(semua)
    tersaring = semua.filter(keadaan=keadaan) if keadaan else semua  # type: ignore[misc]
    pembagi = Paginator(tersaring.select_related("unit"), SEHALAMAN)
    # Counted already: one query less.
    pembagi.count = ringkasan.banyak(keadaan)
    halaman_ini = pembagi.get_page(halaman)
    jabatan = list(halaman_ini.object_list)
    ada = {p.jabatan_id: p for p in terbaru(jabatan, periode)}
    tanpa = [j for j in jabatan if j.pk not in ada]
    sebab = halangan_pk(tanpa, periode, hari_dalam(periode, hari)) if tanpa else {}
    return halaman_ini, [_baris(j, ada, sebab) for j in jabatan], ringkasan


def terbaru(jabatan: Collection[Jabatan], periode: Periode) -> QuerySet[PerjanjianKinerja]:
    """The newest version of each post's agreement, with what `menunggu` asks for."""
    kumpulan = PerjanjianKinerja.objects.filter(jabatan__in=jabatan, periode=periode)
    return _bertanda(kumpulan.order_by("jabatan_id", "-versi").distinct("jabatan_id"))


def milik_saya(user: Pengguna) -> list[TugasPK]:
    """The agreements the person is a party of, the newest version each, newest year first; one query."""
    if user.pejabat_id is None:
        return []
    kumpulan = PerjanjianKinerja.objects.filter(Q(pejabat_pertama=user.pejabat_id) | Q(pejabat_kedua=user.pejabat_id))
    lebih_baru = PerjanjianKinerja.objects.filter(
        jabatan=OuterRef("jabatan"), periode=OuterRef("periode"), versi__gt=OuterRef("versi")
    )
    baris = _bertanda(kumpulan.filter(~Exists(lebih_baru))).order_by(
        "-periode__tahun", "jabatan__unit__jalur", "jabatan__nama"
    )
    return [TugasPK(p, menunggu(p), _giliran(p, user.pejabat_id)) for p in baris]


def menunggu(perjanjian: PerjanjianKinerja) -> str:
    """What an agreement waits for; "" once it is signed. Asks no database for rows of `terbaru` and `milik_saya`."""
    status = Status(perjanjian.status)
    if status is Status.DRAF:
        return f"Pengajuan oleh {perjanjian.pejabat_pertama.nama} atau perencana."
    if status is Status.DIKEMBALIKAN:
        return "Perbaikan menurut alasan pengembalian, lalu pengajuan lagi."
    if status is Status.DIAJUKAN:
        return f"Persetujuan {perjanjian.pejabat_kedua}."
    if status is Status.DISETUJUI:
        return f"Tanda tangan {' dan '.join(_belum_tanda(perjanjian).values())}."
    return ""


def _belum_tanda(perjanjian: PerjanjianKinerja) -> dict[int, str]:
    """Officials (id → name) who have not signed."""
    pihak = {SisiPihak.PERTAMA.value: perjanjian.pejabat_pertama}
    if perjanjian.pejabat_kedua is not None:
        pihak[SisiPihak.KEDUA.value] = perjanjian.pejabat_kedua
    sudah: Mapping[str, bool] = {
        SisiPihak.PERTAMA.value: perjanjian.tanda_pertama,  # type: ignore[attr-defined]
        SisiPihak.KEDUA.value: perjanjian.tanda_kedua,  # type: ignore[attr-defined]
    }
    return {satu.pk: satu.nama for sisi, satu in pihak.items() if not sudah[sisi]}


def _giliran(perjanjian: PerjanjianKinerja, pejabat: int) -> bool:
    status = Status(perjanjian.status)
    if status in (Status.DRAF, Status.DIKEMBALIKAN):
        return perjanjian.pejabat_pertama_id == pejabat
    if status is Status.DIAJUKAN:
        return perjanjian.pejabat_kedua_id == pejabat
    return status is Status.DISETUJUI and pejabat in _belum_tanda(perjanjian)


def _bertanda(kumpulan: QuerySet[PerjanjianKinerja]) -> QuerySet[PerjanjianKinerja]:
    """With parties, post and who has signed."""
    tanda = TandaTangan.objects.filter(perjanjian=OuterRef("pk"), gugur_pada=None)
    return kumpulan.select_related("periode", "jabatan__unit", "pejabat_pertama", "pejabat_kedua").annotate(
        tanda_pertama=Exists(tanda.filter(pihak=SisiPihak.PERTAMA)),
        tanda_kedua=Exists(tanda.filter(pihak=SisiPihak.KEDUA)),
    )


def _jabatan(unit: Unit, periode: Periode) -> QuerySet[Jabatan]:
    """The posts of the subtree, each with the status of its newest agreement as `keadaan`."""
    lama = PerjanjianKinerja.objects.filter(jabatan=OuterRef("pk"), periode=periode).order_by("-versi")
    return (
        Jabatan.objects.filter(unit__jalur__startswith=unit.jalur)
        .annotate(keadaan=Coalesce(Subquery(lama.values("status")[:1]), Value(BELUM)))
        .order_by("unit__jalur", "-kepala", "nama")
    )


def _ringkas(semua: QuerySet[Jabatan]) -> RingkasanPK:
    banyak = dict(semua.order_by().values_list("keadaan").annotate(banyak=Count("pk")))  # type: ignore[misc]
    return RingkasanPK(
        per=[(kunci, kata, banyak.get(kunci, 0)) for kunci, kata in KEADAAN],
        jumlah=sum(banyak.values()),
        ditandatangani=banyak.get(Status.DITANDATANGANI.value, 0),
    )


def _baris(jabatan: Jabatan, ada: Mapping[int, PerjanjianKinerja], sebab: Mapping[int, str]) -> BarisPK:
    perjanjian = ada.get(jabatan.pk)
    if perjanjian is not None:
        return BarisPK(jabatan, perjanjian, menunggu(perjanjian))
    return BarisPK(jabatan, None, sebab[jabatan.pk] or "Pembuatan oleh perencana; semua syaratnya terpenuhi.")
