"""A unit's own sasaran and indicators, added and reworded without leaving the cascade."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indikator.models import Sasaran
from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.forms_cascading import IndikatorForm, NamaForm, SasaranForm
from kinerja.perjanjian.services import cascading_susun as layanan
from kinerja.perjanjian.views.cascading import BAGIAN, alamat_matriks, ambil_baris, jalur_cascading
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup

BIDANG = {"indikator_sudah_ada": "nama", "indikator_tidak_sah": "nama", "sasaran_sudah_ada": "uraian"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sasaran_baru(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """A new sasaran; the next page asks for its first indicator."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA)
    form = SasaranForm(_kiriman(request))
    if request.method == "POST" and form.is_valid():
        try:
            baru = layanan.tambah_sasaran(
                pelaku=pengguna(request),
                unit=lingkup.unit,
                periode=lingkup.periode,
                kini=timezone.now(),
                **form.cleaned_data,
            )
        except PelanggaranAturan as salah:
            _galat(form, salah)
        else:
            messages.success(request, f"Sasaran {baru.nomor} dibuat. Tambahkan indikatornya.")
            alamat = reverse("perjanjian:cascading_indikator_baru", args=lingkup.alamat)
            return redirect(f"{alamat}?sasaran={baru.pk}")
    return _halaman(request, lingkup, form, {"judul": "Tambah sasaran", "tombol": "Simpan sasaran"})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sasaran_ubah(request: HttpRequest, unit: int, tahun: int, sasaran: int) -> HttpResponse:
    """Other words or another kind for one of the unit's sasaran."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA)
    satu = _sasaran(request, lingkup, sasaran)
    form = SasaranForm(_kiriman(request), initial={"uraian": satu.uraian, "jenis": satu.jenis})
    if request.method == "POST" and form.is_valid():
        try:
            layanan.ubah_sasaran(
                pelaku=pengguna(request),
                sasaran=satu,
                semula=request.POST.get("semula", ""),
                kini=timezone.now(),
                **form.cleaned_data,
            )
        except PelanggaranAturan as salah:
            _galat(form, salah)
        else:
            messages.success(request, f"Sasaran {satu.nomor} tersimpan.")
            return redirect(alamat_matriks(lingkup))
    isi = {"judul": f"Ubah sasaran {satu.nomor}", "tombol": "Simpan", "semula": satu.uraian}
    data_induk = reverse("admin:indikator_sasaran_change", args=[satu.pk])
    return _halaman(request, lingkup, form, isi | {"data_induk": data_induk})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def indikator_baru(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """A new indicator of the unit's own; `?sasaran=` fills in its sasaran. Then its targets are asked for."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA)
    form = IndikatorForm(_kiriman(request), initial=_awal(request, lingkup))
    if request.method == "POST" and form.is_valid():
        try:
            baru = layanan.tambah_indikator(
                pelaku=pengguna(request), periode=lingkup.periode, baru=form.isi(lingkup.unit), kini=timezone.now()
            )
        except PelanggaranAturan as salah:
            _galat(form, salah)
        else:
            messages.success(request, f"Indikator {baru.kode} dibuat. Lengkapi target, sumber data, dan penanggungnya.")
            return redirect("perjanjian:cascading_lengkapi", *lingkup.alamat, baru.pk)
    return _halaman(request, lingkup, form, {"judul": "Tambah indikator", "tombol": "Buat indikator"})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def indikator_ubah(request: HttpRequest, unit: int, tahun: int, indikator: int) -> HttpResponse:
    """Other words for an indicator; everything else about it is defined in Data induk."""
    baris = ambil_baris(request, unit, tahun, indikator, Aksi.KELOLA_KINERJA)
    satu = baris.indikator
    form = NamaForm(_kiriman(request), initial={"nama": satu.nama})
    if request.method == "POST" and form.is_valid():
        try:
            layanan.ubah_nama(
                pelaku=pengguna(request),
                indikator=satu,
                nama=form.cleaned_data["nama"],
                semula=request.POST.get("semula", ""),
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            _galat(form, salah)
        else:
            messages.success(request, "Nama indikator tersimpan.")
            return redirect("perjanjian:cascading_indikator", *baris.alamat)
    isi = {
        "judul": f"Ubah nama indikator {satu.kode}",
        "jalur": jalur_cascading(baris.lingkup, baris),
        "tombol": "Simpan",
        "semula": satu.nama,
        "batal": reverse("perjanjian:cascading_indikator", args=baris.alamat),
        "data_induk": reverse("admin:indikator_indikator_change", args=[satu.pk]),
    }
    return _halaman(request, baris.lingkup, form, isi)


def _kiriman(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _sasaran(request: HttpRequest, lingkup: Lingkup, pk: int) -> Sasaran:
    """One of the unit's own in the year; 404 for any other."""
    hasil: Sasaran = akses.ambil(
        Sasaran.objects.select_related("unit", "periode"),
        user=request.user,
        aksi=Aksi.KELOLA_KINERJA,
        pk=pk,
        unit=lingkup.unit,
        periode=lingkup.periode,
    )
    return hasil


def _awal(request: HttpRequest, lingkup: Lingkup) -> dict[str, Any]:
    pk = request.GET.get("sasaran", "")
    if not (pk.isdecimal() and len(pk) <= 18):
        return {}
    satu = _sasaran(request, lingkup, int(pk))
    return {"sasaran": satu.uraian, "jenis_sasaran": satu.jenis}


def _galat(form: forms.Form, salah: PelanggaranAturan) -> None:
    bidang = BIDANG.get(salah.kode)
    form.add_error(bidang if bidang in form.fields else None, salah.pesan)


def _halaman(request: HttpRequest, lingkup: Lingkup, form: forms.Form, isi: Mapping[str, Any]) -> HttpResponse:
    baku = {"jalur": jalur_cascading(lingkup), "batal": alamat_matriks(lingkup), "form": form}
    konteks = lingkup.isi(pengguna(request), BAGIAN, **(baku | dict(isi)))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "perjanjian/cascading/susun.html", konteks, status=status)
