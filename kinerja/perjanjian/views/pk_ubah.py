"""PK Perubahan: starting the next version with its reason, and what it changes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.forms_pk import UbahForm
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.selectors.pk import beda_versi
from kinerja.perjanjian.selectors.pk_daftar import hari_dalam
from kinerja.perjanjian.selectors.pk_halaman import versi_pk
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_massal import triwulan_dari
from kinerja.perjanjian.views.pk_dasar import ambil_pk, jalur_pk, pengguna

KOLOM_GALAT = {"alasan_wajib": "uraian", "tanggal_di_luar_tahun": "tanggal", "berlaku_surut": "berlaku_triwulan"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the draft of the next version; a refusal keeps what was typed."""
    perjanjian = ambil_pk(request, pk, Aksi.SUSUN_PK)
    form = UbahForm(request.POST if request.method == "POST" else None, initial=_awal(perjanjian))
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            baru = layanan.ubah(
                pelaku=pengguna(request),
                perjanjian=perjanjian,
                alasan=form.alasan_terpilih,
                uraian=isi["uraian"],
                tanggal=isi["tanggal"],
                berlaku_triwulan=isi["berlaku_triwulan"],
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            form.add_error(KOLOM_GALAT.get(salah.kode), salah.pesan)
        else:
            messages.success(request, f"Draf {baru.judul} dibuat. Periksa perubahannya, lalu ajukan.")
            return redirect("perjanjian:pk_beda", pk=baru.pk)
    konteks = {
        "judul": "PK Perubahan",
        "jalur": jalur_pk(request, perjanjian, di_dalam=True),
        "perjanjian": perjanjian,
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "perjanjian/pk/ubah.html", konteks, status=status)


def _awal(perjanjian: PerjanjianKinerja) -> dict[str, Any]:
    hari = max(hari_dalam(perjanjian.periode, timezone.localdate()), perjanjian.tanggal)
    return {"tanggal": hari, "berlaku_triwulan": max(triwulan_dari(hari), perjanjian.berlaku_triwulan)}


@require_safe
@login_required
def beda(request: HttpRequest, pk: int) -> HttpResponse:
    """What this version changes against the one before, with all versions of the year."""
    perjanjian = ambil_pk(request, pk, Aksi.BACA)
    isi = {
        "judul": f"Perubahan dalam {perjanjian.judul}",
        "jalur": jalur_pk(request, perjanjian, di_dalam=True),
        "perjanjian": perjanjian,
        "beda": beda_versi(perjanjian),
        "versi": versi_pk(perjanjian, pengguna(request)),
    }
    return render(request, "perjanjian/pk/beda.html", isi)
