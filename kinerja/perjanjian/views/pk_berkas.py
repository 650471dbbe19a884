"""The files of an agreement: the PDF as it stands, a workbook from the same frozen data, what was issued."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from indikator.services.berkas import XLSX
from indikator.views.bukti import kirim_berkas
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.perjanjian import alur
from kinerja.perjanjian.models import DokumenPK
from kinerja.perjanjian.services import pk_dokumen as layanan
from kinerja.perjanjian.views.pk_dasar import ambil_pk, pengguna


@require_safe
@login_required
def pdf(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The draft, marked as one; from submission on the stored document with the most signatures."""
    perjanjian = ambil_pk(request, pk, Aksi.BACA)
    if alur.boleh_susun(alur.Status(perjanjian.status)):
        nama = f"Konsep {perjanjian.judul} - {perjanjian.jabatan.nama}.pdf"
        return _kirim(layanan.konsep_pdf(perjanjian), nama, layanan.PDF, lampiran=False)
    dokumen = layanan.dokumen_terakhir(perjanjian) or layanan.dokumen_asli(
        pelaku=pengguna(request), perjanjian=perjanjian, kini=timezone.now()
    )
    return _kirim_dokumen(dokumen)


@require_safe
@login_required
def excel(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen content as a workbook."""
    perjanjian = ambil_pk(request, pk, Aksi.BACA)
    nama = f"{perjanjian.judul} - {perjanjian.jabatan.nama}.xlsx"
    return _kirim(layanan.excel_pk(perjanjian), nama, XLSX, lampiran=True)


@require_safe
@login_required
def berkas(request: HttpRequest, pk: int) -> FileResponse:
    """One issued file, byte for byte."""
    dokumen: DokumenPK = akses.ambil(DokumenPK.objects, user=request.user, aksi=Aksi.BACA, pk=pk)
    return _kirim_dokumen(dokumen)


def _kirim_dokumen(dokumen: DokumenPK) -> FileResponse:
    """Only what still is what was issued goes out."""
    return kirim_berkas(ContentFile(layanan.baca_dokumen(dokumen)), nama=dokumen.nama, tipe=dokumen.tipe)


def _kirim(isi: bytes, nama: str, tipe: str, *, lampiran: bool) -> HttpResponse:
    jawab = HttpResponse(isi, content_type=tipe)
    jawab["Content-Disposition"] = content_disposition_header(lampiran, nama) or ""
    jawab["Cache-Control"] = "private, no-store"
    jawab["X-Content-Type-Options"] = "nosniff"
    return jawab
