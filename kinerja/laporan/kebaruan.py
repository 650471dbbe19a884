"""Whether an issued document still says what it would say today."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from kinerja.laporan.jenis import beku, cair, pembuat
from kinerja.laporan.models import JENIS_DOKUMEN, Laporan
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.models.pk import BERLAKU
from kinerja.perjanjian.selectors.pk import sebutan_berlaku


def sebab_digantikan(laporan: Laporan) -> list[str]:
    """The later versions of agreements that govern the reported quarter, each as a sentence; for public eyes too."""
    if not laporan.digantikan_pk or laporan.data is None:
        return []
    terpakai = {p.unit_id: p.versi for p in laporan.data.pemakaian_pk.all()}
    baris = PerjanjianKinerja.objects.filter(
        jabatan__kepala=True,
        jabatan__unit__in=terpakai,
        periode=laporan.periode,
        berlaku_triwulan__lte=laporan.triwulan,
        status__in=BERLAKU,
        sebelumnya__isnull=False,
    )
    return [
        f"{sebutan_berlaku(p)}, ditandatangani {p.jabatan.nama} setelah laporan ini disusun."
        for p in baris.select_related("jabatan").order_by("jabatan__unit__jalur", "versi")
        if p.versi > terpakai[p.jabatan.unit_id]
    ]


def sudah_berubah(laporan: Laporan, *, kini: datetime) -> bool:
    """Whether the same document would be another one today; `laporan` is a row of `dengan_digantikan()` with its data.

    Reports of figures are marked by the versions they used. A document of a year's plan uses no figures that could be
    corrected, so it is collected again and compared; who signs it is no part of what it says.
    """
    if laporan.jenis not in JENIS_DOKUMEN or laporan.data is None:
        return laporan.digantikan
    try:
        lama: Any = cair(laporan, laporan.data.isi)
        baru: Any = pembuat(laporan).kumpulkan(laporan, kini)
    except (PelanggaranAturan, ValueError):
        return True  # nothing left to print, or it was frozen in an earlier layout
    if hasattr(lama, "penandatangan"):
        baru = replace(baru, penandatangan=lama.penandatangan)
    return beku(baru) != laporan.data.isi
