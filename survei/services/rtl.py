"""The follow-up plan (RTL) of a survey: what is done about an unsur, in which quarters, by whom, how far it is [14].

It lives on after the result is fixed, so it is no part of the frozen result; every change is in the audit trail.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from indikator.services.berkas import nama_bersih, periksa_berkas
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan
from survei.alur import Status
from survei.hitung.triwulan import JUMLAH_TRIWULAN
from survei.models import RencanaTindakLanjut, Survei, UnsurSurvei
from survei.services.kunci import kunci_survei

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

_TERLALU_AWAL = frozenset({Status.DRAF, Status.BERJALAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rencana:
    """One line of the plan. `triwulan`: quarters 1–4; `kemajuan`: percent done.

    Responsible is a `jabatan` of the agency, or in `penanggung_jawab` the words for one it does not list.
    """

    program: str
    triwulan: tuple[int, ...]
    jabatan: Jabatan | None = None
    penanggung_jawab: str = ""
    kemajuan: int = 0
    catatan: str = ""


def tambah(
    *,
    pelaku: Pengguna,
    survei: Survei,
    unsur: UnsurSurvei,
    rencana: Rencana,
    kini: datetime,
    berkas: UploadedFile[Any] | None = None,
) -> RencanaTindakLanjut:
    """A new line about one unsur of the survey, with its evidence if there is any yet.

    Raises PelanggaranAturan `rtl_terlalu_awal`, `unsur_asing`, those of `_rapi`, and of a refused file.
    """
    with _transaksi() as tersimpan:
        terkini = kunci_survei(survei)
        _wajib_waktunya(terkini)
        if unsur.survei_id != terkini.pk:
            raise PelanggaranAturan("unsur_asing", "Unsur yang dipilih bukan milik survei ini.")
        rtl = RencanaTindakLanjut(survei=terkini, unsur=unsur)
        _isikan(rtl, _rapi(terkini, rencana))
        tersimpan.extend(_pasang(rtl, berkas))
        rtl.save()
        _catat(pelaku, "rtl.tambah", rtl, terkini, kini, sesudah=_isi(rtl))
    return rtl


def ubah(
    *,
    pelaku: Pengguna,
    rtl: RencanaTindakLanjut,
    rencana: Rencana,
    versi: int,
    kini: datetime,
    berkas: UploadedFile[Any] | None = None,
) -> RencanaTindakLanjut:
    """Change a line or report its progress; a new evidence file takes the place of the old, which stays stored.

    Raises PelanggaranAturan `bentrok_versi`, `rtl_dihapus`, those of `_rapi`, and of a refused file.
    """
    with _transaksi() as tersimpan:
        survei = kunci_survei(rtl.survei)
        terkini = _terkini(rtl, versi)
        sebelum = _isi(terkini)
        _isikan(terkini, _rapi(survei, rencana))
        tersimpan.extend(_pasang(terkini, berkas))
        sesudah = _isi(terkini)
        beda = [k for k in sesudah if sesudah[k] != sebelum[k]]
        if beda:
            terkini.versi += 1
            terkini.save()
            lama, baru = {k: sebelum[k] for k in beda}, {k: sesudah[k] for k in beda}
            _catat(pelaku, "rtl.ubah", terkini, survei, kini, sebelum=lama, sesudah=baru)
    return terkini


@transaction.atomic
def hapus(*, pelaku: Pengguna, rtl: RencanaTindakLanjut, versi: int, kini: datetime) -> None:
    """Take a line out of the plan; what it said stays in the audit trail. Raises PelanggaranAturan as `ubah`."""
    survei = kunci_survei(rtl.survei)
    terkini = _terkini(rtl, versi)
    _catat(pelaku, "rtl.hapus", terkini, survei, kini, sebelum=_isi(terkini))
    terkini.delete()


@contextmanager
def _transaksi() -> Iterator[list[FieldFile]]:
    """A transaction and the files stored in it: when it fails they go too, or nobody would find them again."""
    tersimpan: list[FieldFile] = []
    try:
        with transaction.atomic():
            yield tersimpan
    except BaseException:
        for satu in tersimpan:
            satu.storage.delete(satu.name or "")
        raise


def _pasang(rtl: RencanaTindakLanjut, berkas: UploadedFile[Any] | None) -> list[FieldFile]:
    """Put the evidence in place under a random name; the name it came with is only shown."""
    if berkas is None:
        return []
    periksa_berkas(berkas)
    rtl.bukti_nama = nama_bersih(berkas.name or "")
    rtl.bukti.save(f"{secrets.token_hex(16)}{PurePosixPath(rtl.bukti_nama.lower()).suffix}", berkas, save=False)
    return [rtl.bukti]


def _terkini(rtl: RencanaTindakLanjut, versi: int) -> RencanaTindakLanjut:
    """The line as stored, unless it changed since the person saw it. The survey's lock is held."""
    terkini = RencanaTindakLanjut.objects.filter(pk=rtl.pk).select_related("unsur", "jabatan").first()
    if terkini is None:
        raise PelanggaranAturan("rtl_dihapus", "Rencana ini sudah dihapus orang lain.")
    if terkini.versi != versi:
        raise PelanggaranAturan(
            "bentrok_versi",
            "Rencana ini sudah diubah orang lain sejak Anda membukanya. Tidak ada yang ditimpa: isian Anda masih ada "
            "di bawah. Bandingkan dengan yang tersimpan sekarang, lalu simpan lagi.",
        )
    return terkini


def _wajib_waktunya(survei: Survei) -> None:
    if survei.status in _TERLALU_AWAL:
        raise PelanggaranAturan(
            "rtl_terlalu_awal",
            "Rencana tindak lanjut disusun setelah survei ditutup, dari unsur yang nilainya paling rendah.",
        )


def _rapi(survei: Survei, rencana: Rencana) -> Rencana:
    """The plan with its texts trimmed and quarters in order.

    Raises PelanggaranAturan `program_kosong`, `triwulan_kosong`, `penanggung_jawab_kosong`, `jabatan_asing`,
    `kemajuan_di_luar`.
    """
    program, orang = rencana.program.strip(), " ".join(rencana.penanggung_jawab.split())
    triwulan = tuple(sorted(set(rencana.triwulan)))
    if not program:
        raise PelanggaranAturan("program_kosong", "Tuliskan program atau kegiatan yang akan dilakukan.")
    if not triwulan or not set(triwulan) <= set(range(1, JUMLAH_TRIWULAN + 1)):
        raise PelanggaranAturan("triwulan_kosong", "Pilih sedikitnya satu triwulan pelaksanaan (I–IV).")
    if rencana.jabatan is None and not orang:
        raise PelanggaranAturan("penanggung_jawab_kosong", "Pilih jabatan, atau tuliskan penanggung jawabnya.")
    if rencana.jabatan is not None and rencana.jabatan.unit.instansi_id != survei.unit.instansi_id:
        raise PelanggaranAturan("jabatan_asing", "Jabatan yang dipilih berada di instansi lain.")
    if not 0 <= rencana.kemajuan <= 100:
        raise PelanggaranAturan("kemajuan_di_luar", "Kemajuan ditulis 0 sampai 100 persen.")
    return replace(rencana, program=program, triwulan=triwulan, penanggung_jawab=orang, catatan=rencana.catatan.strip())


def _isikan(rtl: RencanaTindakLanjut, rencana: Rencana) -> None:
    rtl.program, rtl.triwulan, rtl.jabatan = rencana.program, list(rencana.triwulan), rencana.jabatan
    rtl.penanggung_jawab, rtl.kemajuan, rtl.catatan = rencana.penanggung_jawab, rencana.kemajuan, rencana.catatan


def _isi(rtl: RencanaTindakLanjut) -> dict[str, Any]:
    return {
        "unsur": rtl.unsur.nama,
        "program": rtl.program,
        "triwulan": list(rtl.triwulan),
        "jabatan": rtl.jabatan.nama if rtl.jabatan else "",
        "penanggung_jawab": rtl.penanggung_jawab,
        "kemajuan": rtl.kemajuan,
        "catatan": rtl.catatan,
        "bukti": rtl.bukti_nama,
        "berkas": rtl.bukti.name or "",
    }


def _catat(pelaku: Pengguna, aksi: str, rtl: RencanaTindakLanjut, survei: Survei, kini: datetime, **isi: Any) -> None:
    jejak.catat(pelaku=pelaku, aksi=aksi, objek=rtl, kini=kini, unit_jalur=survei.unit.jalur, **isi)
