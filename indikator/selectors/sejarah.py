"""The past of one line: earlier approved versions with what changed, and its audit trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indikator.models import Realisasi, Target, VersiRealisasi
from indikator.selectors.riwayat import SEBUTAN_URAIAN, Perubahan, baku, tulis_isi
from indikator.services.versi import isi_beku
from kinerja.organisasi.akses import Aksi, punya_peran
from kinerja.organisasi.models import Jejak, Pengguna

_SEBUTAN = {
    "nilai": "Realisasi",
    "capaian": "Capaian (%)",
    "alasan_kosong": "Mengapa kosong",
    "diajukan_oleh": "Diajukan oleh",
    "diverifikasi_oleh": "Diverifikasi oleh",
    "disetujui_oleh": "Disetujui oleh",
    **SEBUTAN_URAIAN,
}
BANYAK_JEJAK = 100
KOMPONEN = "komponen."


@dataclass(frozen=True, slots=True)
class VersiTampil:
    """An approved version that a correction replaced, and how the next one differs from it."""

    versi: VersiRealisasi
    perubahan: Sequence[Perubahan]


@dataclass(frozen=True, slots=True)
class JejakTampil:
    """One audit row with its values in words."""

    jejak: Jejak
    perubahan: Sequence[Perubahan]


def versi_lama(realisasi: Realisasi, label: Mapping[str, str]) -> list[VersiTampil]:
    """Earlier versions, the newest first, each compared with the one that followed it.

    Args:
        label: component name → what a person calls it.
    """
    lama = list(realisasi.versi_lama.select_related("diganti_oleh"))
    if not lama:
        return []
    penerus = [isi_beku(realisasi), *(v.isi for v in lama)]
    label = {f"{KOMPONEN}{nama}": kata for nama, kata in label.items()}
    return [VersiTampil(versi, beda(versi.isi, berikut, label)) for versi, berikut in zip(lama, penerus, strict=False)]


def beda(dari: Mapping[str, Any], ke: Mapping[str, Any], label: Mapping[str, str]) -> list[Perubahan]:
    """Fields of two frozen versions that differ in meaning; the status is no part of the figure."""
    kiri, kanan = _rata(dari), _rata(ke)
    sebutan = {**_SEBUTAN, **label}
    return [
        Perubahan(k, sebutan.get(k, k), tulis_isi(k, kiri.get(k)), tulis_isi(k, kanan.get(k)))
        for k in dict.fromkeys([*kiri, *kanan])
        if baku(kiri.get(k)) != baku(kanan.get(k))
    ]


def _rata(isi: Mapping[str, Any]) -> dict[str, Any]:
    """Components beside the other fields; one may be called like a field ("nilai"), so each has a prefix."""
    komponen = {f"{KOMPONEN}{nama}": nilai for nama, nilai in (isi.get("komponen") or {}).items()}
    return {k: v for k, v in isi.items() if k not in ("komponen", "status")} | komponen


def jejak_angka(
    realisasi: Realisasi | None, target_pk: int | None, user: Pengguna, label: Mapping[str, str]
) -> list[JejakTampil] | None:
    """The newest audit rows of the line and its target; None for a person who may not read the trail."""
    if not punya_peran(user, Aksi.BACA_JEJAK):
        return None
    terbaca = Jejak.objects.untuk(user, Aksi.BACA_JEJAK).select_related("pelaku")
    objek = [(Realisasi._meta.label_lower, realisasi.pk if realisasi else None), (Target._meta.label_lower, target_pk)]
    baris = terbaca.none()
    for jenis, pk in objek:
        if pk is not None:
            baris |= terbaca.filter(objek_jenis=jenis, objek_id=str(pk))
    return [JejakTampil(j, beda(j.sebelum, j.sesudah, label)) for j in baris.order_by("-id")[:BANYAK_JEJAK]]
