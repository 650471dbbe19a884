"""Importing official layouts: file → preview → decision; each step is a page that survives a reload."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.services.berkas import XLSX, nama_bersih
from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.forms_impor import ImporForm, NamaForm
from kinerja.perjanjian.impor.templat import tulis_templat
from kinerja.perjanjian.models import BerkasImpor, JenisImpor, StatusImpor
from kinerja.perjanjian.selectors import impor as baca
from kinerja.perjanjian.services import impor as layanan
from kinerja.perjanjian.services.impor_pelaksana import Keadaan
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup

BAGIAN = "impor"


def ambil_impor(request: HttpRequest, pk: UUID) -> BerkasImpor:
    """The upload, if this person may plan at its unit: 404 outside the subtree, 403 without the role."""
    kumpulan = BerkasImpor.objects.select_related(
        "unit__instansi", "periode__instansi", "diunggah_oleh", "diputuskan_oleh"
    )
    hasil: BerkasImpor = akses.ambil(kumpulan, user=request.user, aksi=Aksi.KELOLA_KINERJA, pk=pk)
    return hasil


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def impor(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """Choose a file, fetch a template, see the uploads before. POST keeps the file and shows its preview."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA)
    user = pengguna(request)
    form = ImporForm(request.POST, request.FILES) if request.method == "POST" else ImporForm()
    if request.method == "POST" and form.is_valid():
        try:
            satu = layanan.terima(
                pelaku=user,
                unit=lingkup.unit,
                periode=lingkup.periode,
                jenis=JenisImpor(form.cleaned_data["jenis"]),
                berkas=form.cleaned_data["berkas"],
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            form.add_error("berkas", salah.pesan)
        else:
            return redirect("perjanjian:impor_berkas", pk=satu.pk)
    isi = {
        "judul": f"Impor {lingkup.unit.nama} {lingkup.periode}",
        "form": form,
        "jenis": JenisImpor.choices,
        "baris": baca.daftar(user, lingkup.unit, lingkup.periode),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "perjanjian/impor/impor.html", lingkup.isi(user, BAGIAN, **isi), status=status)


@require_safe
@login_required
def templat(request: HttpRequest, unit: int, tahun: int, jenis: str) -> HttpResponse:
    """An empty workbook with the heads an import knows; the cascade's has a column for each unit."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA)
    if jenis not in JenisImpor.values:
        raise Http404
    judul = f"Templat {JenisImpor(jenis).label}"
    lampiran = baca.lampiran_unit(lingkup.unit, lingkup.periode) if jenis == JenisImpor.MATRIKS else []
    jawab = HttpResponse(tulis_templat(jenis, judul, lampiran), content_type=XLSX)
    nama = nama_bersih(f"templat {jenis} {lingkup.unit.kode} {lingkup.periode.tahun}.xlsx")
    jawab["Content-Disposition"] = f'attachment; filename="{nama.encode("ascii", "replace").decode()}"'
    return jawab


@never_cache
@require_safe
@login_required
def berkas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One upload: its preview while it waits, what was done afterwards."""
    return _halaman(request, ambil_impor(request, pk))


@require_POST
@login_required
def kenali(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what unknown names mean."""
    satu = ambil_impor(request, pk)
    form = NamaForm(request.POST, impor=satu)
    if not form.is_valid():
        return _halaman(request, satu, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    layanan.kenali(pelaku=pengguna(request), impor=satu, pilihan=form.pilihan(), kini=timezone.now())
    messages.success(request, "Arti nama disimpan dan pratinjau diperbarui.")
    return redirect("perjanjian:impor_berkas", pk=pk)


@require_POST
@login_required
def periksa(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make the preview anew from what is stored now."""
    layanan.periksa(pelaku=pengguna(request), impor=ambil_impor(request, pk), kini=timezone.now())
    return redirect("perjanjian:impor_berkas", pk=pk)


@require_POST
@login_required
def terapkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept what the preview showed; a refusal shows it again, as it is now."""
    satu = ambil_impor(request, pk)
    try:
        selesai = layanan.terapkan(
            pelaku=pengguna(request),
            impor=satu,
            sidik_pratinjau=request.POST.get("sidik", ""),
            hanya_baik="hanya_baik" in request.POST,
            kini=timezone.now(),
        )
    except PelanggaranAturan as salah:
        satu.refresh_from_db()
        return _halaman(request, satu, galat=salah.pesan, status=HTTPStatus.CONFLICT)
    jumlah = layanan.hitung(selesai.hasil)
    messages.success(request, f"Diterapkan: {jumlah[Keadaan.BARU]} baru, {jumlah[Keadaan.BERUBAH]} berubah.")
    return redirect("perjanjian:impor_berkas", pk=pk)


@require_POST
@login_required
def buang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Discard an upload that was not accepted."""
    satu = layanan.buang(pelaku=pengguna(request), impor=ambil_impor(request, pk), kini=timezone.now())
    messages.success(request, f"“{satu.nama}” dibuang. Tidak ada yang berubah.")
    return redirect("perjanjian:impor", satu.unit_id, satu.periode.tahun)


def _halaman(
    request: HttpRequest,
    satu: BerkasImpor,
    *,
    form: NamaForm | None = None,
    galat: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    lingkup = Lingkup(satu.unit, satu.periode)
    siap = satu.status == StatusImpor.SIAP
    isi: dict[str, Any] = {
        "judul": satu.nama,
        "jalur": [
            (f"Impor {satu.unit.nama} {satu.periode}", f"/perjanjian/impor/{satu.unit_id}/{satu.periode.tahun}/")
        ],
        "impor": satu,
        "baris": baca.BarisImpor(satu),
        "siap": siap,
        "rincian": baca.rincian(satu),
        "form": form or (NamaForm(impor=satu) if siap and satu.hasil.get("asing") else None),
        "galat": galat,
    }
    return render(request, "perjanjian/impor/berkas.html", lingkup.isi(pengguna(request), BAGIAN, **isi), status=status)
