"""Agreements for every post of a subtree in one go: first what would happen, then doing it."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.forms_pk import TanggalForm
from kinerja.perjanjian.selectors.pk_daftar import hari_dalam
from kinerja.perjanjian.services.pk_massal import RencanaPK, Tindakan, buat_massal, pratinjau_massal
from kinerja.perjanjian.views.lingkup import ambil_lingkup
from kinerja.perjanjian.views.pk_dasar import pengguna

DIKERJAKAN = (Tindakan.BUAT, Tindakan.SEGARKAN)
JUDUL = {
    Tindakan.BUAT: "Dibuat",
    Tindakan.SEGARKAN: "Draf disusun ulang",
    Tindakan.SAMA: "Sudah sesuai",
    Tindakan.TETAP: "Tidak disentuh, karena sudah diajukan atau ditandatangani",
    Tindakan.TANPA_INDIKATOR: "Tidak dapat dibuat: belum memikul indikator",
    Tindakan.TERHALANG: "Tidak dapat dibuat: pihaknya belum lengkap",
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def massal(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """GET the preview for `?tanggal=`; POST makes what the preview named, as things stand then."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.SUSUN_PK)
    kirim = request.method == "POST"
    awal = {"tanggal": hari_dalam(lingkup.periode, timezone.localdate()).isoformat()}
    form = TanggalForm(request.POST if kirim else awal | request.GET.dict())
    rencana: list[RencanaPK] = []
    if form.is_valid():
        tanggal = form.cleaned_data["tanggal"]
        try:
            if kirim:
                hasil = buat_massal(
                    pelaku=pengguna(request),
                    unit=lingkup.unit,
                    periode=lingkup.periode,
                    tanggal=tanggal,
                    kini=timezone.now(),
                )
                messages.success(request, _kalimat(hasil))
                return redirect("perjanjian:pk", unit=unit, tahun=tahun)
            rencana = pratinjau_massal(unit=lingkup.unit, periode=lingkup.periode, tanggal=tanggal)
        except PelanggaranAturan as salah:
            form.add_error("tanggal", salah.pesan)
    kelompok = [(t, JUDUL[t], [r for r in rencana if r.tindakan is t]) for t in Tindakan]
    isi = lingkup.isi(
        pengguna(request),
        "pk",
        judul="Buat Perjanjian Kinerja",
        form=form,
        kelompok=[k for k in kelompok if k[2]],
        rencana=rencana,
        banyak=sum(r.tindakan in DIKERJAKAN for r in rencana),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "perjanjian/pk/massal.html", isi, status=status)


def _kalimat(hasil: Sequence[RencanaPK]) -> str:
    banyak = {t: sum(r.tindakan is t for r in hasil) for t in Tindakan}
    tertahan = banyak[Tindakan.TANPA_INDIKATOR] + banyak[Tindakan.TERHALANG]
    return (
        f"{banyak[Tindakan.BUAT]} perjanjian dibuat, {banyak[Tindakan.SEGARKAN]} disusun ulang, "
        f"{banyak[Tindakan.SAMA] + banyak[Tindakan.TETAP]} tetap, {tertahan} belum dapat dibuat."
    )
