"""The report centre's second page: reports of one survey, and survey recaps of many units."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kinerja.laporan import permintaan
from kinerja.laporan.forms import FormKota, FormSurvei
from kinerja.laporan.selectors import pilihan_survei, pilihan_tahun_survei, pilihan_unit
from kinerja.laporan.views import isi_daftar, sesudah_minta
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Unit
from survei.models import Survei

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


def _user(request: HttpRequest) -> Pengguna:
    return cast("Pengguna", request.user)


@login_required
@never_cache
@require_safe
def pusat_survei(request: HttpRequest) -> HttpResponse:
    """Ask for the report of a survey or for a recap; `?survei=` or `?unit=&tahun=` choose beforehand."""
    akses.wajib(_user(request), Aksi.MINTA_LAPORAN)
    awal = {nama: request.GET[nama] for nama in ("survei", "unit", "tahun", "format") if nama in request.GET}
    return _pusat(request, _form_survei(request, initial=awal), _form_kota(request, initial=awal))


def _form_survei(request: HttpRequest, **isi: object) -> FormSurvei:
    return FormSurvei(**isi, survei=pilihan_survei(_user(request), request.GET.get("survei", "")))


def _form_kota(request: HttpRequest, **isi: object) -> FormKota:
    user = _user(request)
    return FormKota(**isi, prefix="kota", unit=pilihan_unit(user), tahun=pilihan_tahun_survei(user))


def _pusat(
    request: HttpRequest, survei: FormSurvei, kota: FormKota, salah: FormSurvei | FormKota | None = None
) -> HttpResponse:
    isi = {"form_survei": survei, "form_kota": kota, "form": salah, "bagian": "survei", **isi_daftar(request)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if salah else HTTPStatus.OK
    return render(request, "laporan/pusat_survei.html", isi, status=status)


@login_required
@require_POST
def minta_survei(request: HttpRequest) -> HttpResponse:
    """Ask for the report of one survey, or join the job that already makes it."""
    form, user = _form_survei(request, data=request.POST), _user(request)
    if not form.is_valid():
        return _pusat(request, form, _form_kota(request), form)
    survei = akses.ambil(
        Survei.objects.select_related("unit"), user=user, aksi=Aksi.MINTA_LAPORAN, pk=form.cleaned_data["survei"]
    )
    hasil = permintaan.minta_survei(
        pelaku=user, survei=survei, format_=form.cleaned_data["format"], kini=timezone.now()
    )
    return sesudah_minta(request, *hasil)


@login_required
@require_POST
def minta_kota(request: HttpRequest) -> HttpResponse:
    """Ask for the recap of a unit, everything below it, and a year."""
    form, user = _form_kota(request, data=request.POST), _user(request)
    if not form.is_valid():
        return _pusat(request, _form_survei(request), form, form)
    pilih = form.cleaned_data
    unit = akses.ambil(Unit.objects, user=user, aksi=Aksi.MINTA_LAPORAN, pk=pilih["unit"])
    hasil = permintaan.minta_kota(
        pelaku=user, unit=unit, tahun=pilih["tahun"], format_=pilih["format"], kini=timezone.now()
    )
    return sesudah_minta(request, *hasil)
