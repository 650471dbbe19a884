"""Uploading results: file → columns → check → decision → loaded, each step one page that survives a reload."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from survei.forms.unggahan import BerkasForm, KolomForm, pribadi
from survei.models import Survei, Unggahan
from survei.models.jawaban import StatusUnggahan
from survei.selectors import unggahan as baca
from survei.selectors.kelola import daftar_unsur, sebutan_periode
from survei.selectors.tambahan import daftar_tanya
from survei.services import unggahan as layanan
from survei.unggah.salah import ribuan
from survei.views.dasar import ambil_survei, jalur_survei, pengguna

HENTIKAN_TANYA = 286  # htmx stops polling


def ambil_unggahan(request: HttpRequest, pk: UUID) -> Unggahan:
    """The upload, if this person may put answers into its survey: 404 outside the subtree, 403 without the role."""
    kumpulan = Unggahan.objects.select_related("survei__unit__instansi", "diunggah_oleh")
    hasil: Unggahan = akses.ambil(kumpulan, user=request.user, aksi=Aksi.KELOLA_SURVEI, pk=pk)
    return hasil


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def unggah(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a file, and the batches that came before. POST keeps the file and goes on to its columns."""
    survei = ambil_survei(request, pk)
    form = BerkasForm(request.POST, request.FILES) if request.method == "POST" else BerkasForm()
    if request.method == "POST" and form.is_valid():
        try:
            hasil = layanan.terima(
                pelaku=pengguna(request),
                survei=survei,
                berkas=form.cleaned_data["berkas"],
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            form.add_error("berkas", salah.pesan)
        else:
            return redirect("survei:unggahan_kolom", pk=hasil.pk)
    halaman, baris = baca.daftar(survei, request.GET.get("halaman"))
    isi = {
        "judul": "Unggah hasil survei",
        "jalur": jalur_survei(survei),
        "survei": survei,
        "periode": sebutan_periode(survei),
        "form": form,
        "halaman": halaman,
        "baris": baris,
    }
    return render(request, "survei/unggah/unggah.html", isi, status=_status(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def kolom(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What each column is. POST confirms it and begins the check."""
    unggahan = ambil_unggahan(request, pk)
    if not baca.BarisUnggahan(unggahan).bisa_dipetakan:
        return redirect("survei:unggahan", pk=pk)
    survei = unggahan.survei
    form = KolomForm(
        request.POST if request.method == "POST" else None,
        unggahan=unggahan,
        unsur=daftar_unsur(survei),
        layanan=list(survei.layanan.all()),
        tanya=daftar_tanya(survei),
    )
    if request.method == "POST" and form.is_valid():
        try:
            layanan.petakan(
                pelaku=pengguna(request),
                unggahan=unggahan,
                pilihan=form.pilihan(),
                urutan=form.urutan(survei.urutan_unsur),
                layanan=form.layanan_semua(),
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            form.add_error(None, salah.pesan)
        else:
            return redirect("survei:unggahan", pk=pk)
    awal = unggahan.pemetaan.get("awal", {})
    isi = _isi(request, unggahan) | {
        "judul": "Periksa kolom",
        "form": form,
        "kolom": [
            (k, bidang, list(dict.fromkeys(filter(None, awal.get(str(k.indeks), []))))) for k, bidang in form.kolom
        ],
        "pribadi": pribadi(form.pemetaan),
    }
    return render(request, "survei/unggah/kolom.html", isi, status=_status(form))


@never_cache
@require_safe
@login_required
def unggahan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One upload at the step it stands at."""
    satu = ambil_unggahan(request, pk)
    if satu.status == StatusUnggahan.DITERIMA and not satu.galat:
        return redirect("survei:unggahan_kolom", pk=pk)
    return _halaman(request, satu)


@never_cache
@require_safe
@login_required
def kemajuan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part of the page that htmx asks for every second; when the job has ended the page is loaded anew."""
    satu = ambil_unggahan(request, pk)
    baris = baca.BarisUnggahan(satu)
    jawab = render(request, "survei/unggah/kemajuan.html", {"unggahan": satu, "baris": baris})
    if not baris.hidup:
        jawab.status_code = HENTIKAN_TANYA
        jawab["HX-Refresh"] = "true"
    return jawab


@require_POST
@login_required
def muat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept the good rows; loading begins. A refusal shows the decision again, beside what to do."""
    satu = ambil_unggahan(request, pk)
    try:
        layanan.setujui(
            pelaku=pengguna(request),
            unggahan=satu,
            hanya_baik="hanya_baik" in request.POST,
            tahu_kembar="tahu_kembar" in request.POST,
            kini=timezone.now(),
        )
    except PelanggaranAturan as salah:
        if salah.kode == "unggahan_bergerak":
            raise
        satu.refresh_from_db()
        return _halaman(request, satu, salah.pesan)
    return redirect("survei:unggahan", pk=pk)


@require_POST
@login_required
def hentikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop the running job."""
    satu = layanan.hentikan(pelaku=pengguna(request), unggahan=ambil_unggahan(request, pk), kini=timezone.now())
    if satu.batal_diminta:
        messages.info(request, "Pekerjaan dihentikan pada langkah berikutnya. Tidak ada yang dimuat.")
    return redirect("survei:unggahan", pk=pk)


@require_POST
@login_required
def buang(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Discard an upload that was not loaded."""
    satu = layanan.buang(pelaku=pengguna(request), unggahan=ambil_unggahan(request, pk), kini=timezone.now())
    messages.success(request, f"Unggahan “{satu.nama}” dibuang. Tidak ada jawaban yang berubah.")
    return redirect("survei:unggah", pk=satu.survei_id)


@require_POST
@login_required
def urungkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a loaded batch out again."""
    satu = layanan.urungkan(
        pelaku=pengguna(request),
        unggahan=ambil_unggahan(request, pk),
        alasan=request.POST.get("alasan", ""),
        kini=timezone.now(),
    )
    messages.success(request, f"{ribuan(satu.jumlah_baik)} jawaban dari “{satu.nama}” dikeluarkan dari survei.")
    return redirect("survei:unggahan", pk=pk)


def _isi(request: HttpRequest, satu: Unggahan) -> dict[str, object]:
    survei: Survei = satu.survei
    return {
        "jalur": [*jalur_survei(survei), ("Unggah hasil", f"/survei/{survei.pk}/unggah/")],
        "survei": survei,
        "unggahan": satu,
        "baris": baca.BarisUnggahan(satu),
    }


def _halaman(request: HttpRequest, satu: Unggahan, galat: str = "") -> HttpResponse:
    di_sini, lain = baca.sebut_kembar(pengguna(request), satu) if satu.status == StatusUnggahan.SIAP else (False, [])
    isi = _isi(request, satu) | {"judul": satu.nama, "galat": galat, "kembar": di_sini, "kembar_lain": ", ".join(lain)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if galat else HTTPStatus.OK
    return render(request, "survei/unggah/unggahan.html", isi, status=status.value)


def _status(form: BerkasForm | KolomForm) -> int:
    return (HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK).value
