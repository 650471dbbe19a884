"""What the public may know of an agreement by its printed code: whose it is, whether it is in force, its hashes."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.perjanjian.data import DataPK, cairkan_pk
from kinerja.perjanjian.models import PerjanjianKinerja, TandaTangan
from kinerja.perjanjian.models.pk import BERLAKU, DAPAT_DISUSUN


@dataclass(frozen=True, slots=True)
class PemeriksaanPK:
    """One agreement as the check page shows it. `digantikan`: a later version has been signed."""

    perjanjian: PerjanjianKinerja
    data: DataPK
    berlaku: bool
    digantikan: bool
    tanda_tangan: tuple[TandaTangan, ...]
    sidik_berkas: frozenset[str]


def periksa_kode_pk(kode: str) -> PemeriksaanPK | None:
    """The agreement with this check code; None for another code, or while it is still a draft."""
    baris = (
        PerjanjianKinerja.objects.filter(kode_periksa=kode.strip().upper())
        .exclude(status__in=DAPAT_DISUSUN)
        .select_related("jabatan__unit", "periode__instansi")
        .first()
    )
    if baris is None:
        return None
    dokumen = baris.dokumen.filter(gugur_pada__isnull=True).values_list("sha256", flat=True)
    tanda = baris.tanda_tangan.filter(gugur_pada__isnull=True).select_related("pejabat")
    return PemeriksaanPK(
        perjanjian=baris,
        data=cairkan_pk(baris.isi),
        berlaku=baris.status in BERLAKU,
        digantikan=PerjanjianKinerja.objects.filter(sebelumnya=baris, status__in=BERLAKU).exists(),
        tanda_tangan=tuple(tanda),
        sidik_berkas=frozenset(dokumen),
    )
