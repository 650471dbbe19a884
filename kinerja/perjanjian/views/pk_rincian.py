"""One agreement: its page, and the moves made from it. A refusal shows the page again with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian import alur
from kinerja.perjanjian.banding import bandingkan
from kinerja.perjanjian.data import DataPK, cairkan_pk
from kinerja.perjanjian.dokumen.tampilan import isi_tercetak
from kinerja.perjanjian.forms_pk import KembalikanForm, PindaianForm, TanggalForm
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.selectors.pk_halaman import rincian_pk
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_massal import Tindakan, susun
from kinerja.perjanjian.services.tanda_tangan import catat_kertas
from kinerja.perjanjian.views.pk_dasar import (
    alamat_pk,
    ambil_pk,
    baca_versi_baris,
    boleh_apa,
    jalur_pk,
    pengguna,
)


@require_safe
@login_required
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one version of an agreement."""
    return tampil(request, ambil_pk(request, pk, Aksi.BACA))


@require_POST
@login_required
def susun_ulang(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft anew from today's indicators."""
    perjanjian = ambil_pk(request, pk, Aksi.SUSUN_PK)
    form = TanggalForm(request.POST)
    if not form.is_valid():
        return tampil(request, perjanjian, susun=form)

    def kerjakan() -> str:
        hasil = susun(
            pelaku=pengguna(request),
            jabatan=perjanjian.jabatan,
            periode=perjanjian.periode,
            tanggal=form.cleaned_data["tanggal"],
            kini=timezone.now(),
        )
        if hasil.tindakan is Tindakan.SEGARKAN:
            return "Draf disusun ulang. Periksa isinya, lalu ajukan."
        if hasil.tindakan is Tindakan.SAMA:
            return "Draf sudah sesuai dengan indikator, target, dan anggaran terkini."
        raise PelanggaranAturan("pk_terhalang", hasil.keterangan)

    return _lakukan(request, perjanjian, kerjakan, susun=form)


@require_POST
@login_required
def ajukan(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit; the head of government's own is settled at once."""
    perjanjian = ambil_pk(request, pk, Aksi.AJUKAN_PK)

    def kerjakan() -> str:
        layanan.ajukan(**_putusan(request, perjanjian))
        if perjanjian.sendiri:
            return "Perjanjian Kinerja ditetapkan dan siap ditandatangani."
        return f"Perjanjian Kinerja diajukan kepada {perjanjian.pejabat_kedua}."

    return _lakukan(request, perjanjian, kerjakan)


@require_POST
@login_required
def setujui(request: HttpRequest, pk: int) -> HttpResponse:
    """The second party accepts."""
    perjanjian = ambil_pk(request, pk, Aksi.SETUJUI_PK)

    def kerjakan() -> str:
        layanan.setujui(**_putusan(request, perjanjian))
        return "Perjanjian Kinerja disetujui. Kedua pihak dapat menandatanganinya."

    return _lakukan(request, perjanjian, kerjakan)


@require_POST
@login_required
def kembalikan(request: HttpRequest, pk: int) -> HttpResponse:
    """Send back with a reason."""
    perjanjian = ambil_pk(request, pk, Aksi.TANDATANGANI_PK)
    form = KembalikanForm(request.POST)
    if not form.is_valid():
        return tampil(request, perjanjian, kembalikan=form)

    def kerjakan() -> str:
        layanan.kembalikan(**_putusan(request, perjanjian), alasan=form.cleaned_data["alasan"])
        return f"Perjanjian Kinerja dikembalikan kepada {perjanjian.pejabat_pertama}."

    return _lakukan(request, perjanjian, kerjakan, kembalikan=form)


@require_POST
@login_required
def kertas(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the scan of what was signed on paper."""
    perjanjian = ambil_pk(request, pk, Aksi.SUSUN_PK)
    form = PindaianForm(request.POST, request.FILES)
    if not form.is_valid():
        return tampil(request, perjanjian, kertas=form)

    def kerjakan() -> str:
        catat_kertas(**_putusan(request, perjanjian), berkas=form.cleaned_data["berkas"])
        return "Pindaian disimpan. Perjanjian Kinerja ini berlaku."

    return _lakukan(request, perjanjian, kerjakan, kertas=form)


def _putusan(request: HttpRequest, perjanjian: PerjanjianKinerja) -> dict[str, Any]:
    """What every move needs: who, what, as it stood on the page, and when."""
    return {
        "pelaku": pengguna(request),
        "perjanjian": perjanjian,
        "versi_baris": baca_versi_baris(request),
        "kini": timezone.now(),
    }


def _lakukan(
    request: HttpRequest, perjanjian: PerjanjianKinerja, kerjakan: Callable[[], str], **form: Any
) -> HttpResponse:
    """Do it and say so; a rule that refuses is said on the page, beside the form it came from if there is one."""
    try:
        messages.success(request, kerjakan())
    except PelanggaranAturan as salah:
        for satu in form.values():
            satu.add_error("berkas" if salah.kode.startswith(("bukti_", "pindaian_")) else None, salah.pesan)
        return tampil(request, ambil_pk(request, perjanjian.pk, Aksi.BACA), ditolak=salah, **form)
    return redirect(alamat_pk(perjanjian))


def tampil(
    request: HttpRequest,
    perjanjian: PerjanjianKinerja,
    *,
    ditolak: PelanggaranAturan | None = None,
    susun: TanggalForm | None = None,
    kembalikan: KembalikanForm | None = None,
    kertas: PindaianForm | None = None,
) -> HttpResponse:
    """The page; the forms given are shown as they were sent."""
    user, data = pengguna(request), cairkan_pk(perjanjian.isi)
    isi_rincian = rincian_pk(perjanjian, user)
    salah_form = next((f for f in (susun, kembalikan, kertas) if f is not None), None)
    isi = isi_tercetak(data) | {
        "judul": perjanjian.judul,
        "jalur": jalur_pk(request, perjanjian),
        "perjanjian": perjanjian,
        "rincian": isi_rincian,
        "boleh": boleh_apa(user, perjanjian, isi_rincian),
        **_keadaan_terkini(perjanjian, data),
        "ditolak": ditolak,
        "form": salah_form,
        "form_susun": susun or TanggalForm(initial={"tanggal": perjanjian.tanggal}),
        "form_kembalikan": kembalikan or KembalikanForm(),
        "form_kertas": kertas or PindaianForm(),
    }
    status = HTTPStatus.CONFLICT if ditolak else HTTPStatus.UNPROCESSABLE_ENTITY if salah_form else HTTPStatus.OK
    return render(request, "perjanjian/pk/rincian.html", isi, status=status)


def _keadaan_terkini(perjanjian: PerjanjianKinerja, data: DataPK) -> dict[str, Any]:
    """What making anew would change (`beda_terkini`), or why it could not be made (`halangan`); nothing once signed."""
    if perjanjian.status == alur.Status.DITANDATANGANI:
        return {"beda_terkini": (), "halangan": ""}
    try:
        return {"beda_terkini": bandingkan(data, layanan.data_terkini(perjanjian)), "halangan": ""}
    except PelanggaranAturan as salah:
        return {"beda_terkini": (), "halangan": salah.pesan}
