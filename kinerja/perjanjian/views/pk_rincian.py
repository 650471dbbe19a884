"""One agreement as its page shows it: statement, annexes, history, documents, findings and what may be done next."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kinerja.organisasi.akses import Aksi
from kinerja.perjanjian.views.pk_dasar import ambil_pk, jalur_pk


@require_safe
@login_required
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one version of an agreement."""
    perjanjian = ambil_pk(request, pk, Aksi.BACA)
    return render(
        request,
        "perjanjian/pk/rincian.html",
        {"judul": perjanjian.judul, "jalur": jalur_pk(request, perjanjian), "perjanjian": perjanjian},
    )
