"""What the upload pages show: the batches of a survey, and one upload with what it needs to be decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator

from survei import alur
from survei.alur import Status
from survei.models import Survei, Unggahan
from survei.models.jawaban import UNGGAHAN_HIDUP, StatusUnggahan
from survei.services.unggahan import kembar

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

PER_HALAMAN = 20
KEMBAR_DISEBUT = 3
# status → icon and tone of its badge
LENCANA: Mapping[str, tuple[str, str]] = {
    StatusUnggahan.DITERIMA: ("berkas", "netral"),
    StatusUnggahan.DIPERIKSA: ("berjalan", "kabar"),
    StatusUnggahan.SIAP: ("tanya", "awas"),
    StatusUnggahan.DIMUAT: ("berjalan", "kabar"),
    StatusUnggahan.SELESAI: ("disetujui", "baik"),
    StatusUnggahan.GAGAL: ("gagal", "salah"),
    StatusUnggahan.DIBATALKAN: ("dibatalkan", "netral"),
    StatusUnggahan.DIURUNGKAN: ("dikembalikan", "netral"),
}


@dataclass(frozen=True, slots=True)
class BarisUnggahan:
    """One upload with its badge."""

    isi: Unggahan

    @property
    def ikon(self) -> str:
        """Icon of the status."""
        return LENCANA[self.isi.status][0]

    @property
    def nada(self) -> str:
        """Tone of the status."""
        return LENCANA[self.isi.status][1]

    @property
    def hidup(self) -> bool:
        """Whether a worker has it or will have it."""
        return self.isi.status in UNGGAHAN_HIDUP

    @property
    def ditolak(self) -> int:
        """Bad rows."""
        return self.isi.jumlah_baris - self.isi.jumlah_baik

    @property
    def bisa_dipetakan(self) -> bool:
        """Whether its columns may still be chosen."""
        return self.isi.status in (StatusUnggahan.DITERIMA, StatusUnggahan.SIAP, StatusUnggahan.GAGAL)

    @property
    def bisa_diurungkan(self) -> bool:
        """Whether the batch may be taken out again."""
        return self.isi.status == StatusUnggahan.SELESAI and not alur.tetap(Status(self.isi.survei.status))


def daftar(survei: Survei, halaman: str | None) -> tuple[Page[Unggahan], list[BarisUnggahan]]:
    """One page of the uploads of a survey, newest first."""
    kumpulan = Unggahan.objects.filter(survei=survei).select_related("diunggah_oleh", "survei")
    hasil = Paginator(kumpulan.defer("tally", "pemeriksaan", "pemetaan"), PER_HALAMAN).get_page(halaman)
    return hasil, [BarisUnggahan(u) for u in hasil]


def sebut_kembar(user: Pengguna, unggahan: Unggahan) -> tuple[bool, Sequence[str]]:
    """Whether the same rows are already in this survey, and where else they are, as far as this person may know."""
    semua = kembar(unggahan)
    di_sini = semua.filter(survei=unggahan.survei).exists()
    lain = semua.exclude(survei=unggahan.survei)
    terbaca = lain.untuk(user).select_related("survei__unit")[:KEMBAR_DISEBUT]
    sebutan = [f"{u.survei.judul} ({u.survei.unit.nama})" for u in terbaca]
    if not sebutan and lain.exists():
        sebutan = ["survei unit lain"]
    return di_sini, sebutan
