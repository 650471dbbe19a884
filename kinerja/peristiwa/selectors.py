"""What the pages of webhooks show: subscriptions with their deliveries counted, the deliveries of one, one in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from kinerja.organisasi.akses import Aksi
from kinerja.peristiwa.models import JenisPeristiwa, Langganan, Pengiriman, StatusPengiriman
from kinerja.peristiwa.services import antar

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

PER_HALAMAN = 25
# status → icon, words and tone of its badge
LENCANA: Mapping[str, tuple[str, str, str]] = {
    StatusPengiriman.MENUNGGU: ("jam", "Menunggu", "kabar"),
    StatusPengiriman.TERKIRIM: ("disetujui", "Terkirim", "baik"),
    StatusPengiriman.GAGAL: ("gagal", "Gagal", "salah"),
}
# Waiting, but tried before.
DICOBA_LAGI = ("peringatan", "Dicoba lagi", "awas")


@dataclass(frozen=True, slots=True)
class Saringan:
    """Which deliveries to show; "" for all, and for what is no status or kind."""

    status: str
    jenis: str

    @classmethod
    def dari(cls, nilai: Mapping[str, str]) -> Self:
        """From the address of the page."""
        status, jenis = nilai.get("status", ""), nilai.get("jenis", "")
        return cls(status if status in StatusPengiriman else "", jenis if jenis in JenisPeristiwa else "")

    @property
    def dipakai(self) -> bool:
        """Whether anything is left out."""
        return bool(self.status or self.jenis)


@dataclass(frozen=True, slots=True)
class BarisPengiriman:
    """One delivery with its badge; `tunggu`: aktif, giliran, segera or waktu is what it waits for, "" nothing."""

    isi: Pengiriman
    objek: str
    ikon: str
    kata: str
    nada: str
    tunggu: str


@dataclass(frozen=True, slots=True)
class CobaTampil:
    """One try as the page shows it: when, the headers as sent, and what came back."""

    waktu: datetime
    url: str
    kepala: Sequence[tuple[str, str]]
    berhasil: bool
    jawaban: str
    galat: str
    milidetik: int


@dataclass(frozen=True, slots=True)
class Rincian:
    """One delivery in full: the bytes of its body as text, and every try that is remembered, the latest first."""

    baris: BarisPengiriman
    badan: str
    percobaan: Sequence[CobaTampil]


def daftar(user: Pengguna, halaman: str | None) -> Page[Langganan]:
    """One page of the subscriptions this person manages, each with `menunggu` and `gagal` counted."""
    kumpulan = Langganan.objects.untuk(user, Aksi.KELOLA_ORGANISASI).select_related("unit")
    hitung = {
        status.value: Count("pengiriman", filter=Q(pengiriman__status=status))
        for status in (StatusPengiriman.MENUNGGU, StatusPengiriman.GAGAL)
    }
    return Paginator(kumpulan.annotate(**hitung).order_by("nama", "pk"), PER_HALAMAN).get_page(halaman)


def jumlah(langganan: Langganan) -> Mapping[str, int]:
    """How many deliveries stand in each status."""
    hitung = {status.value: Count("pk", filter=Q(status=status)) for status in StatusPengiriman}
    return Pengiriman.objects.filter(langganan=langganan).aggregate(**hitung)


def pengiriman(
    langganan: Langganan, saringan: Saringan, halaman: str | None, kini: datetime
) -> tuple[Page[Any], list[BarisPengiriman]]:
    """One page of the deliveries, newest event first."""
    kumpulan = Pengiriman.objects.filter(langganan=langganan).select_related("peristiwa").defer("riwayat")
    if saringan.status:
        kumpulan = kumpulan.filter(status=saringan.status)
    if saringan.jenis:
        kumpulan = kumpulan.filter(peristiwa__jenis=saringan.jenis)
    urut = kumpulan.annotate(didahului=antar.didahului(langganan.pk))
    hasil: Page[Any] = Paginator(urut.order_by("-peristiwa__urutan"), PER_HALAMAN).get_page(halaman)
    return hasil, [_baris(satu, langganan, kini, didahului=satu.didahului) for satu in hasil]


def rincian(satu: Pengiriman, kini: datetime) -> Rincian:
    """One delivery; `langganan` and `peristiwa` are read with it."""
    didahului = Pengiriman.objects.filter(antar.didahului(satu.langganan_id), pk=satu.pk).exists()
    return Rincian(
        baris=_baris(satu, satu.langganan, kini, didahului=didahului),
        badan=antar.badan(satu.peristiwa).decode(),
        percobaan=[_coba(satu, isi) for isi in reversed(satu.riwayat)],
    )


def _baris(satu: Pengiriman, langganan: Langganan, kini: datetime, *, didahului: bool) -> BarisPengiriman:
    menunggu = satu.status == StatusPengiriman.MENUNGGU
    lencana = DICOBA_LAGI if menunggu and satu.percobaan else LENCANA[satu.status]
    tunggu = _tunggu(satu, langganan, kini, didahului=didahului) if menunggu else ""
    return BarisPengiriman(satu, _objek(satu), *lencana, tunggu=tunggu)


def _tunggu(satu: Pengiriman, langganan: Langganan, kini: datetime, *, didahului: bool) -> str:
    if not langganan.aktif:
        return "aktif"
    if didahului:
        return "giliran"
    return "waktu" if satu.berikutnya > kini else "segera"


def _objek(satu: Pengiriman) -> str:
    """`realisasi 12`; a model that is no more keeps its technical name."""
    jenis = satu.peristiwa.objek_jenis
    with suppress(LookupError):
        jenis = str(apps.get_model(jenis)._meta.verbose_name)
    return f"{jenis} {satu.peristiwa.objek_id}"


def _coba(satu: Pengiriman, isi: dict[str, Any]) -> CobaTampil:
    coba = antar.Percobaan(**isi)
    return CobaTampil(
        waktu=datetime.fromisoformat(coba.waktu),
        url=coba.url,
        kepala=list(antar.kepala(str(satu.peristiwa.kode), coba.cap_waktu, coba.tanda).items()),
        berhasil=antar.Jawab(coba.kode_http).berhasil,
        jawaban=f"HTTP {coba.kode_http}" if coba.kode_http else "tidak ada jawaban",
        galat=coba.galat,
        milidetik=coba.milidetik,
    )


def sebut_jenis(langganan: Langganan) -> list[str]:
    """The kinds in words."""
    return [str(JenisPeristiwa(satu).label) for satu in langganan.jenis]


def pilihan_jenis(langganan: Langganan) -> list[tuple[str, str]]:
    """The kinds to narrow by: those it is told of."""
    return [("", "Semua"), *((satu, str(JenisPeristiwa(satu).label)) for satu in langganan.jenis)]
