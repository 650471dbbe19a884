"""Filling in what the checks ask of an indicator, without leaving the cascade."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indikator.services import kelengkapan as layanan
from indikator.views.putusan import pengguna
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.forms_kelengkapan import KelengkapanForm
from kinerja.perjanjian.selectors.cascading_rincian import jabatan_pilihan
from kinerja.perjanjian.views.cascading import BAGIAN, ambil_baris, jalur_cascading


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lengkapi(request: HttpRequest, unit: int, tahun: int, indikator: int) -> HttpResponse:
    """Targets of the quarters and the year, source of data, posts in charge; a refusal keeps what was typed."""
    baris = ambil_baris(request, unit, tahun, indikator, Aksi.KELOLA_KINERJA)
    satu = baris.indikator
    kini = layanan.kelengkapan_kini(satu)
    form = KelengkapanForm(
        request.POST if request.method == "POST" else None,
        indikator=satu,
        jabatan=jabatan_pilihan(satu, kini.penanggung_jawab),
        initial=KelengkapanForm.awal(satu, kini),
    )
    beda: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            berubah = layanan.lengkapi(
                pelaku=pengguna(request),
                indikator=satu,
                isi=form.kelengkapan(),
                sidik=request.POST.get("sidik", ""),
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            beda = form.beda(satu, kini)
            form.add_error(None, salah.pesan)
        else:
            kata = "Kelengkapan indikator tersimpan." if berubah else "Tidak ada yang berubah."
            messages.success(request, kata)
            return redirect("perjanjian:cascading_indikator", *baris.alamat)
    isi = {
        "judul": "Lengkapi indikator",
        "jalur": jalur_cascading(baris.lingkup, baris),
        "indikator": satu,
        "form": form,
        "beda": beda,
        "sidik": layanan.sidik_kelengkapan(satu),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    konteks = baris.lingkup.isi(pengguna(request), BAGIAN, **isi)
    return render(request, "perjanjian/cascading/lengkapi.html", konteks, status=status)
