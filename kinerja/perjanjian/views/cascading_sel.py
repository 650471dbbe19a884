"""One cell of the matrix: ticking it, and its links one by one, as a page or as a dialog over the matrix."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from indikator.views.lembar_isian import jawab_json
from indikator.views.putusan import pengguna
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from kinerja.perjanjian.forms_cascading import TautanForm
from kinerja.perjanjian.models.cascading import JenisTautan
from kinerja.perjanjian.selectors import cascading_matriks as baca
from kinerja.perjanjian.selectors.cascading_rincian import TautanRinci, indikator_unit, jabatan_unit, tautan_rinci
from kinerja.perjanjian.services import cascading_sel as layanan
from kinerja.perjanjian.views.cascading import BAGIAN, BERUBAH, BarisLingkup, ambil_baris, ambil_bawah, jalur_cascading

BARU = "baru"
HILANG = "Tautan ini sudah dilepas orang lain. Isian Anda di bawah menjadi tautan baru bila disimpan."


@require_POST
@login_required
@jawab_json
def centang(request: HttpRequest, unit: int, tahun: int, indikator: int, bawah: int) -> HttpResponseBase:
    """Tick or clear one cell; the answer carries the cell as it is now, saved or refused."""
    baris = ambil_baris(request, unit, tahun, indikator, Aksi.KELOLA_KINERJA)
    satu = ambil_bawah(request, baris.lingkup, bawah)
    jawab: dict[str, str] = {"keadaan": "tersimpan"}
    status = HTTPStatus.OK
    try:
        layanan.centang(
            pelaku=pengguna(request),
            induk=baris.indikator,
            unit=satu,
            ada=request.POST.get("ada") == "ya",
            sidik=request.POST.get("sidik", ""),
            kini=timezone.now(),
        )
    except PelanggaranAturan as salah:
        jawab, status = {"keadaan": "ditolak", "pesan": salah.pesan, "kode": salah.kode}, HTTPStatus.CONFLICT
    return JsonResponse(jawab | {"html": _sel_html(request, baris, satu)}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sel(request: HttpRequest, unit: int, tahun: int, indikator: int, bawah: int) -> HttpResponse:
    """The links of a cell; `?tautan=` chooses one to change, `baru` adds one. A refusal keeps what was typed."""
    menulis = request.method == "POST"
    baris = ambil_baris(request, unit, tahun, indikator, Aksi.KELOLA_KINERJA if menulis else Aksi.BACA)
    satu = ambil_bawah(request, baris.lingkup, bawah)
    kini = baca.sel(pengguna(request), baris.indikator, satu)
    rinci = tautan_rinci(kini.tautan)
    dipilih = _dipilih(request, rinci)
    form = _form(request, baris, satu, dipilih)
    if menulis and dipilih is None and request.POST.get("tautan") != BARU:
        form.add_error(None, HILANG)
    if menulis and form.is_valid():
        try:
            layanan.simpan_tautan(
                pelaku=pengguna(request),
                isian=form.isian(baris.indikator, satu),
                lama=dipilih.tautan if dipilih else None,
                sidik=request.POST.get("sidik", ""),
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            form.add_error(KOLOM_SALAH.get(salah.kode), salah.pesan)
        else:
            return _selesai(request, baris, satu, "Tautan tersimpan.")
    return _tampil(request, baris, kini, rinci=rinci, dipilih=dipilih, form=form)


# Where in the form a rule of the services belongs; others stand above it.
KOLOM_SALAH = {
    "lingkup_kosong": "lingkup",
    "lingkup_berlebih": "lingkup",
    "jabatan_unit_lain": "jabatan",
    "unit_bukan_bawahan": "jabatan",
    "indikator_bukan_milik_unit": "anak",
    "tahun_berbeda": "anak",
    "salinan_tanpa_indikator": "anak",
    "dukungan_tidak_dihitung": "dihitung",
    "sudah_punya_induk": "dihitung",
    "induk_tidak_menggulung": "dihitung",
    "satuan_berbeda": "dihitung",
    "pola_berbeda": "dihitung",
    "bukan_rasio": "dihitung",
    "rujukan_melingkar": "dihitung",
    "bobot_negatif": "bobot",
}


@require_POST
@login_required
def lepas(request: HttpRequest, unit: int, tahun: int, indikator: int, bawah: int, tautan: int) -> HttpResponse:
    """Cut one link of a cell."""
    baris = ambil_baris(request, unit, tahun, indikator, Aksi.KELOLA_KINERJA)
    satu = ambil_bawah(request, baris.lingkup, bawah)
    kini = baca.sel(pengguna(request), baris.indikator, satu)
    ada = next((t for t in kini.tautan if t.pk == tautan), None)
    if ada is None:
        raise Http404
    try:
        layanan.lepas_tautan(
            pelaku=pengguna(request), tautan=ada, sidik=request.POST.get("sidik", ""), kini=timezone.now()
        )
    except PelanggaranAturan as salah:
        if not request.htmx:  # type: ignore[attr-defined]
            raise
        rinci = tautan_rinci(kini.tautan)
        form = _form(request, baris, satu, None, terikat=False)
        return _tampil(request, baris, kini, rinci=rinci, dipilih=None, form=form, galat=salah.pesan)
    return _selesai(request, baris, satu, "Tautan dilepas.")


def _dipilih(request: HttpRequest, rinci: list[TautanRinci]) -> TautanRinci | None:
    """The link asked for, or the only one there is; 404 for one that is not of this cell.

    None: a new one, or in a form sent for a link that somebody has cut meanwhile.
    """
    menulis = request.method == "POST"
    diminta = (request.POST if menulis else request.GET).get("tautan", "")
    if not diminta and len(rinci) == 1 and not menulis:
        return rinci[0]
    ada = next((r for r in rinci if str(r.tautan.pk) == diminta), None)
    if ada is None and diminta not in ("", BARU) and not menulis:
        raise Http404
    return ada


def _form(
    request: HttpRequest, baris: BarisLingkup, satu: Unit, dipilih: TautanRinci | None, *, terikat: bool = True
) -> TautanForm:
    awal: dict[str, Any] = {"jenis": JenisTautan.LANGSUNG}
    if dipilih is not None:
        awal = TautanForm.awal(dipilih.tautan, dihitung=dipilih.dihitung, bobot=dipilih.bobot)
    return TautanForm(
        request.POST if terikat and request.method == "POST" else None,
        jabatan=jabatan_unit(satu),
        anak=indikator_unit(satu, baris.lingkup.periode, baris.indikator),
        initial=awal,
    )


def _tampil(
    request: HttpRequest,
    baris: BarisLingkup,
    kini: baca.Sel,
    *,
    rinci: list[TautanRinci],
    dipilih: TautanRinci | None,
    form: TautanForm,
    galat: str = "",
) -> HttpResponse:
    """The whole page, or for htmx the part that the dialog over the matrix shows."""
    isi: dict[str, Any] = {
        "judul": f"{baris.indikator.kode} → {kini.unit.nama}",
        "jalur": jalur_cascading(baris.lingkup, baris),
        "sel": kini,
        "rinci": rinci,
        "dipilih": dipilih,
        "form": form,
        "galat": galat,
        # Refused because somebody was first: what is sent next is judged against what is shown now.
        "sidik": kini.sidik,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or galat else HTTPStatus.OK
    if request.htmx:  # type: ignore[attr-defined]
        dialog = {"lingkup": baris.lingkup, "unit": baris.lingkup.unit, "periode": baris.lingkup.periode}
        return render(request, "perjanjian/cascading/sel_rincian.html", isi | dialog, status=status)
    konteks = baris.lingkup.isi(pengguna(request), BAGIAN, **isi)
    return render(request, "perjanjian/cascading/sel_halaman.html", konteks, status=status)


def _selesai(request: HttpRequest, baris: BarisLingkup, satu: Unit, kata: str) -> HttpResponse:
    """Back to the cell's page; in the dialog the cell behind it is redrawn and the matrix told."""
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, kata)
        return redirect(reverse("perjanjian:cascading_sel", args=(*baris.alamat, satu.pk)))
    isi = {"s": baca.sel(pengguna(request), baris.indikator, satu), "lingkup": baris.lingkup, "kata": kata}
    jawab = render(request, "perjanjian/cascading/sel_tersimpan.html", isi)
    jawab["HX-Trigger-After-Settle"] = BERUBAH
    return jawab


def _sel_html(request: HttpRequest, baris: BarisLingkup, satu: Unit) -> str:
    isi = {"s": baca.sel(pengguna(request), baris.indikator, satu), "lingkup": baris.lingkup}
    return render_to_string("perjanjian/cascading/sel.html", isi, request=request)
