"""When the definition of an indicator changes: its figures are computed again, and circles are refused."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from indikator import alur
from indikator.models import Indikator, NilaiKomponen, Realisasi, Turunan
from indikator.models.indikator import SumberKomponen
from indikator.services.dependensi import sumber_dari
from indikator.services.gulungan import simpan_gulungan
from indikator.services.kunci import kunci_realisasi
from indikator.services.perhitungan import gulung_ulang, hitung_ulang, teruskan
from indikator.services.pindah import pindahkan
from indikator.services.versi import isi_beku, simpan_versi_lama
from kinerja.organisasi import jejak

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

ALASAN = "Definisi atau target indikator diubah, sehingga angka ini dihitung ulang."


def lingkaran_rujukan(indikator: Indikator, rujukan: Indikator) -> list[Indikator]:
    """The circle it would close to compute `indikator` from `rujukan` (by a component or a roll-up), one to itself.

    Empty when there is none. An indicator not saved yet can't be referred to, so it closes only on itself.
    """
    asal: dict[int, int | None] = {rujukan.pk: None}
    antrean = [rujukan.pk]
    while antrean and indikator.pk not in asal:
        dirujuk = sumber_dari(antrean)
        antrean = []
        for dari, ke in dirujuk:
            if ke not in asal:
                asal[ke] = dari
                antrean.append(ke)
    return _susuri(asal, indikator.pk) if indikator.pk in asal else []


def _susuri(asal: dict[int, int | None], akhir: int) -> list[Indikator]:
    kunci: list[int] = [akhir]
    while (sebelumnya := asal[kunci[-1]]) is not None:
        kunci.append(sebelumnya)
    ada = Indikator.objects.select_related("sasaran").in_bulk(kunci)
    return [ada[k] for k in (akhir, *reversed(kunci))]


@transaction.atomic
def hitung_ulang_indikator(*, pelaku: Pengguna | None, indikator: Indikator, kini: datetime) -> int:
    """Compute every realisation of an indicator again after its formula, components, scale or targets changed.

    Where the figure itself moves, nobody's signature stays on it: a submitted line goes back to its operator, an
    approved one is opened for correction with its old version kept, and indicators that use the figure follow. Where
    only the achievement moves (a new target) the line stays where it is; issued reports show as superseded either way.

    Returns: how many realisations changed.
    """
    segar = Indikator.objects.select_related("sasaran__unit__instansi", "skala").get(pk=indikator.pk)
    baris = Realisasi.objects.select_for_update(of=("self",)).filter(indikator=segar).order_by("triwulan")
    beku = {r.pk: isi_beku(r) for r in baris if r.status == alur.Status.DISETUJUI}
    _salin_rujukan(segar, kini)
    _salin_gulungan(segar, kini)
    berubah = sum(int(_hitung_satu(r, segar, beku.get(r.pk), pelaku, kini)) for r in baris.all())
    _segarkan_induk(segar, kini)
    return berubah


@transaction.atomic
def nilai_ulang(*, pelaku: Pengguna, indikator: Collection[int], alasan: str, kini: datetime) -> int:
    """Judge the realisations of these indicators (ids) anew, after the promise that judges them has changed.

    The figures stay; a line whose achievement moves keeps its status, an approved one its old version too.

    Returns: how many realisations changed.
    """
    baris = Realisasi.objects.select_for_update(of=("self",)).filter(indikator__in=indikator)
    berubah = 0
    for satu in baris.select_related("indikator__sasaran__unit__instansi", "indikator__skala").order_by("pk"):
        beku = isi_beku(satu) if satu.status == alur.Status.DISETUJUI else None
        berubah += int(_hitung_satu(satu, satu.indikator, beku, pelaku, kini, alasan))
    return berubah


def _salin_rujukan(indikator: Indikator, kini: datetime) -> None:
    """Take over what the indicators referred to hold already; a new component would wait for their next change."""
    for komponen in indikator.komponen.filter(sumber=SumberKomponen.INDIKATOR):
        for sumber in Realisasi.objects.filter(indikator=komponen.rujukan_id, nilai__isnull=False):
            milik, _ = Realisasi.objects.get_or_create(indikator=indikator, triwulan=sumber.triwulan)
            NilaiKomponen.objects.update_or_create(
                realisasi=milik, komponen=komponen, defaults={"nilai": sumber.nilai, "diisi_pada": kini}
            )


def _salin_gulungan(indikator: Indikator, kini: datetime) -> None:
    """As `_salin_rujukan`, for the components that are rolled up."""
    if not any(k.sumber == SumberKomponen.TURUNAN for k in indikator.komponen.all()):
        return
    for triwulan in triwulan_terlapor(indikator):
        simpan_gulungan(kunci_realisasi(indikator, triwulan), kini)


def triwulan_terlapor(induk: Indikator) -> list[int]:
    """The quarters in which the indicator or one that is rolled up into it has a line."""
    baris = Realisasi.objects.filter(Q(indikator=induk) | Q(indikator__gulungan__induk=induk))
    return sorted(set(baris.values_list("triwulan", flat=True)))


def _segarkan_induk(indikator: Indikator, kini: datetime) -> None:
    """A target that came or went decides whether the parent waits for this result, also where no figure moved."""
    for gulungan in Turunan.objects.filter(anak=indikator).select_related(
        "induk__sasaran__unit__instansi", "induk__skala"
    ):
        for triwulan in triwulan_terlapor(gulungan.induk):
            gulung_ulang(gulungan.induk, triwulan, ALASAN, kini)


def _hitung_satu(
    realisasi: Realisasi,
    indikator: Indikator,
    isi_lama: dict[str, Any] | None,
    pelaku: Pengguna | None,
    kini: datetime,
    alasan: str = ALASAN,
) -> bool:
    """`isi_lama`: the line as approved, before anything moved; None for one that is not approved."""
    realisasi.indikator = indikator
    sebelum = {"nilai": realisasi.nilai, "capaian": realisasi.capaian}
    angka_berubah = hitung_ulang(realisasi)
    sesudah = {"nilai": realisasi.nilai, "capaian": realisasi.capaian}
    if not angka_berubah and sebelum == sesudah:
        return False
    if isi_lama is not None:
        simpan_versi_lama(realisasi, isi_lama, alasan=alasan, pelaku=pelaku, kini=kini)
    realisasi.versi += 1
    realisasi.versi_angka += 1
    realisasi.diubah_pada = kini
    realisasi.save(update_fields=["nilai", "alasan_kosong", "capaian", "versi", "versi_angka", "diubah_pada"])
    jejak.catat(
        pelaku=pelaku,
        aksi="realisasi.hitung_ulang",
        objek=realisasi,
        kini=kini,
        unit_jalur=indikator.sasaran.unit.jalur,
        sebelum=sebelum,
        sesudah=sesudah,
        alasan=alasan,
    )
    if angka_berubah:
        _lepas_tanda_tangan(realisasi, kini)
        teruskan(realisasi, kini)
    return True


def _lepas_tanda_tangan(realisasi: Realisasi, kini: datetime) -> None:
    status = alur.Status(realisasi.status)
    if alur.boleh_isi(status):
        return
    aksi = alur.Aksi.KOREKSI if status is alur.Status.DISETUJUI else alur.Aksi.KEMBALIKAN
    pindahkan(realisasi, aksi, pelaku=None, kini=kini, alasan=ALASAN)
