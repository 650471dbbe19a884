"""What respondents wrote, newest first, a page at a time; the cost does not depend on how many wrote something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from survei.models import Jawaban, Survei

PER_HALAMAN = 20


@dataclass(frozen=True, slots=True)
class Saran:
    """One suggestion, or answer in free text, with the service it is about; nothing that says who or when."""

    teks: str
    layanan: str


@dataclass(frozen=True, slots=True)
class HalamanSaran:
    """`berikut`: where the next page starts, None on the last one."""

    isi: tuple[Saran, ...]
    berikut: int | None


def baca_saran(survei: Survei, sebelum: int | None = None, banyak: int = PER_HALAMAN) -> HalamanSaran:
    """The newest suggestions, or those before the place `sebelum` an earlier page ended at."""
    kumpulan = Jawaban.objects.filter(survei=survei).exclude(saran="").only("saran", "layanan__nama")
    return _halaman(kumpulan, lambda satu: satu.saran, sebelum, banyak)


def baca_jawaban_bebas(survei: Survei, nomor: int, sebelum: int | None = None) -> HalamanSaran:
    """The same of the answers to one of the agency's own questions (`nomor`, its id)."""
    kunci = str(nomor)
    # The second condition is that of the index jawaban_bertambahan.
    kumpulan = Jawaban.objects.filter(survei=survei, tambahan__has_key=kunci).exclude(tambahan={})
    kumpulan = kumpulan.only("tambahan", "layanan__nama")
    return _halaman(kumpulan, lambda satu: str(satu.tambahan[kunci]), sebelum, PER_HALAMAN)


def _halaman(
    kumpulan: QuerySet[Jawaban], teks: Callable[[Jawaban], str], sebelum: int | None, banyak: int
) -> HalamanSaran:
    kumpulan = kumpulan.select_related("layanan").order_by("-pk")
    if sebelum is not None:
        kumpulan = kumpulan.filter(pk__lt=sebelum)
    baris = list(kumpulan[: banyak + 1])
    isi = tuple(Saran(teks(j), j.layanan.nama if j.layanan else "") for j in baris[:banyak])
    return HalamanSaran(isi, baris[banyak - 1].pk if len(baris) > banyak else None)
