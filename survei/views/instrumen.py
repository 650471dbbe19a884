"""The questions of a survey: own words, more or fewer unsur, their order, and the agency's own questions."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.organisasi.aturan import PelanggaranAturan
from survei.forms.definisi import PertanyaanForm, UnsurForm
from survei.hitung.unsur import Unsur
from survei.models import Survei
from survei.selectors.kelola import daftar_unsur, unsur_terlewat
from survei.services import instrumen
from survei.views.dasar import ambil_survei, baca_versi, jalur_survei, nomor, pengguna

LANGKAH = {"naik": -1, "turun": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def unsur(request: HttpRequest, pk: int) -> HttpResponse:
    """All questions in their order; POST adds a scored one of the agency's own."""
    survei = ambil_survei(request, pk)
    if request.method != "POST":
        return _halaman(request, survei)
    form = UnsurForm(request.POST)
    if form.is_valid() and _coba(
        form,
        lambda: instrumen.tambah_unsur(
            pelaku=pengguna(request),
            survei=survei,
            unsur=form.unsur(),
            versi=baca_versi(request),
            kini=timezone.now(),
        ),
    ):
        messages.success(request, f"Unsur “{form.cleaned_data['nama']}” ditambahkan di akhir formulir.")
        return redirect("survei:unsur", pk)
    return _halaman(request, survei, unsur_baru=form)


@require_POST
@login_required
def baku(request: HttpRequest, pk: int, kode: str) -> HttpResponse:
    """Take back one of the nine standard unsur."""
    survei = ambil_survei(request, pk)
    if kode not in tuple(Unsur):
        raise Http404
    instrumen.tambah_baku(
        pelaku=pengguna(request), survei=survei, kode=Unsur(kode), versi=baca_versi(request), kini=timezone.now()
    )
    return redirect("survei:unsur", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ubah(request: HttpRequest, pk: int, kode: str) -> HttpResponse:
    """Other words for one scored question."""
    survei = ambil_survei(request, pk)
    baris = next((b for b in daftar_unsur(survei) if b.isi.kode == kode), None)
    if baris is None:
        raise Http404
    form = UnsurForm(request.POST or None, initial=UnsurForm.awal(baris.isi))
    if (
        request.method == "POST"
        and form.is_valid()
        and _coba(
            form,
            lambda: instrumen.ubah_unsur(
                pelaku=pengguna(request),
                survei=survei,
                unsur=form.unsur(kode),
                versi=baca_versi(request),
                kini=timezone.now(),
            ),
        )
    ):
        messages.success(request, f"Unsur {baris.label} tersimpan.")
        return redirect("survei:unsur", pk)
    isi = {
        "judul": f"{baris.label} {baris.isi.nama}",
        "jalur": [*jalur_survei(survei), ("Pertanyaan", reverse("survei:unsur", args=[pk]))],
        "survei": survei,
        "form": form,
        "versi": request.POST.get("versi", survei.versi),
    }
    return render(request, "survei/kelola/unsur_ubah.html", isi)


@require_POST
@login_required
def gerak(request: HttpRequest, pk: int, kode: str, langkah: str) -> HttpResponse:
    """Move one question up or down, or leave it out."""
    survei = ambil_survei(request, pk)
    umum = {"pelaku": pengguna(request), "survei": survei, "kode": kode, "versi": baca_versi(request)}
    if langkah == "hapus":
        instrumen.hapus_unsur(**umum, kini=timezone.now())  # type: ignore[arg-type]
        messages.success(request, "Unsur dikeluarkan dari survei.")
    elif langkah in LANGKAH:
        instrumen.geser_unsur(**umum, langkah=LANGKAH[langkah], kini=timezone.now())  # type: ignore[arg-type]
    else:
        raise Http404
    return redirect(f"{reverse('survei:unsur', args=[pk])}#unsur-{kode}")


@require_POST
@login_required
def pertanyaan(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a question that is not scored."""
    survei = ambil_survei(request, pk)
    form = PertanyaanForm(request.POST, auto_id="id_p_%s")
    if form.is_valid() and _coba(
        form,
        lambda: instrumen.tambah_pertanyaan(
            pelaku=pengguna(request),
            survei=survei,
            teks=form.cleaned_data["teks"],
            pilihan=form.cleaned_data["pilihan"],
            versi=baca_versi(request),
            kini=timezone.now(),
        ),
    ):
        messages.success(request, "Pertanyaan tambahan tersimpan. Jawabannya tidak dinilai.")
        return redirect("survei:unsur", pk)
    return _halaman(request, survei, pertanyaan_baru=form)


@require_POST
@login_required
def hapus_pertanyaan(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave out a question that is not scored."""
    survei = ambil_survei(request, pk)
    instrumen.hapus_pertanyaan(
        pelaku=pengguna(request),
        survei=survei,
        nomor=nomor(request.POST.get("nomor", "")),
        versi=baca_versi(request),
        kini=timezone.now(),
    )
    messages.success(request, "Pertanyaan tambahan dihapus.")
    return redirect("survei:unsur", pk)


def _coba(form: UnsurForm | PertanyaanForm, kerja: Callable[[], object]) -> bool:
    """Run the service; a broken rule becomes a message of the form."""
    try:
        kerja()
    except PelanggaranAturan as salah:
        form.add_error(None, salah.pesan)
        return False
    return True


def _halaman(
    request: HttpRequest,
    survei: Survei,
    unsur_baru: UnsurForm | None = None,
    pertanyaan_baru: PertanyaanForm | None = None,
) -> HttpResponse:
    baris = daftar_unsur(survei)
    isi = {
        "judul": "Pertanyaan survei",
        "jalur": jalur_survei(survei),
        "survei": survei,
        "baris": baris,
        "terlewat": unsur_terlewat(baris),
        "tambahan": survei.pertanyaan_tambahan.all(),
        "unsur_baru": unsur_baru or UnsurForm(),
        "pertanyaan_baru": pertanyaan_baru or PertanyaanForm(auto_id="id_p_%s"),
        "form": unsur_baru or pertanyaan_baru,
    }
    return render(request, "survei/kelola/unsur.html", isi)
