"""Typing paper forms: one form of digits and Enter, each saved at once; the same page works without JavaScript."""

from __future__ import annotations

from http import HTTPStatus
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
from survei.services import jawaban as layanan
from survei.services import tally
from survei.views.dasar import ambil_survei, jalur_survei, pengguna


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def isi(request: HttpRequest, pk: int) -> HttpResponse:
    """The entry page. POST saves one form: JSON for the page's script, a redirect without it."""
    if request.headers.get("X-Requested-With") == "kertas":
        return jawab_json(_simpan_json)(request, pk)  # type: ignore[return-value]
    survei = ambil_survei(request, pk)
    if request.method != "POST":
        layanan.wajib_berjalan(survei)
        return _halaman(request, survei, _form(survei))
    form = _form(survei, request)
    if form.is_valid():
        try:
            hasil = _simpan(request, survei, form)
        except PelanggaranAturan as salah:
            form.add_error(None, salah.pesan)
        else:
            messages.success(request, f"Tersimpan: {_tulis(survei, hasil)}.")
            return redirect(f"{reverse('survei:kertas', args=[pk])}?akhir={hasil.kunci}")
    return _halaman(request, survei, form)


@require_POST
@login_required
def urungkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entered form out again; its digits go back into the box."""
    if request.headers.get("X-Requested-With") == "kertas":
        return jawab_json(_urungkan_json)(request, pk)  # type: ignore[return-value]
    survei = ambil_survei(request, pk)
    lama = layanan.urungkan_kertas(
        pelaku=pengguna(request), survei=survei, kunci=_kunci(request.POST.get("kunci", "")), kini=timezone.now()
    )
    teks = _tulis(survei, lama)
    messages.success(request, f"Isian {teks} diurungkan. Angkanya kembali di kotak untuk diperbaiki.")
    return redirect(f"{reverse('survei:kertas', args=[pk])}?angka={teks}")


def _simpan_json(request: HttpRequest, pk: int) -> JsonResponse:
    survei = ambil_survei(request, pk)
    form = _form(survei, request)
    if not form.is_valid():
        galat = {nama: " ".join(map(str, daftar)) for nama, daftar in form.errors.items()}
        return ditolak("Periksa lagi isian ini.", HTTPStatus.UNPROCESSABLE_ENTITY, galat=galat)
    hasil = _simpan(request, survei, form)
    return JsonResponse({"keadaan": "tersimpan", "teks": _tulis(survei, hasil), "jumlah": _jumlah(survei)})


def _urungkan_json(request: HttpRequest, pk: int) -> JsonResponse:
    survei = ambil_survei(request, pk)
    kunci = _kunci(request.POST.get("kunci", ""))
    lama = layanan.urungkan_kertas(pelaku=pengguna(request), survei=survei, kunci=kunci, kini=timezone.now())
    return JsonResponse({"keadaan": "diurungkan", "teks": _tulis(survei, lama), "jumlah": _jumlah(survei)})


def _form(survei: Survei, request: HttpRequest | None = None) -> KertasForm:
    data = request.POST if request else None
    return KertasForm(data, survei=survei, layanan=survei.layanan.all(), use_required_attribute=False)


def _simpan(request: HttpRequest, survei: Survei, form: KertasForm) -> Jawaban:
    return layanan.terima_kertas(
        pelaku=pengguna(request),
        survei=survei,
        isian=form.isian(),
        kunci=form.cleaned_data["kunci"],
        kini=timezone.now(),
    ).jawaban


def _tulis(survei: Survei, jawaban: Jawaban) -> str:
    """The digits as typed, `0` for a blank."""
    return "".join(str(getattr(jawaban, kolom) or 0) for kolom in tally.kolom_unsur(survei).values())


def _jumlah(survei: Survei) -> int:
    kertas = tally.baca(survei, "kanal").get(("kanal", "kertas"))
    return kertas.responden if kertas else 0


def _kunci(teks: str) -> UUID:
    try:
        return UUID(teks)
    except ValueError as salah:
        raise Http404 from salah


def _halaman(request: HttpRequest, survei: Survei, form: KertasForm) -> HttpResponse:
    angka = request.GET.get("angka", "")
    if angka and not form.is_bound:
        form.initial["angka"] = angka[:60]
    akhir = request.GET.get("akhir", "")
    isi_halaman = {
        "judul": "Isian kertas",
        "jalur": jalur_survei(survei),
        "survei": survei,
        "periode": sebutan_periode(survei),
        "form": form,
        "baris": daftar_unsur(survei),
        "jumlah": _jumlah(survei),
        "akhir": akhir if akhir and len(akhir) == 36 else "",
    }
    return render(request, "survei/kertas/isi.html", isi_halaman)
