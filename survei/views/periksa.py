"""Checking an official recap: two files in, every contradiction out; nothing of it is stored."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.web import tolak
from survei.forms.periksa import RekapForm, SaringForm
from survei.hitung.periksa import Temuan, periksa_rekap
from survei.selectors import temuan as baca
from survei.selectors.temuan import MuatanTidakSah
from survei.unggah.buku_temuan import buku_temuan, csv_temuan
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.rekap import Dikenali, RekapTerbaca, baca_lembar, baca_unit
from survei.views.dasar import pengguna

PER_HALAMAN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def periksa(request: HttpRequest) -> HttpResponse:
    """The files; POST reads and checks them, and shows what was found."""
    akses.wajib(request.user, Aksi.PERIKSA_REKAP)
    form = RekapForm(request.POST, request.FILES) if request.method == "POST" else RekapForm()
    if request.method == "POST" and form.is_valid():
        unit = _baca(form, "unit")
        lembar = _baca(form, "lembar") if form.cleaned_data["lembar"] else None
        if unit and not form.errors:
            temuan = periksa_rekap(unit.baris, lembar.baris if lembar else ())
            kolom = [("Tabel unit", unit.kolom), *([("Lembar per unsur", lembar.kolom)] if lembar else [])]
            return _tampil(request, temuan, kolom=kolom, baris=len(unit.baris) + (len(lembar.baris) if lembar else 0))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "survei/periksa/unggah.html", {"judul": "Periksa rekap", "form": form}, status=status)


@never_cache
@require_POST
@login_required
def temuan(request: HttpRequest) -> HttpResponse:
    """The findings of an earlier check, filtered; they come back with the request."""
    akses.wajib(request.user, Aksi.PERIKSA_REKAP)
    try:
        return _tampil(request, baca.buka(request.POST.get("muatan", ""), pengguna(request).pk))
    except MuatanTidakSah:
        return _kedaluwarsa(request)


@never_cache
@require_POST
@login_required
def unduh(request: HttpRequest, jenis: str) -> HttpResponse:
    """The findings as a file, filtered as they are shown."""
    akses.wajib(request.user, Aksi.PERIKSA_REKAP)
    if jenis not in ("xlsx", "csv"):
        raise Http404
    try:
        semua = baca.buka(request.POST.get("muatan", ""), pengguna(request).pk)
    except MuatanTidakSah:
        return _kedaluwarsa(request)
    isi = baca.saring(semua, SaringForm(request.POST).pilihan())
    badan, tipe = (buku_temuan(isi), XLSX) if jenis == "xlsx" else (csv_temuan(isi), "text/csv; charset=utf-8")
    jawab = HttpResponse(badan, content_type=tipe)
    jawab["Content-Disposition"] = f'attachment; filename="temuan-rekap.{jenis}"'
    jawab["X-Content-Type-Options"] = "nosniff"
    return jawab


def _baca(form: RekapForm, nama: str) -> RekapTerbaca | None:
    """One file; what is wrong with it stands beside its field."""
    berkas = form.cleaned_data[nama]
    try:
        return (baca_unit if nama == "unit" else baca_lembar)(berkas, berkas.name)
    except KesalahanUnggah as salah:
        form.add_error(nama, salah.pesan)
        return None


def _tampil(
    request: HttpRequest,
    semua: list[Temuan],
    *,
    kolom: list[tuple[str, tuple[Dikenali, ...]]] | None = None,
    baris: int | None = None,
) -> HttpResponse:
    """All findings grouped by rule, and one page of those that were asked for."""
    dipotong = len(semua) > baca.MAKS_TEMUAN
    semua = semua[: baca.MAKS_TEMUAN]
    form = SaringForm(request.POST if "muatan" in request.POST else {})
    pilihan = form.pilihan()
    terpilih = baca.saring(semua, pilihan)
    halaman = Paginator(terpilih, PER_HALAMAN).get_page(form.cleaned_data.get("halaman") or 1)
    isi = {
        "judul": "Hasil periksa rekap",
        "form": form,
        "pilihan": pilihan,
        "semua": len(semua),
        "terpilih": len(terpilih),
        "dipotong": dipotong,
        "kelompok": baca.kelompokkan(semua),
        "halaman": halaman,
        "baris": [baca.dalam_kata(t) for t in halaman],
        "kolom": kolom,
        "jumlah_baris": baris,
        "muatan": baca.bungkus(semua, pengguna(request).pk),
    }
    return render(request, "survei/periksa/temuan.html", isi)


def _kedaluwarsa(request: HttpRequest) -> HttpResponse:
    return tolak(
        request,
        kode=HTTPStatus.CONFLICT,
        judul="Hasil pemeriksaan sudah tidak ada",
        pesan="Hasil pemeriksaan tidak disimpan di server dan hanya berlaku satu hari di halaman yang membukanya.",
        saran="Unggah rekapnya sekali lagi; pemeriksaannya hanya beberapa detik.",
    )
