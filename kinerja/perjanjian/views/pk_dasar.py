"""What the pages of one agreement share: fetched and authorised in one step, and the path to it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.perjanjian.models import PerjanjianKinerja


def ambil_pk(request: HttpRequest, pk: int, aksi: Aksi) -> PerjanjianKinerja:
    """The agreement, if this person may do `aksi` on it: 404 outside the subtree for who is no party, 403 otherwise."""
    kumpulan = PerjanjianKinerja.objects.select_related(
        "jabatan__unit", "periode__instansi", "pejabat_pertama", "pejabat_kedua", "sebelumnya__periode"
    )
    hasil: PerjanjianKinerja = akses.ambil(kumpulan, user=request.user, aksi=aksi, pk=pk)
    return hasil


def alamat_pk(perjanjian: PerjanjianKinerja) -> str:
    """The agreement's own page."""
    return reverse("perjanjian:pk_rincian", args=[perjanjian.pk])


def jalur_pk(request: HttpRequest, perjanjian: PerjanjianKinerja, *, di_dalam: bool = False) -> list[tuple[str, str]]:
    """The path on top of an agreement's page, or of a page below it; a party without a role comes from its own list."""
    if akses.boleh_di(request.user, Aksi.BACA, perjanjian.jabatan.unit.jalur):
        alamat = reverse("perjanjian:pk", args=[perjanjian.jabatan.unit_id, perjanjian.periode.tahun])
        atas = [(f"Perjanjian Kinerja {perjanjian.periode.tahun}", alamat)]
    else:
        atas = [("PK saya", reverse("perjanjian:pk_saya"))]
    return [*atas, (perjanjian.jabatan.nama, alamat_pk(perjanjian))] if di_dalam else atas


__all__ = ["alamat_pk", "ambil_pk", "jalur_pk", "pengguna"]
