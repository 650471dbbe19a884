"""Planners: from which unit's surveys an indicator's component takes its value."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.models import Indikator, Komponen
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from survei.forms.rtl import TautanIndikatorForm
from survei.selectors import tautan as baca
from survei.services import tautan_indikator as layanan
from survei.views.dasar import jalur_survei, pengguna

JUDUL = "Indikator dari hasil survei"


@require_safe
@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """Components of source survei with what feeds them."""
    akses.wajib(request.user, Aksi.KELOLA_KINERJA)
    isi = {"judul": JUDUL, "jalur": jalur_survei(), "baris": baca.daftar_tautan(pengguna(request))}
    return render(request, "survei/indikator/daftar.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def atur(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the unit and the figure of one component."""
    komponen = _ambil(request, pk)
    tautan = getattr(komponen, "tautan_survei", None)
    awal = {"unit": str(tautan.unit_id), "ukuran": tautan.ukuran} if tautan else {"ukuran": "ikm"}
    unit = baca.unit_pilihan(pengguna(request), komponen.indikator)
    form = TautanIndikatorForm(request.POST if request.method == "POST" else None, unit=unit, initial=awal)
    if request.method == "POST" and form.is_valid():
        layanan.atur(
            pelaku=pengguna(request),
            komponen=komponen,
            unit=form.unit_terpilih,
            ukuran=form.cleaned_data["ukuran"],
            kini=timezone.now(),
        )
        messages.success(request, f"“{komponen.label}” terisi dari hasil survei {form.unit_terpilih.nama}.")
        return redirect("survei:indikator")
    isi = {
        "judul": "Atur sumber survei",
        "jalur": [*jalur_survei(), (JUDUL, reverse("survei:indikator"))],
        "komponen": komponen,
        "indikator": komponen.indikator,
        "tautan": tautan,
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "survei/indikator/atur.html", isi, status=status)


@require_POST
@login_required
def lepas(request: HttpRequest, pk: int) -> HttpResponse:
    """Cut a component off from its survey."""
    komponen = _ambil(request, pk)
    layanan.lepas(pelaku=pengguna(request), komponen=komponen, kini=timezone.now())
    messages.success(request, f"“{komponen.label}” tidak lagi terisi dari survei.")
    return redirect("survei:indikator")


def _ambil(request: HttpRequest, pk: int) -> Komponen:
    """The component, if this person plans its indicator; 404 for one that is not of source survei."""
    indikator: Indikator = akses.ambil(
        Indikator.objects.select_related("sasaran__unit", "sasaran__periode"),
        user=request.user,
        aksi=Aksi.KELOLA_KINERJA,
        komponen=pk,
    )
    komponen = baca.komponen_survei(indikator, pk)
    if komponen is None:
        raise Http404
    return komponen
