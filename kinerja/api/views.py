"""Personal tokens of the signed-in person: made, shown once, revoked."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.api.cakupan import Cakupan
from kinerja.api.forms import KredensialForm
from kinerja.api.kredensial import buat_token, cabut
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Pengguna


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
@sensitive_variables("teks")
def token(request: HttpRequest) -> HttpResponse:
    """One's own tokens and a form for a new one; a new token is shown on the answer to the form, and never again."""
    user = _pengguna(request)
    form = KredensialForm(request.POST if request.method == "POST" else None, pengguna=user)
    form.fields["nama"].help_text = "Untuk apa token ini dipakai, misalnya Skrip rekap bulanan."
    if request.method != "POST" or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return _tampil(request, form, status)
    try:
        baru, teks = buat_token(
            pemilik=user,
            nama=form.cleaned_data["nama"],
            cakupan=form.cleaned_data["cakupan"],
            unit=form.cleaned_data["unit"],
            kedaluwarsa=form.kedaluwarsa,
            kini=timezone.now(),
        )
    except PelanggaranAturan as aturan:
        form.add_error("berlaku_sampai" if aturan.kode == "kedaluwarsa_keliru" else None, aturan.pesan)
        return _tampil(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    kosong = KredensialForm(pengguna=user)
    return _tampil(request, kosong, HTTPStatus.CREATED, {"baru": baru, "rahasia": [(baru.nama, teks)]})


@require_POST
@login_required
def token_cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    user = _pengguna(request)
    satu = user.token.select_related("unit").filter(pk=pk).first()
    if satu is None:
        raise Http404
    cabut(pelaku=user, kunci=satu, kini=timezone.now())
    messages.success(request, f"Token “{satu.nama}” dicabut. Permintaan dengan token ini ditolak mulai sekarang.")
    return redirect("token")


def _tampil(
    request: HttpRequest, form: KredensialForm, status: HTTPStatus, lain: dict[str, Any] | None = None
) -> HttpResponse:
    kata = dict(Cakupan.choices)
    isi = {
        "judul": "Token API pribadi",
        "form": form,
        "kini": timezone.now(),
        "token": [(t, [kata.get(c, c) for c in t.cakupan]) for t in _pengguna(request).token.select_related("unit")],
    }
    return render(request, "api/token.html", isi | (lain or {}), status=status)


def _pengguna(request: HttpRequest) -> Pengguna:
    assert isinstance(request.user, Pengguna)  # noqa: S101 (the view has login_required)
    return request.user
