"""What a set of wanted matrix cells would make, change, remove and keep; nothing is written here."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from indikator.models import Indikator
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja
from kinerja.perjanjian.services.cascading import Isian, periksa_isian

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class SelTautan:
    """One cell of the matrix as wanted, by ids; `jenis` None: no link."""

    induk: int
    unit: int
    jabatan: int | None = None
    jenis: JenisTautan | None = None
    lingkup: str = ""
    dihitung: bool = False


class Tindakan(StrEnum):
    DIBUAT = "dibuat"
    DIUBAH = "diubah"
    DIHAPUS = "dihapus"
    TETAP = "tetap"
    DITOLAK = "ditolak"


@dataclass(frozen=True, slots=True)
class BarisRencana:
    """What becomes of one cell; `pesan` says why it is refused. `tautan` is the link that is there."""

    sel: SelTautan
    tindakan: Tindakan
    sebutan: str
    pesan: str = ""
    tautan: TautanKinerja | None = None
    isian: Isian | None = None


@dataclass(frozen=True, slots=True)
class Rencana:
    """The plan in the order of the cells."""

    baris: tuple[BarisRencana, ...]

    @property
    def hitungan(self) -> Counter[Tindakan]:
        """How many cells are made, changed, removed, kept, refused."""
        return Counter(b.tindakan for b in self.baris)

    @property
    def sidik(self) -> str:
        """Tells this plan from one that has become another since it was shown."""
        isi = repr([(b.sel, b.tindakan, b.tautan.pk if b.tautan else 0, b.pesan) for b in self.baris])
        return hashlib.sha256(isi.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Bahan:
    induk: dict[int, Indikator]
    unit: dict[int, Unit]
    jabatan: dict[int, Jabatan]
    tautan: dict[tuple[int, int, int | None], list[TautanKinerja]]


def rencanakan(*, pelaku: Pengguna, periode: Periode, sel: Sequence[SelTautan]) -> Rencana:
    """The plan for these cells of one year; five queries however many. A cell given twice counts as given last.

    Only indicators of units where `pelaku` plans are known; others are refused as if they were not there.
    """
    unik = {(s.induk, s.unit, s.jabatan): s for s in sel}
    bahan = _muat(pelaku, periode, unik.values())
    return Rencana(tuple(_baris(s, bahan) for s in unik.values()))


def _muat(pelaku: Pengguna, periode: Periode, sel: Iterable[SelTautan]) -> _Bahan:
    semua = list(sel)
    induk = (
        Indikator.objects.untuk(pelaku, Aksi.KELOLA_KINERJA)
        .filter(sasaran__periode=periode, pk__in={s.induk for s in semua})
        .select_related("sasaran__unit", "sasaran__periode")
    )
    tautan: dict[tuple[int, int, int | None], list[TautanKinerja]] = {}
    for t in (
        TautanKinerja.objects.filter(induk__in=induk, unit__in={s.unit for s in semua})
        .select_related("induk__sasaran__unit", "induk__sasaran__periode", "unit", "jabatan", "anak__sasaran")
        .order_by("pk")
    ):
        tautan.setdefault((t.induk_id, t.unit_id, t.jabatan_id), []).append(t)
    return _Bahan(
        induk={i.pk: i for i in induk},
        unit={u.pk: u for u in Unit.objects.filter(instansi=periode.instansi_id, pk__in={s.unit for s in semua})},
        jabatan={j.pk: j for j in Jabatan.objects.filter(pk__in={s.jabatan for s in semua if s.jabatan})},
        tautan=tautan,
    )


def _baris(sel: SelTautan, bahan: _Bahan) -> BarisRencana:
    induk, unit = bahan.induk.get(sel.induk), bahan.unit.get(sel.unit)
    jabatan = bahan.jabatan.get(sel.jabatan) if sel.jabatan else None
    if induk is None or unit is None or (sel.jabatan and jabatan is None):
        pesan = "Indikator, unit, atau jabatan ini tidak ada atau di luar wewenang Anda."
        return BarisRencana(sel, Tindakan.DITOLAK, "?", pesan)
    sebutan = f"{induk.kode} → {jabatan or unit}"
    ada = bahan.tautan.get((sel.induk, sel.unit, sel.jabatan), [])
    if sel.jenis is None:
        return _hapus(sel, sebutan, ada)
    sama = next((t for t in ada if (t.jenis, t.lingkup) == (sel.jenis, sel.lingkup.strip())), None)
    if sama is not None:
        return BarisRencana(sel, Tindakan.TETAP, sebutan, tautan=sama)
    return _tulis(sel, sebutan, Isian(induk, unit, sel.jenis, jabatan, sel.lingkup, dihitung=sel.dihitung), ada)


def _hapus(sel: SelTautan, sebutan: str, ada: Sequence[TautanKinerja]) -> BarisRencana:
    if not ada:
        return BarisRencana(sel, Tindakan.TETAP, sebutan)
    if any(t.anak_id is not None for t in ada):
        pesan = "Unit ini punya indikator sendiri pada tautan itu; lepaskan satu per satu."
        return BarisRencana(sel, Tindakan.DITOLAK, sebutan, pesan, ada[0])
    return BarisRencana(sel, Tindakan.DIHAPUS, sebutan, tautan=ada[0])


def _tulis(sel: SelTautan, sebutan: str, isian: Isian, ada: Sequence[TautanKinerja]) -> BarisRencana:
    # The copy is made when the plan is carried out; its place is checked as that of a direct link.
    salinan = isian.jenis == JenisTautan.SALINAN
    try:
        periksa_isian(replace(isian, jenis=JenisTautan.LANGSUNG, dihitung=False) if salinan else isian)
    except PelanggaranAturan as tolak:
        return BarisRencana(sel, Tindakan.DITOLAK, sebutan, tolak.pesan)
    if any(t.anak_id is not None for t in ada):
        pesan = "Unit ini punya indikator sendiri pada tautan itu; ubah satu per satu."
        return BarisRencana(sel, Tindakan.DITOLAK, sebutan, pesan, ada[0])
    if salinan and ada:
        pesan = "Unit ini sudah mengampu indikator atasannya; lepaskan tautan itu lebih dahulu."
        return BarisRencana(sel, Tindakan.DITOLAK, sebutan, pesan, ada[0])
    if ada:
        return BarisRencana(sel, Tindakan.DIUBAH, sebutan, tautan=ada[0], isian=isian)
    return BarisRencana(sel, Tindakan.DIBUAT, sebutan, isian=isian)
