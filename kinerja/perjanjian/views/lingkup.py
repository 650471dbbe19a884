"""What all pages of agreements share: a unit and a year, fetched and authorised in one step, and the parts to go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Pengguna, Periode, Unit

# part of the address: route (takes unit and year), words of its tab, the action that opens it
BAGIAN: dict[str, tuple[str, str, Aksi]] = {
    "pk": ("perjanjian:pk", "Perjanjian Kinerja", Aksi.BACA),
    "cascading": ("perjanjian:cascading", "Cascading", Aksi.BACA),
    "pohon": ("perjanjian:pohon", "Pohon Kinerja", Aksi.BACA),
    "rencana": ("perjanjian:rencana", "Rencana Aksi", Aksi.BACA),
    "anggaran": ("perjanjian:anggaran", "Anggaran", Aksi.BACA),
    "mutu": ("perjanjian:dokumen_kinerja", "Mutu, IKU, IKI", Aksi.KELOLA_KINERJA),
    "dokumen": ("laporan:dokumen", "Dokumen", Aksi.MINTA_LAPORAN),
    "impor": ("perjanjian:impor", "Impor", Aksi.KELOLA_KINERJA),
}
PERTAMA = "pk"


class Tab(NamedTuple):
    """One part, as templates/perjanjian/rangka.html links it."""

    nama: str
    alamat: str
    aktif: bool


@dataclass(frozen=True, slots=True)
class Lingkup:
    """The unit and year a page is about."""

    unit: Unit
    periode: Periode

    @property
    def alamat(self) -> tuple[int, int]:
        """The arguments of every address with a unit and a year."""
        return self.unit.pk, self.periode.tahun

    def isi(self, user: Pengguna, bagian: str, **lain: Any) -> dict[str, Any]:
        """The context of templates/perjanjian/rangka.html, and whatever the page adds."""
        return {
            "lingkup": self,
            "unit": self.unit,
            "periode": self.periode,
            "bagian": bagian,
            "tab": self._tab(user, bagian),
            "pilihan_unit": list(Unit.objects.untuk(user).order_by("jalur")),
            "pilihan_tahun": list(
                Periode.objects.untuk(user).filter(instansi=self.unit.instansi).values_list("tahun", flat=True)
            ),
        } | lain

    def _tab(self, user: Pengguna, bagian: str) -> Sequence[Tab]:
        return [
            Tab(nama, reverse(rute, args=self.alamat), kunci == bagian)
            for kunci, (rute, nama, aksi) in BAGIAN.items()
            if aksi is Aksi.BACA or akses.punya_peran(user, aksi)
        ]


def ambil_lingkup(request: HttpRequest, unit: int, tahun: int, aksi: Aksi = Aksi.BACA) -> Lingkup:
    """The unit and its year, if this person may do `aksi` there: 404 outside the subtree, 403 without the role."""
    orang = pengguna(request)
    satu: Unit = akses.ambil(Unit.objects.select_related("instansi"), user=orang, aksi=aksi, pk=unit)
    periode: Periode = akses.ambil(
        Periode.objects.select_related("instansi"), user=orang, aksi=Aksi.BACA, tahun=tahun, instansi=satu.instansi
    )
    return Lingkup(satu, periode)


@require_safe
@login_required
def awal(request: HttpRequest) -> HttpResponse:
    """To the agreements of the widest unit this person may read; a party without any role to its own."""
    user = pengguna(request)
    if user.pejabat_id is not None and not akses.punya_peran(user, Aksi.BACA):
        return redirect("perjanjian:pk_saya")
    return pilih(request, PERTAMA)


@require_safe
@login_required
def pilih(request: HttpRequest, bagian: str) -> HttpResponse:
    """To a part for the unit and year of `?unit=&tahun=`, or for the widest unit and the present year."""
    if bagian not in BAGIAN:
        raise Http404
    user = pengguna(request)
    rute, _, aksi = BAGIAN[bagian]
    akses.wajib(user, aksi)
    unit = _unit(request, user, aksi)
    tahun = _tahun(request, user, unit)
    if tahun is None:
        kelola = akses.boleh_di(user, Aksi.KELOLA_ORGANISASI, unit.jalur)
        return render(request, "perjanjian/tanpa_tahun.html", {"judul": "Perjanjian Kinerja", "boleh_kelola": kelola})
    return redirect(rute, unit=unit.pk, tahun=tahun)


def _unit(request: HttpRequest, user: Pengguna, aksi: Aksi) -> Unit:
    diminta = request.GET.get("unit", "")
    if diminta:
        hasil: Unit = akses.ambil(Unit.objects, user=user, aksi=aksi, pk=_nomor(diminta))
        return hasil
    return Unit.objects.untuk(user, aksi).annotate(panjang=Length("jalur")).order_by("panjang", "kode")[0]


def _tahun(request: HttpRequest, user: Pengguna, unit: Unit) -> int | None:
    """The year asked for; else the present one, or the newest there is; None when the agency has none yet."""
    diminta = request.GET.get("tahun", "")
    if diminta:
        return _nomor(diminta)
    ada = list(Periode.objects.untuk(user).filter(instansi=unit.instansi_id).values_list("tahun", flat=True))
    if not ada:
        return None
    kini = timezone.localdate().year
    return kini if kini in ada else max(ada)


def _nomor(teks: str) -> int:
    if not teks.isdecimal() or len(teks) > 18:
        raise Http404
    return int(teks)
