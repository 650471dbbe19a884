"""Source systems: the register, a new one, what came from one, which components it feeds, shutting it out."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.forms_sistem import RahasiaForm, SistemForm
from indikator.models import SistemSumber
from indikator.selectors import sistem as baca
from indikator.services.sistem import atur_komponen, daftarkan
from indikator.views.putusan import pengguna
from kinerja.api.cakupan import Cakupan
from kinerja.api.kredensial import cabut as cabut_kredensial
from kinerja.api.kredensial import perbarui_rahasia
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi, Peran
from kinerja.organisasi.aturan import PelanggaranAturan

PANJANG_NOMOR = 18


@require_safe
@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """The systems this administrator has registered."""
    akses.wajib(request.user, Aksi.KELOLA_ORGANISASI)
    kini = timezone.now()
    isi = {
        "judul": "Sistem sumber",
        "sistem": [(s, baca.masih_berlaku(s, kini)) for s in baca.daftar(pengguna(request))],
    }
    return render(request, "indikator/sistem/daftar.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
@sensitive_variables("rahasia")
def baru(request: HttpRequest) -> HttpResponse:
    """Register a system; its id and secret are shown on the answer to the form, and never again."""
    akses.wajib(request.user, Aksi.KELOLA_ORGANISASI)
    form = SistemForm(
        request.POST if request.method == "POST" else None, pengguna=pengguna(request), aksi=Aksi.KELOLA_ORGANISASI
    )
    isi = {"judul": "Daftarkan sistem sumber", "form": form, "jalur": [_jalur_daftar()]}
    if request.method != "POST" or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return render(request, "indikator/sistem/baru.html", isi, status=status)
    try:
        sistem, rahasia = daftarkan(
            pelaku=pengguna(request),
            nama=form.cleaned_data["nama"],
            unit=form.cleaned_data["unit"],
            peran=[Peran(p) for p in form.cleaned_data["peran"]],
            cakupan=form.cleaned_data["cakupan"],
            komponen=(),
            keterangan=form.cleaned_data["keterangan"],
            kedaluwarsa=form.kedaluwarsa,
            kini=timezone.now(),
        )
    except PelanggaranAturan as aturan:
        form.add_error("berlaku_sampai" if aturan.kode == "kedaluwarsa_keliru" else None, aturan.pesan)
        return render(request, "indikator/sistem/baru.html", isi, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    butir = [("client_id", rahasia.id_klien), ("client_secret", rahasia.rahasia)]
    isi = {"judul": f"{sistem} terdaftar", "sistem": sistem, "butir": butir, "jalur": [_jalur_daftar()]}
    return render(request, "indikator/sistem/terdaftar.html", isi, status=HTTPStatus.CREATED)


@require_safe
@login_required
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One system: its client, its components, and every delivery with what was refused."""
    sistem = _ambil(request, pk)
    kata = dict(Cakupan.choices)
    hanya_ditolak = request.GET.get("tampil") == "ditolak"
    kini, lama_sampai = timezone.now(), sistem.klien.rahasia_lama_sampai
    isi = {
        "judul": str(sistem),
        "sistem": sistem,
        "klien": sistem.klien,
        "berlaku": baca.masih_berlaku(sistem, kini),
        "lama_sampai": lama_sampai if lama_sampai and lama_sampai > kini else None,
        "cakupan": [kata.get(c, c) for c in sistem.klien.cakupan],
        "peran": [p.get_peran_display() for p in sistem.klien.akun.peran.all()],
        "jumlah": baca.jumlah(sistem),
        "komponen": baca.komponen_milik(sistem),
        "halaman": baca.kiriman(sistem, request.GET.get("halaman"), hanya_ditolak=hanya_ditolak),
        "hanya_ditolak": hanya_ditolak,
        "jalur": [_jalur_daftar()],
    }
    return render(request, "indikator/sistem/rincian.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def komponen(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the components the system feeds, one page of them at a time; those not shown stay as they are."""
    sistem = _ambil(request, pk)
    galat = ""
    if request.method == "POST":
        pilihan = baca.komponen_terpilih(
            sistem, tampil=_nomor(request.POST.getlist("tampil")), pilih=_nomor(request.POST.getlist("pilih"))
        )
        try:
            atur_komponen(pelaku=pengguna(request), sistem=sistem, komponen=pilihan, kini=timezone.now())
        except PelanggaranAturan as aturan:
            galat = aturan.pesan
        else:
            messages.success(request, f"{sistem} mengisi {len(pilihan)} komponen.")
            return redirect(request.get_full_path())
    tahun = request.GET.get("tahun", "")
    saringan = baca.Saringan(
        int(tahun) if tahun.isdecimal() and len(tahun) == 4 else None, request.GET.get("cari", "")[:100]
    )
    isi = {
        "judul": "Pilih komponen",
        "sistem": sistem,
        "saringan": saringan,
        "tahun": baca.tahun_tersedia(pengguna(request)),
        "halaman": baca.komponen_pilihan(sistem, saringan, request.GET.get("halaman")),
        "galat": galat,
        "jalur": [_jalur_daftar(), (str(sistem), reverse("indikator:sistem_rincian", args=[pk]))],
    }
    status = HTTPStatus.CONFLICT if galat else HTTPStatus.OK
    return render(request, "indikator/sistem/komponen.html", isi, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
@sensitive_variables("kunci", "butir")
def rahasia(request: HttpRequest, pk: int) -> HttpResponse:
    """Renew a system's secret; it is shown on the answer to the form, and never again."""
    sistem = _ambil(request, pk)
    form = RahasiaForm(request.POST if request.method == "POST" else None, klien=sistem.klien)
    jalur = [_jalur_daftar(), (str(sistem), reverse("indikator:sistem_rincian", args=[pk]))]
    if form.is_valid():
        try:
            kunci = perbarui_rahasia(
                pelaku=pengguna(request),
                klien=sistem.klien,
                kedaluwarsa=form.kedaluwarsa,
                tumpang=form.lama,
                kini=timezone.now(),
            )
        except PelanggaranAturan as aturan:
            form.add_error("berlaku_sampai" if aturan.kode == "kedaluwarsa_keliru" else None, aturan.pesan)
        else:
            butir = [("client_id", kunci.id_klien), ("client_secret", kunci.rahasia)]
            isi = {"judul": f"Rahasia baru {sistem}", "sistem": sistem, "butir": butir, "jalur": jalur}
            return render(request, "indikator/sistem/terdaftar.html", isi | {"diperbarui": True})
    isi = {"judul": "Perbarui rahasia", "sistem": sistem, "form": form, "jalur": jalur}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "indikator/sistem/rahasia.html", isi, status=status)


@require_POST
@login_required
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut a system out: its secret and every token it holds stop working now."""
    sistem = _ambil(request, pk)
    cabut_kredensial(pelaku=pengguna(request), kunci=sistem.klien, kini=timezone.now())
    messages.success(request, f"Kredensial {sistem} dicabut. Kiriman berikutnya ditolak.")
    return redirect("indikator:sistem_rincian", pk)


def _ambil(request: HttpRequest, pk: int) -> SistemSumber:
    hasil: SistemSumber = akses.ambil(
        SistemSumber.objects.select_related("klien__unit__instansi", "klien__akun", "klien__aplikasi"),
        user=request.user,
        aksi=Aksi.KELOLA_ORGANISASI,
        pk=pk,
    )
    return hasil


def _jalur_daftar() -> tuple[str, str]:
    return "Sistem sumber", reverse("indikator:sistem")


def _nomor(teks: list[str]) -> set[int]:
    return {int(t) for t in teks if t.isascii() and t.isdecimal() and len(t) <= PANJANG_NOMOR}
