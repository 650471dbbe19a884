"""Importing an official layout: received, shown, accepted or discarded. Nothing is written before it is accepted.

The preview is the import itself, carried out and taken back, so it cannot differ from what accepting does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from indikator.services.berkas import nama_bersih, sidik
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.impor.baca import TabelBaca, baca
from kinerja.perjanjian.impor.kepala import rapikan
from kinerja.perjanjian.models import BerkasImpor, JenisImpor, StatusImpor
from kinerja.perjanjian.services.cascading import wajib_kelola
from kinerja.perjanjian.services.impor_jalan import Hasil, jalankan
from kinerja.perjanjian.services.impor_matriks import LEWATI, URAIAN
from kinerja.perjanjian.services.impor_pelaksana import Keadaan
from survei.unggah.kesalahan import KesalahanUnggah

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

MAKS_BYTE = 10 * 1024 * 1024


class _PratinjauLain(Exception):
    """What accepting would do is no longer what was shown."""

    def __init__(self, hasil: Hasil) -> None:
        super().__init__()
        self.hasil = hasil


def terima(
    *, pelaku: Pengguna, unit: Unit, periode: Periode, jenis: JenisImpor, berkas: UploadedFile[Any], kini: datetime
) -> BerkasImpor:
    """Keep a file that can be read, with its first preview; nothing is kept of a refused one.

    `unit` comes with its instansi. Raises PermissionDenied, PelanggaranAturan `berkas_ditolak` with the reason.
    """
    wajib_kelola(pelaku, unit)
    nama = nama_bersih(berkas.name or "")
    if (berkas.size or 0) > MAKS_BYTE:
        raise PelanggaranAturan(
            "berkas_ditolak", "Berkas lebih dari 10 MB. Hapus gambar dan lembar lain, lalu unggah lagi."
        )
    tabel = _baca(jenis, berkas, nama)
    pk = uuid4()
    hash_berkas = sidik(berkas)
    berkas.name = f"{pk}{PurePosixPath(nama).suffix.lower()}"
    with transaction.atomic():
        satu = BerkasImpor.objects.create(
            id=pk,
            unit=unit,
            periode=periode,
            jenis=jenis,
            berkas=berkas,
            nama=nama,
            sha256=hash_berkas,
            diunggah_oleh=pelaku,
            diunggah_pada=kini,
        )
        _catat(pelaku, "impor.terima", satu, kini, {"nama": nama, "jenis": jenis.value, "sha256": hash_berkas})
        _simpan_pratinjau(satu, _coba(pelaku, satu, tabel, kini))
    return satu


def periksa(*, pelaku: Pengguna, impor: BerkasImpor, kini: datetime) -> BerkasImpor:
    """The preview against what is stored now. Raises PermissionDenied, PelanggaranAturan `impor_diputuskan`."""
    with transaction.atomic():
        satu = _kunci(pelaku, impor)
        _simpan_pratinjau(satu, _coba(pelaku, satu, _baca_lagi(satu), kini))
    return satu


def kenali(*, pelaku: Pengguna, impor: BerkasImpor, pilihan: Mapping[str, str], kini: datetime) -> BerkasImpor:
    """Say what names in the file mean, and see the preview that follows.

    Args:
        pilihan: name as in the file → code of a unit of the subtree, `lewati`, or `uraian` (the column holds
            derivations in words).

    Raises PermissionDenied, PelanggaranAturan `impor_diputuskan`, `pilihan_salah`.
    """
    with transaction.atomic():
        satu = _kunci(pelaku, impor)
        kode = set(Unit.objects.subpohon(satu.unit).values_list("kode", flat=True)) | {LEWATI, URAIAN}
        if not set(pilihan.values()) <= kode:
            raise PelanggaranAturan("pilihan_salah", "Pilih unit dari daftar, atau “jangan dimuat”.")
        satu.pilihan |= {rapikan(teks): isi for teks, isi in pilihan.items()}
        satu.save(update_fields=["pilihan"])
        _catat(pelaku, "impor.kenali", satu, kini, dict(pilihan))
        _simpan_pratinjau(satu, _coba(pelaku, satu, _baca_lagi(satu), kini))
    return satu


def terapkan(
    *, pelaku: Pengguna, impor: BerkasImpor, sidik_pratinjau: str, hanya_baik: bool, kini: datetime
) -> BerkasImpor:
    """Do what the preview showed, all in one transaction. Accepting twice changes nothing.

    Args:
        sidik_pratinjau: of the preview the person saw. hanya_baik: rows with errors are knowingly left out.

    Raises PermissionDenied, PelanggaranAturan: `pratinjau_usang` (the new preview is stored), `impor_ada_salah`,
    `nama_belum_dikenali`, `tidak_ada_perubahan`, `impor_diputuskan`.
    """
    try:
        with transaction.atomic():
            satu = _kunci(pelaku, impor, juga=(StatusImpor.SELESAI,))
            if satu.status == StatusImpor.SELESAI:
                return satu
            hasil = jalankan(pelaku, satu, _baca_lagi(satu), kini)
            if sidik_pratinjau != sidik_hasil(hasil):
                raise _PratinjauLain(hasil)
            _wajib_boleh(hasil, hanya_baik=hanya_baik)
            satu.hasil, satu.status = hasil, StatusImpor.SELESAI
            satu.diputuskan_oleh, satu.diputuskan_pada = pelaku, kini
            satu.save(update_fields=["hasil", "status", "diputuskan_oleh", "diputuskan_pada"])
            _catat(pelaku, "impor.terapkan", satu, kini, hitung(hasil))
            return satu
    except _PratinjauLain as lain:
        _simpan_pratinjau(impor, lain.hasil)
    raise PelanggaranAturan(
        "pratinjau_usang",
        "Data di sini sudah berubah sejak pratinjau dibuat, jadi belum ada yang diterapkan. Periksa pratinjau yang "
        "baru di bawah, lalu putuskan lagi.",
    )


def buang(*, pelaku: Pengguna, impor: BerkasImpor, kini: datetime) -> BerkasImpor:
    """Discard an upload; its file is deleted. Raises PermissionDenied, PelanggaranAturan `impor_diputuskan`."""
    with transaction.atomic():
        satu = _kunci(pelaku, impor)
        penyimpan, berkas = satu.berkas.storage, satu.berkas.name
        satu.berkas, satu.status = "", StatusImpor.DIBUANG
        satu.hasil, satu.sidik = {}, ""
        satu.diputuskan_oleh, satu.diputuskan_pada = pelaku, kini
        satu.save(update_fields=["berkas", "status", "hasil", "sidik", "diputuskan_oleh", "diputuskan_pada"])
        _catat(pelaku, "impor.buang", satu, kini, {"nama": satu.nama})
        if berkas:
            transaction.on_commit(lambda: penyimpan.delete(berkas))
    return satu


def sidik_hasil(hasil: Hasil) -> str:
    """What an acceptance has to name."""
    return hashlib.sha256(json.dumps(hasil, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def hitung(hasil: Hasil) -> dict[str, int]:
    """How many steps of each state, and rows that were refused."""
    jumlah = {k.value: sum(x["keadaan"] == k for x in hasil.get("langkah", ())) for k in Keadaan}
    return jumlah | {"salah": sum(s["banyak"] for s in hasil.get("salah", ()))}


def _kunci(pelaku: Pengguna, impor: BerkasImpor, juga: Sequence[StatusImpor] = ()) -> BerkasImpor:
    """The row, locked, while it may still be decided."""
    kumpulan = BerkasImpor.objects.select_for_update(of=("self",))
    satu = kumpulan.select_related("unit__instansi", "periode__instansi").get(pk=impor.pk)
    wajib_kelola(pelaku, satu.unit)
    if satu.status not in (StatusImpor.SIAP, *juga):
        raise PelanggaranAturan(
            "impor_diputuskan",
            f"Berkas “{satu.nama}” sudah {satu.get_status_display().lower()}; unggah lagi bila perlu.",
        )
    return satu


def _wajib_boleh(hasil: Hasil, *, hanya_baik: bool) -> None:
    jumlah = hitung(hasil)
    if hasil["asing"]:
        raise PelanggaranAturan(
            "nama_belum_dikenali", "Masih ada nama yang belum dikenali. Pilih artinya, atau “jangan dimuat”."
        )
    if jumlah["salah"] and not hanya_baik:
        raise PelanggaranAturan(
            "impor_ada_salah",
            "Ada baris yang salah. Perbaiki berkasnya dan unggah lagi, atau nyatakan bahwa baris itu ditinggalkan.",
        )
    if not jumlah[Keadaan.BARU] and not jumlah[Keadaan.BERUBAH]:
        raise PelanggaranAturan("tidak_ada_perubahan", "Tidak ada yang berubah, jadi tidak ada yang diterapkan.")


def _baca(jenis: str, berkas: IO[bytes], nama: str) -> list[TabelBaca]:
    try:
        return baca(jenis, berkas, nama)
    except KesalahanUnggah as salah:
        raise PelanggaranAturan("berkas_ditolak", salah.pesan) from salah


def _baca_lagi(satu: BerkasImpor) -> list[TabelBaca]:
    with satu.berkas.open("rb") as isi:
        return _baca(satu.jenis, isi, satu.nama)


def _simpan_pratinjau(satu: BerkasImpor, hasil: Hasil) -> None:
    satu.hasil, satu.sidik = hasil, sidik_hasil(hasil)
    satu.save(update_fields=["hasil", "sidik"])


def _coba(pelaku: Pengguna, satu: BerkasImpor, tabel: Sequence[TabelBaca], kini: datetime) -> Hasil:
    """The import carried out and taken back."""
    with transaction.atomic():
        hasil = jalankan(pelaku, satu, tabel, kini)
        transaction.set_rollback(True)
    return hasil


def _catat(pelaku: Pengguna, aksi: str, satu: BerkasImpor, kini: datetime, sesudah: Mapping[str, Any]) -> None:
    jejak.catat(pelaku=pelaku, aksi=aksi, objek=satu, kini=kini, unit_jalur=satu.unit.jalur, sesudah=sesudah)
