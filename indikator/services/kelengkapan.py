"""What the checks of a cascade ask of an indicator, filled in at once: targets, source of data, who answers for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from indikator.hitung import capaian
from indikator.hitung.capaian import JenisTarget
from indikator.hitung.target_teks import tulis_target
from indikator.models import Indikator, Target
from indikator.models.target import WAKTU_TARGET
from indikator.services.definisi import hitung_ulang_indikator
from kinerja.organisasi import jejak
from kinerja.organisasi.akses import Aksi, boleh_di, pesan_tolak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class Kelengkapan:
    """`target` by quarter (0 the year); one that is not set yet takes the stored one away."""

    target: Mapping[int, capaian.Target]
    sumber_data: str
    penanggung_jawab: Sequence[Jabatan]


def kelengkapan_kini(indikator: Indikator) -> Kelengkapan:
    """As stored."""
    ada = {t.triwulan: t.sebagai_target() for t in indikator.target.all()}
    return Kelengkapan(
        target={tw: ada.get(tw, capaian.Target.belum()) for tw, _ in WAKTU_TARGET},
        sumber_data=indikator.sumber_data,
        penanggung_jawab=list(indikator.penanggung_jawab.order_by("pk")),
    )


def sidik_kelengkapan(indikator: Indikator) -> str:
    """Tells whether somebody has changed it since it was shown."""
    return hashlib.sha256(repr(_isi(indikator, kelengkapan_kini(indikator))).encode()).hexdigest()[:16]


@transaction.atomic
def lengkapi(*, pelaku: Pengguna, indikator: Indikator, isi: Kelengkapan, sidik: str, kini: datetime) -> bool:
    """Store what is another now, and compute the figures again where targets moved. Returns whether anything changed.

    Raises PermissionDenied unless `pelaku` plans at the owner, and PelanggaranAturan `indikator_berubah` when
    somebody changed it since it was shown (`sidik`).
    """
    if not boleh_di(pelaku, Aksi.KELOLA_KINERJA, indikator.sasaran.unit.jalur):
        raise PermissionDenied(pesan_tolak(Aksi.KELOLA_KINERJA))
    terkini = Indikator.objects.select_for_update(of=("self",)).select_related("skala", "sasaran__unit")
    satu = terkini.get(pk=indikator.pk)
    if sidik_kelengkapan(satu) != sidik:
        raise PelanggaranAturan(
            "indikator_berubah",
            "Target atau kelengkapan ini sudah diubah orang lain sejak halaman dibuka. "
            "Bandingkan dengan yang tersimpan, lalu simpan lagi.",
        )
    lama = kelengkapan_kini(satu)
    sebelum, sesudah = _isi(satu, lama), _isi(satu, isi)
    if sebelum == sesudah:
        return False
    _simpan(satu, lama, isi)
    berbeda = [k for k in sesudah if sebelum[k] != sesudah[k]]
    jejak.catat(
        pelaku=pelaku,
        aksi="indikator.lengkapi",
        objek=satu,
        kini=kini,
        unit_jalur=satu.sasaran.unit.jalur,
        sebelum={k: sebelum[k] for k in berbeda},
        sesudah={k: sesudah[k] for k in berbeda},
    )
    if lama.target != isi.target:
        hitung_ulang_indikator(pelaku=pelaku, indikator=satu, kini=kini)
    return True


def _isi(indikator: Indikator, isi: Kelengkapan) -> dict[str, Any]:
    """As the audit trail keeps it: words and ids."""
    skala = indikator.skala.skala() if indikator.skala else None
    return {
        **{str(kata): tulis_target(isi.target[tw], skala) for tw, kata in WAKTU_TARGET},
        "sumber_data": isi.sumber_data,
        "penanggung_jawab": sorted(j.pk for j in isi.penanggung_jawab),
    }


def _simpan(indikator: Indikator, lama: Kelengkapan, isi: Kelengkapan) -> None:
    for triwulan, target in isi.target.items():
        if target == lama.target[triwulan]:
            continue
        if target.jenis is JenisTarget.BELUM:
            Target.objects.filter(indikator=indikator, triwulan=triwulan).delete()
            continue
        # What the document printed no longer holds for another target.
        nilai = {"jenis": target.jenis, "nilai": target.nilai, "bawah": target.bawah, "atas": target.atas}
        Target.objects.update_or_create(indikator=indikator, triwulan=triwulan, defaults=nilai | {"tercetak": ""})
    if isi.sumber_data != lama.sumber_data:
        indikator.sumber_data = isi.sumber_data
        indikator.save(update_fields=["sumber_data"])
    indikator.penanggung_jawab.set(isi.penanggung_jawab)
