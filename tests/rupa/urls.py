"""Routes that fail in every way a page can, beside those of the product."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from kinerja import urls as asli
from kinerja.gaya import gaya
from kinerja.organisasi.aturan import PelanggaranAturan

# Django looks for the handlers in the root URLconf.
handler400 = asli.handler400
handler403 = asli.handler403
handler404 = asli.handler404
handler429 = asli.handler429
handler500 = asli.handler500


def rusak(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def larang(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Yang menyetujui adalah pimpinan unit.")


def langgar(request: HttpRequest) -> HttpResponse:
    raise PelanggaranAturan("jendela_tertutup", "TW I ditutup 30 April 2023.", {"Perpanjangan": "administrator"})


def terima(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST)} isian")


urlpatterns = [
    path("rusak/", rusak),
    path("larang/", larang),
    path("langgar/", langgar),
    path("terima/", terima),
    path("gaya/", gaya),
    *asli.urlpatterns,
]
