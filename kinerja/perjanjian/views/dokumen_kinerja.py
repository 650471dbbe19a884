"""Completing Sasaran Mutu, IKU and IKI: number and date, remarks of an indicator, tugas and fungsi of a post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from indikator.models import Indikator
from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Unit
from kinerja.perjanjian.forms_dokumen_kinerja import JabatanForm, KepalaForm, KeteranganForm
from kinerja.perjanjian.models import JenisDokumen
from kinerja.perjanjian.selectors.dokumen_kinerja import kepala_dokumen
from kinerja.perjanjian.selectors.dokumen_kinerja_halaman import halaman_dokumen
from kinerja.perjanjian.services import dokumen_kinerja as layanan
from kinerja.perjanjian.views.lingkup import ambil_lingkup

BAGIAN = "mutu"
Form = KepalaForm | KeteranganForm | JabatanForm


@dataclass(frozen=True, slots=True)
class Suntingan:
    """One thing being changed: its form, what is stored, how it is saved and where that leads."""

    judul: str
    keterangan: str
    form: Form
    tersimpan: layanan.Isi
    simpan: Callable[[Any, str], object]
    jalur: list[tuple[str, str]]
    berhasil: str


@require_safe
@login_required
def halaman(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """The three documents of a unit and year, its indicators and posts."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA)
    isi = lingkup.isi(
        pengguna(request),
        BAGIAN,
        judul="Sasaran Mutu, IKU, dan IKI",
        isi_dokumen=halaman_dokumen(lingkup.unit, lingkup.periode),
    )
    return render(request, "perjanjian/dokumen_kinerja/halaman.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def kepala(request: HttpRequest, unit: int, tahun: int, jenis: str) -> HttpResponse:
    """Number and effective date of one document."""
    if jenis not in JenisDokumen.values:
        raise Http404
    lingkup, pilihan = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA), JenisDokumen(jenis)
    tersimpan = layanan.isi_kepala(kepala_dokumen(pilihan, lingkup.unit, lingkup.periode))

    def simpan(isi: layanan.IsiKepala, dilihat: str) -> object:
        return layanan.tulis_kepala(
            pelaku=pengguna(request),
            unit=lingkup.unit,
            periode=lingkup.periode,
            jenis=pilihan,
            isi=isi,
            kini=timezone.now(),
            dilihat=dilihat,
        )

    return _sunting(
        request,
        Suntingan(
            judul=f"Nomor dan tanggal {pilihan.label}",
            keterangan=f"{lingkup.unit.nama}, tahun {tahun}",
            form=KepalaForm(request.POST or None, initial=KepalaForm.awal(tersimpan)),
            tersimpan=tersimpan,
            simpan=simpan,
            jalur=_jalur(lingkup.unit, tahun),
            berhasil="Nomor dan tanggal dokumen disimpan.",
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def indikator(request: HttpRequest, pk: int) -> HttpResponse:
    """What the documents say of one indicator."""
    kumpulan = Indikator.objects.select_related("sasaran__unit", "sasaran__periode", "keterangan_dokumen")
    satu: Indikator = akses.ambil(
        kumpulan.prefetch_related("penanggung_jawab"), user=request.user, aksi=Aksi.KELOLA_KINERJA, pk=pk
    )
    tersimpan = layanan.isi_keterangan(satu)

    def simpan(isi: layanan.IsiKeterangan, dilihat: str) -> object:
        return layanan.tulis_keterangan(
            pelaku=pengguna(request), indikator=satu, isi=isi, kini=timezone.now(), dilihat=dilihat
        )

    form = KeteranganForm(
        request.POST or None,
        initial=KeteranganForm.awal(tersimpan),
        jabatan=[j.nama for j in satu.penanggung_jawab.all()],
    )
    return _sunting(
        request,
        Suntingan(
            judul="Keterangan indikator",
            keterangan=str(satu),
            form=form,
            tersimpan=tersimpan,
            simpan=simpan,
            jalur=_jalur(satu.sasaran.unit, satu.sasaran.periode.tahun),
            berhasil="Keterangan indikator disimpan.",
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def jabatan(request: HttpRequest, pk: int, tahun: int) -> HttpResponse:
    """Tugas and fungsi of one post; `tahun` only says where the page leads back to."""
    satu: Jabatan = akses.ambil(
        Jabatan.objects.select_related("unit"), user=request.user, aksi=Aksi.KELOLA_KINERJA, pk=pk
    )
    tersimpan = layanan.isi_jabatan(satu)

    def simpan(isi: layanan.IsiJabatan, dilihat: str) -> object:
        return layanan.tulis_jabatan(
            pelaku=pengguna(request), jabatan=satu, isi=isi, kini=timezone.now(), dilihat=dilihat
        )

    return _sunting(
        request,
        Suntingan(
            judul="Tugas dan fungsi",
            keterangan=f"{satu.nama}, {satu.unit.nama}",
            form=JabatanForm(request.POST or None, initial=JabatanForm.awal(tersimpan)),
            tersimpan=tersimpan,
            simpan=simpan,
            jalur=_jalur(satu.unit, tahun),
            berhasil="Tugas dan fungsi disimpan.",
        ),
    )


def _jalur(unit: Unit, tahun: int) -> list[tuple[str, str]]:
    return [("Sasaran Mutu, IKU, dan IKI", reverse("perjanjian:dokumen_kinerja", args=(unit.pk, tahun)))]


def _sunting(request: HttpRequest, s: Suntingan) -> HttpResponse:
    """Show the form, or save it; a clash keeps what was typed and shows what is stored."""
    bentrok, dilihat = False, layanan.tanda_isi(s.tersimpan)
    if request.method == "POST":
        if s.form.is_valid():
            try:
                s.simpan(s.form.isi(), request.POST.get("dilihat", ""))
            except PelanggaranAturan as salah:
                s.form.add_error(None, salah.pesan)
                bentrok = salah.kode == "isi_berubah"
            else:
                messages.success(request, s.berhasil)
                return redirect(s.jalur[0][1])
        if not bentrok:
            dilihat = request.POST.get("dilihat", "")
    isi = {
        "judul": s.judul,
        "keterangan": s.keterangan,
        "jalur": s.jalur,
        "kembali": s.jalur[0][1],
        "form": s.form,
        # After a clash both have been seen: saving again means the typed ones.
        "dilihat": dilihat,
        "tersimpan": _sebut(s) if bentrok else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if s.form.errors else HTTPStatus.OK
    return render(request, "perjanjian/dokumen_kinerja/sunting.html", isi, status=status)


def _sebut(s: Suntingan) -> list[tuple[str, str]]:
    """What is stored, by the labels of the form."""
    awal = type(s.form).awal(s.tersimpan)  # type: ignore[arg-type]
    return [(str(s.form.fields[nama].label), _kata(s.form.fields[nama], nilai)) for nama, nilai in awal.items()]


def _kata(kolom: Any, nilai: Any) -> str:
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    pilihan = dict(getattr(kolom, "choices", ()))
    return str(pilihan.get(nilai, "" if nilai is None else nilai))
