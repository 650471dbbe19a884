"""The recap of all units of a subtree and a year, as a page: table, classes, ranking, unsur, follow-up, trend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Unit
from survei import grafik_kota
from survei.grafik import batas_mutu
from survei.hitung.kota_data import BarisKota, RekapKota, Sel
from survei.models.survei import SumberSurvei
from survei.selectors import kota as baca
from survei.views.dasar import jalur_survei, nomor, pengguna

TAHUN_AWAL, TAHUN_AKHIR = 2000, 2100
MINIMAL_TREN = 2


@require_safe
@login_required
def pilih(request: HttpRequest) -> HttpResponse:
    """To the recap asked for in the form, or to the widest one this person may read, of its latest year."""
    user = pengguna(request)
    akses.wajib(user, Aksi.BACA)
    diminta = request.GET.get("unit", "")
    unit = _ambil_unit(request, nomor(diminta)) if diminta else baca.unit_terluas(user)
    tahun = request.GET.get("tahun", "")
    pilihan = baca.tahun_rekap(unit)
    terbaru = pilihan[0] if pilihan else timezone.localdate().year
    return redirect("survei:rekap", unit=unit.pk, tahun=nomor(tahun) if tahun else terbaru)


@require_safe
@login_required
def rekap(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """The recap page; `?urut=` sorts the table, `?arah=turun` the other way."""
    if not TAHUN_AWAL <= tahun <= TAHUN_AKHIR:
        raise Http404
    satu = _ambil_unit(request, unit)
    hasil = baca.rekap(satu, tahun)
    urut, turun = _urutan(request)
    isi = {
        "judul": "Rekap IKM",
        "jalur": jalur_survei(),
        "unit": satu,
        "tahun": tahun,
        "pilihan_unit": baca.unit_rekap(pengguna(request), satu),
        "pilihan_tahun": sorted({tahun, *baca.tahun_rekap(satu)}, reverse=True),
        "rekap": hasil,
        "kolom": (hasil.semester_1, hasil.semester_2, hasil.tahun_ini),
        "baris": urutkan(hasil.baris, urut, turun=turun),
        "kepala": [_kepala(*k, urut, turun=turun) for k in KEPALA],
        "sumber": _sumber(hasil),
        "grafik": _grafik(hasil),
        "batas_mutu": batas_mutu(),
        "ada_catatan": any(b.catatan for b in hasil.baris),
        "boleh_periksa": akses.punya_peran(pengguna(request), Aksi.PERIKSA_REKAP),
    }
    return render(request, "survei/kota/rekap.html", isi)


KEPALA: tuple[tuple[str, str, bool], ...] = (
    ("unit", "Unit", False),
    ("semester_1", "Semester I", True),
    ("semester_2", "Semester II", True),
    ("selisih", "Perubahan", True),
    ("tahun", "Tahun", True),
    ("responden", "Responden", True),
)
"""Columns of the table: key, words, whether it holds numbers."""


class Kepala(NamedTuple):
    """A column head: its link sorts by it, or the other way round; `arah` is what aria-sort says."""

    kata: str
    angka: bool
    alamat: str
    arah: str


def _kepala(kunci: str, kata: str, angka: bool, urut: str, *, turun: bool) -> Kepala:
    """Names begin at A, figures at the highest."""
    aktif = kunci == urut
    balik = not turun if aktif else angka
    alamat = f"?urut={kunci}&arah=turun#tabel" if balik else f"?urut={kunci}#tabel"
    return Kepala(kata, angka, alamat, ("descending" if turun else "ascending") if aktif else "")


def _ikm(sel: Sel | None) -> Decimal | None:
    return sel.ikm if sel else None


_NILAI: dict[str, Callable[[BarisKota], Decimal | int | None]] = {
    "semester_1": lambda b: _ikm(b.semester_1),
    "semester_2": lambda b: _ikm(b.semester_2),
    "selisih": lambda b: b.selisih,
    "tahun": lambda b: _ikm(b.tahun),
    "responden": lambda b: b.tahun.responden if b.tahun else None,
}


def urutkan(baris: Sequence[BarisKota], urut: str, *, turun: bool) -> list[BarisKota]:
    """The rows by one column; without a figure last, whichever way. An unknown column leaves the tree's order."""
    if urut == "unit":
        return sorted(baris, key=lambda b: b.nama.casefold(), reverse=turun)
    if urut not in _NILAI:
        return list(baris)
    nilai = _NILAI[urut]
    ada = [(n, b) for b in baris if (n := nilai(b)) is not None]
    kosong = [b for b in baris if nilai(b) is None]
    return [b for _, b in sorted(ada, key=lambda p: p[0], reverse=turun)] + kosong


def _ambil_unit(request: HttpRequest, pk: int) -> Unit:
    hasil: Unit = akses.ambil(Unit.objects.select_related("instansi"), user=request.user, aksi=Aksi.BACA, pk=pk)
    return hasil


def _urutan(request: HttpRequest) -> tuple[str, bool]:
    return request.GET.get("urut", ""), request.GET.get("arah") == "turun"


def _sumber(hasil: RekapKota) -> list[str]:
    """Figures that do not come from answers, and how many units that concerns."""
    kata = {
        SumberSurvei.REKAP: "dihitung dari jumlah per unsur yang dicetak dokumen, bukan dari isian responden",
        SumberSurvei.TERCETAK: "diambil seperti tercetak, karena dokumennya tidak memuat jumlah per unsur yang utuh",
    }
    return [
        f"Angka {sum(any(s.sumber == sumber for s in b.survei) for b in hasil.baris)} unit {sebut}."
        for sumber, sebut in kata.items()
        if sumber in hasil.sumber
    ]


def _grafik(hasil: RekapKota) -> dict[str, SafeString]:
    """SVG by name; a chart without figures is not there."""
    if hasil.tahun_ini.ikm is None:
        return {}
    isi = {
        "kelas": grafik_kota.batang_bagian(hasil.tahun_ini.kelas, judul="Banyak unit menurut mutu"),
        "terbaik": grafik_kota.batang_peringkat(hasil.terbaik, judul="IKM tertinggi"),
    }
    if any(p.banyak for p in hasil.perubahan):
        isi["perubahan"] = grafik_kota.batang_bagian(hasil.perubahan, judul="Semester II dibanding semester I")
    if hasil.terburuk:
        isi["terburuk"] = grafik_kota.batang_peringkat(hasil.terburuk, judul="IKM terendah")
    if hasil.unsur:
        isi["unsur"] = grafik_kota.batang_unsur_kota(hasil.unsur, judul="Rata-rata NRR tiap unsur")
    if len(hasil.tren) >= MINIMAL_TREN:
        isi["tren"] = grafik_kota.garis_tahun(hasil.tren, judul=f"IKM {hasil.nama} dari tahun ke tahun")
    # Made by kinerja.grafik, which escapes every text it is given.
    return {nama: mark_safe(svg) for nama, svg in isi.items()}  # noqa: S308
