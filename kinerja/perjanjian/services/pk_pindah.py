"""Locking an agreement, moving it through the workflow table, and writing the move down."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.peristiwa.models import JenisPeristiwa
from kinerja.peristiwa.services.catat import catat_peristiwa
from kinerja.perjanjian import alur
from kinerja.perjanjian.models import PerjanjianKinerja, PerpindahanPK

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

_PERISTIWA = {
    alur.Status.DIAJUKAN: JenisPeristiwa.PK_DIAJUKAN,
    alur.Status.DIKEMBALIKAN: JenisPeristiwa.PK_DIKEMBALIKAN,
    alur.Status.DISETUJUI: JenisPeristiwa.PK_DISETUJUI,
    alur.Status.DITANDATANGANI: JenisPeristiwa.PK_DITANDATANGANI,
}


def kunci_pk(perjanjian: PerjanjianKinerja) -> PerjanjianKinerja:
    """The row as it stands, locked until the transaction ends; call inside `transaction.atomic()`."""
    baris: PerjanjianKinerja = (
        PerjanjianKinerja.objects.select_for_update(of=("self",))
        .select_related("jabatan__unit", "periode__instansi", "pejabat_pertama", "pejabat_kedua")
        .get(pk=perjanjian.pk)
    )
    return baris


def wajib_versi(baris: PerjanjianKinerja, versi_baris: int) -> None:
    """Raise PelanggaranAturan `bentrok_versi` unless `versi_baris` is the one stored."""
    if baris.versi_baris != versi_baris:
        raise PelanggaranAturan(
            "bentrok_versi",
            "Perjanjian Kinerja ini sudah berubah sejak Anda membukanya. Tidak ada yang ditimpa; muat ulang halaman, "
            "periksa isinya, lalu ulangi.",
        )


def pindahkan(
    baris: PerjanjianKinerja,
    aksi: alur.Aksi,
    *,
    pelaku: Pengguna,
    kini: datetime,
    alasan: str = "",
    **kolom: Any,
) -> None:
    """Move a locked row by `aksi`, setting `kolom` with it.

    Raises PelanggaranAturan: `perpindahan_ditolak` (not from this status) or `alasan_wajib`.
    """
    alasan = alasan.strip()
    if alur.perlu_alasan(aksi) and not alasan:
        raise PelanggaranAturan("alasan_wajib", "Tuliskan alasannya, supaya jelas apa yang harus diperbaiki.")
    dari = alur.Status(baris.status)
    ke = status_setelah(baris, aksi)
    kolom |= {"status": ke, "versi_baris": baris.versi_baris + 1}
    for nama, nilai in kolom.items():
        setattr(baris, nama, nilai)
    baris.save(update_fields=list(kolom))
    PerpindahanPK.objects.create(
        perjanjian=baris,
        waktu=kini,
        pelaku=pelaku,
        aksi=aksi,
        dari=dari,
        ke=ke,
        alasan=alasan,
        versi_baris=baris.versi_baris,
    )
    jejak.catat(
        pelaku=pelaku,
        aksi=f"pk.{aksi.value}",
        objek=baris,
        kini=kini,
        unit_jalur=baris.jabatan.unit.jalur,
        sebelum={"status": dari.value},
        sesudah={"status": ke.value, "sha256": baris.sha256},
        alasan=alasan,
    )
    if dari != ke:
        _umumkan(baris, dari, ke, kini)


def _umumkan(baris: PerjanjianKinerja, dari: alur.Status, ke: alur.Status, kini: datetime) -> None:
    isi = {
        "jabatan": baris.jabatan_id,
        "tahun": baris.periode.tahun,
        "dari": dari.value,
        "ke": ke.value,
        "versi": baris.versi_baris,
        "sha256": baris.sha256,
    }
    catat_peristiwa(_PERISTIWA[ke], objek=baris, unit=baris.jabatan.unit, kini=kini, isi=isi)


def status_setelah(baris: PerjanjianKinerja, aksi: alur.Aksi) -> alur.Status:
    """Where `aksi` would lead; raises PelanggaranAturan `perpindahan_ditolak` when the table does not have the move."""
    try:
        return alur.lanjut(alur.Status(baris.status), aksi, sendiri=baris.sendiri)
    except alur.PerpindahanDitolak as tolak:
        raise PelanggaranAturan("perpindahan_ditolak", tolak.pesan) from tolak


def wajib_pihak(pelaku: Pengguna, pejabat: int | None, sebutan: str) -> None:
    """Raise PelanggaranAturan `bukan_pihak` unless `pelaku` is the official with this id."""
    if pejabat is None or pelaku.pejabat_id != pejabat:
        raise PelanggaranAturan("bukan_pihak", f"Hanya {sebutan} perjanjian ini yang dapat melakukannya.")
