"""The matrix of a unit and year, and one of its rows by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from indikator.models import Indikator
from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Unit
from kinerja.perjanjian.selectors import cascading_matriks as baca
from kinerja.perjanjian.selectors.cascading_paket import paket_baru
from kinerja.perjanjian.selectors.cascading_rincian import rincian_baris
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup

BAGIAN = "cascading"
BERUBAH = "cascadingBerubah"
"""The event that makes an open matrix ask for its findings again."""


@dataclass(frozen=True, slots=True)
class BarisLingkup:
    """An indicator as a row of the matrix of a unit and year."""

    lingkup: Lingkup
    indikator: Indikator

    @property
    def alamat(self) -> tuple[int, int, int]:
        """The arguments of every address about a row."""
        return (*self.lingkup.alamat, self.indikator.pk)


def ambil_baris(request: HttpRequest, unit: int, tahun: int, indikator: int, aksi: Aksi = Aksi.BACA) -> BarisLingkup:
    """A row, if this person may do `aksi` on its indicator: 404 when it is none of the unit's, 403 without the role."""
    lingkup = ambil_lingkup(request, unit, tahun)
    satu: Indikator = akses.ambil(
        Indikator.objects.milik(lingkup.unit, lingkup.periode).select_related(
            "sasaran__unit", "sasaran__periode", "satuan", "skala"
        ),
        user=request.user,
        aksi=aksi,
        pk=indikator,
    )
    return BarisLingkup(lingkup, satu)


def ambil_bawah(request: HttpRequest, lingkup: Lingkup, bawah: int) -> Unit:
    """The unit itself or one below it; 404 for any other."""
    hasil: Unit = akses.ambil(
        Unit.objects.subpohon(lingkup.unit).select_related("induk"), user=request.user, aksi=Aksi.BACA, pk=bawah
    )
    return hasil


def alamat_matriks(lingkup: Lingkup) -> str:
    """The matrix's page."""
    return reverse("perjanjian:cascading", args=lingkup.alamat)


def jalur_cascading(lingkup: Lingkup, baris: BarisLingkup | None = None) -> list[tuple[str, str]]:
    """The path on top of a page below the matrix, or below one of its rows."""
    atas = [(f"Cascading {lingkup.unit.nama} {lingkup.periode}", alamat_matriks(lingkup))]
    if baris is not None:
        alamat = reverse("perjanjian:cascading_indikator", args=baris.alamat)
        atas.append((f"Indikator {baris.indikator.kode}", alamat))
    return atas


@require_safe
@login_required
def matriks(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """Indicators down, units of one level across; `?lampiran=` the level, `?di=` the superior, `?kolom=` the page."""
    lingkup = ambil_lingkup(request, unit, tahun)
    user = pengguna(request)
    isi = baca.matriks(user, lingkup.unit, lingkup.periode, baca_pilihan(request))
    paket = _nomor(request.GET.get("paket", ""))
    kelola = akses.boleh_di(user, Aksi.KELOLA_KINERJA, lingkup.unit.jalur)
    konteks = {
        "judul": f"Cascading {lingkup.unit.nama} {lingkup.periode}",
        "m": isi,
        "boleh_kelola": kelola,
        "paket": paket_baru(user, paket, lingkup.unit, lingkup.periode) if paket else None,
        "tanpa_indikator": baca.sasaran_tanpa_indikator(lingkup.unit, lingkup.periode) if kelola else [],
    }
    return render(request, "perjanjian/cascading/matriks.html", lingkup.isi(user, BAGIAN, **konteks))


@require_safe
@login_required
def baris(request: HttpRequest, unit: int, tahun: int, indikator: int) -> HttpResponse:
    """One indicator: its words and cells level by level, what is rolled up into it, and its findings."""
    satu = ambil_baris(request, unit, tahun, indikator)
    user = pengguna(request)
    pilihan = baca_pilihan(request, indikator=satu.indikator.pk)
    isi = baca.matriks(user, satu.lingkup.unit, satu.lingkup.periode, pilihan)
    konteks: dict[str, Any] = {
        "judul": f"Indikator {satu.indikator.kode}",
        "jalur": jalur_cascading(satu.lingkup),
        "m": isi,
        "b": isi.baris[0],
        "sendiri": baca.sel(user, satu.indikator, satu.lingkup.unit),
        "rincian": rincian_baris(satu.indikator),
    }
    return render(request, "perjanjian/cascading/indikator.html", satu.lingkup.isi(user, BAGIAN, **konteks))


def baca_pilihan(request: HttpRequest, indikator: int | None = None) -> baca.Pilihan:
    """What the address asks for; what makes no sense falls back to the first level and all superiors."""
    return baca.Pilihan(
        tingkat=_nomor(request.GET.get("lampiran", "")),
        di=_nomor(request.GET.get("di", "")),
        halaman=request.GET.get("kolom"),
        indikator=indikator,
    )


def _nomor(teks: str) -> int | None:
    return int(teks) if teks.isdecimal() and len(teks) <= 18 else None
