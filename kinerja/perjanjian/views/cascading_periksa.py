"""What the checks say: beside the matrix after every change, and as a list of the whole subtree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from indikator.views.putusan import pengguna
from kinerja.organisasi.akses import Aksi, boleh_di
from kinerja.organisasi.models import Pengguna, Unit
from kinerja.perjanjian.dokumen.temuan import buku_temuan, csv_temuan
from kinerja.perjanjian.hitung.temuan import Temuan, Tingkat
from kinerja.perjanjian.selectors.cascading_periksa import temuan_cascading, temuan_unit
from kinerja.perjanjian.selectors.cascading_rincian import indikator_bernomor
from kinerja.perjanjian.views.cascading import BAGIAN, jalur_cascading
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup

PER_HALAMAN = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Rules about links are put right in a matrix, those about targets among siblings on the row's page.
DI_MATRIKS = frozenset({"tanpa_pengampu", "hasil_ganda"})
DI_KELENGKAPAN = frozenset(
    {"tanpa_target", "tanpa_sumber_data", "tanpa_penanggung_jawab", "target_di_bawah_tahun_lalu"}
)
DI_MATRIKS_ATASAN = frozenset({"tanpa_induk"})
DI_BARIS = frozenset(
    {"target_kurang", "target_berlebih", "target_triwulan_berbeda", "target_bawahan_kosong", "gulungan_tidak_sah"}
)


@dataclass(frozen=True, slots=True)
class BarisTemuan:
    """A finding and where it is put right: address and the words of its link ("" for who may only read)."""

    temuan: Temuan
    alamat: str
    label: str


@require_safe
@login_required
def ringkas(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """How many findings the unit's own indicators have, and a mark for each row; asked again after every change."""
    lingkup = ambil_lingkup(request, unit, tahun)
    temuan = temuan_unit(lingkup.unit, lingkup.periode)
    tanda: dict[int, Counter[Tingkat]] = {i: Counter() for i in indikator_bernomor(lingkup.unit, lingkup.periode)}
    for t in temuan:
        if t.indikator in tanda:
            tanda[t.indikator][t.tingkat] += 1
    isi = {
        "lingkup": lingkup,
        "hitungan": _hitungan(temuan),
        "tanda": [(pk, n[Tingkat.GALAT], n[Tingkat.PERINGATAN]) for pk, n in tanda.items()],
    }
    return render(request, "perjanjian/cascading/ringkas.html", isi)


@require_safe
@login_required
def daftar(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """Every finding of the unit and all below it; `?tingkat=` only errors or only warnings."""
    lingkup = ambil_lingkup(request, unit, tahun)
    user = pengguna(request)
    semua = temuan_cascading(lingkup.unit, lingkup.periode)
    dipilih = request.GET.get("tingkat", "")
    terpilih = _saring(semua, dipilih)
    halaman = Paginator(terpilih, PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = {
        "judul": f"Periksa cascading {lingkup.unit.nama} {lingkup.periode}",
        "jalur": jalur_cascading(lingkup),
        "hitungan": _hitungan(semua),
        "semua": len(semua),
        "dipilih": dipilih,
        "halaman": halaman,
    }
    konteks = lingkup.isi(user, BAGIAN, **isi)
    terbaca = {u.pk: u for u in konteks["pilihan_unit"]}
    konteks["baris"] = [_baris(user, lingkup, t, terbaca) for t in halaman.object_list]
    return render(request, "perjanjian/cascading/periksa.html", konteks)


@require_safe
@login_required
def unduh(request: HttpRequest, unit: int, tahun: int, jenis: str) -> HttpResponse:
    """The findings as a file (`xlsx` or `csv`), filtered as the page shows them, all of them."""
    if jenis not in ("xlsx", "csv"):
        raise Http404
    lingkup = ambil_lingkup(request, unit, tahun)
    dipilih = request.GET.get("tingkat", "")
    temuan = _saring(temuan_cascading(lingkup.unit, lingkup.periode), dipilih)
    nama = f"temuan-cascading-{slugify(lingkup.unit.kode)}-{lingkup.periode.tahun}"
    if jenis == "xlsx":
        judul = f"Temuan cascading {lingkup.unit.nama} {lingkup.periode}"
        jawab = HttpResponse(buku_temuan(temuan, judul, lingkup.unit.instansi.nama), content_type=XLSX)
    else:
        jawab = HttpResponse(csv_temuan(temuan), content_type="text/csv; charset=utf-8")
    akhir = f"-{dipilih}" if dipilih in set(Tingkat) else ""
    jawab["Content-Disposition"] = f'attachment; filename="{nama}{akhir}.{jenis}"'
    jawab["X-Content-Type-Options"] = "nosniff"
    jawab["Cache-Control"] = "private, no-store"
    return jawab


def _saring(temuan: Sequence[Temuan], dipilih: str) -> list[Temuan]:
    """Those of one severity; all of them for anything that is none."""
    return [t for t in temuan if dipilih not in set(Tingkat) or t.tingkat == dipilih]


def _hitungan(temuan: Sequence[Temuan]) -> dict[str, int]:
    hitungan = Counter(t.tingkat for t in temuan)
    return {t.value: hitungan[t] for t in Tingkat}


def _baris(user: Pengguna, lingkup: Lingkup, temuan: Temuan, terbaca: Mapping[int, Unit]) -> BarisTemuan:
    """Where to go: the matrix, the row, or the definition of the indicator; for readers always the row."""
    tahun, pk, unit = lingkup.periode.tahun, temuan.indikator, terbaca[temuan.unit]
    atasan = terbaca.get(unit.induk_id or 0)
    matriks = reverse("perjanjian:cascading", args=[unit.pk, tahun])
    if pk is None:
        return BarisTemuan(temuan, matriks, "Buka matriks")
    baris = reverse("perjanjian:cascading_indikator", args=[unit.pk, tahun, pk])
    if temuan.kode in DI_MATRIKS_ATASAN and atasan is not None:
        return BarisTemuan(
            temuan, reverse("perjanjian:cascading", args=[atasan.pk, tahun]), f"Buka matriks {atasan.nama}"
        )
    if temuan.kode in DI_MATRIKS:
        return BarisTemuan(temuan, f"{matriks}#baris-{pk}", "Buka matriks")
    if temuan.kode in DI_BARIS or not boleh_di(user, Aksi.KELOLA_KINERJA, unit.jalur):
        return BarisTemuan(temuan, baris, "Buka indikator")
    if temuan.kode in DI_KELENGKAPAN:
        lengkapi = reverse("perjanjian:cascading_lengkapi", args=[unit.pk, tahun, pk])
        return BarisTemuan(temuan, lengkapi, "Lengkapi indikator")
    return BarisTemuan(temuan, reverse("admin:indikator_indikator_change", args=[pk]), "Ubah definisi")
