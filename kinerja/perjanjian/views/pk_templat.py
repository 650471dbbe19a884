"""The agency's statement: a preview while it is written, a new version for every change."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Instansi
from kinerja.perjanjian.data import Pernyataan
from kinerja.perjanjian.forms_anggaran import CONTOH_ISIAN, NaskahForm
from kinerja.perjanjian.models import TemplatPernyataan
from kinerja.perjanjian.naskah import BAWAAN, Naskah, isi_naskah, kesalahan_naskah
from kinerja.perjanjian.selectors.pk_kumpulkan import naskah_instansi
from kinerja.perjanjian.services.pk_templat import simpan_templat
from kinerja.perjanjian.views.pk_dasar import pengguna


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def templat(request: HttpRequest) -> HttpResponse:
    """The statement in use and its versions; POST with `pratinjau` only shows what it would print."""
    instansi = _instansi(request)
    naskah, versi = naskah_instansi(instansi)
    form = NaskahForm(request.POST if request.method == "POST" else None, initial=NaskahForm.awal(naskah))
    tampak = naskah
    if request.method == "POST" and form.is_valid():
        tampak = form.naskah()
        if "pratinjau" in request.POST:
            for nama, pesan in kesalahan_naskah(tampak).items():
                form.add_error(nama, pesan)
        elif _simpan(request, instansi, tampak, form):
            return redirect("perjanjian:templat")
    isi = {
        "judul": "Pernyataan Perjanjian Kinerja",
        "form": form,
        "versi": versi,
        "pratinjau": [] if form.errors else _pratinjau(tampak, instansi),
        "riwayat": TemplatPernyataan.objects.untuk(pengguna(request)).select_related("dibuat_oleh"),
        "bawaan": naskah == BAWAAN,
        "isian": CONTOH_ISIAN,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "perjanjian/pk/templat.html", isi, status=status)


def _instansi(request: HttpRequest) -> Instansi:
    """The person's own agency; its statement is written by who plans for all of it."""
    user = pengguna(request)
    if user.instansi_id is None:
        raise PermissionDenied(akses.pesan_tolak(Aksi.SUSUN_PK))
    akses.wajib(user, Aksi.SUSUN_PK)
    hasil: Instansi = akses.ambil(Instansi.objects, user=user, aksi=Aksi.SUSUN_PK, pk=user.instansi_id)
    return hasil


def _simpan(request: HttpRequest, instansi: Instansi, naskah: Naskah, form: NaskahForm) -> bool:
    try:
        baru = simpan_templat(pelaku=pengguna(request), instansi=instansi, naskah=naskah, kini=timezone.now())
    except ValidationError as salah:
        for nama, pesan in salah.message_dict.items():
            form.add_error(nama, pesan)
        return False
    if baru is None:
        messages.info(request, "Pernyataan tidak berubah, jadi tidak ada versi baru.")
    else:
        messages.success(request, f"Pernyataan versi {baru.versi} dipakai untuk draf yang disusun mulai sekarang.")
    return True


def _pratinjau(naskah: Naskah, instansi: Instansi) -> list[tuple[str, Pernyataan]]:
    isian = CONTOH_ISIAN | {"pemerintah": instansi.pemerintah, "instansi": instansi.nama}
    return [
        ("Dengan pihak kedua", isi_naskah(naskah, isian, sendiri=False, templat=0)),
        ("Tanpa pihak kedua", isi_naskah(naskah, isian, sendiri=True, templat=0)),
    ]
