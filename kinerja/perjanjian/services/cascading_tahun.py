"""Copying a year's sasaran, indicators and links into another; what is there already stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from indikator.models import Indikator, Sasaran, Turunan
from indikator.services.turunan import atur_turunan, segarkan_gulungan
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.models.cascading import JenisTautan, PaketTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.services.cascading import Isian, isi_tautan, kunci_cascade, tautkan, wajib_kelola
from kinerja.perjanjian.services.cascading_paket import simpan_paket
from kinerja.perjanjian.services.cascading_salinan import (
    salin_indikator,
    salin_keterangan,
    salin_komponen,
    salin_target,
)
from kinerja.perjanjian.services.cascading_uraian import nomor_berikut

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class RingkasanSalin:
    """How many of each were made, and how many were there already and stay."""

    sasaran: int
    sasaran_ada: int
    indikator: int
    indikator_ada: int
    tautan: int
    tautan_ada: int


@dataclass
class _Salinan:
    """What becomes of last year's rows, by their ids, while copying."""

    ke: Periode
    sasaran: dict[int, Sasaran] = field(default_factory=dict)
    indikator: dict[int, Indikator] = field(default_factory=dict)
    sasaran_baru: list[int] = field(default_factory=list)
    indikator_baru: dict[int, Indikator] = field(default_factory=dict)
    tautan_baru: list[dict[str, Any]] = field(default_factory=list)
    tautan_ada: int = 0

    def ringkasan(self) -> RingkasanSalin:
        """The counts."""
        return RingkasanSalin(
            sasaran=len(self.sasaran_baru),
            sasaran_ada=len(self.sasaran) - len(self.sasaran_baru),
            indikator=len(self.indikator_baru),
            indikator_ada=len(self.indikator) - len(self.indikator_baru),
            tautan=len(self.tautan_baru),
            tautan_ada=self.tautan_ada,
        )


@transaction.atomic
def rencana_salin_tahun(
    *, pelaku: Pengguna, dari: Periode, ke: Periode, unit: Unit, dengan_target: bool, kini: datetime
) -> RingkasanSalin:
    """What `salin_tahun` would do: it is done and taken back, so the preview cannot differ from the deed."""
    ringkasan = _salin(pelaku, dari, ke, unit, dengan_target=dengan_target, kini=kini).ringkasan()
    transaction.set_rollback(True)
    return ringkasan


@transaction.atomic
def salin_tahun(
    *, pelaku: Pengguna, dari: Periode, ke: Periode, unit: Unit, dengan_target: bool, kini: datetime
) -> PaketTautan:
    """Copy sasaran, indicators, components, people in charge, derivations and links of `unit` and all below it.

    A sasaran or indicator of the same words in the new year is taken as the copy and left as it is; repeating makes
    nothing twice. The batch can be undone with `cascading_paket.batalkan` until the copies are used.

    Args:
        dengan_target: whether the targets come along as a start for the new ones.

    Raises PermissionDenied, and PelanggaranAturan: `tahun_sama`, `instansi_lain`, `tidak_ada_perubahan`.
    """
    salinan = _salin(pelaku, dari, ke, unit, dengan_target=dengan_target, kini=kini)
    isi = {
        "tautan": salinan.tautan_baru,
        "indikator": [i.pk for i in salinan.indikator_baru.values()],
        "sasaran": salinan.sasaran_baru,
    }
    if not any(isi.values()):
        raise PelanggaranAturan(
            "tidak_ada_perubahan", f"Semua sasaran, indikator, dan tautan {dari} sudah ada pada {ke}."
        )
    return simpan_paket(pelaku, PaketTautan.Jenis.SALIN, ke, unit, isi, kini)


def _salin(
    pelaku: Pengguna, dari: Periode, ke: Periode, unit: Unit, *, dengan_target: bool, kini: datetime
) -> _Salinan:
    wajib_kelola(pelaku, unit)
    if dari.pk == ke.pk:
        raise PelanggaranAturan("tahun_sama", "Pilih dua tahun yang berbeda.")
    if {dari.instansi_id, ke.instansi_id} != {unit.instansi_id}:
        raise PelanggaranAturan("instansi_lain", "Kedua tahun harus dari instansi unit itu.")
    kunci_cascade(ke)
    salinan = _Salinan(ke)
    lama = list(
        Indikator.objects.filter(sasaran__periode=dari, sasaran__unit__jalur__startswith=unit.jalur)
        .select_related("sasaran__unit", "satuan", "skala", "keterangan_dokumen")
        .prefetch_related("komponen", "target", "penanggung_jawab", "uraian_turunan")
        .order_by("sasaran__unit__jalur", "sasaran__nomor", "nomor")
    )
    for satu in lama:
        _salin_satu(satu, salinan)
    for satu in lama:
        if satu.pk in salinan.indikator_baru:
            _salin_bagian(satu, salinan, dengan_target=dengan_target)
    _salin_tautan(pelaku, lama, salinan, kini)
    return salinan


def _salin_satu(lama: Indikator, salinan: _Salinan) -> None:
    if lama.sasaran_id not in salinan.sasaran:
        salinan.sasaran[lama.sasaran_id] = _sasaran(lama.sasaran, salinan)
    sasaran = salinan.sasaran[lama.sasaran_id]
    ada = sasaran.indikator.filter(nama__iexact=lama.nama).first()
    if ada is None:
        bebas = not sasaran.indikator.filter(nomor=lama.nomor).exists()
        ada = salin_indikator(lama, sasaran, lama.nomor if bebas else nomor_berikut(sasaran))
        salinan.indikator_baru[lama.pk] = ada
    salinan.indikator[lama.pk] = ada


def _sasaran(lama: Sasaran, salinan: _Salinan) -> Sasaran:
    milik = Sasaran.objects.filter(unit=lama.unit_id, periode=salinan.ke)
    ada = milik.filter(uraian__iexact=lama.uraian, jenis=lama.jenis).order_by("nomor").first()
    if ada is not None:
        return ada
    nomor = lama.nomor
    if milik.filter(nomor=nomor).exists():
        nomor = (milik.aggregate(Max("nomor"))["nomor__max"] or 0) + 1
    baru = Sasaran.objects.create(unit=lama.unit, periode=salinan.ke, nomor=nomor, uraian=lama.uraian, jenis=lama.jenis)
    salinan.sasaran_baru.append(baru.pk)
    return baru


def _salin_bagian(lama: Indikator, salinan: _Salinan, *, dengan_target: bool) -> None:
    baru = salinan.indikator_baru[lama.pk]
    salin_komponen(lama, baru, salinan.indikator)
    baru.penanggung_jawab.set(lama.penanggung_jawab.all())
    salin_keterangan(lama, baru)
    if dengan_target:
        salin_target(lama, baru)
    UraianTurunan.objects.bulk_create(
        UraianTurunan(indikator=baru, tingkat=u.tingkat, teks=u.teks, catatan=u.catatan)
        for u in lama.uraian_turunan.all()
    )


def _salin_tautan(pelaku: Pengguna, lama: list[Indikator], salinan: _Salinan, kini: datetime) -> None:
    uraian = {
        (u.indikator_id, u.tingkat): u for u in UraianTurunan.objects.filter(indikator__sasaran__periode=salinan.ke)
    }
    bobot = {(t.induk_id, t.anak_id): t.bobot for t in Turunan.objects.filter(induk__in=lama)}
    semua = TautanKinerja.objects.filter(induk__in=lama).select_related("unit", "jabatan", "uraian").order_by("pk")
    for t in semua:
        if t.anak_id is not None and t.anak_id not in salinan.indikator:
            continue  # an indicator outside the subtree that is copied
        induk = salinan.indikator[t.induk_id]
        anak = salinan.indikator[t.anak_id] if t.anak_id is not None else None
        if TautanKinerja.objects.filter(induk=induk, unit=t.unit, jabatan=t.jabatan, anak=anak).exists():
            salinan.tautan_ada += 1
            continue
        isian = Isian(
            induk=induk,
            unit=t.unit,
            jenis=JenisTautan(t.jenis),
            jabatan=t.jabatan,
            lingkup=t.lingkup,
            anak=anak,
            uraian=uraian.get((induk.pk, t.uraian.tingkat)) if t.uraian else None,
            tersirat=t.tersirat,
        )
        baru = tautkan(pelaku=pelaku, isian=isian, kini=kini, segarkan=False)
        salinan.tautan_baru.append({"sebelum": None, "sesudah": isi_tautan(baru)})
    _salin_gulungan(pelaku, bobot, salinan, kini)


def _salin_gulungan(pelaku: Pengguna, bobot: dict[tuple[int, int], Any], salinan: _Salinan, kini: datetime) -> None:
    """Roll-ups between new copies; one that was there already keeps the parent the planner has given it."""
    diubah = []
    for (induk_lama, anak_lama), berat in bobot.items():
        if induk_lama not in salinan.indikator_baru or anak_lama not in salinan.indikator_baru:
            continue
        induk, anak = salinan.indikator_baru[induk_lama], salinan.indikator_baru[anak_lama]
        atur_turunan(pelaku=pelaku, induk=induk, anak=anak, bobot=berat, kini=kini, segarkan=False)
        diubah.append(induk)
    for induk in diubah:
        segarkan_gulungan(induk, kini)
