"""Documents of a year's plan: what can be printed for a unit and year, and asking for it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from indikator.views.putusan import pengguna
from kinerja.laporan import permintaan
from kinerja.laporan.forms import FormDokumen
from kinerja.laporan.jenis import PEMBUAT
from kinerja.laporan.models import HIDUP, JENIS_DOKUMEN, Format, Jenis
from kinerja.laporan.selectors import dokumen_terakhir, pilihan_jabatan
from kinerja.laporan.views import sesudah_minta
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup

BAGIAN = "dokumen"
BERJABATAN = (Jenis.SKP,)


@dataclass(frozen=True, slots=True)
class Tawaran:
    """One document as the page offers it; `halangan`: why it can't be made now, "" when it can."""

    jenis: Jenis
    uraian: str
    halangan: str
    berjabatan: bool


def _tawaran(unit: Unit, periode: Periode, ada_jabatan: bool) -> list[Tawaran]:
    """What can be made; `ada_jabatan`: there are posts to choose from, so nothing need be asked about them."""
    hasil = []
    for jenis in (j for j in JENIS_DOKUMEN if j in PEMBUAT):
        berjabatan, pembuat = jenis in BERJABATAN, PEMBUAT[jenis]
        halangan = "" if berjabatan and ada_jabatan else pembuat.halangan(unit, periode)
        hasil.append(Tawaran(jenis, pembuat.uraian, halangan, berjabatan))
    return hasil


@login_required
@never_cache
@require_safe
def dokumen(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """What can be printed for this unit and year; `?jenis=` and `?jabatan=` are marked beforehand."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.MINTA_LAPORAN)
    return _halaman(request, lingkup, FormDokumen(initial=request.GET.dict()))


def _halaman(request: HttpRequest, lingkup: Lingkup, form: FormDokumen) -> HttpResponse:
    user = pengguna(request)
    jabatan = pilihan_jabatan(user, lingkup.unit, lingkup.periode)
    isi = lingkup.isi(
        user,
        BAGIAN,
        judul="Dokumen kinerja",
        form=form,
        tawaran=_tawaran(lingkup.unit, lingkup.periode, bool(jabatan)),
        jabatan=jabatan,
        jabatan_terpilih=str(form["jabatan"].value() or ""),
        jenis_terpilih=str(form["jenis"].value() or ""),
        pilihan_format=Format.choices,
        terakhir=dokumen_terakhir(user, lingkup.unit, lingkup.periode),
        hidup=HIDUP,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "laporan/pusat_dokumen.html", isi, status=status)


@login_required
@require_POST
def minta_dokumen(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """Ask for a document, or join the job that already makes it."""
    lingkup, user = ambil_lingkup(request, unit, tahun, Aksi.MINTA_LAPORAN), pengguna(request)
    form = FormDokumen(request.POST)
    if not form.is_valid():
        return _halaman(request, lingkup, form)
    pilih = form.cleaned_data
    jabatan = None
    if pilih["jabatan"] is not None:
        jabatan = akses.ambil(
            Jabatan.objects.select_related("unit"), user=user, aksi=Aksi.MINTA_LAPORAN, pk=pilih["jabatan"]
        )
    hasil = permintaan.minta_dokumen(
        pelaku=user,
        unit=lingkup.unit,
        periode=lingkup.periode,
        jenis=pilih["jenis"],
        jabatan=jabatan,
        format_=pilih["format"],
        kini=timezone.now(),
    )
    return sesudah_minta(request, *hasil)
