"""Pages of webhooks for the administrator: who is told, what was delivered, what failed and why."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Pengguna
from kinerja.peristiwa import selectors as baca
from kinerja.peristiwa.models import Langganan, StatusPengiriman
from kinerja.peristiwa.services import langganan as layanan


@require_safe
@login_required
def langganan(request: HttpRequest) -> HttpResponse:
    """All subscriptions this person manages."""
    akses.wajib(request.user, Aksi.KELOLA_ORGANISASI)
    halaman = baca.daftar(cast(Pengguna, request.user), request.GET.get("halaman"))
    return render(request, "peristiwa/langganan.html", {"judul": "Webhook", "halaman": halaman})


@require_safe
@login_required
def pengiriman(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One subscription and its deliveries; `?status=` narrows them."""
    satu = akses.ambil(
        Langganan.objects.select_related("unit", "dibuat_oleh"), user=request.user, aksi=Aksi.KELOLA_ORGANISASI, pk=pk
    )
    status = request.GET.get("status", "")
    halaman, baris = baca.pengiriman(satu, status, request.GET.get("halaman"))
    isi = {
        "judul": satu.nama,
        "jalur": [("Webhook", reverse("peristiwa:langganan"))],
        "langganan": satu,
        "jenis": baca.sebut_jenis(satu),
        "halaman": halaman,
        "baris": baris,
        "status": status,
        "pilihan": [("", "Semua"), *StatusPengiriman.choices],
    }
    return render(request, "peristiwa/pengiriman.html", isi)


@require_POST
@login_required
def aktifkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Switch a subscription on again."""
    with transaction.atomic():
        kumpulan = Langganan.objects.select_related("unit").select_for_update(of=("self",))
        satu = akses.ambil(kumpulan, user=request.user, aksi=Aksi.KELOLA_ORGANISASI, pk=pk)
        layanan.ubah(pelaku=cast(Pengguna, request.user), langganan=satu, isi={"aktif": True}, kini=timezone.now())
    messages.success(request, "Webhook diaktifkan. Yang menunggu dikirim dalam beberapa detik, urut dari yang terlama.")
    return redirect("peristiwa:pengiriman", pk=pk)
