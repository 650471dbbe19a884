"""What follows when an agreement comes into force: the quarters it governs are judged by it (docs/keputusan/0017)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from indikator.services.definisi import nilai_ulang
from kinerja.perjanjian.data import cairkan_pk
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.selectors.pk import sebutan_berlaku

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


def nilai_menurut(baris: PerjanjianKinerja, *, pelaku: Pengguna, kini: datetime) -> int:
    """Store the achievements that the signed version gives; how many realisations changed.

    Also those of indicators that only the version before had named: from now on the plan judges them again.
    """
    if not baris.jabatan.kepala:
        return 0
    versi = [baris] if baris.sebelumnya is None else [baris, baris.sebelumnya]
    indikator = {b.indikator for satu in versi for b in cairkan_pk(satu.isi).lampiran1}
    alasan = f"Target triwulan ini kini menurut {sebutan_berlaku(baris)}."
    return nilai_ulang(pelaku=pelaku, indikator=indikator, alasan=alasan, kini=kini)
