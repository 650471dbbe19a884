"""Published results: open to everybody, no sign-in, no script needed."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from survei.hitung.umum import untuk_umum
from survei.selectors import publik as baca
from survei.selectors.hasil import baca_beku
from survei.selectors.rtl import susun_rtl
from survei.views.sajian import sajian


@require_safe
def indeks(request: HttpRequest) -> HttpResponse:
    """All published results, by agency and year."""
    halaman, baris = baca.daftar_terbit(request.GET)
    isi = {
        "halaman": halaman,
        "baris": baris,
        "instansi": baca.instansi_terbit(),
        "tahun": baca.tahun_terbit(),
        "saring": request.GET,
    }
    return render(request, "survei/publik/indeks.html", isi)


@require_safe
def hasil(request: HttpRequest, kode: str) -> HttpResponse:
    """One published result; one taken back says so, with the status of a page that is not there."""
    terbit = baca.cari_terbit(kode)
    if terbit is None:
        if baca.pernah_terbit(kode):
            return render(request, "survei/publik/ditarik.html", status=HTTPStatus.NOT_FOUND)
        raise Http404
    data = untuk_umum(baca_beku(terbit))
    isi = sajian(data) | {
        "beku": terbit,
        "survei": terbit.survei,
        "rtl": susun_rtl(terbit.survei, data),
        "umum": True,
        "alamat": request.build_absolute_uri(),
    }
    return render(request, "survei/publik/hasil.html", isi)
