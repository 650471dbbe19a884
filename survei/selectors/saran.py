"""What respondents wrote, newest first, a page at a time; the cost does not depend on how many wrote something."""

from __future__ import annotations

from dataclasses import dataclass

from survei.models import Jawaban, Survei

PER_HALAMAN = 20


@dataclass(frozen=True, slots=True)
class Saran:
    """One suggestion with the service it is about; nothing that says who or when."""

    teks: str
    layanan: str


@dataclass(frozen=True, slots=True)
class HalamanSaran:
    """`berikut`: where the next page starts, None on the last one."""

    isi: tuple[Saran, ...]
    berikut: int | None


def baca_saran(survei: Survei, sebelum: int | None = None, banyak: int = PER_HALAMAN) -> HalamanSaran:
    """The newest suggestions, or those before the place `sebelum` an earlier page ended at."""
    kumpulan = Jawaban.objects.filter(survei=survei).exclude(saran="").select_related("layanan").order_by("-pk")
    if sebelum is not None:
        kumpulan = kumpulan.filter(pk__lt=sebelum)
    baris = list(kumpulan.only("saran", "layanan__nama")[: banyak + 1])
    isi = tuple(Saran(j.saran, j.layanan.nama if j.layanan else "") for j in baris[:banyak])
    return HalamanSaran(isi, baris[banyak - 1].pk if len(baris) > banyak else None)
