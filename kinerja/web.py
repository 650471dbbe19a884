"""Tiny helpers of all views: refusals as pages, and the error handlers that kinerja.urls names."""

import logging
import secrets
from collections.abc import Mapping
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

log = logging.getLogger(__name__)

TANYA_ADMIN = "Bila Anda merasa ini keliru, hubungi administrator Kinerja di instansi Anda."


def tolak(
    request: HttpRequest,
    *,
    kode: HTTPStatus,
    judul: str,
    pesan: str,
    saran: str = TANYA_ADMIN,
    tautan: str = "",
    label: str = "",
    rincian: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A refusal in words: a whole page, or for htmx a notice that lands in the page's message region.

    Args:
        pesan: the rule, until when it holds.
        saran: what to do and whom to ask.
        tautan, label: a way on, beside the one to the home page.
        rincian: values to show beside the message, by name.
    """
    isi = {"kode": kode.value, "judul": judul, "pesan": pesan, "saran": saran, "tautan": tautan, "label": label}
    if getattr(request, "htmx", False):
        jawab = HttpResponse(_maklumat(judul, pesan, saran, tautan, label), status=kode.value)
        return _ke_pesan(jawab)
    masuk = hasattr(request, "user") and request.user.is_authenticated
    kerangka = "dasar.html" if masuk else "polos.html"
    return render(request, "galat.html", isi | {"kerangka": kerangka, "rincian": rincian}, status=kode.value)


def permintaan_keliru(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, and 413 for a request that is larger than allowed."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return tolak(
            request,
            kode=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            judul="Kiriman terlalu besar",
            pesan="Isian atau berkas yang dikirim melebihi batas. Tidak ada yang tersimpan dari kiriman ini.",
            saran="Kembali ke halaman sebelumnya, lalu kirim sebagian atau perkecil berkasnya.",
        )
    return tolak(
        request,
        kode=HTTPStatus.BAD_REQUEST,
        judul="Permintaan tidak dapat dibaca",
        pesan="Alamat atau isian yang dikirim tidak lengkap atau tidak sesuai bentuknya. Tidak ada yang tersimpan.",
        saran="Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi. " + TANYA_ADMIN,
    )


def tidak_berwenang(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the words of the PermissionDenied that was raised, or general ones."""
    return tolak(
        request,
        kode=HTTPStatus.FORBIDDEN,
        judul="Anda tidak berwenang",
        pesan=str(exception or "") or "Peran Anda tidak mencakup tindakan atau halaman ini.",
    )


def tidak_ditemukan(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or outside the person's units; the page does not tell which."""
    return tolak(
        request,
        kode=HTTPStatus.NOT_FOUND,
        judul="Halaman tidak ditemukan",
        pesan="Alamat ini tidak ada, sudah dipindahkan, atau berada di luar unit yang menjadi wewenang Anda.",
        saran="Periksa alamatnya, atau mulai lagi dari halaman awal. " + TANYA_ADMIN,
    )


def galat_server(request: HttpRequest) -> HttpResponse:
    """500, with a code that finds the traceback in the log; no context processor runs: one may be what broke."""
    kode_galat = secrets.token_hex(4)
    log.error("Galat %s pada %s %s", kode_galat, request.method, request.path)
    judul = "Terjadi gangguan di server"
    pesan = "Permintaan Anda tidak selesai. Yang sudah tersimpan sebelumnya tetap aman."
    saran = f"Coba lagi beberapa menit lagi. Bila terulang, sampaikan kode {kode_galat} kepada administrator."
    if request.headers.get("HX-Request") == "true":
        return _ke_pesan(HttpResponse(_maklumat(judul, pesan, saran), status=500))
    isi = {"kode": 500, "judul": judul, "pesan": pesan, "saran": saran, "kerangka": "polos.html"}
    return HttpResponse(render_to_string("galat.html", isi), status=500)


def csrf_gagal(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old (settings.CSRF_FAILURE_VIEW)."""
    log.warning("CSRF ditolak pada %s: %s", request.path, reason)
    return tolak(
        request,
        kode=HTTPStatus.FORBIDDEN,
        judul="Formulir ini sudah kedaluwarsa",
        pesan="Halaman dibuka sebelum Anda masuk lagi, atau peramban menolak kuki. Isian belum tersimpan.",
        saran="Salin isian bila perlu, muat ulang halaman sebelumnya, lalu kirim lagi. Izinkan kuki situs ini.",
    )


def _maklumat(judul: str, pesan: str, saran: str, tautan: str = "", label: str = "") -> str:
    isi = " ".join(filter(None, (pesan, saran)))
    konteks = {"nada": "salah", "judul": judul, "isi": isi, "tautan": tautan, "label": label}
    return render_to_string("komponen/maklumat.html", konteks)


def _ke_pesan(jawab: HttpResponse) -> HttpResponse:
    """Whatever element asked, the refusal lands in the page's message region."""
    jawab["HX-Retarget"] = "#pesan"
    jawab["HX-Reswap"] = "innerHTML"
    return jawab
