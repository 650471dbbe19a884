"""One move of a realisation through the workflow table, written down as a row."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from indikator import alur
from indikator.models import Perpindahan, Realisasi
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.peristiwa.models import JenisPeristiwa
from kinerja.peristiwa.services.catat import catat_peristiwa

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
_PERISTIWA = {
    alur.Aksi.AJUKAN: JenisPeristiwa.REALISASI_DIAJUKAN,
    alur.Aksi.TARIK: JenisPeristiwa.REALISASI_DITARIK,
    alur.Aksi.VERIFIKASI: JenisPeristiwa.REALISASI_DIVERIFIKASI,
    alur.Aksi.KEMBALIKAN: JenisPeristiwa.REALISASI_DIKEMBALIKAN,
    alur.Aksi.SETUJUI: JenisPeristiwa.REALISASI_DISETUJUI,
    alur.Aksi.KOREKSI: JenisPeristiwa.REALISASI_DIKOREKSI,
}


def wajib_boleh_pindah(realisasi: Realisasi, aksi: alur.Aksi, pelaku: Pengguna | None) -> alur.Status:
    """Where `aksi` leads; raises PelanggaranAturan `perpindahan_ditolak`: not from this status or by this person."""
    try:
        ke = alur.lanjut(alur.Status(realisasi.status), aksi)
        if pelaku is not None:
            alur.periksa_pelaku(aksi, pelaku=pelaku.pk, pengaju=realisasi.diajukan_oleh_id)
    except alur.PerpindahanDitolak as tolak:
        raise PelanggaranAturan("perpindahan_ditolak", tolak.pesan) from tolak
    return ke


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
    ke = wajib_boleh_pindah(realisasi, aksi, pelaku)
    kolom, dilupakan = _JEJAK_PELAKU[aksi]
    for nama in dilupakan:
        setattr(realisasi, nama, None)
    if kolom:
        setattr(realisasi, kolom, pelaku)
    realisasi.status = ke
    realisasi.versi += 1
    realisasi.save(update_fields=["status", "versi", "diajukan_oleh", "diverifikasi_oleh", "disetujui_oleh"])
    Perpindahan.objects.create(
        realisasi=realisasi,
        waktu=kini,
        pelaku=pelaku,
        aksi=aksi,
        dari=dari,
        ke=ke,
        alasan=alasan,
        versi=realisasi.versi,
    )
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
    _umumkan(realisasi, aksi, dari, kini)


def _umumkan(realisasi: Realisasi, aksi: alur.Aksi, dari: alur.Status, kini: datetime) -> None:
    catat_peristiwa(
        _PERISTIWA[aksi],
        objek=realisasi,
        unit=realisasi.indikator.sasaran.unit,
        kini=kini,
        isi={
            "indikator": realisasi.indikator_id,
            "tahun": realisasi.indikator.sasaran.periode.tahun,
            "triwulan": realisasi.triwulan,
            "dari": dari.value,
            "ke": alur.Status(realisasi.status).value,
            "versi": realisasi.versi,
        },
    )
