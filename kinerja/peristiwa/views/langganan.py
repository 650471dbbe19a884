"""Subscriptions: the list, a new one, changed, given a new secret, paused and switched on, removed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.api.etag import etag_isi
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.peristiwa import selectors as baca
from kinerja.peristiwa.forms import LanggananForm
from kinerja.peristiwa.models import Langganan
from kinerja.peristiwa.services import langganan as layanan
from kinerja.peristiwa.services.tanda import rahasia as rahasia_dari
from kinerja.peristiwa.views.lingkup import ambil_langganan, jalur_daftar, jalur_satu, pengguna

# rule → the field it is told at
KOLOM_ATURAN = {
    "alamat_webhook": "url",
    "alamat_tak_dikenal": "url",
    "alamat_pribadi": "url",
    "jenis_peristiwa": "jenis",
    "unit_lain_instansi": "unit",
}


@require_safe
@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """All subscriptions this person manages."""
    akses.wajib(request.user, Aksi.KELOLA_ORGANISASI)
    halaman = baca.daftar(pengguna(request), request.GET.get("halaman"))
    return render(request, "peristiwa/langganan.html", {"judul": "Webhook", "halaman": halaman})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
@sensitive_variables("butir")
def baru(request: HttpRequest) -> HttpResponse:
    """Subscribe; the secret is shown on the answer to the form, and never again."""
    akses.wajib(request.user, Aksi.KELOLA_ORGANISASI)
    user = pengguna(request)
    form = LanggananForm(request.POST if request.method == "POST" else None, pengguna=user, aksi=Aksi.KELOLA_ORGANISASI)
    if form.is_valid():
        try:
            satu = layanan.berlangganan(pelaku=user, kini=timezone.now(), **form.cleaned_data)
        except PelanggaranAturan as aturan:
            form.add_error(KOLOM_ATURAN.get(aturan.kode), aturan.pesan)
        else:
            return _tampil_rahasia(request, satu, f"{satu.nama} terdaftar", HTTPStatus.CREATED)
    isi = {"judul": "Daftarkan webhook", "form": form, "label": "Daftarkan", "jalur": [jalur_daftar()]}
    return render(request, "peristiwa/formulir.html", isi, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change name, address, unit and kinds; what somebody else has changed meanwhile is shown, not overwritten."""
    with transaction.atomic():
        satu = ambil_langganan(request, pk, kunci=request.method == "POST")
        form = LanggananForm(
            request.POST if request.method == "POST" else None,
            pengguna=pengguna(request),
            aksi=Aksi.KELOLA_ORGANISASI,
            langganan=satu,
        )
        if form.is_valid() and _ubah(request, satu, form):
            messages.success(request, "Perubahan disimpan dan berlaku mulai pengiriman berikutnya.")
            return redirect("peristiwa:pengiriman", pk=pk)
        isi = {
            "judul": f"Ubah {satu.nama}",
            "form": form,
            "langganan": satu,
            "dilihat": etag_isi(layanan.isi_langganan(satu)),
            "label": "Simpan perubahan",
            "jalur": [jalur_daftar(), jalur_satu(satu)],
        }
        return render(request, "peristiwa/formulir.html", isi, status=_status(form))


def _ubah(request: HttpRequest, satu: Langganan, form: LanggananForm) -> bool:
    """Save the form into the locked row; False with the reason in the form."""
    if request.POST.get("dilihat", "") != etag_isi(layanan.isi_langganan(satu)):
        form.add_error(None, _bentrok(satu))
        return False
    try:
        with transaction.atomic():
            layanan.ubah(pelaku=pengguna(request), langganan=satu, isi=form.cleaned_data, kini=timezone.now())
    except PelanggaranAturan as aturan:
        form.add_error(KOLOM_ATURAN.get(aturan.kode), aturan.pesan)
        return False
    return True


def _bentrok(satu: Langganan) -> str:
    jenis = ", ".join(baca.sebut_jenis(satu))
    return (
        "Webhook ini diubah orang lain sejak Anda membukanya. Tidak ada yang ditimpa. Yang tersimpan sekarang: "
        f"{satu.nama}; {satu.url}; {satu.unit}; {jenis}. Isian Anda tetap di bawah; simpan lagi untuk memakainya."
    )


@require_POST
@login_required
@never_cache
@sensitive_variables("butir")
def rahasia(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another secret, shown on the answer and never again."""
    with transaction.atomic():
        satu = ambil_langganan(request, pk, kunci=True)
        layanan.rahasia_baru(pelaku=pengguna(request), langganan=satu, kini=timezone.now())
    return _tampil_rahasia(request, satu, f"Rahasia baru {satu.nama}", HTTPStatus.OK)


@require_POST
@login_required
def aktifkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Switch a subscription on again."""
    kata = "Webhook diaktifkan. Yang menunggu dikirim dalam beberapa detik, urut dari yang terlama."
    return _atur_aktif(request, pk, aktif=True, kata=kata)


@require_POST
@login_required
def jeda(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send nothing for now; events are collected meanwhile."""
    return _atur_aktif(
        request, pk, aktif=False, kata="Webhook dijeda. Peristiwa tetap dikumpulkan paling lama 30 hari."
    )


def _atur_aktif(request: HttpRequest, pk: UUID, *, aktif: bool, kata: str) -> HttpResponse:
    try:
        with transaction.atomic():
            satu = ambil_langganan(request, pk, kunci=True)
            layanan.ubah(pelaku=pengguna(request), langganan=satu, isi={"aktif": aktif}, kini=timezone.now())
    except PelanggaranAturan as aturan:
        messages.error(request, aturan.pesan)
    else:
        messages.success(request, kata)
    return redirect("peristiwa:pengiriman", pk=pk)


@require_POST
@login_required
def hapus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a subscription with its deliveries."""
    with transaction.atomic():
        satu = ambil_langganan(request, pk, kunci=True)
        layanan.berhenti(pelaku=pengguna(request), langganan=satu, kini=timezone.now())
    messages.success(request, f"Webhook “{satu.nama}” dihapus. Tidak ada lagi yang dikirim ke {satu.url}.")
    return redirect("peristiwa:langganan")


def _tampil_rahasia(request: HttpRequest, satu: Langganan, judul: str, status: HTTPStatus) -> HttpResponse:
    butir = [("Alamat", satu.url), ("Rahasia", rahasia_dari(satu.garam))]
    isi: dict[str, Any] = {
        "judul": judul,
        "langganan": satu,
        "butir": butir,
        "jalur": [jalur_daftar(), jalur_satu(satu)],
    }
    return render(request, "peristiwa/rahasia.html", isi, status=status)


def _status(form: LanggananForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
