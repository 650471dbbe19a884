"""What the pages of webhooks share: who asks, and a subscription fetched and authorised in one step."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Pengguna
from kinerja.peristiwa.models import Langganan


def pengguna(request: HttpRequest) -> Pengguna:
    """The signed-in person; the view has `login_required`."""
    assert isinstance(request.user, Pengguna)  # noqa: S101
    return request.user


def ambil_langganan(request: HttpRequest, pk: UUID, *, kunci: bool = False) -> Langganan:
    """One subscription, if this person manages its unit; with `kunci` locked, inside a transaction."""
    kumpulan = Langganan.objects.select_related("unit", "dibuat_oleh")
    if kunci:
        kumpulan = kumpulan.select_for_update(of=("self",))
    satu: Langganan = akses.ambil(kumpulan, user=request.user, aksi=Aksi.KELOLA_ORGANISASI, pk=pk)
    return satu


def jalur_daftar() -> tuple[str, str]:
    """The way back to all subscriptions."""
    return "Webhook", reverse("peristiwa:langganan")


def jalur_satu(langganan: Langganan) -> tuple[str, str]:
    """The way back to one."""
    return langganan.nama, reverse("peristiwa:pengiriman", args=[langganan.pk])
