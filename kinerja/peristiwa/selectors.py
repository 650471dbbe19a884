"""What the pages of webhooks show: subscriptions with their deliveries counted, and one with each delivery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from kinerja.organisasi.akses import Aksi
from kinerja.peristiwa.models import JenisPeristiwa, Langganan, Pengiriman, StatusPengiriman

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

PER_HALAMAN = 25
# status → icon and tone of its badge
LENCANA: Mapping[str, tuple[str, str]] = {
    StatusPengiriman.MENUNGGU: ("jam", "kabar"),
    StatusPengiriman.TERKIRIM: ("disetujui", "baik"),
    StatusPengiriman.GAGAL: ("gagal", "salah"),
}


@dataclass(frozen=True, slots=True)
class BarisPengiriman:
    """One delivery with its badge."""

    isi: Pengiriman

    @property
    def ikon(self) -> str:
        """Icon of the status."""
        return LENCANA[self.isi.status][0]

    @property
    def nada(self) -> str:
        """Tone of the status."""
        return LENCANA[self.isi.status][1]


def daftar(user: Pengguna, halaman: str | None) -> Page[Langganan]:
    """One page of the subscriptions this person manages, each with `menunggu` and `gagal` counted."""
    kumpulan = Langganan.objects.untuk(user, Aksi.KELOLA_ORGANISASI).select_related("unit")
    hitung = {
        status.value: Count("pengiriman", filter=Q(pengiriman__status=status))
        for status in (StatusPengiriman.MENUNGGU, StatusPengiriman.GAGAL)
    }
    return Paginator(kumpulan.annotate(**hitung).order_by("nama", "pk"), PER_HALAMAN).get_page(halaman)


def pengiriman(
    langganan: Langganan, status: str, halaman: str | None
) -> tuple[Page[Pengiriman], list[BarisPengiriman]]:
    """One page of the deliveries, newest event first; `status` "" for all."""
    kumpulan = Pengiriman.objects.filter(langganan=langganan).select_related("peristiwa")
    if status in StatusPengiriman.values:
        kumpulan = kumpulan.filter(status=status)
    hasil = Paginator(kumpulan.order_by("-peristiwa__urutan"), PER_HALAMAN).get_page(halaman)
    return hasil, [BarisPengiriman(satu) for satu in hasil]


def sebut_jenis(langganan: Langganan) -> list[str]:
    """The kinds in words."""
    return [str(JenisPeristiwa(satu).label) for satu in langganan.jenis]
