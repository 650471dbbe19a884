"""Published results: what anybody may read without signing in."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.datastructures import MultiValueDict

from kinerja.organisasi.models import Instansi
from survei.models import HasilSurvei, Survei, VersiHasil
from survei.selectors.hasil import sebut_periode

PER_HALAMAN = 25
_KODE_MAKS = 16


@dataclass(frozen=True, slots=True)
class BarisTerbit:
    """One published result."""

    hasil: HasilSurvei
    survei: Survei
    periode: str


def daftar_terbit(saring: MultiValueDict[str, str]) -> tuple[Page[HasilSurvei], list[BarisTerbit]]:
    """One page of the published results, newest period first; `saring`: instansi (code), tahun, cari, halaman."""
    kumpulan = (
        HasilSurvei.objects.terbit()
        .filter(_saringan(saring))
        .select_related("survei__unit__instansi")
        .order_by("-survei__selesai", "survei__unit__nama", "pk")
        .defer("isi")
    )
    halaman = Paginator(kumpulan, PER_HALAMAN).get_page(saring.get("halaman"))
    return halaman, [BarisTerbit(h, h.survei, sebut_periode(h.survei)) for h in halaman]


def instansi_terbit() -> list[Instansi]:
    """Agencies with a published result."""
    ada = HasilSurvei.objects.terbit().values("survei__unit__instansi")
    return list(Instansi.objects.filter(pk__in=ada).order_by("nama"))


def tahun_terbit() -> list[int]:
    """Years with a published result, newest first."""
    tahun = HasilSurvei.objects.terbit().order_by("-survei__tahun").values_list("survei__tahun", flat=True)
    return list(tahun.distinct())


def cari_terbit(kode: str) -> HasilSurvei | None:
    """The published result with this code."""
    if len(kode) > _KODE_MAKS:
        return None
    kumpulan = HasilSurvei.objects.terbit().filter(kode_publik=kode)
    return kumpulan.select_related("survei__unit__instansi", "ditetapkan_oleh").first()


def pernah_terbit(kode: str) -> bool:
    """Whether a result with this code was published once and then taken back."""
    return len(kode) <= _KODE_MAKS and VersiHasil.objects.all().dibuka_kembali(kode)


def _saringan(saring: MultiValueDict[str, str]) -> Q:
    q = Q()
    if instansi := (saring.get("instansi") or "").strip():
        q &= Q(survei__unit__instansi__kode=instansi)
    if (tahun := saring.get("tahun") or "").isdecimal() and len(tahun) == 4:
        q &= Q(survei__tahun=int(tahun))
    if cari := (saring.get("cari") or "").strip()[:100]:
        q &= Q(survei__judul__icontains=cari) | Q(survei__unit__nama__icontains=cari)
    return q
