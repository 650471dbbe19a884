"""One move of a realisation through the workflow table, written down as a row."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from indikator import alur
from indikator.models import Perpindahan, Realisasi
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

# Who acted last in each step; a step back forgets the steps after it.
_JEJAK_PELAKU = {
    alur.Aksi.AJUKAN: ("diajukan_oleh", ("diverifikasi_oleh", "disetujui_oleh")),
    alur.Aksi.TARIK: (None, ("diajukan_oleh", "diverifikasi_oleh", "disetujui_oleh")),
    alur.Aksi.VERIFIKASI: ("diverifikasi_oleh", ("disetujui_oleh",)),
    alur.Aksi.SETUJUI: ("disetujui_oleh", ()),
    alur.Aksi.KEMBALIKAN: (None, ("diverifikasi_oleh", "disetujui_oleh")),
    alur.Aksi.KOREKSI: (None, ("diverifikasi_oleh", "disetujui_oleh")),
}


def pindahkan(
    realisasi: Realisasi, aksi: alur.Aksi, *, pelaku: Pengguna | None, kini: datetime, alasan: str = ""
) -> None:
    """Move a locked realisation by `aksi`; `pelaku` None is the system itself.

    Raises:
        PelanggaranAturan: `perpindahan_ditolak` (not from this status, or not by this person) or `alasan_wajib`.
    """
    alasan = alasan.strip()
    if alur.perlu_alasan(aksi) and not alasan:
        raise PelanggaranAturan("alasan_wajib", "Tuliskan alasannya, supaya yang mengisi tahu apa yang diperbaiki.")
    dari = alur.Status(realisasi.status)
    ke = _status_berikut(realisasi, aksi, pelaku)
    kolom, dilupakan = _JEJAK_PELAKU[aksi]
    for nama in dilupakan:
        setattr(realisasi, nama, None)
    if kolom:
        setattr(realisasi, kolom, pelaku)
    realisasi.status = ke
    realisasi.versi += 1
    realisasi.save(update_fields=["status", "versi", "diajukan_oleh", "diverifikasi_oleh", "disetujui_oleh"])
    umum = {"realisasi": realisasi, "waktu": kini, "pelaku": pelaku, "alasan": alasan, "versi": realisasi.versi}
    Perpindahan.objects.create(aksi=aksi, dari=dari, ke=ke, **umum)
    jejak.catat(
        pelaku=pelaku,
        aksi=f"realisasi.{aksi.value}",
        objek=realisasi,
        kini=kini,
        unit_jalur=realisasi.indikator.sasaran.unit.jalur,
        sebelum={"status": dari.value},
        sesudah={"status": ke.value},
        alasan=alasan,
    )


def _status_berikut(realisasi: Realisasi, aksi: alur.Aksi, pelaku: Pengguna | None) -> alur.Status:
    try:
        ke = alur.lanjut(alur.Status(realisasi.status), aksi)
        if pelaku is not None:
            alur.periksa_pelaku(aksi, pelaku=pelaku.pk, pengaju=realisasi.diajukan_oleh_id)
    except alur.PerpindahanDitolak as tolak:
        raise PelanggaranAturan("perpindahan_ditolak", tolak.pesan) from tolak
    return ke
