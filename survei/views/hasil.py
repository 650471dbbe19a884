"""The result of a survey: looked at, fixed, taken back, published; and what respondents wrote."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from survei import alur
from survei.alur import Gerak, Status
from survei.models import HasilSurvei, Survei
from survei.selectors import hasil as baca
from survei.selectors.rtl import susun_rtl
from survei.selectors.saran import baca_jawaban_bebas, baca_saran
from survei.selectors.sinyal import cari_sinyal
from survei.selectors.tambahan import cari_tanya_bebas
from survei.selectors.tautan import indikator_penerima, versi_lama
from survei.services import hasil as layanan
from survei.views.dasar import alamat_survei, ambil_survei, jalur_survei, nomor, pengguna
from survei.views.sajian import sajian

SARAN_DI_HALAMAN = 5


@require_safe
@login_required
def hasil(request: HttpRequest, pk: int) -> HttpResponse:
    """The result page, of any survey this person may read."""
    return _tampil(request, ambil_survei(request, pk, Aksi.BACA))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tetapkan(request: HttpRequest, pk: int) -> HttpResponse:
    """What is signed, with the questions to ask first; POST fixes the result the person has seen."""
    survei = ambil_survei(request, pk, Aksi.TETAPKAN_SURVEI)
    gagal = ""
    if request.method == "POST":
        try:
            layanan.tetapkan(
                pelaku=pengguna(request),
                survei=survei,
                terlihat=request.POST.get("terlihat", ""),
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            gagal = salah.pesan
        else:
            messages.success(request, "Hasil survei ditetapkan. Angkanya tidak berubah lagi dan indikatornya terisi.")
            return redirect(_alamat(survei))
    if not gagal and not alur.boleh(Status(survei.status), Gerak.TETAPKAN):
        return redirect(_alamat(survei))
    status = HTTPStatus.CONFLICT if gagal else HTTPStatus.OK
    return render(request, "survei/hasil/tetapkan.html", _isi_tetapkan(survei, gagal), status=status)


@require_POST
@login_required
def terbitkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the public page."""
    survei = ambil_survei(request, pk, Aksi.TETAPKAN_SURVEI)
    layanan.terbitkan(pelaku=pengguna(request), survei=survei, kini=timezone.now())
    messages.success(request, "Hasil diterbitkan. Siapa pun dapat membuka halaman publiknya tanpa masuk.")
    return redirect(_alamat(survei))


@require_POST
@login_required
def batalkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the fixed result back; a refusal keeps the reason that was written."""
    survei = ambil_survei(request, pk, Aksi.TETAPKAN_SURVEI)
    alasan = request.POST.get("alasan", "")
    try:
        layanan.batalkan(pelaku=pengguna(request), survei=survei, alasan=alasan, kini=timezone.now())
    except PelanggaranAturan as salah:
        return _tampil(request, survei, {"alasan": alasan, "gagal": salah.pesan})
    messages.success(
        request,
        "Penetapan dibatalkan dan survei kembali berstatus ditutup. Hasil sebelumnya tetap tersimpan di bawah.",
    )
    return redirect(_alamat(survei))


@require_safe
@login_required
def saran(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything respondents wrote, newest first; `?sebelum=` is where the page before ended."""
    survei = ambil_survei(request, pk, Aksi.BACA)
    sebelum = request.GET.get("sebelum", "")
    isi = {
        "judul": "Saran responden",
        "jalur": [*jalur_survei(survei), ("Hasil", _alamat(survei))],
        "survei": survei,
        "saran": baca_saran(survei, nomor(sebelum) if sebelum else None),
        "lanjutan": bool(sebelum),
    }
    return render(request, "survei/hasil/saran.html", isi)


@require_safe
@login_required
def tambahan(request: HttpRequest, pk: int, tanya: int) -> HttpResponse:
    """Everything respondents wrote to one of the agency's own questions, newest first; `?sebelum=` as of `saran`."""
    survei = ambil_survei(request, pk, Aksi.BACA)
    pertanyaan = cari_tanya_bebas(survei, tanya)
    if pertanyaan is None:
        raise Http404
    sebelum = request.GET.get("sebelum", "")
    isi = {
        "judul": pertanyaan.teks,
        "jalur": [*jalur_survei(survei), ("Hasil", _alamat(survei))],
        "survei": survei,
        "tanya": pertanyaan,
        "saran": baca_jawaban_bebas(survei, tanya, nomor(sebelum) if sebelum else None),
        "lanjutan": bool(sebelum),
    }
    return render(request, "survei/hasil/jawaban_bebas.html", isi)


def _alamat(survei: Survei) -> str:
    return reverse("survei:hasil", args=[survei.pk])


def _tampil(request: HttpRequest, survei: Survei, gagal: dict[str, str] | None = None) -> HttpResponse:
    data, beku = baca.hasil(survei)
    user = pengguna(request)
    status, jalur = Status(survei.status), survei.unit.jalur
    isi: dict[str, Any] = sajian(data) | {
        "judul": "Hasil survei",
        "jalur": jalur_survei(survei),
        "survei": survei,
        "beku": beku,
        "alamat_publik": _alamat_publik(request, beku),
        "alamat_survei": alamat_survei(survei),
        "rtl": susun_rtl(survei, data),
        "saran": baca_saran(survei, banyak=SARAN_DI_HALAMAN),
        "versi_lama": versi_lama(survei),
        "boleh_tetapkan": akses.boleh_di(user, Aksi.TETAPKAN_SURVEI, jalur),
        "boleh_kelola": akses.boleh_di(user, Aksi.KELOLA_SURVEI, jalur),
        "lihat_sinyal": akses.boleh_di(user, Aksi.BACA_JEJAK, jalur),
        "bisa": {gerak.value for gerak in Gerak if alur.boleh(status, gerak)},
        "rtl_terbuka": status not in (Status.DRAF, Status.BERJALAN),
    }
    http = HTTPStatus.CONFLICT if gagal else HTTPStatus.OK
    return render(request, "survei/hasil/hasil.html", isi | (gagal or {}), status=http)


def _alamat_publik(request: HttpRequest, beku: HasilSurvei | None) -> str:
    """The full address to share, once the result is published."""
    if beku is None or beku.terbit_pada is None:
        return ""
    return request.build_absolute_uri(reverse("survei:skm_hasil", args=[beku.kode_publik]))


def _isi_tetapkan(survei: Survei, gagal: str) -> dict[str, Any]:
    data = baca.hasil_kini(survei)
    return sajian(data) | {
        "judul": "Tetapkan hasil survei",
        "jalur": [*jalur_survei(survei), ("Hasil", _alamat(survei))],
        "survei": survei,
        "terlihat": baca.sidik_kini(data),
        "temuan": cari_sinyal(survei),
        "penerima": indikator_penerima(survei),
        "gagal": gagal,
    }
