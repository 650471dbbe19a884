"""Filling a pohon kinerja from the cascade or another year: a preview, then exactly that."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from indikator.views.putusan import pengguna
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode
from kinerja.perjanjian.hitung.pohon import SEBUTAN_JENIS
from kinerja.perjanjian.hitung.pohon_rencana import Rencana
from kinerja.perjanjian.selectors.pohon_sumber import (
    rencana_cascading,
    rencana_salin,
    sebut_langkah,
    tahun_berpohon,
)
from kinerja.perjanjian.services.pohon_susun import salin_tahun, susun_dari_cascading
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup
from kinerja.perjanjian.views.pohon import BAGIAN_POHON, jalur_pohon

CASCADING = "cascading"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def susun(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """What the source `?dari=` (cascading, or a year) would add; POST adds it, if it is still the same."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA)
    pilihan = {str(p.tahun): p for p in tahun_berpohon(lingkup.unit, lingkup.periode)}
    sumber = (request.POST if request.method == "POST" else request.GET).get("dari", CASCADING)
    if sumber != CASCADING and sumber not in pilihan:
        raise Http404
    dari = pilihan.get(sumber)
    galat = ""
    if request.method == "POST":
        try:
            hasil = _terapkan(request, lingkup, dari)
        except PelanggaranAturan as salah:
            galat = salah.pesan
        else:
            messages.success(request, f"{hasil.baru} kondisi ditambahkan, {hasil.dilengkapi} dilengkapi.")
            return redirect(jalur_pohon(lingkup)[0][1])
    rencana = (
        rencana_salin(lingkup.unit, dari, lingkup.periode) if dari else rencana_cascading(lingkup.unit, lingkup.periode)
    )
    isi = {
        "judul": "Susun pohon dari sumber lain",
        "jalur": jalur_pohon(lingkup),
        "alamat": jalur_pohon(lingkup)[0][1],
        "pilihan": [(CASCADING, "Cascading tahun ini"), *((t, f"Pohon tahun {t}") for t in pilihan)],
        "sumber": sumber,
        "rencana": rencana,
        "baris": [(s, SEBUTAN_JENIS[s.butir.jenis], kata) for s, kata in sebut_langkah(rencana)],
        "galat": galat,
    }
    status = 409 if galat else 200
    return render(
        request, "perjanjian/pohon/susun.html", lingkup.isi(pengguna(request), BAGIAN_POHON, **isi), status=status
    )


def _terapkan(request: HttpRequest, lingkup: Lingkup, dari: Periode | None) -> Rencana:
    umum = {"pelaku": pengguna(request), "unit": lingkup.unit, "kini": timezone.now()}
    sidik = request.POST.get("sidik", "")
    if dari is None:
        return susun_dari_cascading(**umum, periode=lingkup.periode, sidik=sidik)  # type: ignore[arg-type]
    return salin_tahun(**umum, dari=dari, ke=lingkup.periode, sidik=sidik)  # type: ignore[arg-type]
