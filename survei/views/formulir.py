"""The public form: no login, no cookie, no JavaScript; from the QR code to the thank-you page and the withdrawal.

The form carries no authority of a signed-in person, so there is nothing a forged request could borrow: it is exempt
from the CSRF check, whose cookie many in-app browsers of QR scanners refuse. What a flood could do is bounded by the
rate limit and, on the result page, by the signals.
"""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.laju import terlalu_sering
from kinerja.organisasi.aturan import PelanggaranAturan
from survei.forms.formulir import FormulirForm, TarikForm
from survei.hitung.pribadi import PENGGANTI
from survei.models import Tautan
from survei.selectors.formulir import cari_jawaban, cari_tautan
from survei.selectors.kelola import sebutan_periode
from survei.services import jawaban as layanan

# A waiting room behind one address sends far less; a script sends far more.
KIRIM_PER_JENDELA, JENDELA_KIRIM = 60, 600
TARIK_PER_JENDELA, JENDELA_TARIK = 20, 600
TERTUTUP = {
    "survei_belum": ("Survei belum dibuka", HTTPStatus.OK),
    "survei_selesai": ("Survei sudah selesai", HTTPStatus.GONE),
    "tautan_dicabut": ("Tautan tidak dipakai lagi", HTTPStatus.GONE),
    "survei_tidak_berjalan": ("Survei tidak menerima jawaban", HTTPStatus.GONE),
    "bukan_jawaban": ("Survei tidak menerima jawaban", HTTPStatus.GONE),
}
PENUH = (
    f"Lebih dari {KIRIM_PER_JENDELA} kiriman datang dari jaringan ini dalam sepuluh menit. Jawaban Anda belum "
    "tersimpan, tetapi masih ada di halaman ini. Tunggu beberapa menit, lalu tekan Kirim jawaban lagi."
)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def formulir(request: HttpRequest, kode: str) -> HttpResponse:
    """The questions; POST stores the answers once, however often it is sent."""
    tautan = _ambil(kode)
    if request.method == "POST":
        return _terima(request, tautan)
    try:
        layanan.wajib_terbuka_daring(tautan.survei, tautan, timezone.now())
    except PelanggaranAturan as salah:
        return _tertutup(request, tautan, salah)
    return _halaman(request, tautan, FormulirForm(tautan=tautan, use_required_attribute=False))


@never_cache
@require_safe
def terima_kasih(request: HttpRequest, kode: str, kunci: UUID) -> HttpResponse:
    """What became of the form, with the code to withdraw it; it may be reloaded."""
    tautan = _ambil(kode)
    jawaban = cari_jawaban(tautan, kunci)
    isi = _kerangka(tautan) | {
        "jawaban": jawaban,
        "kode_tarik": layanan.kode_tarik(kunci) if jawaban else "",
        "dibersihkan": jawaban is not None
        and PENGGANTI in " ".join((jawaban.saran, *map(str, jawaban.tambahan.values()))),
        "berbeda": "berbeda" in request.GET,
    }
    return render(request, "survei/formulir/terima_kasih.html", isi)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def tarik(request: HttpRequest) -> HttpResponse:
    """Withdraw one's answers with the code of the thank-you page."""
    form = TarikForm(request.POST or None, initial={"kode": request.GET.get("kode", "")}, use_required_attribute=False)
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        if terlalu_sering(request, "survei-tarik", banyak=TARIK_PER_JENDELA, detik=JENDELA_TARIK):
            form.add_error("kode", "Terlalu banyak percobaan dari jaringan ini. Tunggu sepuluh menit, lalu coba lagi.")
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            try:
                survei = layanan.tarik(kode=form.cleaned_data["kode"], kini=timezone.now())
            except PelanggaranAturan as salah:
                form.add_error("kode", salah.pesan)
            else:
                return render(request, "survei/formulir/ditarik.html", {"survei": survei, "unit": survei.unit})
    return render(request, "survei/formulir/tarik.html", {"form": form}, status=status)


def _terima(request: HttpRequest, tautan: Tautan) -> HttpResponse:
    form = FormulirForm(request.POST, tautan=tautan, use_required_attribute=False)
    if terlalu_sering(request, f"survei:{tautan.pk}", banyak=KIRIM_PER_JENDELA, detik=JENDELA_KIRIM):
        form.is_valid()
        return _halaman(request, tautan, form, HTTPStatus.TOO_MANY_REQUESTS, PENUH)
    if not form.is_valid():
        return _halaman(request, tautan, form)
    kunci = form.cleaned_data["kunci"]
    try:
        hasil = layanan.terima_daring(tautan=tautan, isian=form.isian(), kunci=kunci, kini=timezone.now())
    except PelanggaranAturan as salah:
        if salah.kode in TERTUTUP:
            return _tertutup(request, tautan, salah)
        form.add_error(None, salah.pesan)
        return _halaman(request, tautan, form, HTTPStatus.CONFLICT)
    alamat = reverse("survei:terima_kasih", args=[tautan.kode, kunci])
    return redirect(f"{alamat}?berbeda" if hasil.berbeda else alamat)


def _ambil(kode: str) -> Tautan:
    tautan = cari_tautan(kode)
    if tautan is None:
        raise Http404
    return tautan


def _halaman(
    request: HttpRequest, tautan: Tautan, form: FormulirForm, status: HTTPStatus = HTTPStatus.OK, pesan: str = ""
) -> HttpResponse:
    isi = _kerangka(tautan) | {
        "form": form,
        "pesan": pesan,
        "minta_tetap": "tetap" in form.errors if form.is_bound else False,
    }
    return render(request, "survei/formulir/formulir.html", isi, status=status)


def _tertutup(request: HttpRequest, tautan: Tautan, salah: PelanggaranAturan) -> HttpResponse:
    judul, status = TERTUTUP[salah.kode]
    isi = _kerangka(tautan) | {
        "judul": judul,
        "pesan": salah.pesan,
        "belum": salah.kode == "survei_belum",
        "terkirim": request.method == "POST",
    }
    return render(request, "survei/formulir/tertutup.html", isi, status=status)


def _kerangka(tautan: Tautan) -> dict[str, object]:
    survei = tautan.survei
    return {"tautan": tautan, "survei": survei, "unit": survei.unit, "periode": sebutan_periode(survei)}
