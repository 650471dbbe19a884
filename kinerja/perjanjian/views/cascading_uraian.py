"""Derivations in words: written in place, and turned into indicators of units' own."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indikator.hitung.capaian import Arah
from indikator.hitung.triwulan import Pola
from indikator.models import Indikator
from indikator.views.putusan import pengguna
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from kinerja.perjanjian.forms_cascading import TurunkanForm, UraianForm
from kinerja.perjanjian.models.cascading import UraianTurunan
from kinerja.perjanjian.selectors.cascading_matriks_tingkat import TINGKAT_MAKS, Lampiran, unit_tingkat
from kinerja.perjanjian.selectors.cascading_rincian import turunan_uraian, uraian_sel
from kinerja.perjanjian.services import cascading_uraian as layanan
from kinerja.perjanjian.views.cascading import (
    BAGIAN,
    BERUBAH,
    BarisLingkup,
    alamat_matriks,
    ambil_baris,
    jalur_cascading,
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def uraian(request: HttpRequest, unit: int, tahun: int, indikator: int, tingkat: int) -> HttpResponse:
    """Change the words of one row on one level: over the matrix with htmx, else on a page of its own."""
    baris = _ambil(request, unit, tahun, indikator, tingkat)
    ada = uraian_sel(baris.indikator, tingkat)
    if request.htmx and "batal" in request.GET:  # type: ignore[attr-defined]
        return _jawab(request, baris, "uraian.html", _isi(baris, tingkat, ada))
    form = UraianForm(request.POST if request.method == "POST" else None, initial=UraianForm.awal(ada))
    if request.method == "POST" and form.is_valid():
        try:
            hasil = layanan.tulis_uraian(
                pelaku=pengguna(request),
                indikator=baris.indikator,
                tingkat=tingkat,
                teks=form.cleaned_data["teks"],
                catatan=form.cleaned_data["catatan"],
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            form.add_error("teks", salah.pesan)
        else:
            return _tersimpan(request, baris, tingkat, hasil)
    isi = _isi(baris, tingkat, ada) | {"form": form, "judul": f"Uraian {_nama(tingkat)}"}
    templat = "uraian_isian.html" if request.htmx else "uraian_halaman.html"  # type: ignore[attr-defined]
    return _jawab(request, baris, templat, isi)


def _tersimpan(request: HttpRequest, baris: BarisLingkup, tingkat: int, hasil: UraianTurunan | None) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, "Uraian tersimpan." if hasil else "Uraian dihapus.")
        return redirect(
            f"{alamat_matriks(baris.lingkup)}?lampiran={_lampiran(baris, tingkat)}#baris-{baris.indikator.pk}"
        )
    jawab = _jawab(request, baris, "uraian.html", _isi(baris, tingkat, hasil))
    jawab["HX-Trigger-After-Settle"] = BERUBAH
    return jawab


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def turunkan(request: HttpRequest, unit: int, tahun: int, indikator: int, tingkat: int) -> HttpResponse:
    """Make an indicator of a unit's own from the words; the words stay and the link remembers them."""
    baris = _ambil(request, unit, tahun, indikator, tingkat)
    ada = uraian_sel(baris.indikator, tingkat)
    if ada is None:
        raise Http404
    pilihan = unit_tingkat(baris.indikator.sasaran.unit, baris.lingkup.periode, tingkat)
    form = TurunkanForm(
        request.POST if request.method == "POST" else None, unit=pilihan, initial=_awal(baris.indikator)
    )
    if request.method == "POST" and form.is_valid():
        try:
            tautan = layanan.turunkan(pelaku=pengguna(request), uraian=ada, baru=form.baru(), kini=timezone.now())
        except PelanggaranAturan as salah:
            form.add_error("nama" if salah.kode == "indikator_tidak_sah" else None, salah.pesan)
        else:
            messages.success(
                request, f"Indikator {tautan.anak} milik {tautan.unit} dibuat. Lengkapi target dan sumber datanya."
            )
            return redirect("perjanjian:cascading_indikator", *baris.alamat)
    isi = _isi(baris, tingkat, ada) | {
        "form": form,
        "judul": "Turunkan menjadi indikator",
        "turunan": turunan_uraian(ada),
    }
    return _jawab(request, baris, "turunkan.html", isi)


def _awal(indikator: Indikator) -> dict[str, Any]:
    return {
        "sasaran": indikator.sasaran.uraian,
        "jenis_sasaran": indikator.sasaran.jenis,
        "satuan": indikator.satuan_id,
        "arah": Arah(indikator.arah).value,
        "pola": Pola(indikator.pola).value,
    }


def _ambil(request: HttpRequest, unit: int, tahun: int, indikator: int, tingkat: int) -> BarisLingkup:
    if not 1 <= tingkat <= TINGKAT_MAKS:
        raise Http404
    return ambil_baris(request, unit, tahun, indikator, Aksi.KELOLA_KINERJA)


def _nama(tingkat: int) -> str:
    return Lampiran(tingkat, "", 0).nama


def _lampiran(baris: BarisLingkup, tingkat: int) -> int:
    """The level as the matrix of the present unit counts it, which may lie below the indicator's owner."""
    pemilik: Unit = baris.indikator.sasaran.unit
    return tingkat - (baris.lingkup.unit.jalur.count(".") - pemilik.jalur.count("."))


def _isi(baris: BarisLingkup, tingkat: int, ada: UraianTurunan | None) -> dict[str, Any]:
    return {
        "indikator": baris.indikator,
        "tingkat": tingkat,
        "lampiran": _lampiran(baris, tingkat),
        "nama_lampiran": _nama(tingkat),
        "uraian": ada,
        "boleh": True,
    }


def _jawab(request: HttpRequest, baris: BarisLingkup, templat: str, isi: dict[str, Any]) -> HttpResponse:
    form = isi.get("form")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.errors else HTTPStatus.OK
    konteks = isi | {"jalur": jalur_cascading(baris.lingkup, baris)}
    if request.htmx:  # type: ignore[attr-defined]
        konteks |= {"lingkup": baris.lingkup}
    else:
        konteks = baris.lingkup.isi(pengguna(request), BAGIAN, **konteks)
    return render(request, f"perjanjian/cascading/{templat}", konteks, status=status)
