"""Agreements: the list of a subtree and year, and what waits for a party whatever roles it holds."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.perjanjian.selectors.pk_daftar import KEADAAN, daftar_pk, milik_saya
from kinerja.perjanjian.views.lingkup import ambil_lingkup


@require_safe
@login_required
def daftar(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """Every post of a unit and below with the state of its agreement; `?keadaan=` narrows it."""
    lingkup = ambil_lingkup(request, unit, tahun)
    diminta = request.GET.get("keadaan", "")
    keadaan = diminta if diminta in dict(KEADAAN) else ""
    halaman, baris, ringkasan = daftar_pk(
        lingkup.unit, lingkup.periode, timezone.localdate(), keadaan, request.GET.get("halaman")
    )
    user = pengguna(request)
    isi = lingkup.isi(
        user,
        "pk",
        judul=f"Perjanjian Kinerja {tahun}",
        halaman=halaman,
        baris=baris,
        ringkasan=ringkasan,
        keadaan=keadaan,
        sebutan_keadaan=dict(KEADAAN).get(keadaan, ""),
        boleh_susun=akses.boleh_di(user, Aksi.SUSUN_PK, lingkup.unit.jalur),
        boleh_templat=lingkup.unit.instansi_id in akses.instansi_untuk(user, Aksi.SUSUN_PK),
    )
    return render(request, "perjanjian/pk/daftar.html", isi)


@require_safe
@login_required
def saya(request: HttpRequest) -> HttpResponse:
    """The agreements the signed-in person is a party of, whatever roles that person holds."""
    user = pengguna(request)
    tugas = milik_saya(user)
    isi = {
        "judul": "PK saya",
        "menunggu_saya": [t for t in tugas if t.menunggu_saya],
        "lainnya": [t for t in tugas if not t.menunggu_saya],
        "terhubung": user.pejabat_id is not None,
    }
    return render(request, "perjanjian/pk/saya.html", isi)
