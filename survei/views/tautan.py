"""Links of the public form: made, shown as a poster with its QR code, revoked."""

from __future__ import annotations

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from survei.forms.definisi import TautanForm
from survei.models import Tautan
from survei.selectors.kelola import sebutan_periode
from survei.services import tautan as layanan_tautan
from survei.views.dasar import alamat_survei, ambil_survei, jalur_survei, pengguna
from survei.views.kelola import tampil


@require_POST
@login_required
def buat(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link; a refused one keeps what was typed."""
    survei = ambil_survei(request, pk)
    form = TautanForm(request.POST, survei=survei)
    if form.is_valid():
        try:
            hasil = layanan_tautan.buat_tautan(
                pelaku=pengguna(request),
                survei=survei,
                nama=form.cleaned_data["nama"],
                layanan=form.layanan_terpilih,
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            form.add_error("nama" if salah.kode == "nama_tautan" else None, salah.pesan)
        else:
            messages.success(request, f"Tautan “{hasil.nama}” siap dicetak atau dibagikan.")
            return redirect("survei:poster", hasil.pk)
    return tampil(request, survei, form)


@require_safe
@login_required
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """One link as a page to print: what it is for, the QR code, the address in letters."""
    tautan: Tautan = akses.ambil(
        Tautan.objects.select_related("survei__unit__instansi", "layanan"), user=request.user, aksi=Aksi.BACA, pk=pk
    )
    alamat = alamat_publik(tautan)
    isi = {
        "judul": f"Poster {tautan.nama}",
        "jalur": jalur_survei(tautan.survei),
        "tautan": tautan,
        "survei": tautan.survei,
        "periode": sebutan_periode(tautan.survei),
        "alamat": alamat,
        "qr": gambar_qr(alamat),
        "boleh_kelola": akses.boleh(pengguna(request), Aksi.KELOLA_SURVEI, tautan),
    }
    return render(request, "survei/kelola/poster.html", isi)


@require_POST
@login_required
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a link for good."""
    tautan: Tautan = akses.ambil(
        Tautan.objects.select_related("survei"), user=request.user, aksi=Aksi.KELOLA_SURVEI, pk=pk
    )
    layanan_tautan.cabut(pelaku=pengguna(request), tautan=tautan, kini=timezone.now())
    messages.success(request, f"Tautan “{tautan.nama}” dicabut. Jawaban yang sudah masuk tetap dihitung.")
    return redirect(alamat_survei(tautan.survei))


def alamat_publik(tautan: Tautan) -> str:
    """The full address of the form, as printed."""
    return f"{settings.ALAMAT_SITUS}{reverse('survei:formulir', args=[tautan.kode])}"


def gambar_qr(alamat: str) -> SafeString:
    """The QR code as SVG without any style attribute; words beside it say the same."""
    svg: str = segno.make(alamat, error="q").svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None)
    return mark_safe(svg.replace("<svg ", '<svg role="img" aria-label="Kode QR tautan survei" ', 1))  # noqa: S308
