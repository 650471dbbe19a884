"""Filling in a quarter: choosing the unit, the grid, and saving one cell."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.forms import SelForm, UraianForm
from indikator.models import Indikator
from indikator.selectors.baris_isian import kelompokkan
from indikator.selectors.pilihan import pilihan_lembar
from indikator.services.isian import isi_komponen, isi_uraian
from indikator.services.kunci import BentrokVersi
from indikator.services.lembar import simpan_lembar, turunan
from indikator.services.versi import URAIAN
from indikator.views.kiriman import baca_kiriman, tandai
from indikator.views.lembar_isian import Lembar, ambil_lembar, baris_terkini, ditolak, jawab_json, sebagai_json
from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi


@require_safe
@login_required
def pilih(request: HttpRequest) -> HttpResponse:
    """Straight to the quarter that is open now; with several units, or when asked (`?ganti=1`), a choice."""
    akses.wajib(request.user, Aksi.ISI)
    pilihan = pilihan_lembar(pengguna(request), timezone.now(), request.GET.get("tahun", ""))
    if len(pilihan.unit) == 1 and pilihan.triwulan and "ganti" not in request.GET and "tahun" not in request.GET:
        return redirect("indikator:lembar", pilihan.unit[0].pk, pilihan.tahun, pilihan.triwulan)
    return render(request, "indikator/isian/pilih.html", {"judul": "Isian realisasi", "pilihan": pilihan})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lembar(request: HttpRequest, unit: int, tahun: int, triwulan: int) -> HttpResponse:
    """The grid; a POST is the whole form, sent without JavaScript."""
    if request.method != "POST":
        return _tampil(request, ambil_lembar(request, unit, tahun, triwulan))
    isi = ambil_lembar(request, unit, tahun, triwulan, Aksi.ISI)
    kiriman = baca_kiriman(request.POST, isi.baris)
    hasil = simpan_lembar(
        pelaku=isi.pembaca.pengguna,
        isian=kiriman.isian,
        triwulan=triwulan,
        versi=kiriman.versi,
        kini=isi.pembaca.kini,
    )
    tersimpan = sum(h.ditolak is None for h in hasil)
    galat = kiriman.galat(hasil)
    if tersimpan:
        messages.success(request, f"{tersimpan} isian tersimpan.")
    elif not galat:
        messages.info(request, "Tidak ada isian yang berubah.")
    if not galat:
        return redirect("indikator:lembar", unit, tahun, triwulan)
    messages.error(request, f"{len(galat)} isian belum tersimpan; alasannya ada di sampingnya.")
    terkini = ambil_lembar(request, unit, tahun, triwulan, Aksi.ISI)
    return _tampil(request, terkini, galat=galat, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _tampil(
    request: HttpRequest,
    isi: Lembar,
    galat: dict[str, tuple[str, str]] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    konteks = {
        "judul": f"Isian {isi.sebutan}",
        "lembar": isi,
        "kelompok": kelompokkan(tandai(isi.baris, galat or {})),
        "jumlah_galat": len(galat or {}),
        "dikembalikan": [b for b in isi.baris if b.alasan_kembali],
    }
    return render(request, "indikator/isian/lembar.html", konteks, status=status.value)


@require_POST
@login_required
@jawab_json
def isi_sel(request: HttpRequest, indikator: int, triwulan: int, komponen: int) -> HttpResponseBase:
    """Save one cell; the answer holds the line, and every line that follows from it, as they stand now."""
    baris = _ambil_indikator(request, indikator, triwulan)
    sel = next((k for k in baris.komponen.all() if k.pk == komponen), None)
    if sel is None:
        raise Http404
    form = SelForm(request.POST, indikator=baris)
    if not form.is_valid():
        return ditolak(_pesan_form(form), HTTPStatus.UNPROCESSABLE_ENTITY)
    sel.indikator = baris
    try:
        isi_komponen(
            pelaku=pengguna(request),
            komponen=sel,
            triwulan=triwulan,
            nilai=form.cleaned_data["isi"],
            versi=form.cleaned_data["versi"],
            kini=timezone.now(),
        )
    except BentrokVersi as bentrok:
        return _bentrok(request, bentrok, indikator, triwulan)
    return _tersimpan(request, [indikator, *turunan(indikator)], triwulan)


@require_POST
@login_required
@jawab_json
def isi_teks(request: HttpRequest, indikator: int, triwulan: int, kolom: str) -> HttpResponseBase:
    """Save one of the texts beside the figure."""
    if kolom not in URAIAN:
        raise Http404
    baris = _ambil_indikator(request, indikator, triwulan)
    form = UraianForm(request.POST)
    if not form.is_valid():
        return ditolak(_pesan_form(form), HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        isi_uraian(
            pelaku=pengguna(request),
            indikator=baris,
            triwulan=triwulan,
            kolom=kolom,
            teks=form.cleaned_data["isi"].replace("\r\n", "\n"),
            versi=form.cleaned_data["versi"],
            kini=timezone.now(),
        )
    except BentrokVersi as bentrok:
        return _bentrok(request, bentrok, indikator, triwulan)
    return _tersimpan(request, [indikator], triwulan)


def _ambil_indikator(request: HttpRequest, pk: int, triwulan: int) -> Indikator:
    if not 1 <= triwulan <= 4:
        raise Http404
    kumpulan = Indikator.objects.select_related(
        "sasaran__unit__instansi", "sasaran__periode__instansi", "satuan", "skala"
    ).prefetch_related("komponen", "skala__tingkat")
    hasil: Indikator = akses.ambil(kumpulan, user=request.user, aksi=Aksi.ISI, pk=pk)
    return hasil


def _pesan_form(form: SelForm | UraianForm) -> str:
    return " ".join(str(pesan) for daftar in form.errors.values() for pesan in daftar)


def _tersimpan(request: HttpRequest, pk: list[int], triwulan: int) -> JsonResponse:
    baris = baris_terkini(request, pk, triwulan)
    return JsonResponse({"keadaan": "tersimpan", "baris": [sebagai_json(b) for b in baris]})


def _bentrok(request: HttpRequest, bentrok: BentrokVersi, pk: int, triwulan: int) -> JsonResponse:
    """Both values, and the line as it stands, so that the person can choose."""
    baris = [sebagai_json(b) for b in baris_terkini(request, [pk], triwulan)]
    isi = {"keadaan": "bentrok", "pesan": bentrok.pesan, "baris": baris} | bentrok.rincian
    return JsonResponse(isi, status=HTTPStatus.CONFLICT.value)
