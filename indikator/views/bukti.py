"""Evidence of a line: the list, attaching, downloading, withdrawing."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.models import Bukti, Indikator
from indikator.selectors.baris_isian import Baris
from indikator.selectors.bukti import juga_dipakai
from indikator.services import bukti as layanan
from indikator.services.berkas import AKHIRAN, JPEG, PDF, PNG, SEBUTAN_JENIS, sebut_ukuran
from indikator.views.lembar_isian import baris_terkini
from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan

TAMPIL = frozenset({PDF, PNG, JPEG})
# An uploaded file is never allowed to act as a page of ours: no script, no form, no origin.
CSP_BERKAS = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def berkas_baris(request: HttpRequest, indikator: int, triwulan: int) -> HttpResponseBase:
    """The evidence of one line: GET the list (a fragment for the grid's script), POST one file or several."""
    if not 1 <= triwulan <= 4:
        raise Http404
    aksi = Aksi.ISI if request.method == "POST" else Aksi.BACA
    kumpulan = Indikator.objects.select_related("sasaran__unit__instansi", "sasaran__periode__instansi")
    milik: Indikator = akses.ambil(kumpulan, user=request.user, aksi=aksi, pk=indikator)
    if request.method != "POST":
        return _tampil(request, milik, triwulan)
    galat = _lampirkan_semua(request, milik, triwulan)
    if not _dari_skrip(request):
        for kalimat in galat:
            messages.error(request, kalimat)
        return _kembali(request, indikator, triwulan)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if galat else HTTPStatus.OK
    return _tampil(request, milik, triwulan, galat, status)


@require_safe
@login_required
def unduh(request: HttpRequest, pk: int) -> FileResponse:
    """The file itself. Pictures and PDF may be looked at in the browser, shut in a sandbox; others are downloaded."""
    bukti: Bukti = akses.ambil(Bukti.objects.all(), user=request.user, aksi=Aksi.BACA, pk=pk)
    return kirim_berkas(bukti.berkas, nama=bukti.nama, tipe=bukti.tipe)


def kirim_berkas(berkas: File[bytes], *, nama: str, tipe: str) -> FileResponse:
    """An uploaded file as an answer that can do no harm; the caller has authorised. 404 when it is gone."""
    try:
        isi = berkas.open("rb")
    except FileNotFoundError as hilang:
        raise Http404 from hilang
    jawab = FileResponse(isi, as_attachment=tipe not in TAMPIL, filename=nama, content_type=tipe)
    jawab["Content-Security-Policy"] = CSP_BERKAS
    jawab["X-Content-Type-Options"] = "nosniff"
    jawab["X-Frame-Options"] = "SAMEORIGIN"
    jawab["Cache-Control"] = "private, no-store"
    return jawab


@require_POST
@login_required
def tarik(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw one file from its line."""
    kumpulan = Bukti.objects.select_related(
        "realisasi__indikator__sasaran__unit__instansi", "realisasi__indikator__sasaran__periode__instansi"
    )
    bukti: Bukti = akses.ambil(kumpulan, user=request.user, aksi=Aksi.ISI, pk=pk)
    indikator, triwulan = bukti.realisasi.indikator, bukti.realisasi.triwulan
    galat = []
    try:
        layanan.tarik(pelaku=pengguna(request), bukti=bukti, kini=timezone.now())
    except PelanggaranAturan as aturan:
        galat.append(aturan.pesan)
    if _dari_skrip(request):
        status = HTTPStatus.CONFLICT if galat else HTTPStatus.OK
        return _tampil(request, indikator, triwulan, galat, status)
    for kalimat in galat:
        messages.error(request, kalimat)
    if not galat:
        messages.success(request, f"“{bukti.nama}” ditarik dari baris {indikator.kode}. Jejaknya tetap tersimpan.")
    return _kembali(request, indikator.pk, triwulan)


def _lampirkan_semua(request: HttpRequest, indikator: Indikator, triwulan: int) -> list[str]:
    """Attach every file by itself; the reasons of those refused."""
    galat = []
    kiriman = request.FILES.getlist("berkas")
    for berkas in kiriman:
        try:
            bukti = layanan.lampirkan(
                pelaku=pengguna(request), indikator=indikator, triwulan=triwulan, berkas=berkas, kini=timezone.now()
            )
        except PelanggaranAturan as aturan:
            galat.append(aturan.pesan)
        else:
            if not _dari_skrip(request):
                messages.success(request, f"“{bukti.nama}” dilampirkan.")
    return galat if kiriman else ["Pilih dulu berkas yang akan dilampirkan."]


def _tampil(
    request: HttpRequest,
    indikator: Indikator,
    triwulan: int,
    galat: list[str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    kumpulan = Bukti.objects.untuk(pengguna(request)).terpakai().filter(realisasi__indikator=indikator)
    bukti = list(
        kumpulan.filter(realisasi__triwulan=triwulan).select_related(
            "diunggah_oleh", "realisasi__indikator__sasaran__unit"
        )
    )
    kembar = juga_dipakai(bukti)
    boleh = akses.boleh(pengguna(request), Aksi.ISI, indikator)
    baris: Baris = baris_terkini(request, [indikator.pk], triwulan)[0]
    isi = {
        "judul": f"Bukti {indikator.kode}",
        "indikator": indikator,
        "triwulan": triwulan,
        "unit": _unit(request, indikator),
        "bukti": [(b, sebut_ukuran(b.ukuran), kembar.get(b.pk, []), b.tipe in TAMPIL) for b in bukti],
        "boleh_isi": boleh and not baris.terkunci,
        "sebab": baris.terkunci if boleh else "",
        "galat": galat or [],
        "jenis": SEBUTAN_JENIS,
        "terima": ",".join(AKHIRAN),
        "maksimum": sebut_ukuran(settings.BUKTI_MAKS_BYTE),
        "jumlah": len(bukti),
    }
    templat = "indikator/bukti/panel.html" if _dari_skrip(request) else "indikator/bukti/halaman.html"
    return render(request, templat, isi, status=status.value)


def _unit(request: HttpRequest, indikator: Indikator) -> int:
    """The unit whose grid the person came from (`?unit=`), else the owner."""
    asal = request.GET.get("unit", "")
    return int(asal) if asal.isdecimal() and len(asal) <= 18 else indikator.sasaran.unit_id


def _kembali(request: HttpRequest, indikator: int, triwulan: int) -> HttpResponse:
    asal = request.GET.get("unit", "")
    ekor = f"?unit={asal}" if asal.isdecimal() else ""
    return redirect(reverse("indikator:bukti", args=[indikator, triwulan]) + ekor)


def _dari_skrip(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "isian"
