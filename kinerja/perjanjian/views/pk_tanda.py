"""Signing electronically. Certificate, passphrase and NIK go from the request to the signer and nowhere else."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.data import cairkan_pk
from kinerja.perjanjian.forms_pk import BsreForm, SertifikatForm
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.services.tanda_tangan import tandatangani
from kinerja.perjanjian.tandatangan.antarmuka import Penandatangan, Rahasia
from kinerja.perjanjian.tandatangan.bsre import LayananBsre, PenandatanganBsre
from kinerja.perjanjian.tandatangan.pades import PenandatanganPkcs12
from kinerja.perjanjian.tandatangan.pilih import layanan_bsre
from kinerja.perjanjian.views.pk_dasar import alamat_pk, ambil_pk, baca_versi_baris, jalur_pk, pengguna

# Refusals that belong beside a field of the form; all others are said above it.
KOLOM_GALAT = {
    "sandi_salah": "sandi",
    "sertifikat_rusak": "berkas",
    "sertifikat_kedaluwarsa": "berkas",
    "sertifikat_belum_berlaku": "berkas",
    "sertifikat_bukan_untuk_tanda_tangan": "berkas",
    "nik_salah": "nik",
    "nik_tidak_terdaftar": "nik",
}


@sensitive_post_parameters("sandi", "nik")
@sensitive_variables("form", "penandatangan")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tanda(request: HttpRequest, pk: int) -> HttpResponse:
    """The page to sign on, and signing: `cara` is `sertifikat` or `bsre`."""
    perjanjian = ambil_pk(request, pk, Aksi.TANDATANGANI_PK)
    if request.method != "POST":
        return _tampil(request, perjanjian)
    layanan = layanan_bsre()
    form: SertifikatForm | BsreForm
    if request.POST.get("cara") == "bsre" and layanan is not None:
        form = BsreForm(request.POST, auto_id="bsre_%s")
    else:
        form = SertifikatForm(request.POST, request.FILES, auto_id="sertifikat_%s")
    if not form.is_valid():
        return _tampil(request, perjanjian, form)
    try:
        hasil = tandatangani(
            pelaku=pengguna(request),
            perjanjian=perjanjian,
            versi_baris=baca_versi_baris(request),
            penandatangan=_penandatangan(form, layanan),
            kini=timezone.now(),
        )
    except PelanggaranAturan as salah:
        kolom = KOLOM_GALAT.get(salah.kode)
        form.add_error(kolom if kolom in form.fields else None, salah.pesan)
        return _tampil(request, ambil_pk(request, pk, Aksi.BACA), form, salah)
    messages.success(request, _kalimat(hasil))
    return redirect(alamat_pk(hasil))


@sensitive_variables()
def _penandatangan(form: SertifikatForm | BsreForm, layanan: LayananBsre | None) -> Penandatangan:
    isi = form.cleaned_data
    if isinstance(form, BsreForm):
        assert layanan is not None  # noqa: S101 (without it the other form was chosen)
        return PenandatanganBsre(layanan, isi["nik"], Rahasia(isi["sandi"]))
    return PenandatanganPkcs12(isi["berkas"], Rahasia(isi["sandi"]))


def _kalimat(perjanjian: PerjanjianKinerja) -> str:
    if perjanjian.status == Status.DITANDATANGANI:
        return "Semua pihak sudah menandatangani. Perjanjian Kinerja ini berlaku."
    return "Tanda tangan Anda tersimpan. Perjanjian berlaku setelah pihak lainnya menandatangani."


def _tampil(
    request: HttpRequest,
    perjanjian: PerjanjianKinerja,
    form: SertifikatForm | BsreForm | None = None,
    ditolak: PelanggaranAturan | None = None,
) -> HttpResponse:
    isi = {
        "judul": "Tanda tangani",
        "jalur": jalur_pk(request, perjanjian, di_dalam=True),
        "perjanjian": perjanjian,
        "data": cairkan_pk(perjanjian.isi),
        "form": form,
        "ditolak": ditolak,
        "form_sertifikat": form if isinstance(form, SertifikatForm) else SertifikatForm(auto_id="sertifikat_%s"),
        "form_bsre": form if isinstance(form, BsreForm) else BsreForm(auto_id="bsre_%s"),
        "ada_bsre": layanan_bsre() is not None,
    }
    status = HTTPStatus.CONFLICT if ditolak else HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "perjanjian/pk/tanda.html", isi, status=status)
