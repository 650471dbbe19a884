"""Typing paper forms: one form of digits and Enter, each saved at once; the same page works without JavaScript."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from indikator.views.lembar_isian import ditolak, jawab_json
from kinerja.organisasi.aturan import PelanggaranAturan
from survei.forms.kertas import KertasForm
from survei.models import Jawaban, Survei
from survei.selectors.kelola import daftar_unsur, sebutan_periode
from survei.selectors.kertas import angka_kertas, banyak_kertas, cari_kertas
from survei.services import jawaban as layanan
from survei.views.dasar import ambil_survei, jalur_survei, pengguna

SKRIP = "kertas"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def isi(request: HttpRequest, pk: int) -> HttpResponse:
    """The entry page. POST saves one form: JSON for the page's script, a redirect without it."""
    if request.headers.get("X-Requested-With") == SKRIP:
        return jawab_json(_simpan_json)(request, pk)  # type: ignore[return-value]
    survei = ambil_survei(request, pk)
    if request.method != "POST":
        layanan.wajib_berjalan(survei)
        return _halaman(request, survei)
    form = _form(survei, request)
    if form.is_valid():
        try:
            hasil = _simpan(request, survei, form)
        except PelanggaranAturan as salah:
            form.add_error(None, salah.pesan)
        else:
            messages.success(request, f"Tersimpan: {angka_kertas(survei, hasil)}.")
            return redirect(f"{reverse('survei:kertas', args=[pk])}?akhir={hasil.kunci}")
    return _halaman(request, survei, form)


@require_POST
@login_required
def urungkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entered form out again; all that was typed stands in the form again."""
    if request.headers.get("X-Requested-With") == SKRIP:
        return jawab_json(_urungkan_json)(request, pk)  # type: ignore[return-value]
    survei = ambil_survei(request, pk)
    lama = _urungkan(request, survei)
    messages.success(request, f"Isian {angka_kertas(survei, lama)} diurungkan dan kembali di kotak untuk diperbaiki.")
    return _halaman(request, survei, _form(survei, awal=KertasForm.awal(survei, lama)))


def _simpan_json(request: HttpRequest, pk: int) -> JsonResponse:
    survei = ambil_survei(request, pk)
    form = _form(survei, request)
    if not form.is_valid():
        galat = {nama: " ".join(map(str, daftar)) for nama, daftar in form.errors.items()}
        return ditolak(" ".join(galat.values()), HTTPStatus.UNPROCESSABLE_ENTITY, galat=galat)
    hasil = _simpan(request, survei, form)
    return JsonResponse({"keadaan": "tersimpan", "angka": angka_kertas(survei, hasil), "jumlah": banyak_kertas(survei)})


def _urungkan_json(request: HttpRequest, pk: int) -> JsonResponse:
    survei = ambil_survei(request, pk)
    lama = _urungkan(request, survei)
    return JsonResponse(
        {"keadaan": "diurungkan", "isi": KertasForm.awal(survei, lama), "jumlah": banyak_kertas(survei)}
    )


def _form(survei: Survei, request: HttpRequest | None = None, awal: dict[str, str] | None = None) -> KertasForm:
    data = request.POST if request else None
    hari_ini = timezone.now().astimezone(survei.unit.instansi.zona).date()
    umum: dict[str, Any] = {"survei": survei, "layanan": survei.layanan.all(), "hari_ini": hari_ini}
    return KertasForm(data, initial=awal, use_required_attribute=False, **umum)


def _simpan(request: HttpRequest, survei: Survei, form: KertasForm) -> Jawaban:
    return layanan.terima_kertas(
        pelaku=pengguna(request),
        survei=survei,
        isian=form.isian(),
        kunci=form.cleaned_data["kunci"],
        kini=timezone.now(),
    ).jawaban


def _urungkan(request: HttpRequest, survei: Survei) -> Jawaban:
    kunci = _kunci(request.POST.get("kunci", ""))
    if kunci is None:
        raise Http404
    return layanan.urungkan_kertas(pelaku=pengguna(request), survei=survei, kunci=kunci, kini=timezone.now())


def _kunci(teks: str) -> UUID | None:
    try:
        return UUID(teks)
    except ValueError:
        return None


def _halaman(request: HttpRequest, survei: Survei, form: KertasForm | None = None) -> HttpResponse:
    """The page with this form, or with a new one that goes on with the pile of the form saved last."""
    kunci = _kunci(request.GET.get("akhir", ""))
    akhir = cari_kertas(survei, kunci) if kunci else None
    form = form or _form(survei, awal=KertasForm.awal_berikut(survei, akhir) if akhir else None)
    isi_halaman = {
        "judul": "Isian kertas",
        "jalur": jalur_survei(survei),
        "survei": survei,
        "periode": sebutan_periode(survei),
        "form": form,
        "baris": daftar_unsur(survei),
        "jumlah": banyak_kertas(survei),
        "akhir": akhir,
        "akhir_angka": angka_kertas(survei, akhir) if akhir else "",
    }
    return render(request, "survei/kertas/isi.html", isi_halaman)
