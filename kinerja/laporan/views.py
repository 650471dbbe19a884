"""Report centre, one report's progress, download, and the public check page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.selectors.pilihan import triwulan_berjalan
from kinerja.laju import terlalu_sering
from kinerja.laporan import permintaan
from kinerja.laporan.forms import FormBanding, FormMinta
from kinerja.laporan.kebaruan import sebab_digantikan, sudah_berubah
from kinerja.laporan.models import HIDUP, JENIS_DOKUMEN, JENIS_SURVEI, Laporan, StatusLaporan
from kinerja.laporan.selectors import (
    daftar_laporan,
    nama_unduhan,
    periksa_kode,
    pilihan_periode,
    pilihan_unit,
    sidik_berkas,
)
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.selectors.pk_periksa import periksa_kode_pk
from kinerja.web import tolak

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

PER_HALAMAN = 20
HENTIKAN_TANYA = 286  # htmx stops polling
PERIKSA_PER_MENIT = 30


def _user(request: HttpRequest) -> Pengguna:
    return cast("Pengguna", request.user)


@login_required
@never_cache
@require_safe
def pusat(request: HttpRequest) -> HttpResponse:
    """The report centre: ask for a report, see those of one's units."""
    akses.wajib(_user(request), Aksi.MINTA_LAPORAN)
    awal: dict[str, Any] = {}
    if jendela := triwulan_berjalan(_user(request), timezone.now()):
        awal = {"periode": jendela.periode_id, "triwulan": jendela.triwulan}
    awal |= {n: request.GET[n] for n in ("unit", "periode", "triwulan", "jenis", "format") if n in request.GET}
    return _pusat(request, _form(request, initial=awal))


def _form(request: HttpRequest, **isi: object) -> FormMinta:
    user = _user(request)
    return FormMinta(**isi, unit=pilihan_unit(user), periode=pilihan_periode(user))


def _pusat(request: HttpRequest, form: FormMinta, status: int = 200) -> HttpResponse:
    isi = {"form": form, "bagian": "realisasi", **isi_daftar(request)}
    return render(request, "laporan/pusat.html", isi, status=status)


def isi_daftar(request: HttpRequest) -> dict[str, object]:
    """What both pages of the report centre show below their forms."""
    halaman = Paginator(daftar_laporan(_user(request)), PER_HALAMAN).get_page(request.GET.get("halaman"))
    return {"judul": "Laporan", "halaman": halaman, "hidup": HIDUP}


@login_required
@require_POST
def minta(request: HttpRequest) -> HttpResponse:
    """Ask for a report, or join the job that already makes it."""
    form = _form(request, data=request.POST)
    if not form.is_valid():
        return _pusat(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    pilih, user = form.cleaned_data, _user(request)
    unit = akses.ambil(Unit.objects, user=user, aksi=Aksi.MINTA_LAPORAN, pk=pilih["unit"])
    periode = akses.ambil(Periode.objects.select_related("instansi"), user=user, aksi=Aksi.BACA, pk=pilih["periode"])
    laporan, baru = permintaan.minta(
        pelaku=user,
        unit=unit,
        periode=periode,
        triwulan=pilih["triwulan"],
        jenis=pilih["jenis"],
        format_=pilih["format"],
        kini=timezone.now(),
    )
    return sesudah_minta(request, laporan, baru)


def sesudah_minta(request: HttpRequest, laporan: Laporan, baru: bool) -> HttpResponse:
    """To the report's own page, with a word about what will happen."""
    laporan.refresh_from_db()
    if not baru:
        messages.info(request, "Laporan yang sama sedang dibuat; Anda ikut menunggu hasilnya.")
    elif laporan.diantrekan_pada is None and laporan.status == StatusLaporan.ANTRE:
        messages.warning(
            request,
            "Permintaan tersimpan, tetapi antrean pekerjaan sedang tidak terjangkau. "
            "Laporan dibuat dengan sendirinya begitu antrean pulih; Anda tidak perlu meminta lagi.",
        )
    return redirect("laporan:rincian", pk=laporan.pk)


def _ambil(request: HttpRequest, pk: UUID) -> Laporan:
    kumpulan = Laporan.objects.dengan_digantikan().select_related(
        "unit", "periode__instansi", "jabatan", "diminta_oleh", "data"
    )
    laporan: Laporan = akses.ambil(kumpulan.defer("data__isi"), user=_user(request), aksi=Aksi.MINTA_LAPORAN, pk=pk)
    return laporan


@login_required
@never_cache
@require_safe
def rincian(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report: its progress while it is made, the document afterwards."""
    return render(request, "laporan/rincian.html", _isi_rincian(request, pk))


@login_required
@never_cache
@require_safe
def kemajuan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part of the page that htmx asks for every second; 286 ends the asking."""
    isi = _isi_rincian(request, pk)
    return render(request, "laporan/kemajuan.html", isi, status=HTTPStatus.OK if isi["hidup"] else HENTIKAN_TANYA)


@login_required
@never_cache
@require_safe
def kebaruan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The mark of a superseded document as lists show it; its content is collected again, so each asks by itself."""
    laporan = _ambil(request, pk)
    laporan.digantikan = _digantikan(laporan)
    return render(request, "laporan/digantikan.html", {"l": laporan, "diperiksa": True})


def _digantikan(laporan: Laporan) -> bool:
    return laporan.status == StatusLaporan.SELESAI and sudah_berubah(laporan, kini=timezone.now())


def _isi_rincian(request: HttpRequest, pk: UUID) -> dict[str, object]:
    laporan = _ambil(request, pk)
    laporan.digantikan = _digantikan(laporan)
    return {
        "judul": laporan.judul,
        "laporan": laporan,
        "sebab": sebab_digantikan(laporan),
        "minta_lagi": _alamat_minta(laporan),
        "hidup": laporan.status in HIDUP,
        "ikut": laporan.peminta.contains(_user(request)),
    }


def _alamat_minta(laporan: Laporan) -> str:
    """The page on which the same report can be asked for again, with everything chosen."""
    if laporan.jenis in JENIS_DOKUMEN and laporan.periode is not None:
        halaman = reverse("laporan:dokumen", args=(laporan.unit_id, laporan.periode.tahun))
        pilihan = {"jenis": laporan.jenis, "jabatan": laporan.jabatan_id}
    else:
        halaman = reverse("laporan:pusat_survei" if laporan.jenis in JENIS_SURVEI else "laporan:pusat")
        pilihan = {
            "unit": laporan.unit_id,
            "periode": laporan.periode_id,
            "triwulan": laporan.triwulan,
            "survei": laporan.survei_id,
            "tahun": laporan.tahun,
            "jenis": laporan.jenis,
            "format": laporan.format,
        }
    return f"{halaman}?{urlencode({nama: nilai for nama, nilai in pilihan.items() if nilai is not None})}"


@login_required
@require_POST
def batal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back one's request."""
    laporan = permintaan.batal(pelaku=_user(request), laporan=_ambil(request, pk), kini=timezone.now())
    if laporan.status == StatusLaporan.DIBATALKAN:
        messages.success(request, "Permintaan laporan dibatalkan.")
    elif laporan.batal_diminta:
        messages.success(request, "Pembuatan laporan dihentikan pada langkah berikutnya.")
    elif laporan.status in HIDUP:
        messages.info(request, "Anda tidak lagi menunggu laporan ini. Orang lain masih menunggunya, jadi tetap dibuat.")
    else:
        messages.info(request, "Laporan ini sudah selesai sebelum sempat dibatalkan.")
    return redirect("laporan:rincian", pk=pk)


@login_required
@require_safe
def unduh(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The document itself."""
    laporan = _ambil(request, pk)
    try:
        berkas = laporan.berkas.open("rb") if laporan.status == StatusLaporan.SELESAI else None
    except FileNotFoundError:
        berkas = None
    if berkas is None:
        return tolak(
            request,
            kode=HTTPStatus.NOT_FOUND,
            judul="Berkas laporan tidak ada",
            pesan=f"Laporan ini {laporan.get_status_display().lower()}, dan berkasnya tidak dapat diunduh.",
            saran="Minta laporan yang sama sekali lagi dari pusat laporan.",
        )
    jawab = FileResponse(berkas, as_attachment=True, filename=nama_unduhan(laporan))
    jawab["X-Content-Type-Options"] = "nosniff"
    jawab["Cache-Control"] = "private, no-store"
    return jawab


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def periksa(request: HttpRequest, kode: str) -> HttpResponse:
    """Public: whether a printed document is ours and still in force. POST compares a file without keeping it."""
    if terlalu_sering(request, "periksa", banyak=PERIKSA_PER_MENIT, detik=60):
        return tolak(
            request,
            kode=HTTPStatus.TOO_MANY_REQUESTS,
            judul="Terlalu banyak pemeriksaan",
            pesan=f"Paling banyak {PERIKSA_PER_MENIT} pemeriksaan per menit dari satu alamat.",
            saran="Tunggu satu menit, lalu muat ulang halaman ini.",
        )
    form = FormBanding(request.POST, request.FILES) if request.method == "POST" else FormBanding()
    pk = periksa_kode_pk(kode)
    isi: dict[str, object] = {"form": form}
    if pk is not None:
        templat, sah = "perjanjian/periksa.html", pk.sidik_berkas
        isi |= {"hasil": pk, "perjanjian": pk.perjanjian}
    else:
        hasil = periksa_kode(kode, kini=timezone.now())
        templat, sah = "laporan/periksa.html", frozenset({hasil.laporan.berkas_sha256})
        isi |= {"hasil": hasil, "laporan": hasil.laporan}
    if request.method == "POST" and form.is_valid():
        sidik = sidik_berkas(form.cleaned_data["berkas"])
        isi |= {"sidik": sidik, "cocok": sidik in sah}
    return render(request, templat, isi)
