"""The files of an agreement: rendered once, stored byte for byte, read back against their hash."""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian import alur
from kinerja.perjanjian.data import cairkan_pk
from kinerja.perjanjian.dokumen.excel import buat_excel_pk
from kinerja.perjanjian.dokumen.pdf import buat_pdf_pk
from kinerja.perjanjian.dokumen.tampilan import TerbitanPK
from kinerja.perjanjian.models import DokumenPK, PerjanjianKinerja
from kinerja.perjanjian.models.pk_dokumen import JenisDokumen
from kinerja.perjanjian.selectors.pk import beda_versi
from kinerja.perjanjian.services.pk_pindah import kunci_pk

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

log = logging.getLogger(__name__)
PDF = "application/pdf"


def konsep_pdf(perjanjian: PerjanjianKinerja) -> bytes:
    """The document of a draft, marked as such; not stored. Also right for any other status, with its own mark."""
    data = cairkan_pk(perjanjian.isi)
    return buat_pdf_pk(data, _terbitan(perjanjian), beda=beda_versi(perjanjian), logo=_logo(data.kop.logo))


def excel_pk(perjanjian: PerjanjianKinerja) -> bytes:
    """The same frozen content as a workbook; not stored."""
    return buat_excel_pk(cairkan_pk(perjanjian.isi), _terbitan(perjanjian), beda=beda_versi(perjanjian))


def _terbitan(perjanjian: PerjanjianKinerja) -> TerbitanPK:
    return TerbitanPK(
        kode_periksa=perjanjian.kode_periksa,
        alamat_periksa=f"{settings.ALAMAT_SITUS}/periksa/{perjanjian.kode_periksa}/",
        sha256=perjanjian.sha256,
        konsep=alur.boleh_susun(alur.Status(perjanjian.status)),
    )


@transaction.atomic
def dokumen_asli(*, pelaku: Pengguna, perjanjian: PerjanjianKinerja, kini: datetime) -> DokumenPK:
    """The document to sign: rendered on first demand, from then on always the same bytes.

    Raises PelanggaranAturan `belum_diajukan`: a draft still changes, so it has only a `konsep_pdf`.
    """
    baris = kunci_pk(perjanjian)
    if alur.boleh_susun(alur.Status(baris.status)):
        raise PelanggaranAturan(
            "belum_diajukan", "Dokumen untuk ditandatangani baru terbit setelah Perjanjian Kinerja diajukan."
        )
    ada = baris.dokumen.filter(jenis=JenisDokumen.ASLI, gugur_pada__isnull=True).first()
    if ada is not None:
        return ada
    return simpan_dokumen(
        baris,
        JenisDokumen.ASLI,
        konsep_pdf(baris),
        nama=f"{baris.judul} - {baris.jabatan.nama}"[:190] + ".pdf",
        tipe=PDF,
        pelaku=pelaku,
        kini=kini,
    )


def dokumen_terakhir(baris: PerjanjianKinerja) -> DokumenPK | None:
    """The living document with the most signatures."""
    return baris.dokumen.filter(gugur_pada__isnull=True).order_by("-id").first()


def simpan_dokumen(
    baris: PerjanjianKinerja,
    jenis: JenisDokumen,
    isi: bytes,
    *,
    nama: str,
    tipe: str,
    pelaku: Pengguna,
    kini: datetime,
) -> DokumenPK:
    """Store a file under a random name and its row; when the surrounding transaction fails, `buang_berkas` the name."""
    jalur = f"perjanjian/{baris.periode.tahun}/{secrets.token_hex(16)}{PurePosixPath(nama.lower()).suffix}"
    tersimpan = default_storage.save(jalur, ContentFile(isi))
    try:
        with transaction.atomic():
            return DokumenPK.objects.create(
                perjanjian=baris,
                jenis=jenis,
                isi_sha256=baris.sha256,
                berkas=tersimpan,
                nama=nama,
                tipe=tipe,
                sha256=hashlib.sha256(isi).hexdigest(),
                ukuran=len(isi),
                dibuat_oleh=pelaku,
                dibuat_pada=kini,
            )
    except BaseException:
        # The row is rolled back; a file without a row would never be found again.
        default_storage.delete(tersimpan)
        raise


def baca_dokumen(dokumen: DokumenPK) -> bytes:
    """The stored bytes; raises PelanggaranAturan `berkas_rusak` when they are not the ones that were issued."""
    try:
        with dokumen.berkas.open("rb") as berkas:
            isi: bytes = berkas.read()
    except OSError:
        isi = b""
    if hashlib.sha256(isi).hexdigest() != dokumen.sha256:
        log.error("Dokumen PK %s tidak sama dengan SHA-256 tercatat", dokumen.pk)
        raise PelanggaranAturan(
            "berkas_rusak",
            "Berkas dokumen ini hilang atau berubah di penyimpanan. Sampaikan kepada administrator agar dipulihkan "
            "dari cadangan.",
        )
    return isi


def _logo(nama: str) -> bytes | None:
    if not nama:
        return None
    try:
        with default_storage.open(nama) as berkas:
            isi: bytes = berkas.read()
    except OSError:
        # A document without its logo is better than none; the administrator finds the reason in the log.
        log.warning("Logo %s tidak dapat dibaca", nama)
        return None
    return isi
