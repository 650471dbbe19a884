"""The budget rows of Lampiran 2: the tree of a subtree and year, one row made, changed, taken out."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan
from kinerja.perjanjian.data import Tingkat
from kinerja.perjanjian.forms_anggaran import AnggaranForm
from kinerja.perjanjian.models import Anggaran
from kinerja.perjanjian.models.pk_anggaran import TINGKAT_INDUK
from kinerja.perjanjian.selectors.pk_anggaran import pilihan_induk, pilihan_jabatan, pohon_anggaran
from kinerja.perjanjian.services.pk_anggaran import hapus_anggaran, simpan_anggaran
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup
from kinerja.perjanjian.views.pk_dasar import pengguna

KOLOM_GALAT = {"induk_anggaran": "induk", "pagu_melebihi_induk": "pagu"}


@require_safe
@login_required
def daftar(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """The budget of a unit and below as a tree with its total."""
    lingkup, user = ambil_lingkup(request, unit, tahun), pengguna(request)
    isi = lingkup.isi(
        user,
        "anggaran",
        judul=f"Anggaran {tahun}",
        pohon=pohon_anggaran(user, lingkup.unit, lingkup.periode),
        boleh_susun=akses.boleh_di(user, Aksi.SUSUN_PK, lingkup.unit.jalur),
    )
    return render(request, "perjanjian/pk/anggaran.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def baru(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """A new row; `?induk=` puts it below one there is."""
    return _isi(request, ambil_lingkup(request, unit, tahun, Aksi.SUSUN_PK), Anggaran(), "Anggaran baru")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a row; a refusal keeps what was typed."""
    anggaran = _ambil(request, pk)
    return _isi(request, Lingkup(anggaran.jabatan.unit, anggaran.periode), anggaran, "Ubah anggaran")


@require_POST
@login_required
def hapus(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a row out; one that holds others stays."""
    anggaran = _ambil(request, pk)
    hapus_anggaran(pelaku=pengguna(request), anggaran=anggaran, kini=timezone.now())
    messages.success(request, f"“{anggaran}” dihapus. Isinya tetap tercatat dalam jejak audit.")
    return redirect("perjanjian:anggaran", unit=anggaran.jabatan.unit_id, tahun=anggaran.periode.tahun)


def _ambil(request: HttpRequest, pk: int) -> Anggaran:
    kumpulan = Anggaran.objects.select_related("jabatan__unit__instansi", "periode__instansi", "induk")
    hasil: Anggaran = akses.ambil(kumpulan, user=request.user, aksi=Aksi.SUSUN_PK, pk=pk)
    return hasil


def _isi(request: HttpRequest, lingkup: Lingkup, anggaran: Anggaran, judul: str) -> HttpResponse:
    user, nomor = pengguna(request), anggaran.pk
    jabatan, induk = pilihan_jabatan(user, lingkup.unit.instansi_id), pilihan_induk(user, lingkup.periode)
    form = AnggaranForm(
        request.POST if request.method == "POST" else None,
        jabatan=jabatan,
        induk=[a for a in induk if a.pk != nomor],
        initial=AnggaranForm.awal(anggaran) if nomor else _awal(request, lingkup, jabatan, induk),
    )
    if request.method == "POST" and form.is_valid():
        try:
            simpan_anggaran(pelaku=user, anggaran=form.terapkan(anggaran, lingkup.periode), kini=timezone.now())
        except PelanggaranAturan as salah:
            form.add_error(KOLOM_GALAT.get(salah.kode), salah.pesan)
        except ValidationError as salah:
            for kolom, pesan in salah.message_dict.items():
                form.add_error(kolom if kolom in form.fields else None, pesan)
        else:
            messages.success(request, f"“{anggaran}” disimpan.")
            return redirect("perjanjian:anggaran", unit=lingkup.unit.pk, tahun=lingkup.periode.tahun)
    isi = lingkup.isi(user, "anggaran", judul=judul, form=form, nomor=nomor)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "perjanjian/pk/anggaran_form.html", isi, status=status)


def _awal(request: HttpRequest, lingkup: Lingkup, jabatan: list[Jabatan], induk: list[Anggaran]) -> dict[str, str]:
    """A new row begins below `?induk=` with its post, else as a program of the unit's head."""
    atas = next((a for a in induk if str(a.pk) == request.GET.get("induk")), None)
    if atas is not None:
        bawah = next(t for t, di_atas in TINGKAT_INDUK.items() if di_atas == atas.tingkat)
        return {"induk": str(atas.pk), "tingkat": bawah.value, "jabatan": str(atas.jabatan_id)}
    kepala = next((j for j in jabatan if j.kepala and j.unit_id == lingkup.unit.pk), None)
    return {"tingkat": Tingkat.PROGRAM.value, "jabatan": str(kepala.pk) if kepala else ""}
