"""What the pages of survey staff share: the survey fetched and authorised in one step, and the path to it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from indikator.views.putusan import baca_versi, pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from survei.models import Survei

__all__ = ["alamat_survei", "ambil_survei", "baca_versi", "jalur_survei", "nomor", "pengguna"]


def ambil_survei(request: HttpRequest, pk: int, aksi: Aksi = Aksi.KELOLA_SURVEI) -> Survei:
    """The survey, if this person may do `aksi` on it: 404 outside the subtree, 403 without the role."""
    hasil: Survei = akses.ambil(Survei.objects.select_related("unit__instansi"), user=request.user, aksi=aksi, pk=pk)
    return hasil


def jalur_survei(survei: Survei | None = None) -> list[tuple[str, str]]:
    """The path on top of a page below the list, or below one survey."""
    atas = [("Survei", reverse("survei:daftar"))]
    return atas if survei is None else [*atas, (survei.judul, alamat_survei(survei))]


def alamat_survei(survei: Survei) -> str:
    """The survey's own page."""
    return reverse("survei:rincian", args=[survei.pk])


def nomor(teks: str) -> int:
    """A row's number as a form sent it; 404 for what no page of ours sends."""
    if not teks.isdecimal() or len(teks) > 18:
        raise Http404
    return int(teks)
