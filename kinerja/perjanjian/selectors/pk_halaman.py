"""One agreement as its page shows it, from frozen data and the rows around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indikator.services.berkas import sebut_ukuran
from kinerja.perjanjian.hitung.temuan import Temuan, Tingkat
from kinerja.perjanjian.models import DokumenPK, PerjanjianKinerja, PerpindahanPK, TandaTangan
from kinerja.perjanjian.selectors.cascading_periksa import temuan_unit

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class DokumenTampil:
    """A file with its size in words and the signatures made on it."""

    dokumen: DokumenPK
    ukuran: str
    tanda: Sequence[TandaTangan]


@dataclass(frozen=True, slots=True)
class RincianPK:
    """What stands around the content. `versi`: those of the post and year, the first one first."""

    versi: Sequence[PerjanjianKinerja]
    perpindahan: Sequence[PerpindahanPK]
    dokumen: Sequence[DokumenTampil]
    tanda: Sequence[TandaTangan]
    galat: Sequence[Temuan]
    peringatan: Sequence[Temuan]


def rincian_pk(perjanjian: PerjanjianKinerja, user: Pengguna) -> RincianPK:
    """Versions `user` may read, moves, documents, signatures and findings; a constant number of queries."""
    tanda = list(perjanjian.tanda_tangan.select_related("pejabat", "dicatat_oleh"))
    dokumen = perjanjian.dokumen.select_related("dibuat_oleh").order_by("-id")
    temuan = temuan_unit(perjanjian.jabatan.unit, perjanjian.periode)
    return RincianPK(
        versi=versi_pk(perjanjian, user),
        perpindahan=list(perjanjian.perpindahan.select_related("pelaku")),
        dokumen=[DokumenTampil(d, sebut_ukuran(d.ukuran), [t for t in tanda if t.dokumen_id == d.pk]) for d in dokumen],
        tanda=[t for t in tanda if t.gugur_pada is None],
        galat=[t for t in temuan if t.tingkat is Tingkat.GALAT],
        peringatan=[t for t in temuan if t.tingkat is Tingkat.PERINGATAN],
    )


def versi_pk(perjanjian: PerjanjianKinerja, user: Pengguna) -> list[PerjanjianKinerja]:
    """The versions of the same post and year that `user` may read, the first one first."""
    semua = PerjanjianKinerja.objects.untuk(user).filter(jabatan=perjanjian.jabatan_id, periode=perjanjian.periode_id)
    return list(semua.select_related("periode", "jabatan", "pejabat_pertama").defer("isi").order_by("versi"))
