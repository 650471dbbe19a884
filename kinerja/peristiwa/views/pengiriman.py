"""Deliveries of one subscription: what came of each, one of them in full, and sending again."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.peristiwa import selectors as baca
from kinerja.peristiwa.forms import UlangiForm
from kinerja.peristiwa.models import Langganan, Pengiriman, StatusPengiriman
from kinerja.peristiwa.services import langganan as layanan
from kinerja.peristiwa.views.lingkup import ambil_langganan, jalur_daftar, jalur_satu, pengguna


@require_safe
@login_required
def daftar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One subscription and its deliveries; `?status=` and `?jenis=` narrow them."""
    return _tampil(request, ambil_langganan(request, pk), UlangiForm())


@require_POST
@login_required
def ulangi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send again everything from one number on."""
    form = UlangiForm(request.POST)
    with transaction.atomic():
        satu = ambil_langganan(request, pk, kunci=True)
        if form.is_valid():
            try:
                banyak = layanan.ulangi(
                    pelaku=pengguna(request), langganan=satu, dari=form.cleaned_data["dari"], kini=timezone.now()
                )
            except PelanggaranAturan as aturan:
                form.add_error(None, aturan.pesan)
    if form.errors:
        return _tampil(request, satu, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if banyak:
        messages.success(request, f"{banyak} peristiwa diantrekan, urut dari yang terlama.")
    else:
        messages.info(request, "Tidak ada peristiwa webhook ini sejak nomor itu; tidak ada yang diantrekan.")
    return redirect("peristiwa:pengiriman", pk=pk)


@require_safe
@login_required
def rincian(request: HttpRequest, pk: UUID, nomor: int) -> HttpResponse:
    """One delivery: what is sent, what came back at each try, and when it is tried next."""
    satu = _ambil(request, pk, nomor)
    isi = {
        "judul": f"Peristiwa {satu.peristiwa.urutan}",
        "rincian": baca.rincian(satu, timezone.now()),
        "jalur": [jalur_daftar(), jalur_satu(satu.langganan)],
    }
    return render(request, "peristiwa/rincian.html", isi)


@require_POST
@login_required
def kirim_ulang(request: HttpRequest, pk: UUID, nomor: int) -> HttpResponse:
    """Send one delivery again."""
    satu = _ambil(request, pk, nomor)
    try:
        layanan.kirim_ulang(pelaku=pengguna(request), pengiriman=satu, kini=timezone.now())
    except PelanggaranAturan as aturan:
        messages.error(request, aturan.pesan)
    else:
        messages.success(request, "Diantrekan. Hasilnya tampil di sini dalam beberapa detik; muat ulang halaman ini.")
    return redirect("peristiwa:rincian", pk=pk, nomor=nomor)


def _ambil(request: HttpRequest, pk: UUID, nomor: int) -> Pengiriman:
    hasil: Pengiriman = akses.ambil(
        Pengiriman.objects.select_related("langganan__unit", "peristiwa"),
        user=request.user,
        aksi=Aksi.KELOLA_ORGANISASI,
        pk=nomor,
        langganan=pk,
    )
    return hasil


def _tampil(
    request: HttpRequest, satu: Langganan, form: UlangiForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    saringan = baca.Saringan.dari(request.GET)
    halaman, baris = baca.pengiriman(satu, saringan, request.GET.get("halaman"), timezone.now())
    isi = {
        "judul": satu.nama,
        "jalur": [jalur_daftar()],
        "langganan": satu,
        "jenis": baca.sebut_jenis(satu),
        "jumlah": baca.jumlah(satu),
        "halaman": halaman,
        "baris": baris,
        "saringan": saringan,
        "pilihan_status": [("", "Semua"), *StatusPengiriman.choices],
        "pilihan_jenis": baca.pilihan_jenis(satu),
        "form": form,
    }
    return render(request, "peristiwa/pengiriman.html", isi, status=status)
