"""The budget of a subtree as a tree: programs, their kegiatan, their sub kegiatan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indikator.hitung.angka import tulis_rupiah
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.data import Tingkat
from kinerja.perjanjian.hitung.anggaran import jumlah, sisa
from kinerja.perjanjian.models import Anggaran
from kinerja.perjanjian.models.pk_anggaran import TINGKAT_INDUK

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

URUTAN = list(Tingkat)


@dataclass(frozen=True, slots=True)
class BarisAnggaranTampil:
    """One row. `kedalaman`: 0 program, 1 kegiatan, 2 sub kegiatan; `sisa`: what its parts leave, "" without parts.

    `luar`: the row above it, when that belongs to another part of the organisation.
    """

    anggaran: Anggaran
    kedalaman: int
    pagu: str
    sisa: str
    luar: Anggaran | None
    boleh: bool


@dataclass(frozen=True, slots=True)
class PohonAnggaran:
    """The rows in the order of the tree. `total`: of its top rows; parts inside them are not added again."""

    baris: Sequence[BarisAnggaranTampil]
    total: str


def pohon_anggaran(user: Pengguna, unit: Unit, periode: Periode) -> PohonAnggaran:
    """The budget rows of the posts of `unit` and below; one query."""
    semua = Anggaran.objects.untuk(user).filter(periode=periode, jabatan__unit__jalur__startswith=unit.jalur)
    milik = list(semua.select_related("jabatan__unit", "induk").order_by("kode", "id"))
    ada = {a.pk for a in milik}
    anak: defaultdict[int | None, list[Anggaran]] = defaultdict(list)
    for a in milik:
        anak[a.induk_id if a.induk_id in ada else None].append(a)
    return PohonAnggaran(
        baris=list(_turun(user, anak[None], anak, ada)), total=tulis_rupiah(jumlah(a.pagu for a in anak[None]))
    )


def _turun(
    user: Pengguna, semua: Sequence[Anggaran], anak: Mapping[int | None, Sequence[Anggaran]], ada: set[int]
) -> Iterator[BarisAnggaranTampil]:
    for a in semua:
        bagian = anak.get(a.pk, ())
        yield BarisAnggaranTampil(
            anggaran=a,
            kedalaman=URUTAN.index(Tingkat(a.tingkat)),
            pagu=tulis_rupiah(a.pagu),
            sisa=tulis_rupiah(sisa(a.pagu, [b.pagu for b in bagian])) if bagian else "",
            luar=a.induk if a.induk is not None and a.induk_id not in ada else None,
            boleh=akses.boleh_di(user, Aksi.SUSUN_PK, a.jabatan.unit.jalur),
        )
        yield from _turun(user, bagian, anak, ada)


def pilihan_jabatan(user: Pengguna, instansi: int) -> list[Jabatan]:
    """Posts of the agency (id) whose budget this person may write."""
    semua = Jabatan.objects.untuk(user, Aksi.SUSUN_PK).filter(unit__instansi=instansi)
    return list(semua.select_related("unit").order_by("unit__jalur", "-kepala", "nama"))


def pilihan_induk(user: Pengguna, periode: Periode) -> list[Anggaran]:
    """Rows of the year that may hold others: every program and kegiatan this person may read."""
    atas = {tingkat.value for tingkat in TINGKAT_INDUK.values()}
    return list(Anggaran.objects.untuk(user).filter(periode=periode, tingkat__in=atas).order_by("kode", "id"))
