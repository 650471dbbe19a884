"""Writing a pohon kinerja: conditions added, changed, moved, deleted, linked across."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from indikator.views.putusan import baca_versi, pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.forms_pohon import LintasForm, PindahForm, SimpulForm
from kinerja.perjanjian.hitung.pohon import jenis_di
from kinerja.perjanjian.models.pohon import LintasSimpul, SimpulPohon
from kinerja.perjanjian.selectors.pohon import indikator_pilihan, kerangka, simpul_lain
from kinerja.perjanjian.services import pohon as layanan
from kinerja.perjanjian.services import pohon_letak, pohon_lintas
from kinerja.perjanjian.services.pohon_susun import isi_simpul
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup
from kinerja.perjanjian.views.pohon import BAGIAN_POHON, alamat_pohon, ambil_simpul, bingkai, jalur_pohon

LANGKAH = {"naik": -1, "turun": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def baru(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """A new condition; `?induk=` says below which one."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA)
    induk = _induk(request, lingkup, request.GET.get("induk", ""))
    tingkat = kerangka(lingkup.unit, lingkup.periode).tingkat[induk.pk] + 1 if induk else 0
    form = _form(request, lingkup.unit, lingkup.periode, {"jenis": jenis_di(tingkat).value})
    hasil: list[SimpulPohon] = []
    if _dikirim(request) and _coba(
        form,
        lambda: hasil.append(
            layanan.tambah(
                pelaku=pengguna(request),
                unit=lingkup.unit,
                periode=lingkup.periode,
                induk=induk,
                isi=form.isi(),
                kini=timezone.now(),
            )
        ),
    ):
        messages.success(request, "Kondisi ditambahkan ke pohon.")
        return redirect(alamat_pohon(hasil[0]))
    isi = {
        "judul": "Kondisi baru",
        "form": form,
        "induk": induk,
        "jalur": jalur_pohon(lingkup),
        "alamat": alamat_pohon(induk) if induk else jalur_pohon(lingkup)[0][1],
    }
    return _tampil(request, "form", lingkup.isi(pengguna(request), BAGIAN_POHON, **isi))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a condition; a clash keeps what was typed and shows what is stored."""
    satu = ambil_simpul(request, pk, Aksi.KELOLA_KINERJA)
    form = _form(request, satu.unit, satu.periode, SimpulForm.awal(isi_simpul(satu)))
    versi, bentrok = satu.versi, False
    if request.method == "POST":
        versi = baca_versi(request)
    if _dikirim(request):
        if _coba(
            form,
            lambda: layanan.ubah(
                pelaku=pengguna(request), simpul=satu, isi=form.isi(), versi=versi, kini=timezone.now()
            ),
        ):
            messages.success(request, "Kondisi disimpan.")
            return redirect(alamat_pohon(satu))
        bentrok = satu.versi != versi
    isi = {
        "form": form,
        "induk": satu.induk,
        # After a clash both have been seen: saving again means the typed ones.
        "versi": satu.versi if bentrok else versi,
        "tersimpan": isi_simpul(satu) if bentrok else None,
    }
    return _tampil(request, "form", bingkai(pengguna(request), satu, "Ubah kondisi", **isi))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pindah(request: HttpRequest, pk: int) -> HttpResponse:
    """Hang a condition under another one, with everything below it."""
    satu = ambil_simpul(request, pk, Aksi.KELOLA_KINERJA)
    pohon = kerangka(satu.unit, satu.periode)
    form = PindahForm(request.POST or None, pohon=pohon, simpul=satu.pk, initial={"induk": satu.induk_id or ""})
    if request.method == "POST" and _coba(
        form,
        lambda: pohon_letak.pindah(
            pelaku=pengguna(request),
            simpul=satu,
            induk=_induk(request, Lingkup(satu.unit, satu.periode), form.cleaned_data["induk"]),
            kini=timezone.now(),
        ),
    ):
        messages.success(request, "Kondisi dipindahkan.")
        return redirect(alamat_pohon(satu))
    isi = {"form": form, "banyak": len(pohon.cabang(satu.pk)) - 1}
    return _tampil(request, "pindah", bingkai(pengguna(request), satu, "Pindahkan kondisi", **isi))


@require_POST
@login_required
def geser(request: HttpRequest, pk: int, langkah: str) -> HttpResponse:
    """Move a condition before or after its neighbour."""
    satu = ambil_simpul(request, pk, Aksi.KELOLA_KINERJA)
    if langkah not in LANGKAH:
        raise Http404
    pohon_letak.geser(pelaku=pengguna(request), simpul=satu, langkah=LANGKAH[langkah], kini=timezone.now())
    return redirect(alamat_pohon(satu, request.POST.get("tutup", "")))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hapus(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and delete: what is below moves up, nothing else is lost."""
    satu = ambil_simpul(request, pk, Aksi.KELOLA_KINERJA)
    if request.method == "POST":
        pohon_letak.hapus(
            pelaku=pengguna(request),
            simpul=satu,
            versi=baca_versi(request),
            naikkan_anak=request.POST.get("anak") == "naik",
            kini=timezone.now(),
        )
        messages.success(request, "Kondisi dihapus dari pohon. Isinya tetap tercatat dalam jejak audit.")
        return redirect(jalur_pohon(Lingkup(satu.unit, satu.periode))[0][1])
    pohon = kerangka(satu.unit, satu.periode)
    isi = {
        "anak": [pohon.simpul[a] for a in pohon.anak_dari(satu.pk)],
        "lintas": satu.lintas_keluar.count() + satu.lintas_masuk.count(),
    }
    return _tampil(request, "hapus", bingkai(pengguna(request), satu, "Hapus kondisi", **isi))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lintas(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which other condition, or which unit, a condition needs."""
    satu, user = ambil_simpul(request, pk, Aksi.KELOLA_KINERJA), pengguna(request)
    terbaca = Unit.objects.untuk(user).filter(instansi=satu.unit.instansi_id).order_by("jalur")
    form = LintasForm(
        request.POST or None,
        simpul=satu,
        pohon=kerangka(satu.unit, satu.periode),
        lain=simpul_lain(SimpulPohon.objects.untuk(user), satu),
        unit=list(terbaca),
    )
    if request.method == "POST" and _coba(form, lambda: _hubungkan(request, satu, form)):
        messages.success(request, "Crosscutting disimpan.")
        return redirect(alamat_pohon(satu))
    return _tampil(request, "lintas", bingkai(user, satu, "Crosscutting baru", form=form))


@require_POST
@login_required
def lepas(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a crosscutting link out."""
    kumpulan = LintasSimpul.objects.select_related("dari__unit__instansi", "dari__periode__instansi")
    satu: LintasSimpul = akses.ambil(kumpulan, user=request.user, aksi=Aksi.KELOLA_KINERJA, pk=pk)
    pohon_lintas.lepas(pelaku=pengguna(request), lintas=satu, kini=timezone.now())
    messages.success(request, "Crosscutting dilepas.")
    return redirect(alamat_pohon(satu.dari))


def _hubungkan(request: HttpRequest, satu: SimpulPohon, form: LintasForm) -> None:
    isi = form.cleaned_data
    unit = None
    if isi["unit"]:
        unit = akses.ambil(Unit.objects, user=request.user, aksi=Aksi.BACA, pk=int(isi["unit"]))
    pohon_lintas.hubungkan(
        pelaku=pengguna(request),
        dari=satu,
        ke=ambil_simpul(request, int(isi["ke"])) if isi["ke"] else None,
        unit=unit,
        keterangan=isi["keterangan"],
        kini=timezone.now(),
    )


def _dikirim(request: HttpRequest) -> bool:
    """Whether the form was sent to be saved, not to search in its lists."""
    return request.method == "POST" and "cari" not in request.POST


def _form(request: HttpRequest, unit: Unit, periode: Periode, awal: dict[str, Any]) -> SimpulForm:
    """The form with what may be chosen; a search comes back with everything that was typed, not yet judged."""
    user = pengguna(request)
    if request.method == "POST" and not _dikirim(request):
        awal = {nama: request.POST.get(nama, "") for nama in SimpulForm.base_fields}
        awal |= {nama: request.POST.getlist(nama) for nama in ("indikator", "pengampu")}
    return SimpulForm(
        request.POST if _dikirim(request) else None,
        initial=awal,
        indikator=indikator_pilihan(unit, periode),
        unit=Unit.objects.untuk(user).filter(jalur__startswith=unit.jalur).order_by("jalur"),
        jabatan=Jabatan.objects.untuk(user)
        .filter(unit__jalur__startswith=unit.jalur)
        .select_related("unit")
        .order_by("unit__jalur", "nama"),
    )


def _induk(request: HttpRequest, lingkup: Lingkup, teks: str) -> SimpulPohon | None:
    """The condition with this id in the tree, None for the top; 404 for one of another tree."""
    if not teks:
        return None
    if not teks.isdecimal() or len(teks) > 18:
        raise Http404
    induk = ambil_simpul(request, int(teks), Aksi.KELOLA_KINERJA)
    if (induk.unit_id, induk.periode_id) != (lingkup.unit.pk, lingkup.periode.pk):
        raise Http404
    return induk


def _coba(form: forms.Form, kerja: Callable[[], object]) -> bool:
    """Whether the form is valid and the service did it; a broken rule becomes a message of the form."""
    if not form.is_valid():
        return False
    try:
        kerja()
    except PelanggaranAturan as salah:
        form.add_error("uraian" if salah.kode == "kondisi_kosong" else None, salah.pesan)
        return False
    return True


def _tampil(request: HttpRequest, nama: str, isi: dict[str, Any]) -> HttpResponse:
    form = isi.get("form")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.errors else HTTPStatus.OK
    return render(request, f"perjanjian/pohon/{nama}.html", isi, status=status)
