"""“Dari mana angka ini?”: any figure explained, as a page and as the inside of a dialog."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from indikator.alur import Status
from indikator.hitung.triwulan import JUMLAH_TRIWULAN
from indikator.models import Indikator
from indikator.selectors.asal import asal, berjalan
from indikator.selectors.lembar_periksa import deret
from indikator.selectors.pemeriksaan import bukti_dengan_kembaran, bukti_tampil
from indikator.selectors.sejarah import jejak_angka, versi_lama
from indikator.services import alur_kerja
from indikator.views.putusan import Gagal, ambil_baris, baca_versi, pengguna, sebab
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan


@require_safe
@login_required
def angka(request: HttpRequest, indikator: int, triwulan: int) -> HttpResponse:
    """Everything behind the figure of one indicator in one quarter; htmx gets the inside only."""
    return _angka(request, indikator, triwulan)


@require_POST
@login_required
def koreksi(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an approved line for correction, with a reason; a refused one keeps what was written."""
    baris = ambil_baris(request, pk, Aksi.KOREKSI)
    alasan = request.POST.get("alasan", "")
    try:
        alur_kerja.koreksi(
            pelaku=pengguna(request), realisasi=baris, versi=baca_versi(request), alasan=alasan, kini=timezone.now()
        )
    except PelanggaranAturan as salah:
        return _angka(request, baris.indikator_id, baris.triwulan, Gagal(pk, alasan, sebab(salah)))
    messages.success(
        request,
        "Baris dibuka untuk koreksi. Angka yang sudah disetujui tetap tersimpan sebagai versi lama, "
        "dan pengisi melihat alasan Anda.",
    )
    return redirect("indikator:angka", indikator=baris.indikator_id, triwulan=baris.triwulan)


def _angka(request: HttpRequest, pk: int, triwulan: int, gagal: Gagal | None = None) -> HttpResponse:
    if not 1 <= triwulan <= JUMLAH_TRIWULAN:
        raise Http404
    indikator: Indikator = akses.ambil(
        Indikator.objects.select_related("sasaran"), user=request.user, aksi=Aksi.BACA, pk=pk
    )
    isi = _isi(request, indikator, triwulan) | {"gagal": gagal}
    fragmen = getattr(request, "htmx", False) and not gagal
    templat = "indikator/angka/angka.html#isi" if fragmen else "indikator/angka/angka.html"
    return render(request, templat, isi, status=HTTPStatus.CONFLICT if gagal else HTTPStatus.OK)


def _isi(request: HttpRequest, indikator: Indikator, triwulan: int) -> dict[str, Any]:
    user = pengguna(request)
    penjelasan = asal(indikator, triwulan, user)
    baris = penjelasan.baris
    realisasi, unit = baris.realisasi, baris.indikator.sasaran.unit
    label = {k.nama: k.label for k in baris.indikator.komponen.all()}
    return {
        "judul": "Dari mana angka ini?",
        "asal": penjelasan,
        "baris": baris,
        "indikator": baris.indikator,
        "unit": unit,
        "realisasi": realisasi,
        "berjalan": berjalan(baris, unit.instansi),
        "titik": deret(baris, unit),
        "bukti": [bukti_tampil(b) for b in bukti_dengan_kembaran([realisasi.pk], user)] if realisasi else [],
        "perpindahan": list(realisasi.perpindahan.select_related("pelaku")) if realisasi else [],
        "versi_lama": versi_lama(realisasi, label) if realisasi else [],
        "jejak": jejak_angka(realisasi, baris.target_pk, user, label),
        "boleh_koreksi": realisasi is not None
        and realisasi.status == Status.DISETUJUI
        and akses.boleh(user, Aksi.KOREKSI, realisasi),
    }
