"""Copying the activities of an earlier year: what would be copied is shown and ticked first."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indikator.views.putusan import pengguna
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.selectors.rencana_pilihan import baris_salin, tahun_sumber
from kinerja.perjanjian.services import rencana_salin as layanan
from kinerja.perjanjian.views.lingkup import ambil_lingkup
from kinerja.perjanjian.views.rencana import alamat_rencana, jalur_rencana


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def salin(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """GET shows what the latest earlier year has and where it would go; POST copies what is ticked."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.SUSUN_PK)
    dari, galat = tahun_sumber(lingkup.unit, lingkup.periode), ""
    pilihan = {int(teks) for teks in request.POST.getlist("pilih") if teks.isdecimal() and len(teks) <= 18}
    if request.method == "POST" and dari is not None:
        try:
            baru = layanan.salin(
                pelaku=pengguna(request),
                unit=lingkup.unit,
                dari=dari,
                ke=lingkup.periode,
                pilihan=pilihan,
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            galat = salah.pesan
        else:
            messages.success(request, f"{len(baru)} kegiatan disalin dari {dari}. Isi anggarannya menurut {tahun}.")
            return redirect(alamat_rencana(lingkup))
    baris = baris_salin(lingkup.unit, dari, lingkup.periode) if dari is not None else []
    isi = {
        "judul": f"Salin kegiatan ke {tahun}",
        "jalur": jalur_rencana(lingkup),
        "lingkup": lingkup,
        "unit": lingkup.unit,
        "dari": dari,
        "baris": baris,
        "dapat": sum(not b.halangan for b in baris),
        "pilihan": pilihan if request.method == "POST" else {b.kegiatan.pk for b in baris if not b.halangan},
        "galat": galat,
        "alamat_rencana": alamat_rencana(lingkup),
    }
    tolak = request.method == "POST"
    return render(request, "perjanjian/rencana/salin.html", isi, status=HTTPStatus.CONFLICT if tolak else HTTPStatus.OK)
