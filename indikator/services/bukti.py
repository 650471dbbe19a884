"""Attaching evidence to a line, and withdrawing it."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from indikator.models import Bukti, Indikator
from indikator.services.berkas import nama_bersih, periksa_berkas, sidik
from indikator.services.isian import wajib_boleh_isi
from indikator.services.kunci import kunci_realisasi
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


def lampirkan(
    *, pelaku: Pengguna, indikator: Indikator, triwulan: int, berkas: UploadedFile[Any], kini: datetime
) -> Bukti:
    """Store one file as evidence of a line.

    The file is kept under a random name; the name it came with is only shown. Raises PelanggaranAturan: the file is
    refused (see `periksa_berkas`), `bukti_sama` (this line has it already), or the line may not be changed now.
    """
    tipe = periksa_berkas(berkas)
    sha256 = sidik(berkas)
    nama = nama_bersih(berkas.name or "")
    bukti = Bukti(
        nama=nama, tipe=tipe, ukuran=berkas.size or 0, sha256=sha256, diunggah_oleh=pelaku, diunggah_pada=kini
    )
    try:
        with transaction.atomic():
            bukti.realisasi = kunci_realisasi(indikator, triwulan)
            wajib_boleh_isi(bukti.realisasi, kini)
            if bukti.realisasi.bukti.filter(sha256=sha256, ditarik_pada__isnull=True).exists():
                raise PelanggaranAturan("bukti_sama", f"“{nama}” sudah dilampirkan pada baris ini.")
            berkas.name = f"{secrets.token_hex(16)}{PurePosixPath(nama.lower()).suffix}"
            bukti.berkas.save(berkas.name, berkas, save=False)
            bukti.save()
            _catat(bukti, pelaku, "bukti.lampirkan", kini)
    except BaseException:
        # The row is rolled back; a file without a row would never be found again.
        if bukti.berkas.name:
            bukti.berkas.storage.delete(bukti.berkas.name)
        raise
    return bukti


@transaction.atomic
def tarik(*, pelaku: Pengguna, bukti: Bukti, kini: datetime) -> Bukti:
    """Withdraw evidence; row and file stay for the audit. Withdrawing twice changes nothing."""
    realisasi = kunci_realisasi(bukti.realisasi.indikator, bukti.realisasi.triwulan)
    terkini = Bukti.objects.get(pk=bukti.pk)
    if terkini.ditarik_pada is not None:
        return terkini
    wajib_boleh_isi(realisasi, kini)
    terkini.realisasi = realisasi
    terkini.ditarik_oleh, terkini.ditarik_pada = pelaku, kini
    terkini.save(update_fields=["ditarik_oleh", "ditarik_pada"])
    _catat(terkini, pelaku, "bukti.tarik", kini)
    return terkini


def _catat(bukti: Bukti, pelaku: Pengguna, aksi: str, kini: datetime) -> None:
    jejak.catat(
        pelaku=pelaku,
        aksi=aksi,
        objek=bukti,
        kini=kini,
        unit_jalur=bukti.realisasi.indikator.sasaran.unit.jalur,
        sesudah={"nama": bukti.nama, "sha256": bukti.sha256, "realisasi": bukti.realisasi_id},
    )
