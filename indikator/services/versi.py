"""Keeping the approved figure as it stood before a correction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from indikator.models import Realisasi, VersiRealisasi

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

URAIAN = ("catatan", "faktor_pendukung", "faktor_penghambat", "tindak_lanjut")


def isi_beku(realisasi: Realisasi) -> dict[str, Any]:
    """Everything a report prints of a realisation, decimals as text, ready for JSON."""
    return {
        "nilai": _teks(realisasi.nilai),
        "capaian": _teks(realisasi.capaian),
        "alasan_kosong": realisasi.alasan_kosong,
        "komponen": {n.komponen.nama: _teks(n.nilai) for n in realisasi.nilai_komponen.select_related("komponen")},
        "status": str(realisasi.status),
        "diajukan_oleh": _nama(realisasi.diajukan_oleh),
        "diverifikasi_oleh": _nama(realisasi.diverifikasi_oleh),
        "disetujui_oleh": _nama(realisasi.disetujui_oleh),
        **{uraian: getattr(realisasi, uraian) for uraian in URAIAN},
    }


def simpan_versi_lama(
    realisasi: Realisasi, isi: dict[str, Any], *, alasan: str, pelaku: Pengguna | None, kini: datetime
) -> VersiRealisasi:
    """Store `isi` as the version that stands until now."""
    return VersiRealisasi.objects.create(
        realisasi=realisasi,
        versi=realisasi.versi,
        isi=isi,
        alasan=alasan,
        diganti_oleh=pelaku,
        diganti_pada=kini,
    )


def _teks(nilai: object) -> str | None:
    return None if nilai is None else str(nilai)


def _nama(pengguna: Pengguna | None) -> str | None:
    return None if pengguna is None else pengguna.nama
