"""Filling in by Excel: download the template, upload it, look at what would change, accept what is right."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.forms import baca_isian
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.isian.buku import tulis_templat
from indikator.isian.pratinjau import Usulan, baca_templat
from indikator.models import Komponen
from indikator.models.indikator import SumberKomponen
from indikator.selectors.baris_isian import Baris
from indikator.services.berkas import XLSX
from indikator.services.lembar import Isian, simpan_lembar
from indikator.views.lembar_isian import Lembar, ambil_lembar
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def templat(request: HttpRequest, unit: int, tahun: int, triwulan: int) -> HttpResponse:
    """The page with both steps; a POST carries the filled template and shows what it would change."""
    lembar = ambil_lembar(request, unit, tahun, triwulan, Aksi.ISI)
    if request.method != "POST":
        return _tampil(request, lembar)
    berkas = request.FILES.get("berkas")
    if berkas is None:
        return _tampil(request, lembar, galat="Pilih dulu berkas templat yang sudah diisi.")
    try:
        usulan = baca_templat(berkas, _tanda(lembar), lembar.baris)
    except PelanggaranAturan as aturan:
        return _tampil(request, lembar, galat=aturan.pesan)
    return _tampil(request, lembar, usulan=usulan)


@require_safe
@login_required
def unduh(request: HttpRequest, unit: int, tahun: int, triwulan: int) -> HttpResponse:
    """The template, filled with what is stored."""
    lembar = ambil_lembar(request, unit, tahun, triwulan, Aksi.ISI)
    isi = tulis_templat(
        f"Isian {lembar.sebutan} – {lembar.unit.nama}",
        f"Isi hanya kolom Isian, lalu unggah kembali. Pengisian {lembar.batas}.",
        _tanda(lembar),
        lembar.baris,
    )
    jawab = HttpResponse(isi, content_type=XLSX)
    nama = f"isian-{lembar.unit.kode}-{tahun}-tw{triwulan}.xlsx"
    jawab["Content-Disposition"] = f'attachment; filename="{nama.encode("ascii", "replace").decode()}"'
    return jawab


@require_POST
@login_required
def terapkan(request: HttpRequest, unit: int, tahun: int, triwulan: int) -> HttpResponse:
    """Save the chosen changes, each by the same rules as typing it into its cell."""
    lembar = ambil_lembar(request, unit, tahun, triwulan, Aksi.ISI)
    isian, versi, galat = _pilihan(request, lembar)
    hasil = simpan_lembar(
        pelaku=lembar.pembaca.pengguna, isian=isian, triwulan=triwulan, versi=versi, kini=lembar.pembaca.kini
    )
    galat += [f"{h.isian.nama}: {h.ditolak.pesan}" for h in hasil if h.ditolak is not None]
    tersimpan = sum(h.ditolak is None for h in hasil)
    if tersimpan:
        messages.success(request, f"{tersimpan} isian dari templat tersimpan.")
    for kalimat in galat:
        messages.error(request, f"Belum tersimpan – {kalimat}")
    if not hasil and not galat:
        messages.warning(request, "Tidak ada perubahan yang dipilih.")
    return redirect("indikator:lembar", *lembar.alamat)


def _pilihan(request: HttpRequest, lembar: Lembar) -> tuple[list[Isian], dict[int, int], list[str]]:
    """The ticked cells, the versions the preview had shown, and the texts that cannot be read."""
    dipilih = set(request.POST.getlist("pilih"))
    isian, versi, galat = [], {}, []
    for baris in lembar.baris:
        teks_versi = request.POST.get(f"versi-{baris.pk}", "")
        if not teks_versi.isdecimal() or len(teks_versi) > 9:
            continue
        versi[baris.pk] = int(teks_versi)
        for komponen in baris.indikator.komponen.all():
            kunci = f"{baris.pk}:{komponen.pk}"
            if komponen.sumber != SumberKomponen.ISIAN or kunci not in dipilih:
                continue
            sebut = f"{baris.indikator.kode} {komponen.label}"
            try:
                isian.append(_isian(sebut, baris, komponen, request.POST.get(f"isi-{kunci}", "")))
            except KesalahanHitung as salah:
                galat.append(f"{sebut}: {salah.pesan}")
    return isian, versi, galat


def _isian(sebut: str, baris: Baris, komponen: Komponen, teks: str) -> Isian:
    komponen.indikator = baris.indikator
    return Isian(sebut, baris.indikator, komponen=komponen, nilai=baca_isian(teks, baris.indikator))


def _tanda(lembar: Lembar) -> str:
    return f"kinerja-isian:{lembar.unit.pk}:{lembar.periode.tahun}:{lembar.triwulan}"


def _tampil(request: HttpRequest, lembar: Lembar, usulan: list[Usulan] | None = None, galat: str = "") -> HttpResponse:
    konteks = {
        "judul": f"Isi {lembar.sebutan} lewat Excel",
        "jalur": [("Isian", "/isian/?ganti=1")],
        "lembar": lembar,
        "usulan": usulan,
        "berubah": [u for u in usulan or [] if not u.pesan and not u.bentrok],
        "bentrok": [u for u in usulan or [] if not u.pesan and u.bentrok],
        "ditolak": [u for u in usulan or [] if u.pesan],
        "galat": galat,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if galat else HTTPStatus.OK
    return render(request, "indikator/isian/templat.html", konteks, status=status.value)
