"""Files of the upload wizard: the template, the list of errors, the uploaded file itself."""

from __future__ import annotations

import csv
from http import HTTPStatus
from io import BytesIO, TextIOWrapper
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from indikator.services.berkas import XLSX, nama_bersih
from kinerja.web import tolak
from survei.selectors.kelola import daftar_unsur
from survei.selectors.tambahan import daftar_tanya
from survei.unggah.buku_salah import buku_salah
from survei.unggah.templat import KolomUnsur, tulis_templat
from survei.views.dasar import ambil_survei
from survei.views.unggah import ambil_unggahan


@require_safe
@login_required
def templat(request: HttpRequest, pk: int) -> HttpResponse:
    """A workbook made for this survey: its unsur, its services, the choices for respondents."""
    survei = ambil_survei(request, pk)
    unsur = [KolomUnsur(u.label, u.isi.kode, u.isi.nama, u.isi.pertanyaan, u.isi.opsi) for u in daftar_unsur(survei)]
    layanan = [satu.nama for satu in survei.layanan.all()]
    isi = tulis_templat(survei.judul, unsur, layanan, daftar_tanya(survei))
    jawab = HttpResponse(isi, content_type=XLSX)
    nama = nama_bersih(f"templat {survei.unit.kode} {survei.tahun}-{survei.nomor_periode}.xlsx")
    jawab["Content-Disposition"] = f'attachment; filename="{nama.encode("ascii", "replace").decode()}"'
    return jawab


@require_safe
@login_required
def salah(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Every bad cell as CSV that Excel opens with its Indonesian settings."""
    satu = ambil_unggahan(request, pk)
    return _unduh(request, satu.salah, f"kesalahan {satu.nama}.csv")


@require_safe
@login_required
def salah_excel(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The same list as a workbook with filters, for whoever mends the file beside it."""
    satu = ambil_unggahan(request, pk)
    isi = _buka(satu.salah)
    if isi is None:
        return _hilang(request)
    with isi, TextIOWrapper(isi, "utf-8-sig", newline="") as teks:
        kepala, *baris = csv.reader(teks, delimiter=";")
    buku = BytesIO(buku_salah(kepala, baris))
    nama = f"kesalahan {satu.nama}.xlsx"
    return _rahasia(FileResponse(buku, as_attachment=True, filename=nama, content_type=XLSX))


@require_safe
@login_required
def berkas(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file as it was uploaded, while it is kept."""
    satu = ambil_unggahan(request, pk)
    return _unduh(request, satu.berkas, satu.nama)


def _unduh(request: HttpRequest, berkas: FieldFile, nama: str) -> HttpResponseBase:
    isi = _buka(berkas)
    if isi is None:
        return _hilang(request)
    jawab = FileResponse(isi, as_attachment=True, filename=nama, content_type="application/octet-stream")
    return _rahasia(jawab)


def _buka(berkas: FieldFile) -> FieldFile | None:
    try:
        return berkas.open("rb") if berkas.name else None
    except FileNotFoundError:
        return None


def _hilang(request: HttpRequest) -> HttpResponse:
    return tolak(
        request,
        kode=HTTPStatus.NOT_FOUND,
        judul="Berkas ini tidak disimpan lagi",
        pesan="Berkas unggahan dihapus setelah dibuang atau diurungkan, setelah 90 hari, dan seketika setelah "
        "dimuat bila berisi data pribadi.",
        saran="Jawaban yang sudah dimuat tetap ada. Sidik SHA-256 berkas tetap tercatat pada unggahannya.",
    )


def _rahasia(jawab: HttpResponseBase) -> HttpResponseBase:
    jawab["X-Content-Type-Options"] = "nosniff"
    jawab["Cache-Control"] = "private, no-store"
    return jawab
